"""Readers of the open data sets: files in, examples out."""
