"""Every indicator."""
