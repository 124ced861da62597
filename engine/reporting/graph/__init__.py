"""Which rule rests on which."""
