"""Random edits of random plans: none that makes something look better passes unsaid."""
