"""The story of the shipped plan from October 2018 to June 2019, told by hand: a module a section.

Only tables stand here. Whether a script fits a plan, and when it is told, is decided in `tell`.
"""

from typing import Final

from qtrack.demo.lines import Script
from qtrack.demo.story import brands, environment, equipment, foundations, goals, organisation, safety

SCRIPTS: Final[tuple[Script, ...]] = (
    *goals.SCRIPTS,
    *equipment.SCRIPTS,
    *safety.SCRIPTS,
    *brands.SCRIPTS,
    *foundations.SCRIPTS,
    *environment.SCRIPTS,
    *organisation.SCRIPTS,
)
