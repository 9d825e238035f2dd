"""What finds room on the first two pages, and what is only counted there."""

from qtrack.papers.summary.room import Bounds, fitted


def room(size: float) -> Bounds:
    """Return bounds of so many lines beside the headings of two lists."""
    return Bounds(size + 3, ("red", "due", "red"), {"red": 1, "due": 2})


def lines(row: object) -> float:
    """Return how many lines a row of these tests takes."""
    assert isinstance(row, int)
    return row


def test_lists_take_turns_until_the_room_is_used_up() -> None:
    rows = {"red": [2, 2, 2], "due": [1, 1, 1, 1]}
    kept = fitted(rows, lines, room(7))
    assert kept == {"red": 3, "due": 1}  # what is red takes two turns
    assert fitted(rows, lines, room(1000)) == {"red": 3, "due": 4}
    assert fitted(rows, lines, room(-3)) == {"red": 0, "due": 0}


def test_a_matter_too_long_for_what_is_left_closes_its_list_and_no_other() -> None:
    assert fitted({"red": [9, 1], "due": [1, 1]}, lines, room(5)) == {"red": 0, "due": 2}


def test_a_list_that_is_to_be_counted_only_finds_no_room() -> None:
    assert fitted({"red": [1], "better": [1, 1]}, lines, room(50)) == {"red": 1, "better": 0}
