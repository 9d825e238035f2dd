"""How a translator fills and joins messages; with an empty catalogue, the catalogues are tested apart."""

import gettext
from datetime import date
from decimal import Decimal

import pytest

from qtrack.locale.message import msg, nmsg
from qtrack.locale.translator import Translator


@pytest.fixture(autouse=True)
def _empty_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gettext, "translation", lambda *_: gettext.NullTranslations())


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
