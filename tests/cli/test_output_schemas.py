"""What `--format json` prints is what `qtrack schema --output` says, for every command that prints any."""

import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from qtrack.cli.admin.json_schema import OUTPUTS, output_schema
from qtrack.cli.commands import load_command
from qtrack.cli.main import main
from qtrack.cli.names import COMMANDS
from qtrack.cli.parameters import parameters_of
from tests.cli.conftest import LATER
from tests.conftest import Demonstration
from tests.repositories import commit, repository
from tests.small import HEAD, TASK, said, small_plan

AS_OF: Final = ("--as-of", "2019-06-28")
SINCE: Final = ("--since", "2019-05-31")
MARCH: Final = datetime(2019, 3, 1, 4, tzinfo=UTC)
#: On the demonstration, on the small plan and on one without tasks.
PAGES: Final[tuple[tuple[str, ...], ...]] = (
    ("status",),
    ("status", *AS_OF),
    ("status", *AS_OF, *SINCE),
    ("status", *AS_OF, *SINCE, "--known-at", "2019-06-21", "--light", "red", "--stale"),
    ("status", *AS_OF, "--section", "S1", "--status", "blocked", "--due-before", "2019-01-01"),
    ("show", "S1", *AS_OF),
    ("units", *AS_OF),
    ("units", *AS_OF, "--section", "S1", "--light", "blue"),
    ("due", *AS_OF, "--within", "400d"),
    ("config",),
    ("due", *AS_OF, "--light", "blue"),
    ("indicators", *AS_OF),
    ("indicators", *AS_OF, "--status", "dropped"),
    ("find", "质量", *AS_OF),
    ("find", "不存在", *AS_OF),
    ("history", *AS_OF),
    ("history", *AS_OF, "--since", "2019-06-20", "--known-at", "2019-06-27"),
    ("validate",),
    ("doctor",),
)
OF_THE_DEMONSTRATION: Final[tuple[tuple[str, ...], ...]] = (
    *(("show", task, *AS_OF) for task in ("T01", "T17", "T18", "T20", "T26")),
    ("show", "S5", *AS_OF),
    ("units", "标准化处", *AS_OF),
    ("mine", "标准化处", *AS_OF),
    ("mine", "福州局", "--as-of", "2019-04-08", "--within", "400d"),
    ("units", "各市县局", *AS_OF, "--role", "by-duty"),
    ("status", *AS_OF, *SINCE, "--unit", "计量处", "--role", "lead", "--measure", "M15"),
)


def check(command: str, printed: str) -> None:
    """Hold what a command printed against its schema."""
    schema = output_schema(command)
    Draft202012Validator.check_schema(schema)
    found = json.loads(printed)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(found)


Print = Callable[..., str]


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> Print:
    """Return what runs a command line with --format json and returns what it prints."""

    def run(folder: Path, *arguments: str, lang: str = "zh", now: datetime = MARCH) -> str:
        capsys.readouterr()
        code = main([*arguments, "--format", "json"], {"QTRACK_LANG": lang}, folder, now)
        assert code in {0, 1}, capsys.readouterr().err
        return capsys.readouterr().out

    return run


@pytest.mark.parametrize("arguments", [*PAGES, *OF_THE_DEMONSTRATION], ids=" ".join)
def test_pages_of_the_demonstration(
    arguments: tuple[str, ...], demonstration: Demonstration, printed: Print
) -> None:
    lang = "en" if "--unit" in arguments or "--since" in arguments else "zh"
    check(arguments[0], printed(demonstration.folder, *arguments, lang=lang, now=LATER))


@pytest.mark.parametrize("arguments", PAGES, ids=" ".join)
def test_pages_of_a_plan_without_tasks_and_of_one_without_entries(
    arguments: tuple[str, ...], tmp_path: Path, printed: Print
) -> None:
    small_plan(tmp_path / "none", {"tasks/T01.yaml": None})
    check(arguments[0], printed(tmp_path / "none", *arguments))
    small_plan(tmp_path / "silent")
    check(arguments[0], printed(tmp_path / "silent", *arguments))


