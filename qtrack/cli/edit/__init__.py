"""Commands that edit the plan itself."""
