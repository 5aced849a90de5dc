"""Builds the language model that the package carries; no part of the package itself."""
