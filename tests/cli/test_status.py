"""`qtrack status`: the board from the command line."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from qtrack.ui.screen import Screen
from tests.cli.conftest import CHINESE, LATER, NOW, Runner
from tests.conftest import ROOT, Demonstration
from tests.repositories import commit, git, lay, repository
from tests.screens import plain
from tests.small import head, said, small_plan, task

KEYS = {
    "id",
    "section",
    "measure",
    "title",
    "lead",
    "status",
    "light",
    "reasons",
    "progress",
    "pace",
    "gap",
    "due",
    "last_entry",
    "unreported",
}


@pytest.fixture
def told(folder: Path) -> Path:
    """Make the small plan again in the same folder, with two entries, the later recorded late."""
    return small_plan(
        folder,
        said(20, "percent: 20\n"),
        said(40, "percent: 50\n", recorded="2019-02-15T09:00:00+08:00", tag="000002"),
    )


def board(run: Runner, *arguments: str, cwd: Path | None = None, now: datetime = NOW) -> dict[str, Any]:
    done = run("status", "--format", "json", *arguments, cwd=cwd, now=now)
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_the_shipped_plan_as_json(run: Runner) -> None:
    found = board(run, "--as-of", "2019-06-28", cwd=ROOT)
    assert found["format"] == 1
    assert found["as_of"] == "2019-06-28"
    assert set(found["counts"]) == {"green", "yellow", "red", "blue", "none"}
    assert sum(found["counts"].values()) == len(found["tasks"]) == 32
    assert len({each["measure"] for each in found["tasks"]}) == 25
    assert {each["section"] for each in found["tasks"]} == {f"S{number}" for number in range(2, 8)}
    assert [each["id"] for each in found["sections"]] == [f"S{number}" for number in range(1, 8)]
    for row in found["tasks"]:
        assert set(row) >= KEYS
        assert row["reasons"]
        assert all(set(each) >= {"code", "text"} for each in row["reasons"])


def test_the_demonstration_as_json_agrees_with_itself(run: Runner, demonstration: Demonstration) -> None:
    found = board(run, "--as-of", "2019-06-28", cwd=demonstration.folder, now=LATER)
    for row in found["tasks"]:
        if row["progress"] is not None:
            assert row["gap"] == pytest.approx(row["progress"] - row["pace"])
        assert row["light"] == row["reasons"][0]["light"]
    assert len({each["light"] for each in found["tasks"]}) == 5
    again = board(run, "--as-of", "2019-06-28", cwd=demonstration.folder, now=LATER)
    assert again == found


def test_today_is_read_off_the_clock_in_the_plans_timezone(run: Runner) -> None:
    assert board(run)["as_of"] == "2019-02-19"
    late = NOW.replace(hour=23, minute=59)
    assert (
        json.loads(run("status", "--format", "json", now=late.astimezone(None)).out)["as_of"] == "2019-02-19"
    )


def test_a_date_asks_what_was_so_and_another_what_was_known(run: Runner, told: Path) -> None:
    assert told.exists()
    (now,) = board(run)["tasks"]
    (then,) = board(run, "--as-of", "2019-02-08")["tasks"]
    (known,) = board(run, "--known-at", "2019-02-14")["tasks"]
    assert (now["progress"], now["last_entry"]) == (50, "2019-02-09")
    assert (then["progress"], then["last_entry"]) == (20, "2019-01-20")
    assert (known["progress"], known["last_entry"]) == (20, "2019-01-20")
    assert board(run, "--known-at", "2019-02-14")["known_at"] == "2019-02-14"


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        ((), 1),
        (("--section", "S1"), 1),
        (("--section", "1"), 1),
        (("--unit", "厦门局"), 1),
        (("--unit", "各市县局"), 1),
        (("--unit", "办公室"), 0),
        (("--light", "green"), 1),
        (("--light", "绿"), 1),
        (("--light", "red"), 0),
        (("--light", "RED", "--light", "Green"), 1),
        (("--light", "green", "--unit", "办公室"), 0),
    ],
)
def test_filters_are_combined(arguments: tuple[str, ...], shown: int, run: Runner, told: Path) -> None:
    assert told.exists()
    assert len(board(run, *arguments)["tasks"]) == shown


def test_a_light_may_be_named_in_any_language_or_by_its_id(run: Runner, told: Path) -> None:
    assert told.exists()
    by_word, by_id = (run("status", "--light", each, environ=CHINESE) for each in ("绿", "green"))
    assert by_word == by_id
    assert by_word.code == 0
    assert run("status", "--light", "unrated").out == run("status", "--light", "none").out


def test_the_page_in_chinese(run: Runner, told: Path) -> None:
    assert told.exists()
    done = run("status", environ=CHINESE)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "质量提升工作方案  截至 2019-02-19\n"
        "任务 1 项  红 0  黄 0  绿 1  蓝 0  未评 0\n"
        "\n"
        "绿 S1 一、夯实质量基础  绿 1\n"
        "编号 灯   任务             原因             进度   序时 牵头   完成时限   最近报送\n"
        "T01  绿   健全量传溯源体系 与序时进度持平    50%    50% 计量处 持续推进   2019-02-09\n"
    )


def test_a_page_is_found_from_any_folder_below(run: Runner, folder: Path) -> None:
    assert run("status", cwd=folder / "plan" / "tasks") == run("status", "--plan", str(folder))


def test_the_board_as_csv_and_as_markdown(run: Runner, told: Path) -> None:
    assert told.exists()
    assert run("status", "--format", "csv").out == (
        "\ufeffid,section,measure,task,lead,light,why,status,share,pace,gap,due,last,"
        "unreported,missing reports of\n"
        'T01,S1,M01,健全量传溯源体系,计量处,green,"at 50%, on pace",in progress,50%,50%,0,'
        "ongoing,2019-02-09,,\n"
    ).replace("\n", "\r\n")
    assert run("status", "--format", "markdown").out == (
        "# 质量提升工作方案  as of 2019-02-19\n\n"
        "| id | section | measure | task | lead | light | why | status | share | pace | gap | due | last |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| T01 | S1 | M01 | 健全量传溯源体系 | 计量处 | green | at 50%, on pace | in progress "
        "| 50% | 50% | 0 | ongoing | 2019-02-09 |\n"
    )


def test_a_page_that_filters_emptied_names_the_one(run: Runner, told: Path) -> None:
    assert told.exists()
    done = run("status", "--unit", "计量处", "--role", "牵头", "--status", "受阻", "--stale", environ=CHINESE)
    assert done.code == 0
    assert done.out.endswith("没有符合条件的任务：加上 --status 受阻 之后一项不剩。\n")
    assert len(board(run, "--measure", "1", "--status", "in-progress")["tasks"]) == 1
    assert board(run, "--due-before", "2030-01-01")["tasks"] == []


def test_what_changed_since_a_date(run: Runner, told: Path) -> None:
    assert told.exists()
    found = board(run, "--since", "2019-02-08", "--as-of", "2019-02-10")
    assert found["since"] == "2019-02-08"
    assert (found["counts_before"]["yellow"], found["counts"]["green"]) == (1, 1)
    assert found["turned"] == [
        {
            "id": "T01",
            "title": "健全量传溯源体系",
            "unit": "计量处",
            "from": "yellow",
            "to": "green",
            "direction": "better",
            "causes": ["reports"],
            "reason": "at 50%, should be at 41%, 9 points ahead",
        }
    ]
    known = board(run, "--since", "2019-02-08", "--as-of", "2019-02-10", "--known-at", "2019-02-14")
    assert (known["turned"], known["newly_late"]) == ([], [])
    without = board(run)
    assert (without["since"], without["counts_before"], without["turned"]) == (None, None, [])


def test_a_date_to_compare_with_is_not_after_that_of_the_page(run: Runner) -> None:
    assert run("status", "--since", "2019-02-19").code == 0
    late = run("status", "--since", "2019-02-20")
    assert (late.code, late.out) == (2, "")
    assert late.err == (
        "qtrack: --since is 2019-02-20, after the date of the page, 2019-02-19. "
        "Give an earlier date, such as --since 2019-02-12.\n"
    )
    assert run("status", "--since", "gestern").err == (
        "qtrack: --since is “gestern”, which is not a date. Write it as 2019-06-28.\n"
    )


def test_what_keeps_git_from_telling_the_plan_of_a_day_is_said(tmp_path: Path, run: Runner) -> None:
    top = repository(tmp_path)
    commit(top / "plan", head("short: 小方案\n"))
    git(top, "config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", top.as_uri(), str(clone))
    asked = ("status", "--since", "2019-01-10")
    assert "git has not fetched what a file held that is needed here." in run(*asked, cwd=clone).out
    (top / ".git" / "HEAD").write_text("x", encoding="utf-8")
    assert f"git refuses to read the repository in {top}: " in run(*asked, cwd=top).out


def turned(run: Runner, top: Path, *more: str) -> dict[str, tuple[str | None, str | None, list[str]]]:
    done = run("status", "--since", "2019-02-08", "--as-of", "2019-02-10", "--format", "json", *more, cwd=top)
    return {each["id"]: (each["from"], each["to"], each["causes"]) for each in json.loads(done.out)["turned"]}


def test_since_a_date_is_compared_with_the_plan_that_was_committed_then(tmp_path: Path, run: Runner) -> None:
    """On day 39, at 19, T01 was 20 points behind; red beyond 15 then, beyond 30 now."""
    top = repository(tmp_path)
    commit(top / "plan", head("lights: {red_gap: 15}"), on="2019-02-01")
    commit(top / "plan", said(38, "percent: 19\n"), on="2019-02-08")
    lay(top / "plan", head("lights: {red_gap: 30}"))
    assert turned(run, top) == {"T01": ("red", "yellow", ["plan"])}  # not committed, but that of now
    commit(top / "plan", {}, on="2019-02-09")
    assert turned(run, top) == {"T01": ("red", "yellow", ["plan"])}
    commit(top / "plan", task("", "T02"), on="2019-02-10")
    assert turned(run, top)["T02"] == (None, "none", ["plan"])
    board = json.loads(run("status", "--since", "2019-02-08", "--format", "json", cwd=top).out)
    assert (board["notes"], sum(board["counts_before"].values())) == ([], 1)


def test_the_day_of_a_commit_is_that_of_the_timezone_of_the_plan(tmp_path: Path, run: Runner) -> None:
    top = repository(tmp_path)  # each commit is made at nine o'clock in Shanghai
    commit(top / "plan", said(38, "percent: 19\n") | head("lights: {red_gap: 15}"), on="2019-02-08")
    zone = "timezone: Pacific/Honolulu\n"  # where it is 15 o'clock of the day before
    commit(top / "plan", head(zone + "lights: {red_gap: 30}"), on="2019-02-09")
    assert turned(run, top) == {}
    commit(top / "plan", head("lights: {red_gap: 30}"), on="2019-02-10")
    assert turned(run, top) == {"T01": ("red", "yellow", ["plan"])}


def test_where_the_plan_of_then_is_not_known_that_is_said(tmp_path: Path, run: Runner) -> None:
    without = (
        " 2019-02-08 is therefore computed by the plan of now, "
        "and what edits of the plan changed cannot be told."
    )

    def notes(top: Path) -> list[str]:
        done = run("status", "--since", "2019-02-08", "--as-of", "2019-02-10", "--format", "json", cwd=top)
        found: list[str] = json.loads(done.out)["notes"]
        return [each.removesuffix(without) for each in found if each.endswith(without)]

    plain = tmp_path / "plain"
    small_plan(plain, said(38, "percent: 19\n"))
    assert notes(plain) == ["The plan is not kept in git."]
    top = repository(tmp_path / "git")
    commit(top / "plan", said(38, "percent: 19\n"), on="2019-02-08")
    assert notes(top) == []
    commit(top / "plan", head("lights: {red_gap: 40}"), on="2019-02-09")
    git(tmp_path, "clone", "--quiet", "--depth=1", top.as_uri(), "shallow")
    assert notes(tmp_path / "shallow") == ["This is a shallow clone that does not reach back to 2019-02-08."]
    young = repository(tmp_path / "young")
    git(young, "commit", "--quiet", "--amend", "--no-edit", on="2019-02-09")
    assert notes(young) == ["git knows no plan as old as 2019-02-08."]
    broken = repository(tmp_path / "broken")
    commit(broken / "plan", {"tasks/T01.yaml": "id: T01\nmeasure: M01\n"}, on="2019-02-02")
    commit(broken / "plan", task(""), on="2019-02-10")
    assert notes(broken) == [
        (
            "The plan of 2019-02-08 cannot be read: tasks/T01.yaml: “title” is missing or has no value; "
            "Title of the task: short and checkable, in one's own words."
        )
    ]


NOBODY_LEADS = (
    "id: T02\nmeasure: M01\ntitle: 组织宣传\nresponsible: {by_duty: [bureaus, office]}\n"
    "deliverables: [{id: T02.1, title: 宣传日, due: 2019-02-28}]\n"
    "indicators: [{id: n, name: 场次, unit: 场, target: 9, kind: reach, due: 2019-04-10}]\n"
)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (
            ["status"],
            " 责任：     持续推进   -\n" + " " * 59 + "各市县局等\n",
        ),
        (["status", "--format", "csv"], "组织宣传,责任：各市县局等,"),
        (["status", "--format", "markdown"], "| 组织宣传 | 责任：各市县局等 |"),
        (["due"], "责任：各市县局等"),
        (["units", "福州局"], "责任：各市县局等"),
        (["indicators", "--format", "csv"], "责任：各市县局等"),
        (["show", "T02"], "按职责落实 各市县局、办公室"),
        (["report", "assignments"], "| - | 各市县局、办公室按职责落实 |"),
    ],
)
def test_where_nobody_leads_no_page_says_so(command: list[str], told: str, run: Runner, folder: Path) -> None:
    small_plan(folder, {"tasks/T02.yaml": NOBODY_LEADS})
    done = run(*command, environ=CHINESE)
    assert done.err == ""
    assert told in done.out


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a person of 80 columns and 24 lines look at stdout."""
    monkeypatch.setattr(Screen, "is_terminal", True)
    monkeypatch.setenv("NO_COLOR", "1")


