"""A ledger in; a checked brief out."""
