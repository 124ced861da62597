"""Computed figures beside the printed ones."""
