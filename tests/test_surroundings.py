"""What surrounds a run changes no answer: a table of every command in odd surroundings.

A clock does change some. With --update-golden the table of what each command does by odd clocks is
written anew, to be read before it is kept.
"""

import os
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from difflib import ndiff
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Final
from unittest.mock import patch

import pytest

from qtrack.cli.names import COMMANDS
from qtrack.errors import ExitCode
from qtrack.ui.line import lacking
from tests.git_settings import DONE, SETTINGS, Setting, by_variables, in_the_repository
from tests.repositories import lay
from tests.small import said
from tests.snapshots import forge
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
    captured,
    closed,
    full,
    left,
    outcome,
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
    assert {line.split()[0] for line in READING + WRITING} == set(COMMANDS) - {
        "completion",
        "config",  # they tell of nothing else
        "doctor",
        "import",  # of a notice, of which the repository has none
        "edit",  # by an editor, which is a program of one's own
        "undo",  # of a record by oneself, of which the repository has none
    }


@pytest.mark.parametrize("line", READING)
def test_reading_writes_nothing(line: str, bench: Bench) -> None:
    done = bench.usual(line)
    assert done.code in {ExitCode.OK, ExitCode.PROBLEMS}
    assert done.out or line == "validate"  # a plan without problems is told beside the data
    assert done.changed == {}


@pytest.mark.parametrize("line", WRITING)
def test_writing_writes(line: str, bench: Bench) -> None:
    done = bench.usual(line)
    assert done.code == ExitCode.OK
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
def test_what_each_command_does_by_an_odd_clock(
    name: str, bench: Bench, golden: Callable[[str, str], None]
) -> None:
    effects: dict[str, list[str]] = {}
    for line in READING + WRITING:
        done = effect(bench.outcome(line, name, CLOCKS[name]), bench.usual(line))
        effects.setdefault(done, []).append(line)
    table = "\n".join(f"{done}\n" + "".join(f"    {line}\n" for line in effects[done]) for done in effects)
    golden(f"clocks/{name.replace(' ', '-').replace(chr(39), '')}.txt", table)


# --- streams ------------------------------------------------------------------------------------------

UNDELIVERED: Final = "qtrack：结果无法输出：{}。请查看标准输出指向哪里。\n"
UNTOLD: Final = "只是标准输出没有收到这句话：{}。\n"

#: What takes no output, and why.
DEAF: Final = {
    "closed": (closed, "已关闭"),
    "left": (left, "无人读取"),
    **({"full": (full, "磁盘空间不足")} if Path("/dev/full").exists() else {}),
}


@pytest.mark.parametrize("line", [line for line in READING if line != "validate"])
@pytest.mark.parametrize("name", DEAF)
def test_what_nobody_gets_is_refused_unless_the_reader_left(name: str, line: str, bench: Bench) -> None:
    stream, why = DEAF[name]
    done, usual = bench.outcome(line, name, Surroundings(out=stream)), bench.usual(line)
    assert done.changed == {}
    if name == "left":
        assert (done.code, done.err) == (usual.code, usual.err)
    else:
        assert done.code == ExitCode.USAGE
        said = done.err.decode()
        assert said.endswith(UNDELIVERED.format(why))
        assert usual.err.decode().startswith(said.removesuffix(UNDELIVERED.format(why)))


@pytest.mark.parametrize("line", WRITING)
@pytest.mark.parametrize("name", DEAF)
def test_what_was_written_is_told_elsewhere_and_fine(name: str, line: str, bench: Bench) -> None:
    stream, why = DEAF[name]
    done, usual = bench.outcome(line, name, Surroundings(out=stream)), bench.usual(line)
    assert (done.code, done.changed) == (ExitCode.OK, usual.changed)
    written = [path for path in done.changed if "/progress/" in path and line != "demo demo"]
    told = done.err.decode()
    assert UNTOLD.format(why) in told
    assert all(PurePosixPath(path).stem in told for path in written)


