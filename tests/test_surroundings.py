"""What surrounds a run changes no answer: a table of every command in odd surroundings.

A clock does change some. With QTRACK_UPDATE_GOLDEN=1 the table of what each command does by odd clocks is
written anew, to be read before it is kept.
"""

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from difflib import ndiff
from pathlib import Path
from typing import Final

import pytest

from qtrack.cli.commands import COMMANDS
from qtrack.errors import ExitCode
from tests.git_settings import DONE, SETTINGS, Setting, by_variables, in_the_repository
from tests.repositories import lay
from tests.small import said
from tests.surroundings import (
    ASKING,
    NOW,
    QUIET,
    READING,
    WITHOUT_GIT,
    WRITING,
    Bench,
    Ground,
    Outcome,
    Surroundings,
)

pytestmark = pytest.mark.slow

#: What must make no difference; a row is one line.
SURROUNDINGS: Final = {
    "an equal copy": Surroundings(),
    "TZ": Surroundings({"TZ": "Pacific/Kiritimati"}),
    "LC_ALL": Surroundings({"LC_ALL": "zh_CN.GBK"}),
}


@pytest.fixture(scope="session")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("surroundings"))


def test_the_table_names_every_command() -> None:
    assert {line.split()[0] for line in READING + WRITING} == set(COMMANDS)


@pytest.mark.parametrize("line", READING)
def test_reading_writes_nothing(line: str, bench: Bench) -> None:
    done = bench.usual(line)
    assert done.code in {ExitCode.FINE, ExitCode.FOUND}
    assert done.out or line == "validate"  # a plan without problems is told beside the data
    assert done.changed == {}


@pytest.mark.parametrize("line", WRITING)
def test_writing_writes(line: str, bench: Bench) -> None:
    done = bench.usual(line)
    assert done.code == ExitCode.FINE
    assert done.changed


@pytest.mark.parametrize("zone", ["", "Pacific/Kiritimati", "Nowhere/At-all", ":/dev/null"])
@pytest.mark.parametrize("line", [READING[0], "diff", WRITING[1]])
def test_a_process_of_its_own_does_the_same(line: str, zone: str, bench: Bench) -> None:
    apart = Surroundings({"TZ": zone} if zone else {}, apart=True)
    assert bench.outcome(line, "apart", apart) == bench.usual(line)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", SURROUNDINGS)
def test_the_surroundings_change_nothing(name: str, command: str, bench: Bench) -> None:
    for line in (line for line in READING + WRITING if line.split()[0] == command):
        assert bench.outcome(line, name, SURROUNDINGS[name]) == bench.usual(line), line


# --- git ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name, row in SETTINGS.items() if row.shown])
def test_a_setting_changes_what_git_does(name: str, bench: Bench) -> None:
    row = SETTINGS[name]
    odd = bench.raw(row.shown, in_the_repository([row]))
    assert odd != bench.raw(row.shown, QUIET)


@pytest.mark.parametrize("name", SETTINGS)
def test_no_setting_of_git_changes_an_answer(name: str, bench: Bench) -> None:
    row = SETTINGS[name]
    for line in (*ASKING, "demo demo") if row in DONE else ASKING:
        if row.for_all or "--commit" not in line:
            assert bench.outcome(line, name, in_the_repository([row])) == bench.usual(line), line


@pytest.mark.parametrize("where", [in_the_repository, by_variables])
def test_nor_do_all_settings_at_once(
    where: Callable[[Iterable[Setting]], Surroundings], bench: Bench
) -> None:
    for line in READING + WRITING:
        odd = where(row for row in SETTINGS.values() if row.for_all or "--commit" not in line)
        assert bench.outcome(line, f"all {where.__name__}", odd) == bench.usual(line), line


@pytest.mark.parametrize(
    "name", ["commit.gpgSign=true", "core.hooksPath={home}/hooks", "filter.odd.clean={home}/program"]
)
def test_a_person_s_own_commit_is_made_as_they_set_up_git(name: str, bench: Bench) -> None:
    (line,) = (line for line in WRITING if line.endswith("--commit"))
    done, usual = bench.outcome(line, name, in_the_repository([SETTINGS[name]])), bench.usual(line)
    assert done[:3] == usual[:3]
    assert done.changed != usual.changed


def test_most_commands_never_start_git(bench: Bench) -> None:
    for line in WITHOUT_GIT:
        assert bench.outcome(line, "no git", Surroundings({"PATH": ""})) == bench.usual(line), line


# --- clocks -------------------------------------------------------------------------------------------


def recorded(moment: datetime) -> Callable[[Ground], None]:
    """Return what lays an entry that was recorded at some moment, and of that day, into a copy."""
    files = said(moment.date(), "percent: 90\n", recorded=moment.isoformat(), tag="00fa57")

    def prepare(ground: Ground) -> None:
        lay(ground.top / "plan", files)

    return prepare


#: The day of the table, 40 minutes before midnight.
LATE: Final = NOW.replace(hour=23, minute=20)
#: Clocks that are odd, that of who recorded an entry or that of who runs a command; a row is one line.
CLOCKS: Final = {
    "another clock was 50 minutes ahead": Surroundings(
        prepare=recorded(LATE + timedelta(minutes=50)), now=LATE
    ),
    "another clock was a year ahead": Surroundings(prepare=recorded(LATE + timedelta(days=365)), now=LATE),
    "another clock was a month behind": Surroundings(prepare=recorded(LATE - timedelta(days=31)), now=LATE),
    "this clock is 50 minutes ahead": Surroundings(now=LATE + timedelta(minutes=50)),
    "this clock is a year ahead": Surroundings(now=LATE + timedelta(days=365)),
    "this clock is a month behind": Surroundings(now=LATE - timedelta(days=31)),
    "this clock is a year behind": Surroundings(now=LATE - timedelta(days=365)),
    "the plan's first minute": Surroundings(now=datetime(2018, 12, 31, 16, 0, 30, tzinfo=UTC)),
    "the calendar's last second": Surroundings(now=datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
}
TABLE: Final = Path(__file__).parent / "golden"
#: How many lines that differ are shown.
_SHOWN: Final = 4


def effect(done: Outcome, usual: Outcome) -> str:
    """Return the exit code, the lines of stdout that are not the usual ones, and stderr where it is not."""
    pairs = ndiff(usual.out.decode().splitlines(), done.out.decode().splitlines())
    differing = [pair.rstrip() for pair in pairs if pair[0] in "+-"]
    told = [f"exit {int(done.code)}, {'other' if differing else 'usual'} output"]
    told += differing if len(differing) <= _SHOWN else [f"± {len(differing)} lines"]
    if done.err != usual.err:
        told += [f"! {line}" for line in done.err.decode().splitlines()]
    return "\n".join(told)


@pytest.mark.parametrize("name", CLOCKS)
def test_what_each_command_does_by_an_odd_clock(name: str, bench: Bench) -> None:
    effects: dict[str, list[str]] = {}
    for line in READING + WRITING:
        done = effect(bench.outcome(line, name, CLOCKS[name]), bench.usual(line))
        effects.setdefault(done, []).append(line)
    table = "\n".join(f"{done}\n" + "".join(f"    {line}\n" for line in effects[done]) for done in effects)
    path = TABLE / f"{name.replace(' ', '-').replace(chr(39), '')}.txt"
    if os.environ.get("QTRACK_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(table, encoding="utf-8", newline="\n")
    assert table == path.read_text(encoding="utf-8")
