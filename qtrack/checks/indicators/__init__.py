"""Checks of indicators and their values."""
