"""From files to a rule set."""
