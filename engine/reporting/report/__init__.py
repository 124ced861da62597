"""One topic together."""
