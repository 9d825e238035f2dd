"""Clocks that are ahead or behind: nobody is locked out, and nothing false is recorded.

What every command does by them stands in the table of `tests/test_surroundings.py`.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, NOW, Runner, everything
from tests.small import START, day, head, said, small_plan, task

#: Day 50, 40 minutes before midnight; a clock that is 50 minutes ahead is in day 51 then.
LATE = NOW.replace(hour=23, minute=20)
TODAY = "today is 2019-02-19 by the clock of this computer"
AHEAD = [timedelta(minutes=50), timedelta(days=1), timedelta(days=365)]
AMOUNTS = pytest.mark.parametrize("ahead", AHEAD, ids=["50 minutes", "a day", "a year"])
READING = [("status",), ("history", "T01"), ("report", "weekly"), ("form", "计量处")]
PLAN = (
    head("office: office\nreporting: {by_day: 25}"),
    task("""
    deliverables: [{id: T01.1, title: 建标, due: 2019-03-01}, {id: T01.2, title: 上报, every: month}]
    indicators: [{id: n, name: 数, unit: 项, target: 200, kind: reach, due: 2019-04-10, baseline: 10}]
    """),
    said(40, "percent: 20\nactuals: {n: 30}"),
)


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(folder, *PLAN)


def recorded(run: Runner, now: datetime, *more: str) -> str:
    """Record 90 percent by a clock and return the entry's id."""
    done = run("record", "T01", "--unit", "计量处", "--summary", "有进展", "--percent", "90", *more, now=now)
    assert done.code == 0, done.err
    return done.out.rpartition("/")[2].removesuffix(".yaml\n")


def when(ahead: timedelta) -> str:
    """Return the sentence on the day of an entry that was recorded so far ahead of day 50."""
    on = (LATE + ahead).date()
    if ahead > timedelta(days=1):
        return f"it was recorded on {on}, which is in the future: {TODAY}"
    return f"{on} is in the future: {TODAY}"


@AMOUNTS
@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_an_entry_of_a_clock_that_is_ahead_is_told_of_and_left_out(
    arguments: tuple[str, ...], ahead: timedelta, run: Runner
) -> None:
    before = run(*arguments, now=LATE)
    assert (before.code, before.err) == (0, "")
    entry = recorded(run, LATE + ahead)
    after = run(*arguments, now=LATE)
    assert (after.code, after.out) == (0, before.out)
    assert after.err == (
        f"warning: the date of 1 entry is odd: plan/progress/T01/{entry}.yaml: {when(ahead)}; "
        "if that is right, correct the entry or withdraw it.\n"
    )


def test_several_such_entries_are_told_of_in_one_sentence(run: Runner) -> None:
    first = recorded(run, LATE + AHEAD[0])
    recorded(run, LATE + AHEAD[2])
    assert run("due", now=LATE).err == (
        f"warning: the dates of 2 entries are odd, the first in plan/progress/T01/{first}.yaml: "
        "2019-02-20 is in the future: today is 2019-02-19 by the clock of this computer; "
        "if that is right, correct the entry or withdraw it. “qtrack validate” shows every place.\n"
    )
    assert run("due", now=LATE, environ=CHINESE).err == (
        f"警告：2 个条目的日期可疑，首个为 plan/progress/T01/{first}.yaml：2019-02-20 是未来的日期："
        "按本机时钟今天是 2019-02-19；如本机时钟无误，请更正或撤回该条目。用 qtrack validate 可查看各处。\n"
    )


@AMOUNTS
def test_validate_warns_of_it(ahead: timedelta, run: Runner) -> None:
    entry = recorded(run, LATE + ahead)
    done = run("validate", now=LATE)
    at = "4:11" if ahead > timedelta(days=1) else "3:7"
    assert (done.code, done.out) == (
        0,
        (
            f"plan/progress/T01/{entry}.yaml:{at}: warning: {when(ahead)}; "
            "if that is right, correct the entry or withdraw it (entry-date)\n"
        ),
    )
    assert run("validate", "--strict", now=LATE).code == 1
    assert run("validate", now=LATE + ahead).out == ""  # that clock finds nothing wrong


