"""Measures Sitrep on open data and on the clock. Not part of the package."""
