"""Problems as people and machines read them."""

import json
from typing import Any, get_args

import pytest

from qtrack.locale.message import msg
from qtrack.model.problem import Level, Place, Problem, within
from qtrack.pages.problems import REPORTERS, ProblemForm, Report, summary
from tests.screens import Shown, shown
from tests.small import english

FILES = {"units.yaml": b"units: []\ngroups:\n  - {id: \xe5\x90\x84\xe5\xb1\x80, name: x}\n"}
ERROR = Problem("entry-about", msg("the plan has no {id}", id="T99"), Place("units.yaml", line=3, column=10))
WARNING = Problem(
    "file-unexpected",
    msg("“{name}” is not a timezone; write one such as Asia/Shanghai", name="50%,\n: x\x1b"),
    Place("a,b:c.txt", line=1, column=1),
    Level.WARNING,
)
HINT = Problem("odd", msg("this file is empty"), Place("gone.yaml", line=7, column=2), Level.HINT)


def read(path: str) -> bytes:
    path = path.removeprefix("plan/")
    if path not in FILES:
        raise FileNotFoundError(path)
    return FILES[path]


def drawn(
    form: ProblemForm, *problems: Problem, language: str = "en", terminal: bool = False, folder: str = "plan"
) -> Shown:
    on = shown(language, terminal=terminal)
    placed = tuple(within(folder, problem) for problem in problems)
    REPORTERS[form](Report(placed, 32, 1, read), on.screen)
    return on


def test_every_form_has_its_reporter() -> None:
    assert set(REPORTERS) == set(get_args(ProblemForm))


@pytest.mark.parametrize(
    ("language", "line", "said"),
    [
        (
            "en",
            "plan/units.yaml:3:10: error: the plan has no T99 (entry-about)\n",
            "1 error, 0 warnings in 32 tasks, 1 entry.\n",
        ),
        (
            "zh",
            "plan/units.yaml:3:10: 错误: 方案中没有 T99 (entry-about)\n",
            "1 处错误，0 处警告（任务 32 项，进展条目 1 条）。\n",
        ),
    ],
)
def test_a_problem_is_one_line_with_its_place_and_check(language: str, line: str, said: str) -> None:
    on = drawn("text", ERROR, language=language)
    assert on.out.getvalue() == line
    assert on.err.getvalue() == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The plan is in order: 32 tasks, 1 entry.\n"),
        ("zh", "方案无误：任务 32 项，进展条目 1 条。\n"),
    ],
)
def test_a_plan_in_order_is_said_to_be_so_beside_the_data(language: str, said: str) -> None:
    on = drawn("text", language=language)
    assert (on.out.getvalue(), on.err.getvalue()) == ("", said)


def test_hints_are_counted_neither_as_errors_nor_as_warnings() -> None:
    report = Report((ERROR, WARNING, WARNING, HINT), 1, 0, read)
    assert english(summary(report)) == "1 error, 2 warnings in 1 task, 0 entries."


def test_a_terminal_shows_the_line_and_marks_the_spot_below_chinese() -> None:
    on = drawn("text", ERROR, terminal=True)
    assert on.out.getvalue().split("\n")[1:3] == ["      - {id: 各局, name: x}", "             ^"]


def test_a_file_that_is_gone_or_shorter_has_no_excerpt() -> None:
    short = Problem("odd", msg("this file is empty"), Place("units.yaml", line=9, column=1))
    for problem in (HINT, short):
        assert len(drawn("text", problem, terminal=True).out.getvalue().splitlines()) == 1


def test_a_long_line_is_cut_around_the_spot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setitem(FILES, "long.yaml", ("title: " + "质" * 200 + "\x1b量").encode())
    problem = Problem("odd", msg("this file is empty"), Place("long.yaml", line=1, column=150))
    excerpt, mark = drawn("text", problem, terminal=True).out.getvalue().split("\n")[1:3]
    assert len(excerpt) < 60
    assert mark.strip() == "^"
    assert len(mark) <= 60


def test_control_codes_of_an_excerpt_stay_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FILES, "odd.yaml", b"title: \x1b[31m\n")
    problem = Problem("odd", msg("this file is empty"), Place("odd.yaml", line=1, column=8))
    assert "\x1b" not in drawn("text", problem, terminal=True).out.getvalue()


def test_json_has_these_keys_and_no_talk() -> None:
    on = drawn("json", ERROR, folder="")
    assert json.loads(on.out.getvalue()) == {
        "format": 1,
        "problems": [
            {
                "path": "units.yaml",
                "line": 3,
                "column": 10,
                "level": "error",
                "check": "entry-about",
                "message": "the plan has no T99",
                "times": 1,
            }
        ],
    }
    assert on.err.getvalue() == ""


def test_github_gets_workflow_commands_with_its_signs_escaped() -> None:
    on = drawn("github", ERROR, WARNING, HINT)
    assert on.out.getvalue() == (
        "::error file=plan/units.yaml,line=3,col=10,title=entry-about::the plan has no T99\n"
        "::warning file=plan/a%2Cb%3Ac.txt,line=1,col=1,title=file-unexpected::"
        "“50%25,%0A: x\N{REPLACEMENT CHARACTER}” is not a timezone; write one such as Asia/Shanghai\n"
        "::notice file=plan/gone.yaml,line=7,col=2,title=odd::this file is empty\n"
    )


def gitlab(*problems: Problem) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(drawn("gitlab", *problems).out.getvalue())
    return found


def test_gitlab_gets_a_code_quality_report() -> None:
    first, *others = gitlab(ERROR, WARNING, HINT)
    assert first.pop("fingerprint")
    assert first == {
        "description": "the plan has no T99",
        "check_name": "entry-about",
        "severity": "major",
        "location": {"path": "plan/units.yaml", "lines": {"begin": 3}},
    }
    assert [each["severity"] for each in others] == ["minor", "info"]
    assert gitlab() == []


def test_a_fingerprint_stays_while_the_problem_moves_up_and_down() -> None:
    moved = Problem(ERROR.check, ERROR.message, Place("units.yaml", line=99, column=1))
    first, second, other = gitlab(ERROR, moved, WARNING)
    assert first["fingerprint"] == second["fingerprint"] != other["fingerprint"]
