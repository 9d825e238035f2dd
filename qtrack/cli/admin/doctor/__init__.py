"""`qtrack doctor`: the command, and a module for each part of what it looks at."""
