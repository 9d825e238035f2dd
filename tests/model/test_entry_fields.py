"""The table of an entry's fields: all that a person may say, each under a name of its own."""

from qtrack.locale.message import LANGUAGES, Translator
from qtrack.model.entry import Entry
from qtrack.model.entry_fields import FIELDS, fields
from qtrack.model.ids import key_texts

#: What no person types: it follows from the command.
MADE = {"recorded", "corrects", "withdraws", "returns", "chases"}


def test_the_table_has_every_key_of_an_entry_that_a_person_may_say() -> None:
    assert {field.name for field in FIELDS} == key_texts(Entry).keys() - MADE


def test_no_two_fields_share_an_option_or_a_heading() -> None:
    options = [field.option for field in FIELDS]
    assert len(options) == len(set(options))
    for translator in map(Translator, LANGUAGES):
        names = [name for field in FIELDS for name in translator.say(field.headings).split("|")]
        assert len(names) == len(set(names))


def test_fields_come_in_the_order_that_is_asked_for_and_none_is_lost() -> None:
    assert fields() == FIELDS
    names = [field.name for field in fields("by", "summary")]
    assert names[:4] == ["by", "summary", "about", "unit"]
    assert sorted(names) == sorted(field.name for field in FIELDS)
