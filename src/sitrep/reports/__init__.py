"""Files, folders, pages and streams in; Reports and Problems out."""
