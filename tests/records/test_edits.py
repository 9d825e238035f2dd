"""The edits of several plans as one page, and what each of them turns."""

from collections.abc import Mapping

from qtrack.locale.message import msg
from qtrack.model.problem import Place
from qtrack.records.edits import Edits, SideProblem, together
from qtrack.records.effect import Cause, Effect, LightTurn
from qtrack.standing.lights import Light
from tests.small import day, english


def edits(*turns: str, known: bool = True, problems: Mapping[str, str] | None = None) -> Edits:
    """Return the page of one plan, whose effect is known or not."""
    told = tuple(
        LightTurn("T01", Light.GREEN, Light.RED, Cause.PLAN, msg("{text}", text=each)) for each in turns
    )
    wrong = tuple(
        SideProblem("shape", msg("wrong"), Place(path), side=side) for path, side in (problems or {}).items()
    )
    return Edits("a", "b", (), wrong, Effect(day(50), told if known else None))


def test_lights_are_told_with_the_folder_of_their_plan() -> None:
    found = together("a", "b", {"": edits("one"), "x": edits("two", "three"), "y": edits()}).effect
    assert found is not None
    assert found.as_of == day(50)
    assert [english(turn.text) for turn in found.turns or ()] == [".: one", "x: two", "x: three"]


def test_what_is_not_known_of_one_plan_is_not_known_of_all() -> None:
    both = {"": edits("one"), "x": edits(known=False)}
    assert together("a", "b", both).effect == Effect(day(50), None)
    assert together("a", "b", {"": Edits("a", "b", ()), "x": Edits("a", "b", ())}).effect is None


def test_problems_of_the_old_side_come_first_of_whatever_plan() -> None:
    both = {"": edits(problems={"1": "b", "2": "a"}), "x": edits(problems={"3": "a"})}
    assert [(each.place.path, each.side) for each in together("a", "b", both).problems] == [
        ("2", "a"),
        ("3", "a"),
        ("1", "b"),
    ]