TITLE = "健全量传溯源体系"


@pytest.mark.usefixtures("told", "terminal")
def test_a_terminal_shows_what_matters_first_and_every_task_where_it_is_asked(run: Runner) -> None:
    first, every = plain(run("status").out), plain(run("status", "--all").out)
    assert "1 other task, listed by “qtrack status --all”:\n" in first
    assert TITLE not in first
    assert TITLE in every
    assert "qtrack status --all" not in every


@pytest.mark.usefixtures("told", "terminal")
@pytest.mark.parametrize(
    "asked", ["--light green", "--unit metrology", "--section S1", "--group unit", "--since 2019-01-30"]
)
def test_who_asks_for_some_tasks_sees_them(asked: str, run: Runner) -> None:
    assert TITLE in plain(run("status", *asked.split()).out)


@pytest.mark.usefixtures("told", "terminal")
def test_a_section_shows_its_tasks_and_a_file_all_of_them_also_on_a_terminal(run: Runner) -> None:
    assert TITLE in plain(run("show", "S1").out)
    for form in ("json", "csv", "markdown"):
        assert TITLE in run("status", "--format", form).out


@pytest.mark.usefixtures("told")
def test_a_pipe_has_every_task_whether_it_is_asked_or_not(run: Runner) -> None:
    assert TITLE in run("status").out
    assert run("status", "--all") == run("status")
    assert run("status", "--order", "plan") == run("status")


