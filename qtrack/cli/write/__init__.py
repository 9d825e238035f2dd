"""The commands that write entries."""
