"""The commands that show where the plan stands."""
