"""The scorecard: what each unit has of its points at the end of a year (考核评分表)."""
