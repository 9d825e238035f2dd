"""Numbers as files hold them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.store.numbers import plain_number
from tests.small import wide


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", "0"), ("007", "7"), ("-1", "-1"), ("12.50", "12.50"), ("9" * 20, "9" * 20),
        ("9" * 21, None), ("", None), ("+1", None), ("1.", None), (".5", None), ("1e3", None),
        ("1_000", None), ("1,000", None), ("95%", None), ("NaN", None), ("Infinity", None),
        (wide("95"), None), ("\u0665", None), ("½", None), ("十", None), (" 1", None),
    ],
)  # fmt: skip
def test_a_plain_number_is_digits_only(text: str, number: str | None) -> None:
    assert plain_number(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(("text", "number"), [("-0", "0"), ("-0.00", "0.00"), ("-00", "0")])
def test_no_number_is_less_than_nothing_and_nothing(text: str, number: str) -> None:
    assert str(plain_number(text)) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_number_is_exactly_what_was_written(number: Decimal) -> None:
    assert plain_number(f"{number:f}") == number
