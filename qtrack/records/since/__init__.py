"""What changed since an earlier day: lights that turned and why, what was finished, what became late."""