def test_problems_of_a_plan(tmp_path: Path, printed: Print) -> None:
    small_plan(tmp_path, {"tasks/T01.yaml": f"{TASK}what: 1\n"}, said(200, "percent: 300"))
    out = printed(tmp_path, "validate")
    assert len(json.loads(out)["problems"]) >= 2
    check("validate", out)


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """Make a repository whose plan was edited in every way that a value can be of another type."""
    made = repository(tmp_path, said(3), said(40, "status: done", tag="000002"))
    due = {"tasks/T01.yaml": TASK + "due: 2019-04-01\ndeliverables: [{id: T01.1, title: 甲}]\n"}
    commit(made / "plan", due, on="2019-02-02")
    more = {
        "plan.yaml": HEAD.replace("04-10", "05-10") + "lights: {yellow_gap: 15.5}\nretired: [T09]\n",
        "tasks/T01.yaml": TASK.replace("shared: [institute]", "shared: [office, institute]"),
    }
    commit(made / "plan", more, on="2019-02-03")
    entry = next(iter(said(3)))
    commit(made / "plan", {entry: said(3)[entry].replace("有进展", "已完成")}, on="2019-02-04")
    return made


def test_edits_of_the_plan(top: Path, printed: Print) -> None:
    out = printed(top, "diff", "HEAD~3..HEAD", "--effect")
    assert json.loads(out)["changes"]
    check("diff", out)
    check("diff", printed(top, "diff", lang="en"))
    check("changes", printed(top, "changes", "--since", "2019-01-01"))
    check("show", printed(top, "show", "T01", "--plan-history"))
    out = printed(top, "audit")
    assert json.loads(out)["findings"]
    check("audit", out)


def test_a_side_that_cannot_be_read(top: Path, printed: Print) -> None:
    (top / "plan" / "tasks" / "T01.yaml").write_text("id: [", encoding="utf-8")
    out = printed(top, "diff", "--effect")
    assert json.loads(out)["problems"]
    check("diff", out)


def test_what_is_recorded(tmp_path: Path, printed: Print) -> None:
    small_plan(tmp_path, said(20, "percent: 20"), said(40, "status: done", tag="000002"))
    by = ("--by", "王")
    record = ("record", "T01", "--unit", "metrology", "--percent", "30", "--summary", "好", *by)
    check("record", printed(tmp_path, *record, "--dry-run"))
    check("record", printed(tmp_path, *record))
    table = tmp_path / "form.csv"
    table.write_text("任务编号,报送单位,进展情况\nT01,计量处,又好\n", encoding="utf-8")
    out = printed(tmp_path, "record", "--from", str(table), "--date", "2019-02-20")
    assert json.loads(out)["entries"]
    check("record", out)
    check("correct", printed(tmp_path, "correct", "2019-01-20-000001", "--percent", "21", *by))
    small_plan(tmp_path / "b", said(20, "percent: 20"), said(40, "status: done", tag="000002"))
    close = ("close", "T01", "--verified-by", "办公室", "--evidence", "验收单", "--dry-run", *by)
    check("close", printed(tmp_path / "b", *close))
    check("return", printed(tmp_path / "b", "return", "T01", "--reason", "缺", "--unit", "办公室", *by))
    out = printed(tmp_path / "b", "withdraw", "2019-01-20-000001", "--reason", "重", *by)
    check("withdraw", out)
    check("undo", printed(tmp_path / "b", "undo", "--yes", *by))


def test_every_command_that_prints_json_has_a_schema() -> None:
    assert set(OUTPUTS) == {name for name in COMMANDS if prints_json(name)}


def prints_json(name: str) -> bool:
    """Tell whether a command offers --format json."""
    return any("json" in parameter.metavar.split("|") for parameter in parameters_of(load_command(name)))


def test_the_schema_is_printed_without_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in OUTPUTS:
        assert main(["schema", "--output", name], {"QTRACK_LANG": "en"}, tmp_path) == 0
        assert json.loads(capsys.readouterr().out) == output_schema(name)


def test_no_key_may_be_missing_and_none_be_added(demonstration: Demonstration, printed: Print) -> None:
    """Whatever record of the page is spoilt, its schema sees it."""
    page = json.loads(printed(demonstration.folder, "status", *AS_OF, *SINCE, now=LATER))
    validator = Draft202012Validator(output_schema("status"))
    assert validator.is_valid(page)
    seen = 0
    for path in records(page):
        for more in ({}, {"more": 1}):
            spoilt = deepcopy(page)
            record = at(spoilt, path)
            if not more:
                record.popitem()
            record.update(more)
            assert not validator.is_valid(spoilt), path
            seen += 1
    assert seen > 30


def records(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - JSON
    """Yield where records stand in a page; of a list its first and its last are enough."""
    if isinstance(value, dict):
        yield path
        for key, each in value.items():
            yield from records(each, (*path, key))
    elif isinstance(value, list):
        for place in sorted({0, len(value) - 1} if value else set()):
            yield from records(value[place], (*path, place))


def at(value: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401 - JSON
    for step in path:
        value = value[step]
    return value
