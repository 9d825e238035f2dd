"""What edits of the plan mean: between two states of it, and over time."""
