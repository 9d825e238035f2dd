"""Checks of who is responsible."""
