"""The REST interface and the feeds: one table of operations over a kept ledger.

``table`` names every operation with what it takes and gives; ``routes`` serves them, ``openapi``
describes them, ``listing`` shows them to people. The work is in one file for each subject.
"""
