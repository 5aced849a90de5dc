"""Evidence: the sealed package, the proof that one is sound, and the check of any cited text."""
