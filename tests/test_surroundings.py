"""What surrounds a run changes no answer: a table of every command in odd surroundings."""

from typing import Final

import pytest

from qtrack.cli.commands import COMMANDS
from qtrack.errors import ExitCode
from tests.surroundings import READING, WRITING, Bench, Surroundings

#: What must make no difference; a row is one line.
SURROUNDINGS: Final = {
    "an equal copy": Surroundings(),
    "a process of its own": Surroundings(apart=True),
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


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", SURROUNDINGS)
def test_the_surroundings_change_nothing(name: str, command: str, bench: Bench) -> None:
    for line in (line for line in READING + WRITING if line.split()[0] == command):
        assert bench.outcome(line, name, SURROUNDINGS[name]) == bench.usual(line), line
