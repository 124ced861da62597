"""Changing rule files: from text to text by replacing the characters concerned; only `saving` writes."""
