"""What one unit has to do (单位任务清单)."""
