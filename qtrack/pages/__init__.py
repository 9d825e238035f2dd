"""The pages of the terminal: one folder or module a page."""
