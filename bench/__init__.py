"""Measures of the project: open sets, made sets, speed."""
