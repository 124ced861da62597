"""What changed between two rule sets, and why figures moved."""
