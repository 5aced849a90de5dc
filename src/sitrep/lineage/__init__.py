"""A story in; who took what from whom, and how many voices there are, out."""
