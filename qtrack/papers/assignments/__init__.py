"""Who does what by when (任务分工表)."""
