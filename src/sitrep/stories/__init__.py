"""Reports and analyses in; stories (reports on one happening) out."""
