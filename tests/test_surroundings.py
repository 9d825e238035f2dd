"""What surrounds a run changes no answer: a table of every command in odd surroundings."""

from collections.abc import Callable, Iterable
from typing import Final

import pytest

from qtrack.cli.commands import COMMANDS
from qtrack.errors import ExitCode
from tests.git_settings import DONE, SETTINGS, Setting, by_variables, in_the_repository
from tests.surroundings import ASKING, QUIET, READING, WITHOUT_GIT, WRITING, Bench, Surroundings

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


@pytest.mark.parametrize("line", [READING[0], "diff", WRITING[1]])
def test_a_process_of_its_own_does_the_same(line: str, bench: Bench) -> None:
    assert bench.outcome(line, "apart", Surroundings(apart=True)) == bench.usual(line)


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


def test_most_commands_never_start_git(bench: Bench) -> None:
    for line in WITHOUT_GIT:
        assert bench.outcome(line, "no git", Surroundings({"PATH": ""})) == bench.usual(line), line
