"""Word lists, tables and models. Each file names its source and licence."""
