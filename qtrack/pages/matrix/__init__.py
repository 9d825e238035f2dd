"""Tasks by the members of a group."""
