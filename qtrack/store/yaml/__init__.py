"""YAML text to values of the model, each with its place, and what is wrong with it."""
