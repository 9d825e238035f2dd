"""Where a text stands."""
