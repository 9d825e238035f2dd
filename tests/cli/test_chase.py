"""`qtrack chase`: whom to remind, and reminders as entries of their own kind."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, NOW, Runner, everything, meanwhile
from tests.repositories import git, repository
from tests.small import head, said, small_plan, task


def led(*more: str) -> dict[str, str]:
    """Return the task as one that nobody shares, so that its lead alone is asked."""
    return {path: text.replace("shared: [institute], ", "") for path, text in task(*more).items()}


PLAN = (
    head("office: office\nreporting: {every: month, by_day: 10}\n"),
    led(""),
    led("", "T02"),
    led("due: 2019-02-10\n", "T03"),
    said(3, "percent: 2\n"),
    said(44, unit="institute"),
    said(45, "percent: 60\n", about="T02"),
    said(44, about="T02", unit="institute"),
    said(44, "percent: 90\n", about="T03", unit="institute"),
)


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(folder, *PLAN)


def test_whom_to_remind_and_why(run: Runner) -> None:
    assert run("chase", environ=CHINESE) == (
        0,
        (
            "质量提升工作方案  截至 2019-02-19\n"
            "应催办 2 件  提醒 2\n"
            "\n"
            "编号 单位   任务             灯 本次 已催次数 原因"
            "                                                   上次催办\n"
            "T01  计量处 健全量传溯源体系 红 提醒        - "
            "达 2%，应达 50%，落后 48 个百分点；2019-02-10 前未报送\n"
            "T03  计量处 健全量传溯源体系 红 提醒        - "
            "逾期 9 天；2019-02-10 前未报送\n"
            "\n"
            "“qtrack chase --issue”发出以上催办。\n"
        ),
        "",
    )


def test_filters_and_ids_narrow_it_down(run: Runner) -> None:
    def ids(*arguments: str) -> list[str]:
        page = json.loads(run("chase", *arguments, "--format", "json").out)
        return [each["id"] for each in page["lines"]]

    assert ids() == ["T01", "T03"]
    assert ids("3") == ["T03"]
    assert ids("--unit", "计量处") == ["T01", "T03"]
    assert ids("--unit", "省计量院") == []
    assert ids("--as-of", "2019-01-05") == []
    assert run("chase", "--as-of", "2019-01-05").out.splitlines()[1] == "Nobody is to be reminded."
    assert run("chase", "--light", "blue").out.splitlines()[1] == (
        "No task passes the filters; none is left after --light blue."
    )


def test_a_reminder_is_a_new_file_and_nothing_else(run: Runner, folder: Path) -> None:
    before = everything(folder)
    done = run("chase", "T01", "--issue", "--by", "张三")
    assert (done.code, done.err) == (0, "1 reminder issued.\n")
    path = done.out.rpartition("  ")[2].strip()
    assert done.out == f"2019-001  T01  计量处  reminder  reply by 2019-02-26  {path}\n"
    after = everything(folder)
    assert after.pop(path).decode() == (
        "about: T01\n"
        "unit: office\n"
        "date: 2019-02-19\n"
        "recorded: 2019-02-19T09:12:44+08:00\n"
        "by: 张三\n"
        "summary: 请于2019年2月26日前报送进展情况、存在的问题和下一步措施\n"
        "chases:\n"
        "  number: 2019-001\n"
        "  level: remind\n"
        "  unit: metrology\n"
        "  reply_by: 2019-02-26\n"
    )
    assert after == before
    assert run("validate").code == 0


def test_all_reminders_are_issued_at_once_and_numbered_in_a_row(run: Runner) -> None:
    done = run("chase", "--issue", "--format", "json")
    found = json.loads(done.out)["entries"]
    assert [(each["number"], each["unit"]) for each in found] == [
        ("2019-001", "metrology"),
        ("2019-002", "metrology"),
    ]
    assert run("validate").code == 0


def test_none_is_issued_while_one_waits(run: Runner, folder: Path) -> None:
    run("chase", "--issue")
    before = everything(folder)
    assert run("chase", "3", "--issue") == (
        2,
        "",
        (
            "qtrack: 计量处 was reminded of T03 and has until 2019-02-26 to reply (2019-002). "
            "Wait for the reply, or withdraw that reminder; “qtrack history T03” has it.\n"
        ),
    )
    assert everything(folder) == before
    assert "waiting for an answer 2" in run("chase").out


def test_what_was_not_answered_presses_harder_and_an_answer_begins_anew(run: Runner) -> None:
    run("chase", "1", "--issue")
    later = NOW + timedelta(days=10)
    page = run("chase", "1", environ=CHINESE, now=later).out
    assert "2019-001（提醒）2019-02-19 发出，时限 2019-02-26，逾期 3 天未反馈" in page
    assert "警示" in run("chase", "1", "--issue", environ=CHINESE, now=later).out
    third = NOW + timedelta(days=20)
    assert "督办" in run("chase", "1", "--issue", environ=CHINESE, now=third).out
    third += timedelta(hours=1)
    run("record", "1", "--unit", "计量处", "--percent", "5", "--summary", "有进展", now=third)
    assert "2019-003 (supervision) of 2019-03-11, answered 2019-03-11" in run("chase", "1", now=third).out
    line = json.loads(run("chase", "1", "--format", "json", now=third).out)["lines"][0]
    assert (line["times"], line["level"], line["last"]["state"]) == (3, "remind", "answered")


def test_the_page_of_a_task_and_the_history_tell_it(run: Runner) -> None:
    call = (
        "chase",
        "1",
        "--issue",
        "--phone",
        "李四",
        "--answer",
        "下周报",
        "--text",
        "请报送进展",
        "--by",
        "张三",
    )
    assert run(*call).code == 0
    for page in (run("show", "1", environ=CHINESE).out, run("history", "1", environ=CHINESE).out):
        assert "办公室  （张三记录）  提醒 2019-001 致计量处" in page
        assert (
            "  办理要求：请报送进展\n  接话人：李四\n  电话答复：下周报\n  反馈：限 2019-02-26 前反馈\n"
            in page
        )
    entries = json.loads(run("show", "1", "--format", "json").out)["entries"]
    assert entries[0]["reminder"]["state"] == "waiting"
    assert json.loads(run("history", "1", "--format", "json").out)["threads"][0][0]["kind"] == "reminder"


def test_a_reminder_can_be_withdrawn(run: Runner) -> None:
    path = run("chase", "1", "--issue").out.rpartition("  ")[2].strip()
    assert run("withdraw", Path(path).stem, "--reason", "误发").code == 0
    page = json.loads(run("chase", "1", "--format", "json").out)
    assert (page["lines"][0]["times"], page["lines"][0]["level"]) == (0, "remind")
    again = run("chase", "1", "--issue", now=NOW + timedelta(minutes=5))
    assert again.out.startswith("2019-002  T01")


def test_a_dry_run_writes_nothing(run: Runner, folder: Path) -> None:
    before = everything(folder)
    done = run("chase", "--issue", "--dry-run")
    assert done.out.count("about: ") == 2
    assert everything(folder) == before


def test_reminders_are_committed_alone(tmp_path: Path, run: Runner) -> None:
    top = repository(tmp_path, *PLAN)
    (top / "other.txt").write_text("x", encoding="utf-8")
    git(top, "config", "user.name", "王五")
    git(top, "config", "user.email", "wang@example.invalid")
    assert run("chase", "--issue", "--commit", cwd=top).code == 0
    assert git(top, "status", "--porcelain") == "?? other.txt\n"
    assert len(git(top, "show", "--name-only", "--format=").split()) == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("--reply-by", "2019-03-01"),
            "--reply-by says something of reminders that are issued. Add --issue.",
        ),
        (("--dry-run",), "--dry-run says something of reminders that are issued. Add --issue."),
        (
            ("--issue", "--as-of", "2019-02-01"),
            "Reminders are issued today, not on another day. Leave --as-of and --known-at out.",
        ),
        (
            ("--issue", "--phone", "李四"),
            (
                "A call reaches one unit, and 2 are to be reminded. "
                "Name the task, and with --unit whom you called."
            ),
        ),
        (
            ("--issue", "2"),
            "There is nobody to remind. “qtrack chase --behind” looks at yellow tasks, too.",
        ),
        (
            ("--issue", "--reply-by", "2019-02-18"),
            (
                "The entry does not fit: the day to reply by, 2019-02-18, "
                "is before the reminder of 2019-02-19. Nothing was written."
            ),
        ),
        (("--issue", "--level", "hard"), "--level cannot be “hard”. It can be remind, warn, supervise."),
        (("T09",), "ID is “T09”, which the plan does not have. “qtrack status” lists its tasks, T01 to T03."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    arguments: tuple[str, ...], sentence: str, run: Runner, folder: Path
) -> None:
    before = everything(folder)
    assert run("chase", *arguments) == (2, "", f"qtrack: {sentence}\n")
    assert everything(folder) == before


def test_without_an_office_somebody_must_be_named(run: Runner, folder: Path) -> None:
    small_plan(folder, *PLAN[1:])
    assert run("chase", "1", "--issue").err == (
        "qtrack: The plan names no office. Name with --issuer who speaks for it.\n"
    )
    assert run("chase", "1", "--issue", "--issuer", "办公室").code == 0


@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_the_page_in_files(form: str, run: Runner) -> None:
    run("chase", "1", "--issue")
    text = run("chase", "--format", form, environ=CHINESE).out
    assert "2019-001（提醒）2019-02-19 发出，限 2019-02-26 前反馈" in text
    assert text.count("T01") == 1


def test_no_number_is_given_twice_by_two_who_issue_at_once(
    run: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said_meanwhile = said(50, about="T02", tag="0000c1")
    with meanwhile(folder, said_meanwhile, monkeypatch):
        done = run("chase", "--issue")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("qtrack: Others recorded meanwhile: 2019-02-19-0000c1. Look at it with ")
    assert run("chase", "--issue").code == 0


NESTED = (
    "units:\n"
    "  - {id: metrology, name: 计量处, short: 计量处, kind: division}\n"
    "  - {id: office, name: 办公室, short: 办公室, kind: division}\n"
    "  - {id: fuzhou, name: 福州市市场监管局, short: 福州局, kind: bureau}\n"
    "groups:\n"
    "  - {id: divisions, name: 各处（室）, members: [metrology, office]}\n"
    "  - {id: bureaus, name: 各市县局, members: [fuzhou]}\n"
    "  - {id: institutions, name: 技术机构, members: [bureaus]}\n"
)


@pytest.mark.parametrize(
    ("responsible", "units"),
    [
        # the members are asked one by one, and reminded so, whichever groups they stand in
        ("{by_duty: [divisions, bureaus, institutions], each: true}", ["metrology", "office", "fuzhou"]),
        ("{by_duty: [divisions, bureaus, institutions]}", ["divisions", "bureaus"]),
        ("{by_duty: [office, divisions, bureaus]}", ["divisions", "bureaus"]),
        ("{shared: [office, metrology], by_duty: [bureaus]}", ["office", "metrology"]),
        ("{lead: office, shared: [divisions], by_duty: [bureaus]}", ["office", "divisions"]),
    ],
)
def test_where_nobody_leads_whoever_is_asked_is_reminded_and_nobody_twice(
    responsible: str, units: list[str], run: Runner, folder: Path
) -> None:
    named = "{lead: metrology, shared: [institute], by_duty: [bureaus]}"
    late = {path: text.replace(named, responsible) for path, text in task("due: 2019-02-10\n", "T04").items()}
    small_plan(folder / "own", PLAN[0], {"units.yaml": NESTED, "tasks/T01.yaml": None}, late)
    page = json.loads(run("chase", "--format", "json", cwd=folder / "own").out)
    assert [each["unit"] for each in page["lines"]] == units
