"""git, asked as a process: its objects, revisions and history."""
