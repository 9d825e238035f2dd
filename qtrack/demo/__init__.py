"""What a demo tells: an invented, deterministic set of entries for a plan, and edits of the plan itself.

The story of the shipped plan and the sentences that fill in for every other task stand in story.yaml; here
is what tells them. Nothing else here touches files, git, clock or console; whoever makes a demo writes the
entries to files. Every summary ends in a sign, so that nobody takes it for a fact.
"""