@pytest.mark.parametrize("name", DEAF)
def test_a_stderr_that_takes_nothing_changes_nothing_else(name: str, bench: Bench) -> None:
    for line in READING + WRITING:
        done, usual = bench.outcome(line, name, Surroundings(err=DEAF[name][0])), bench.usual(line)
        assert done == usual._replace(err=b""), line


#: Of these stdout is a file: JSON, CSV, HTML, Markdown, YAML.
FILES: Final = re.compile("--format|^report|^form|^schema|--dry-run")


@pytest.mark.parametrize("line", READING)
@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-16"])
def test_a_file_is_utf_8_and_a_page_is_in_the_encoding_of_the_console(
    encoding: str, line: str, bench: Bench
) -> None:
    odd = Surroundings(out=partial(captured, encoding), err=partial(captured, encoding))
    done, usual = bench.outcome(line, encoding, odd), bench.usual(line)
    page = usual.out.decode()
    lost = set() if FILES.search(line) else lacking(page, encoding)
    assert (done.code, done.changed) == (usual.code, {})
    assert done.out == (usual.out if FILES.search(line) or not page else page.encode(encoding, "qtrack"))
    assert ("PYTHONIOENCODING" in done.err.decode(encoding)) is bool(lost)
    if encoding == "utf-16":
        assert done.err.decode(encoding) == usual.err.decode()


# --- caches -------------------------------------------------------------------------------------------


def filled(damage: Callable[[Path], object]) -> Callable[[Ground], None]:
    """Return what fills the cache of a copy, and damages it then."""

    def prepare(ground: Ground) -> None:
        with patch("qtrack.store.reading.snapshot.TICK", -60.0):  # the files were made just now
            assert outcome(READING[0], ground, QUIET).code == ExitCode.OK
        (file,) = (ground.cache / "qtrack").iterdir()
        damage(file)

    return prepare


def forged(old: bytes, new: bytes) -> Callable[[Path], None]:
    """Return what puts other bytes into what is kept, and seals it again."""
    return lambda file: forge(file, old, new)


def overwritten(at: int) -> Callable[[Path], object]:
    """Return what spoils a thousand bytes, from a share of the file on."""

    def damage(file: Path) -> None:
        with file.open("r+b") as opened:
            opened.seek(file.stat().st_size * at // 100)
            opened.write(bytes(range(250)) * 4)

    return damage


def pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def huge(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.truncate(100_000_000_000)


CACHES: Final[dict[str, Callable[[Path], object]]] = {
    "sound": lambda _: None,
    "cut": lambda file: file.write_bytes(file.read_bytes()[:-9]),
    "no database": lambda file: file.write_bytes(b"x" * 9000),
    "empty": lambda file: file.write_bytes(b""),
    **{f"spoilt at {at} %": overwritten(at) for at in range(0, 100, 9)},
    "not UTF-8": forged(b'"summary":"', b'"summary":"\xff'),
    "deep": forged(b'"evidence":[', b'"evidence":[' + b"[" * 100_000),
    "no number": forged(b'"percent":"25"', b'"percent":"x"'),
    "a pipe": pipe,
    "huge": huge,
    "another user's": lambda file: file.chmod(0o666),
}


@pytest.mark.parametrize("name", CACHES)
def test_no_cache_changes_an_answer(name: str, bench: Bench) -> None:
    odd = Surroundings(prepare=filled(CACHES[name]))
    for line in (*READING, *WRITING[:-1]):  # a demonstration takes long, and starts from the plan like others
        assert bench.outcome(line, f"cache {name}", odd) == bench.usual(line), line


def test_a_sound_cache_is_read_at_all(bench: Bench) -> None:
    lie = Surroundings(prepare=filled(forged(b'"title":"', b'"title":"X')))
    assert bench.outcome(READING[0], "a lie", lie) != bench.usual(READING[0])
