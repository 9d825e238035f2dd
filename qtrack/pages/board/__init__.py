"""The board, and the first screen of a terminal."""
