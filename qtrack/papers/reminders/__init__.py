"""Reminders on paper (催办单)."""
