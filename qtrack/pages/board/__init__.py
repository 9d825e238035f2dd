"""The board: every section and task with its light."""