@AMOUNTS
def test_a_withdrawal_settles_it(ahead: timedelta, run: Runner) -> None:
    before = run("status", now=LATE)
    entry = recorded(run, LATE + ahead)
    assert run("withdraw", entry, "--reason", "时钟有误", now=LATE).err == ""
    assert run("validate", "--strict", now=LATE).code == 0
    assert run("status", now=LATE) == before


@AMOUNTS
def test_a_correction_settles_it_and_counts(ahead: timedelta, run: Runner) -> None:
    entry = recorded(run, LATE + ahead)
    assert run("correct", entry, "--date", "2019-02-19", now=LATE).err == ""
    assert run("validate", "--strict", now=LATE).code == 0
    assert "90%" in run("show", "T01", now=LATE).out
    assert run("show", "T01", now=LATE).err == ""
    assert "90%" in run("status", "--known-at", str((LATE + min(ahead, AHEAD[1])).date()), now=LATE).out


def test_a_correction_needs_the_date_that_is_meant(run: Runner, folder: Path) -> None:
    entry = recorded(run, LATE + AHEAD[0])
    before = everything(folder)
    assert run("correct", entry, "--percent", "50", now=LATE) == (
        2,
        "",
        (
            f"qtrack: The entry does not fit: 2019-02-20 is in the future: {TODAY}; "
            "give the day that is meant, or set the clock. Nothing was written.\n"
        ),
    )
    assert everything(folder) == before


def test_the_moment_alone_can_be_corrected(run: Runner, folder: Path) -> None:
    entry = recorded(run, NOW.replace(year=2099), "--date", "2019-02-18")
    assert "it was recorded on 2099-02-19" in run("status").err
    done = run("correct", entry)
    assert (done.code, done.err) == (0, "")
    assert "recorded: 2019-02-19T09:12:44+08:00\n" in (folder / done.path).read_text(encoding="utf-8")
    assert run("validate", "--strict").code == 0


def test_a_report_of_the_future_cannot_be_closed_before_it_is_corrected(run: Runner, folder: Path) -> None:
    done = ("--date", "2019-02-18", "--status", "done")
    entry = recorded(run, NOW.replace(year=2099), *done)
    close = ("close", "T01", "--verified-by", "办公室", "--evidence", "甲")
    before = everything(folder)
    assert run(*close) == (
        2,
        "",
        (
            f"qtrack: {entry} was recorded on 2099-02-19, which is in the future: today is 2019-02-19 by the "
            f"clock of this computer. If that is right, “qtrack correct {entry}” first.\n"
        ),
    )
    assert run(*close, environ=CHINESE).err == (
        f"qtrack：{entry} 记录于 2099-02-19，是未来的日期：按本机时钟今天是 2019-02-19。"
        f"如本机时钟无误，请先用 qtrack correct {entry} 更正它。\n"
    )
    assert everything(folder) == before
    assert run("correct", entry).code == 0
    assert run(*close).code == 0


def test_an_answer_follows_a_clock_that_is_a_little_ahead(run: Runner, folder: Path) -> None:
    entry = recorded(run, NOW + timedelta(minutes=50), "--status", "done")
    done = run("close", "T01", "--verified-by", "办公室", "--evidence", "甲")
    assert "recorded: 2019-02-19T10:02:45+08:00\n" in (folder / done.path).read_text(encoding="utf-8")
    assert run("validate").code == 0
    assert entry in run("history").out


WARNING = (
    "warning: today is 2019-02-19 by the clock of this computer, yet {id} was recorded on 2020-02-19; "
    "if the clock is wrong, set it and withdraw this entry\n"
)


def test_a_clock_that_is_behind_is_told_by_what_others_recorded(run: Runner) -> None:
    entry = recorded(run, NOW + AHEAD[2])
    arguments = ("record", "T01", "--unit", "计量处", "--summary")
    assert run(*arguments, "有进展").err == WARNING.format(id=entry)
    assert run(*arguments, "又有进展", environ=CHINESE).err == (
        f"警告：按本机时钟今天是 2019-02-19，而 {entry} 记录于 2020-02-19；"
        "如本机时钟有误，请校准时钟并撤回本条目\n"
    )


