"""The words that people type: each means one thing of its kind, in both languages."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args

import pytest

from qtrack.cli.names import COMMANDS, HABITS, NAMES
from qtrack.cli.options import PageForm, PathForm, TableForm
from qtrack.cli.review.diff import FailOn
from qtrack.locale import words
from qtrack.locale.message import LANGUAGES, Message, Translator
from qtrack.locale.words import Words, meant, plain, shown, ways
from qtrack.model.entry import ChaseLevel, Status
from qtrack.model.head import LightPreset, Pace
from qtrack.model.indicator import Better, IndicatorKind, Qualifier
from qtrack.model.period import PeriodKind
from qtrack.model.responsibility import Role
from qtrack.model.units import UnitKind
from qtrack.pages.diff.show import EditForm
from qtrack.pages.manual import TOPICS, manual
from qtrack.pages.problems import ProblemForm
from qtrack.papers.engine.paper import PaperForm
from qtrack.papers.registry import PAPERS
from qtrack.records.selection.arrangement import BoardGroup
from qtrack.standing.lights import Light
from qtrack.store.user.shells import Shell
from qtrack.store.yaml.schema import FileKind
from qtrack.ui import labels
from tests.small import wide

CHECKS: Final = words.words(*(page.name for page in manual()))
#: The values of each kind, and the table of their words.
KINDS: Final[dict[str, tuple[Iterable[str], Words]]] = {
    "lights": (Light, words.LIGHTS),
    "statuses": (Status, words.STATUSES),
    "roles": (Role, words.ROLES),
    "levels": (ChaseLevel, words.CHASE_LEVELS),
    "forms of pages": (get_args(PageForm), words.FORMS),
    "forms of tables": (get_args(TableForm), words.FORMS),
    "forms of what was written": (get_args(PathForm), words.FORMS),
    "forms of papers": (PaperForm, words.FORMS),
    "forms of problems": (get_args(ProblemForm), words.FORMS),
    "forms of edits": (get_args(EditForm), words.FORMS),
    "groups": (BoardGroup, words.GROUPS),
    "classes": (FailOn, words.CLASSES),
    "files": (FileKind, words.FILES),
    "shells": (Shell, words.SHELLS),
    "annexes": (("none", "all"), words.ANNEXES),
    "papers": (PAPERS, words.PAPERS),
    "languages": (LANGUAGES, words.LANGUAGE_NAMES),
    "kinds of units": (UnitKind, words.UNIT_KINDS),
    "kinds of targets": (IndicatorKind, words.INDICATOR_KINDS),
    "directions": (Better, words.BETTER),
    "words around a target": (Qualifier, words.QUALIFIERS),
    "rhythms": (PeriodKind, words.RHYTHMS),
    "paces": (Pace, words.PACES),
    "rules of lights": (LightPreset, words.LIGHT_RULES),
    "topics": (TOPICS, words.TOPICS),
    "checks": (CHECKS, CHECKS),
    "commands": (COMMANDS, NAMES),
}
LABELS: Final[dict[str, tuple[Mapping[Any, Message], Words]]] = {
    "lights": (labels.LIGHTS, words.LIGHTS),
    "statuses": (labels.STATUSES, words.STATUSES),
    "roles": (labels.ROLES, words.ROLES),
    "levels": (labels.CHASE_LEVELS, words.CHASE_LEVELS),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_means_one_thing_of_its_kind(kind: str) -> None:
    values, table = KINDS[kind]
    count = Counter(word for value in values for word in {plain(way) for way in ways(value, table)})
    assert [word for word, number in count.items() if number > 1] == []
    assert "" not in count


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_has_its_words_in_both_languages(kind: str) -> None:
    values, table = KINDS[kind]
    assert [value for value in values if value not in table] == []
    for language in LANGUAGES:
        assert all(Translator(language).say(table[value]) for value in values)


@pytest.mark.parametrize("kind", LABELS)
def test_every_label_on_a_page_can_be_typed(kind: str) -> None:
    names, table = LABELS[kind]
    for language in LANGUAGES:
        translator = Translator(language)
        assert {value: meant(translator.say(label), names, table) for value, label in names.items()} == {
            value: value for value in names
        }


def test_a_habit_is_no_command_and_leads_one_way() -> None:
    count = Counter(plain(way) for row in HABITS for way in ways(row, {row: row}) if way != row)
    count.update({plain(way) for name in COMMANDS for way in ways(name, NAMES)})
    assert [word for word, number in count.items() if number > 1] == []


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("完成", "done"),
        ("已办结", "done"),
        (" Complete ", "done"),
        (wide("DONE"), "done"),
        ("In Progress", "in-progress"),
        ("IN_PROGRESS", "in-progress"),
        ("inprogress", "in-progress"),
        ("正在 办理", "in-progress"),
        ("卡住", "blocked"),
        ("销号", "closed"),
        ("", None),
        ("完", None),
    ],
)
def test_width_case_spaces_and_hyphens_do_not_matter(typed: str, status: str | None) -> None:
    assert meant(typed, Status, words.STATUSES) == status


def test_only_the_values_that_are_asked_for_are_meant() -> None:
    assert meant("台账", ["weekly"], words.PAPERS) is None
    assert meant("weekly", ["weekly"], {}) == "weekly"


def test_choices_are_listed_in_the_language_spoken() -> None:
    listed = shown([*Light, "other"], words.LIGHTS)
    assert Translator("zh").show(listed) == "红、黄、绿、蓝、未评、other"
    assert Translator("en").show(listed) == "red, yellow, green, blue, none, other"


def test_a_catalogue_is_read_once_in_a_run_whoever_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "完成" in ways("done", words.STATUSES)
    monkeypatch.setattr("qtrack.locale.message.CATALOGUES", None)
    assert "受阻" in ways("blocked", words.STATUSES)
