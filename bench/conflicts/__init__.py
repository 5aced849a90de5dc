"""Reports with a figure changed, and the truth about it."""
