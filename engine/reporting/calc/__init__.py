"""Figures as a table and as data."""
