"""Problems: in order, as many as anybody reads, and the rest counted."""

from hypothesis import given
from hypothesis import strategies as st

from qtrack.locale.message import msg
from qtrack.model.problem import MOST, MOST_OF_FILE, Level, Place, Problem, listed, not_listed, shortened
from tests.small import english, lines


def wrong(path: str, number: int, level: Level = Level.ERROR) -> Problem:
    return Problem("x", msg("wrong"), Place(path, line=number, column=1), level)


def test_a_hundred_problems_of_a_file_are_all_listed() -> None:
    problems = tuple(wrong("a.yaml", number) for number in range(1, 101))
    assert listed(problems) == problems


def test_of_more_the_rest_is_counted_by_level_where_it_begins() -> None:
    problems = [wrong("a.yaml", number) for number in range(1, 103)]
    problems += [wrong("a.yaml", number, Level.WARNING) for number in range(103, 108)]
    problems.append(wrong("b.yaml", 1))
    assert lines(listed(reversed(problems)))[-4:] == [
        "a.yaml:100:1: error: wrong (x)",
        "a.yaml:101:1: error: from here on 2 more problems of this file are not listed (problems-listed)",
        "a.yaml:103:1: warning: from here on 5 more problems of this file are not listed (problems-listed)",
        "b.yaml:1:1: error: wrong (x)",
    ]


def test_what_a_reader_of_files_counted_is_counted_on() -> None:
    problems = [wrong("a.yaml", number) for number in range(1, 101)]
    counted = not_listed(Place("a.yaml", line=101, column=3), 7)
    assert listed([counted, *problems]) == (*problems, counted)
    assert listed([counted, *problems, wrong("a.yaml", 90)])[-1].times == 8


def test_of_very_many_files_the_rest_is_counted_once() -> None:
    problems = [wrong(f"{number:04}.yaml", 1) for number in range(1, 2001)]
    found = lines(listed(problems))
    assert len(found) == MOST + 1
    assert found[-1] == (
        "1001.yaml:1:1: error: from this file on 1000 more problems are not listed (problems-listed)"
    )


PROBLEMS = st.builds(wrong, st.sampled_from("abc"), st.integers(1, 9), st.sampled_from(Level))


@given(st.lists(PROBLEMS, max_size=600))
def test_none_is_lost_from_the_count_of_its_level(problems: list[Problem]) -> None:
    found = listed(problems)
    for level in Level:
        assert sum(each.times for each in found if each.level is level) == sum(
            each.level is level for each in problems
        )
    assert len(found) <= 3 * (MOST_OF_FILE + len(Level))


def test_what_a_message_quotes_is_cut() -> None:
    message = msg("{a} {b}", a="甲" * 201, b=msg("{c}", c="乙" * 200))
    assert english(shortened(message)) == "甲" * 200 + "… " + "乙" * 200
    (found,) = listed([Problem("x", message, Place("a.yaml"))])
    assert len(english(found.message)) == 402
