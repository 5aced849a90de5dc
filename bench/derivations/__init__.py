"""Copies with known truth, injected into any collection of reports."""
