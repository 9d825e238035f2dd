"""What changed, level by level: one module for each part of a plan."""
