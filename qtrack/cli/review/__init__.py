"""The commands that tell what git knows: edits of the plan and of entries."""
