"""How ids look, and how people type them."""

from re import Pattern

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.model.ids import (
    DELIVERABLE_ID,
    ENTRY_ID,
    INDICATOR_ID,
    MEASURE_ID,
    SECTION_ID,
    TASK_ID,
    holder_of,
    parse_about,
)
from tests.small import wide


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("T05", "T05"),
        ("t5", "T05"),
        ("5", "T05"),
        ("05", "T05"),
        ("T005", "T05"),
        ("  T05 ", "T05"),
        ("\u3000T05", "T05"),
        (wide("T05"), "T05"),
        (wide("5"), "T05"),
        ("T123", "T123"),
        ("T05.2", "T05.2"),
        ("t5.02", "T05.2"),
        ("5.12", "T05.12"),
        (wide("T5.2"), "T05.2"),
        ("S1", "S1"),
        ("s01", "S1"),
        ("S1.3", "S1.3"),
        (wide("S1"), "S1"),
    ],
)
def test_an_id_is_understood_however_it_is_typed(typed: str, meant: str) -> None:
    assert parse_about(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["", " ", "T", "M01", "T05.", ".2", "T05.2.1", "T-5", "T0 5", "五", "T\u0665", "5" * 5000, "计量处"],
)
def test_what_is_no_id_is_none(typed: str) -> None:
    assert parse_about(typed) is None


@given(st.text())
def test_whatever_is_typed_gives_an_id_that_reads_as_itself_or_none(typed: str) -> None:
    meant = parse_about(typed)
    assert meant is None or parse_about(meant) == meant


@given(st.integers(1, 9999), st.integers(1, 99))
def test_every_id_of_the_plan_reads_as_itself(number: int, part: int) -> None:
    for own in (f"T{number:02d}", f"S{number}", f"T{number:02d}.{part}", f"S{number}.{part}"):
        assert parse_about(own) == own
        assert parse_about(own.lower()) == own


@pytest.mark.parametrize(
    ("about", "holder"), [("T18.1", "T18"), ("T18", "T18"), ("S1.12", "S1"), ("S1", "S1"), ("", "")]
)
def test_a_part_belongs_to_what_stands_before_the_dot(about: str, holder: str) -> None:
    assert holder_of(about) == holder


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        (SECTION_ID, ["S1", "S12"], ["S0", "S01", "s1", "S", wide("S1"), "S1.1"]),
        (MEASURE_ID, ["M01", "M25", "M100"], ["M1", "m01", wide("M01"), "M" + "1" * 5000]),
        (TASK_ID, ["T01", "T32", "T100"], ["T1", "t01", wide("T01"), "T01.1"]),
        (DELIVERABLE_ID, ["T18.1", "S1.12"], ["T18", "T18.0", "T18.01", "T1.1", "M01.1", wide("T18.1")]),
        (
            ENTRY_ID,
            ["2019-03-29-7f3a9c", "2019-03-29-7f3a9c00"],
            [
                "2019-03-29",
                "2019-03-29-7f3a9",
                "2019-03-29-7F3A9C",
                "19-03-29-7f3a9c",
                wide("2019") + "-03-29-7f3a9c",
            ],
        ),
        (INDICATOR_ID, ["pass-rate", "a", "cma2"], ["", "Pass", "pass_rate", "-a", "a-", "合格率"]),
    ],
)
def test_the_forms_of_ids(form: Pattern[str], good: list[str], bad: list[str]) -> None:
    assert [each for each in good if not form.fullmatch(each)] == []
    assert [each for each in bad if form.fullmatch(each)] == []
