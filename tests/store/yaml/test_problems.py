"""Silences: a comment keeps one check quiet in one place, and nothing else."""

import pytest

from qtrack.locale.message import msg
from qtrack.model.problem import Place, Problem, Suppression
from qtrack.store.reading.load import load
from qtrack.store.yaml.problems import apply_suppressions
from tests.small import TASK, lines, task, tree_of


def found(text: str) -> list[str]:
    """Return the silences of a task as `check line@line:column`."""
    loaded = load(tree_of({"tasks/T01.yaml": text}))
    return [f"{each.check} {each.line}@{each.place.line}:{each.place.column}" for each in loaded.suppressions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TASK, []),
        (TASK + "due: 2030-01-01  # qtrack: allow dates-in-plan\n", ["dates-in-plan 5@5:18"]),
        (TASK + "# qtrack: allow dates-in-plan\ndue: 2030-01-01\n", ["dates-in-plan 6@5:1"]),
        (TASK + "due: 2030-01-01 #qtrack: allow a, b-c\n", ["a 5@5:17", "b-c 5@5:17"]),
        (TASK + "due: 2019-01-01 # qtrack: allow\n", []),
        (TASK + "due: 2019-01-01 # 见 qtrack: allow a\n", []),
        (TASK + "source: '甲 # qtrack: allow a'\n", []),
        (TASK + "source: |\n  # qtrack: allow a\n  乙\n", []),
        (TASK + "source: |\n  甲\n  # qtrack: allow a\n", []),
        (TASK + "source: |\n  甲\n# qtrack: allow a\ndue: 2019-04-01\n", ["a 8@7:1"]),
        (TASK + "source: '甲' # qtrack: allow a\n", ["a 5@5:13"]),
    ],
)
def test_a_silence_is_a_comment_and_speaks_of_its_line_or_the_next(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_of_many_texts_only_the_one_around_a_comment_is_looked_at() -> None:
    lines = "".join(f"  - 甲{number}  # qtrack: allow x\n" for number in range(20_000))
    assert len(found(TASK + "partners:\n" + lines)) == 20_000


WRONG = Problem("x", msg("wrong"), Place("a.yaml", line=5, column=3))


def test_a_silenced_problem_is_left_out_and_every_other_stays() -> None:
    quiet = Suppression("x", 5, Place("a.yaml", line=4, column=1))
    elsewhere = Problem("x", msg("wrong"), Place("a.yaml", line=6, column=3))
    another = Problem("y", msg("wrong"), Place("a.yaml", line=5, column=3))
    other_file = Problem("x", msg("wrong"), Place("b.yaml", line=5, column=3))
    assert apply_suppressions([other_file, WRONG, another, elsewhere, WRONG], [quiet]) == (
        another,
        elsewhere,
        other_file,
    )


def test_a_silence_that_silences_nothing_is_pointed_out() -> None:
    quiet = Suppression("dates-in-plan", 5, Place("tasks/T01.yaml", line=4, column=1))
    (unused,) = lines(apply_suppressions([], [quiet]))
    assert unused == (
        "tasks/T01.yaml:4:1: warning:"
        " nothing here needs “allow dates-in-plan”; delete the comment (silence-unused)"
    )


def test_what_keeps_a_file_from_being_read_cannot_be_silenced() -> None:
    loaded = load(tree_of(task("due: 后天 # qtrack: allow value-date")))
    assert [each.check for each in loaded.problems] == ["value-date"]
