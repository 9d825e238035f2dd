"""Pages as JSON, for programs."""

import json
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import msgspec
import pytest

from qtrack.locale.message import Message, Translator, msg
from qtrack.records.board import board
from qtrack.records.selection.filters import Filters
from qtrack.records.task import task_page
from qtrack.standing.assess import assess
from qtrack.standing.lights import Light, LightReason
from qtrack.ui.json import encode, page_json, plain, shown
from tests.small import TASK, Files, day, plan_of, said, task

ZH, EN = Translator("zh"), Translator("en")


def board_of(*files: Files, on: int = 50, translator: Translator = ZH) -> dict[str, Any]:
    page = board(assess(plan_of(*files), day(on)), Filters())
    found: dict[str, Any] = json.loads(page_json(page, translator))
    return found


def test_the_board_has_these_keys_and_no_others() -> None:
    found = board_of(task("due: 2019-04-10\n"), said(40, "percent: 30\n"))
    assert found == {
        "format": 1,
        "as_of": "2019-02-19",
        "known_at": None,
        "counts": {"red": 0, "yellow": 1, "green": 0, "blue": 0, "none": 0},
        "notes": [],
        "group": "section",
        "sections": [
            {
                "id": "S1",
                "number": "一",
                "title": "夯实质量基础",
                "chapter": "",
                "light": "yellow",
                "counts": {"red": 0, "yellow": 1, "green": 0, "blue": 0, "none": 0},
                "reasons": [],
            }
        ],
        "units": [],
        "tasks": [
            {
                "id": "T01",
                "section": "S1",
                "measure": "M01",
                "title": "健全量传溯源体系",
                "lead": "metrology",
                "lead_name": "计量处",
                "co_leads": [],
                "responsible": [],
                "status": "in-progress",
                "replaced": False,
                "light": "yellow",
                "reasons": [
                    {"code": "behind", "light": "yellow", "text": "达 30%，应达 50%，落后 20 个百分点"}
                ],
                "progress": 30.0,
                "pace": 50.0,
                "gap": -20.0,
                "due": "2019-04-10",
                "last_entry": "2019-02-09",
                "unreported": False,
                "missing": [],
            }
        ],
        "since": None,
        "counts_before": None,
        "turned": [],
        "finished": [],
        "dropped": [],
        "newly_late": [],
    }


def test_what_is_unknown_is_null_and_notes_are_sentences() -> None:
    found = board_of(translator=EN)
    (row,) = found["tasks"]
    assert (row["progress"], row["gap"], row["due"], row["last_entry"]) == (None, None, None, None)
    assert row["reasons"] == [{"code": "no-entries", "light": "none", "text": "no entries yet"}]
    assert found["notes"] == ["No progress has been recorded yet; “qtrack record” makes the first entry."]


def test_codes_are_the_same_in_every_language_and_texts_are_not() -> None:
    zh, en = board_of(said(40)), board_of(said(40), translator=EN)
    assert [each["code"] for each in zh["tasks"][0]["reasons"]] == [
        each["code"] for each in en["tasks"][0]["reasons"]
    ]
    assert zh["tasks"][0]["reasons"] != en["tasks"][0]["reasons"]


def test_a_task_is_told_whole() -> None:
    standing = assess(plan_of(said(40, "percent: 30\nby: 张三\n")), day(50))
    holder = standing.of("T01")
    assert holder is not None
    found = json.loads(page_json(task_page(standing, holder), EN))
    assert found["format"] == 1
    assert found["lead"] == {"id": "metrology", "name": "计量处"}
    assert found["by_duty"] == [{"id": "bureaus", "name": "各市县局"}]
    assert found["reasons"][0]["text"] == "at 30%, should be at 50%, 20 points behind"
    (entry,) = found["entries"]
    assert (entry["id"], entry["percent"], entry["status"], entry["by"]) == (
        "2019-02-09-000001",
        30,
        None,
        "张三",
    )


def test_control_codes_are_escaped_and_read_back() -> None:
    plan = plan_of({"tasks/T01.yaml": TASK.replace("健全量传溯源体系", '"a\\e[31m\\x9b\\x7f\\u202e"')})
    raw = page_json(board(assess(plan, day(50)), Filters()), ZH)
    assert not {"\x1b", "\x9b", "\x7f", "\u202e"} & set(raw)
    assert json.loads(raw)["tasks"][0]["title"] == "a\x1b[31m\x9b\x7f\u202e"


def test_json_is_indented_readable_and_ends_its_last_line() -> None:
    assert encode({"a": "红", "b": [Decimal("1.10"), date(2019, 1, 2)]}) == (
        '{\n  "a": "红",\n  "b": [\n    1.10,\n    "2019-01-02"\n  ]\n}\n'
    )
    assert encode([]) == "[]\n"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, None),
        (Light.NONE, "none"),
        (msg("blocked"), "受阻"),
        ((Light.RED, "x"), ["red", "x"]),
        ({Light.RED: (1, 2)}, {"red": [1, 2]}),
        (
            LightReason("blocked", Light.YELLOW, msg("blocked"), msg("due today")),
            {"code": "blocked", "light": "yellow", "text": "受阻"},
        ),
    ],
)
def test_records_become_what_json_knows(value: object, shown: object) -> None:
    assert plain(value, ZH) == shown


class Spot(msgspec.Struct, frozen=True):
    """A record that says nothing of what JSON shows of it."""

    line: int
    column: int


class Mark(msgspec.Struct, frozen=True):
    """A record that shows a property, a way into a field, and a field by another name."""

    as_json: ClassVar = "name spot.line where=spot text"

    name: str
    spot: Spot
    hidden: str

    @property
    def text(self) -> Message:
        """A sentence."""
        return msg("red")


def test_a_record_shows_what_it_says_of_itself_in_its_order_and_by_its_names() -> None:
    found = plain(Mark("甲", Spot(3, 5), "x"), ZH)
    assert list(found.items()) == [
        ("name", "甲"),
        ("line", 3),
        ("where", {"line": 3, "column": 5}),
        ("text", "红"),
    ]


def test_a_record_that_says_nothing_of_itself_shows_its_fields() -> None:
    assert shown(Spot) == {"line": ("line",), "column": ("column",)}
