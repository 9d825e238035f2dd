"""The commands that look after a plan: its files, their manual and schemas, a demo."""
