"""Files and git: the only home of yaml, subprocess and whatever touches the disk."""
