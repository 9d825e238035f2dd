"""What every page shares: the screen, tables, lines, words and JSON."""
