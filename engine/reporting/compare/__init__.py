"""The figures of a provider beside the tariff."""
