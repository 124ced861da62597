"""A tariff over its cost elements."""
