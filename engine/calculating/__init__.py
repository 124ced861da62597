"""From a rule set to its figures: the rule graph, grids and exact evaluation."""
