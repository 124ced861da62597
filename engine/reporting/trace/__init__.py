"""Where a figure comes from, and what rests on one."""
