"""A brief or ledger in; text or bytes in one format out."""
