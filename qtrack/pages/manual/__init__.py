"""The manual of the checks."""
