"""The MCP server: a kept ledger for programs that answer questions in words.

``answers`` are the records it gives, ``tools`` makes them, ``checking`` weighs a text against a
ledger, ``server`` puts the tools on the protocol.
"""
