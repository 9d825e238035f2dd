"""In which order the tasks of a list stand, and under what."""

from enum import StrEnum

#: In which order tasks stand: the worst first, by the nearest deadline that is open, as in the plan.
#: The worst are red for what is late, the longest first, then whatever is furthest behind pace.
TaskOrder = StrEnum("TaskOrder", "SEVERITY DEADLINE PLAN")

#: What the tasks of a board stand under.
BoardGroup = StrEnum("BoardGroup", "SECTION UNIT")
