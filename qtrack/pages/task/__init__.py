"""One task, or the own goals of a section."""
