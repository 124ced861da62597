"""One module a question that can be asked of rules: from a calculation to an answer as data."""