def test_a_correction_by_a_clock_that_is_behind_holds(run: Runner) -> None:
    """The clock that recorded first is right here, and that of who corrects a year behind."""
    right = NOW + AHEAD[2]
    entry = recorded(run, right, "--date", "2019-02-18")
    assert run("correct", entry, "--percent", "30").code == 0
    assert " 30%" in run("show", "T01", now=right).out
    assert " 90%" not in run("status", now=right).out


@pytest.mark.parametrize(
    ("now", "date", "wrong"),
    [
        (
            NOW,
            "2019-02-20",
            f"2019-02-20 is in the future: {TODAY}; give the day that is meant, or set the clock",
        ),
        (NOW, "2018-12-31", "2018-12-31 is before the plan starts on 2019-01-01"),
        (
            datetime(2018, 12, 31, 15, 59, 59, tzinfo=UTC),
            "2018-12-31",
            (
                "2018-12-31, today by the clock of this computer, is before the plan starts on 2019-01-01; "
                "give the day that is meant, or set the clock"
            ),
        ),
    ],
)
def test_what_is_ahead_or_before_the_plan_is_not_recorded(
    now: datetime, date: str, wrong: str, run: Runner, folder: Path
) -> None:
    before = everything(folder)
    arguments = ("record", "T01", "--unit", "计量处", "--summary", "有进展", "--date", date)
    assert run(*arguments, now=now) == (
        2,
        "",
        f"qtrack: The entry does not fit: {wrong}. Nothing was written.\n",
    )
    assert everything(folder) == before


def test_the_plan_s_first_day_begins_by_its_own_clock(run: Runner, folder: Path) -> None:
    (folder / f"plan/progress/T01/{day(40)}-000001.yaml").unlink()
    recorded(run, datetime(2018, 12, 31, 16, 0, 1, tzinfo=UTC))
    assert [each.name[:10] for each in (folder / "plan/progress/T01").iterdir()] == [str(START)]
    assert run("validate", "--strict", now=datetime(2018, 12, 31, 16, 0, 2, tzinfo=UTC)).code == 0


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2019-02-20T04:00:00+14:00", "2019-02-19 22:00"),
        ("2019-02-19T01:00:00-12:00", "2019-02-19 21:00"),
        ("2019-02-18T16:30:00Z", "2019-02-19 00:30"),
    ],
)
def test_what_was_recorded_in_another_zone_is_the_same_moment(
    moment: str, shown: str, run: Runner, folder: Path
) -> None:
    small_plan(folder, *PLAN, said(50, recorded=moment))
    done = run("history", now=NOW.replace(hour=23))
    assert (done.code, done.err) == (0, "")
    assert shown in done.out


def test_a_plan_that_moves_to_another_timezone_warns_where_a_day_differs(run: Runner, folder: Path) -> None:
    path = f"plan/progress/T01/{day(40)}-000001.yaml"
    small_plan(folder, head("timezone: America/New_York"), *PLAN[1:])
    assert run("status").code == 0
    assert run("status").err == (
        f"warning: the date of 1 entry is odd: {path}: 2019-02-09 is after 2019-02-08, the day on which it "
        "was recorded; correct the entry or withdraw it.\n"
    )


BEYOND = (
    "qtrack: The calendar goes from 0001-01-01 to 9999-12-31, and a day beyond that would be needed. "
    "Look at the dates that were given, such as 2019-06-28, and at the clock of this computer."
)
EDGES = [
    datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(1970, 1, 1, tzinfo=UTC),
]


@pytest.mark.parametrize("now", EDGES, ids=["9999", "1", "1970"])
@pytest.mark.parametrize(
    "arguments", [*READING, ("report", "annual"), ("chase", "--issue", "--dry-run")], ids=" ".join
)
def test_a_clock_at_the_end_of_the_calendar_is_no_mistake_of_qtrack(
    arguments: tuple[str, ...], now: datetime, run: Runner
) -> None:
    done = run(*arguments, now=now)
    assert done.code in {0, 2}
    early = ", before the plan begins on 2019-01-01. The first issue is that of "
    if done.code == 2 and early not in done.err:
        assert done.err.splitlines()[-1] in {
            BEYOND,
            "qtrack: There is nobody to remind. “qtrack chase --behind” looks at yellow tasks, too.",
        }
