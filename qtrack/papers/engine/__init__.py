"""What makes every paper: its templates, what they may use, and its head."""
