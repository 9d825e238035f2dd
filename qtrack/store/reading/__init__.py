"""Reading a plan: its files to values, what was kept of them, and what the whole of it holds."""
