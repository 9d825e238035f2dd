"""The spreadsheet that a unit fills."""
