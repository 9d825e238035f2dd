"""How one task of a small plan stands on a day: what most tests of standing look at."""

from datetime import date

from qtrack.model.plan import Plan
from qtrack.standing.assess import Standing, assess
from qtrack.standing.parts import IndicatorStanding
from tests.small import Files, day, english, head, plan_of, said, task


def standing_of(plan: Plan, on: date | int, known_at: date | None = None, *, holder: str = "T01") -> Standing:
    """Return how T01, or another holder, stands on a date, or a day of the small plan."""
    found = assess(plan, day(on) if isinstance(on, int) else on, known_at).of(holder)
    assert found is not None
    return found


def why(standing: Standing) -> list[str]:
    """Return the reasons for a light, each with its light and its code."""
    return [f"{reason.light} {reason.code}: {english(reason.message)}" for reason in standing.reasons]


def figures(*values: tuple[int, str], of: str = "n") -> list[Files]:
    """Return entries that tell an indicator's values, each on a day of the small plan."""
    return [
        said(number, f"actuals: {{{of}: {value}}}", tag=f"{at:06}")
        for at, (number, value) in enumerate(values)
    ]


def by_figures(on: int, keys: str, *values: tuple[int, str]) -> Standing:
    """Return how T01 with these keys stands by values of `n` alone, which never grow stale."""
    calm = head("lights: {due_soon_days: 0, stale_days: 200}")
    return standing_of(plan_of(calm, task(keys), *figures(*values)), on)


def figure(on: int, keys: str, *values: tuple[int, str]) -> IndicatorStanding:
    """Return how the one indicator of T01 stands then."""
    (found,) = by_figures(on, keys, *values).indicators
    return found
