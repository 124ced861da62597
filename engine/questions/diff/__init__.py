"""The difference between two rule sets: edits, the figures that they move, and how much of it each edit is worth."""
