"""What all tests share: short properties, and one demonstration that is only read."""

import io
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import timedelta
from pathlib import Path
from types import CodeType
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, settings
from jinja2 import Environment

ROOT = Path(__file__).parent.parent
#: Notices of every form, made for the tests.
NOTICES = ROOT / "tests" / "notice" / "notices"
GOLDEN = Path(__file__).parent / "golden"

settings.register_profile(
    "qtrack",
    deadline=timedelta(seconds=2),
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("qtrack")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-golden, which writes expected texts anew; look at the difference before it is kept."""
    parser.addoption("--update-golden", action="store_true", help="write the expected texts anew")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Tell whether expected texts are to be written anew."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def golden(*, update_golden: bool) -> Callable[[str, str], None]:
    """Return what holds a text to the file of this name under tests/golden/."""

    def hold(name: str, text: str) -> None:
        path = GOLDEN / name
        if update_golden:
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return hold


class Demonstration(NamedTuple):
    """A folder that `qtrack demo` made of the shipped plan, and what it said of it."""

    folder: Path
    said: str


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """Make the demonstration once, in Chinese, from beside its folder `demo`; tests only read it."""
    from qtrack.cli.main import main  # noqa: PLC0415 - only who asks for it pays for it

    beside = tmp_path_factory.mktemp("demonstration")
    said = io.StringIO()
    environ = {"QTRACK_LANG": "zh", "QTRACK_PLAN": str(ROOT)}
    with redirect_stdout(said):
        assert main(["demo", "demo"], environ, beside) == 0
    return Demonstration(beside / "demo", said.getvalue())


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c_is_heard() -> None:
    """Let the processes of the tests be interrupted, also where a shell runs the tests behind itself."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _git_knows_nobody() -> Iterator[None]:
    """Let git have no settings of the machine or of its user, whose name entries would carry."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield


@pytest.fixture(scope="session", autouse=True)
def _templates_are_compiled_once() -> Iterator[None]:
    """Compile each text of a template once for all tests, which make hundreds of papers a process."""
    compiled: dict[tuple[object, ...], CodeType] = {}
    compile_one = Environment.compile

    def remembered(
        self: Environment, source: str, name: str | None = None, filename: str | None = None
    ) -> CodeType:
        key = (type(self), self.autoescape, source, name, filename)
        if key not in compiled:
            compiled[key] = compile_one(self, source, name, filename)
        return compiled[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", remembered)
        yield
