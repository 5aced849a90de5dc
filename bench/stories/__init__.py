"""Story grouping: fitting its weights and measuring it."""
