"""Messages are values: a text, the values that fill it, and a count where the words change with it."""

from datetime import date
from decimal import Decimal

import pytest

from qtrack.locale.message import LANGUAGES, Message, Translator, mark, msg, nmsg, number
from tests.small import english


def test_a_message_keeps_its_values_in_the_order_they_were_given() -> None:
    assert msg("{b} before {a}", b=1, a="x") == Message("{b} before {a}", (("b", 1), ("a", "x")))


def test_a_message_may_have_a_value_named_like_a_parameter() -> None:
    assert english(msg("{text} and {count}", text="x", count=3)) == "x and 3"
    assert english(nmsg("{one}", "{many} of {n}", 2, one="x", many="y")) == "y of 2"


@pytest.mark.parametrize(("count", "text"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_a_counted_message_chooses_its_words_by_the_count(count: int, text: str) -> None:
    assert english(nmsg("{n} day", "{n} days", count)) == text


def test_a_counted_message_carries_both_forms_and_the_count_as_n() -> None:
    assert nmsg("{n} day of {id}", "{n} days of {id}", 3, id="T01") == Message(
        "{n} day of {id}", (("n", 3), ("id", "T01")), "{n} days of {id}", 3
    )


def test_messages_are_equal_by_what_they_say() -> None:
    assert msg("{a}", a=1) == msg("{a}", a=1)
    assert msg("{a}", a=1) != msg("{a}", a=2)


def test_a_mark_leaves_the_text_as_it_is() -> None:
    assert mark("green") == "green"


def test_english_is_the_language_of_the_keys() -> None:
    assert LANGUAGES == ("en", "zh")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("95", "95"),
        ("95.0", "95"),
        ("0.50", "0.5"),
        ("2000", "2000"),
        ("2E+3", "2000"),
        ("0.0", "0"),
        ("-12.30", "-12.3"),
        ("100", "100"),
    ],
)
def test_a_number_is_written_without_exponent_and_idle_zeros(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


@pytest.fixture(autouse=True)
def _empty_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qtrack.locale.message._catalogue", lambda _: {})


def test_values_are_written_the_way_of_the_language() -> None:
    message = msg(
        "{name}: {share}% by {day}, {ids}",
        name="T01",
        share=Decimal("40.0"),
        day=date(2019, 3, 1),
        ids=("a", "b"),
    )
    assert Translator("en").say(message) == "T01: 40% by 2019-03-01, a, b"
    assert Translator("zh").say(message) == "T01: 40% by 2019-03-01, a、b"


def test_a_message_within_a_message_is_said_too() -> None:
    inner = msg("{number} {unit}", number=Decimal(5), unit="家次")
    assert Translator("en").say(msg("it is {actual}", actual=inner)) == "it is 5 家次"


def test_words_change_with_the_count() -> None:
    assert Translator("en").say(nmsg("{n} day", "{n} days", 1)) == "1 day"
    assert Translator("en").say(nmsg("{n} day", "{n} days", 23)) == "23 days"


def test_a_text_without_values_keeps_its_braces() -> None:
    assert Translator("en").say(msg("write {a: b}")) == "write {a: b}"


def test_braces_in_a_value_are_left_alone() -> None:
    assert Translator("en").say(msg("“{text}”", text="{oops}")) == "“{oops}”"


def test_a_bare_key_is_said_and_an_empty_one_stays_empty() -> None:
    assert Translator("en").say("green") == "green"
    # In a catalogue the empty key names its header.
    assert Translator("en").say("") == ""


def test_messages_are_joined_by_the_sign_of_the_language_or_another() -> None:
    both = [msg("blocked"), msg("due today")]
    assert Translator("en").together(both) == "blocked, due today"
    assert Translator("zh").together(both) == "blocked、due today"
    assert Translator("zh").together(both, "；") == "blocked；due today"


def test_an_unknown_language_is_english() -> None:
    assert Translator("fr").language == "en"


def test_nothing_has_no_sign() -> None:
    assert Translator("en").show(Decimal("-0.0")) == "0"