@pytest.mark.parametrize("order", ["deadline", "时限", "DEADLINE"])
def test_tasks_stand_in_the_order_that_is_asked_for(order: str, run: Runner, folder: Path) -> None:
    parts = task("deliverables: [{id: T02.1, title: 甲, due: 2019-03-01}]\n", "T02")
    small_plan(folder, parts, task("due: 2019-02-25\n", "T03"), said(40, "percent: 40\n"))
    assert [row["id"] for row in board(run, "--order", order)["tasks"]] == ["T03", "T02", "T01"]
    listed = [
        line.split(",")[0] for line in run("status", "--order", order, "--format", "csv").out.split("\n")
    ]
    assert listed[1:4] == ["T03", "T02", "T01"]
    by_unit = [row["id"] for row in board(run, "--order", order, "--group", "unit")["tasks"]]
    assert by_unit == ["T03", "T02", "T01"]


@pytest.mark.usefixtures("terminal")
def test_what_changed_stands_in_the_order_that_is_asked_for(run: Runner, folder: Path) -> None:
    small_plan(folder, task("", "T02"), said(40, "percent: 1\n", about="T02"), said(40, "percent: 20\n"))
    rows = plain(run("status", "--since", "2019-01-22", "--order", "severity").out).partition("\nid ")[2]
    assert rows.index("\nT02 ") < rows.index("\nT01 ")


def test_an_order_that_there_is_not_is_refused(run: Runner) -> None:
    done = run("status", "--order", "size")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("qtrack: --order cannot be “size”.")
