"""Claims and origins in; findings with their status out."""
