"""What an edit of the plan means: a closed list of named kinds, and two plans compared."""
