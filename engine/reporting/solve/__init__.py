"""Values that agree with what was published."""
