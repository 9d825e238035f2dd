"""What a demo tells: an invented, deterministic set of entries for a plan.

Here live the story of the shipped plan, told by hand, and the sentences that fill in for every other
task. Nothing here touches files, git, clock or console; whoever makes a demo writes the entries to
files. This is the one place in the code where Chinese text stands: it is what units would have said.
Every summary ends in （样例）, so that nobody takes it for a fact.
"""

from qtrack.demo.tell import sample_entries

__all__ = ["sample_entries"]
