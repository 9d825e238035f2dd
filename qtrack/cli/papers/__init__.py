"""The command that makes papers."""
