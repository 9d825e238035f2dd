"""Checks of progress entries."""
