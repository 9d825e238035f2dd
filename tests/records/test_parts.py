"""What a person names to edit, by an id, a number or a name, and the entries that speak of it."""

import pytest

from qtrack.errors import QtrackError
from qtrack.model.plan import Plan
from qtrack.records.parts import entries_on, find_part
from tests.small import Files, english, plan_of, said, task

OWN = task("""
deliverables: [{id: T01.1, title: 建标}]
indicators: [{id: rate, name: 合格率, unit: '%', target: 9, kind: hold, due: 2019-04-10}]
""")


def found(typed: str, plan: Plan) -> tuple[str, str, tuple[str | int, ...], list[str]]:
    """Return the id of a part, where it stands, and what is said of how it was meant."""
    told: list[str] = []
    part = find_part(plan, typed, lambda message: told.append(english(message)))
    return part.id, part.path, part.keys, told


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("plan", ("plan", "plan.yaml", (), [])),
        ("S1", ("S1", "sections/S1.yaml", (), [])),
        ("1", ("T01", "tasks/T01.yaml", (), [])),
        ("t1", ("T01", "tasks/T01.yaml", (), [])),
        ("1.1", ("T01.1", "tasks/T01.yaml", ("deliverables", 0), [])),
        ("m1", ("M01", "sections/S1.yaml", ("measures", 0), [])),
        ("T01/rate", ("T01/rate", "tasks/T01.yaml", ("indicators", 0), [])),
        ("t01.rate", ("T01/rate", "tasks/T01.yaml", ("indicators", 0), [])),
        ("合格率", ("T01/rate", "tasks/T01.yaml", ("indicators", 0), [])),
        ("合格", ("T01/rate", "tasks/T01.yaml", ("indicators", 0), ["合格 = 合格率"])),
        ("福州局", ("fuzhou", "units.yaml", ("units", 2), [])),
        ("各市县局", ("bureaus", "units.yaml", ("groups", 0), [])),  # though it has another's letters
    ],
)
def test_a_part_is_found(typed: str, expected: tuple[str, str, tuple[str | int, ...], list[str]]) -> None:
    assert found(typed, plan_of(OWN)) == expected


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        *((each, f"ID is “{each}”, which the plan does not have.") for each in ("x1", "M99", "T01.2", "")),
        ("市", "ID is “市”, which fits 3 names."),
    ],
)
def test_what_the_plan_does_not_have_or_has_more_than_once_is_refused(typed: str, message: str) -> None:
    with pytest.raises(QtrackError) as refused:
        found(typed, plan_of(OWN))
    assert english(refused.value.message) == message


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("T01", ["2019-01-10-000001", "2019-01-11-000002", "2019-01-13-000004"]),
        ("T01.1", ["2019-01-11-000002"]),
        ("rate", ["2019-01-13-000004"]),
        ("T02", ["2019-01-12-000003"]),
        ("M01", []),
        ("fuzhou", []),
    ],
)
def test_entries_speak_of_a_part_until_they_are_taken_back(typed: str, entries: list[str]) -> None:
    told: list[Files] = [
        said(10),
        said(11, about="T01.1", tag="000002"),
        said(12, "actuals: {rate: 9}", about="T02", tag="000003"),
        said(13, "actuals: {rate: 9}", tag="000004"),
        said(14, "actuals: {rate: 8}", tag="000005"),
        said(15, "withdraws: 2019-01-14-000005", tag="000006"),
    ]
    plan = plan_of(OWN, task("", "T02"), *told)
    part = find_part(plan, typed, lambda _: None)
    assert [entry.id for entry in entries_on(plan, part)] == entries
