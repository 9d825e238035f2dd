"""Checks of the plan itself."""
