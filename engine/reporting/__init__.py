"""One module a format: from data to text, without computing and without printing."""
