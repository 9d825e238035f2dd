"""A page that was made before is shown again, and only where making it would give the same."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from qtrack.cli.commands import load_command
from qtrack.cli.help import options_of
from qtrack.cli.kept_page import BEYOND, OF_THE_PLAN
from tests.cli.conftest import CHINESE, ENGLISH, NOW, Run, Runner
from tests.repositories import commit, git
from tests.small import said, small_plan
from tests.snapshots import forge

#: Runs a command line with a cache, some days later.
Asker = Callable[..., Run]

PAGES: Final = (
    "status",
    "status --format json",
    "status --format csv",
    "units",
    "mine 计量处",
    "due",
    "chase",
    "find 进展",
)


#: What asks for another page of the same files, and what only --issue reads, by the names of the fields.
OF_THE_FILES: Final = """
    about as_of known_at text unit group within behind section measure role light status due_before stale
    order every_task form plan lang no_cache help
"""
OF_PAPERS: Final = "kind of section annex"
OF_ISSUING: Final = "reply_by level text phone answer issuer by dry_run commit"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a plan whose files count as settled at once."""
    monkeypatch.setattr("qtrack.store.reading.snapshot.TICK", -60.0)
    small_plan(tmp_path / "work", said(10, "percent: 10"))
    return tmp_path / "work"


@pytest.fixture
def ask(run: Runner, folder: Path) -> Asker:
    """Return what runs a command line with a cache."""

    def ask(line: str, environ: Mapping[str, str] = ENGLISH, days: int = 0) -> Run:
        surroundings = {**environ, "XDG_CACHE_HOME": str(folder.parent / "cache")}
        return run(*line.split(), environ=surroundings, now=NOW + timedelta(days=days))

    return ask


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Count the standings that are assessed or read for a page."""
    from qtrack.cli.context import RunContext  # noqa: PLC0415 - what is patched here

    found: list[object] = []
    standing = RunContext.standing

    def counted(context: RunContext, *given: object, **named: object) -> object:
        found.append(given)
        return standing(context, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(RunContext, "standing", counted)
    return found


@pytest.mark.parametrize("name", sorted(OF_THE_PLAN))
def test_each_option_asks_for_a_page_of_the_files_or_for_one_that_is_not_kept(name: str) -> None:
    """Whoever adds one decides here whether the page still says nothing but what stands in the files."""
    options = options_of(load_command(name))
    beyond = {own.name for own in options if own.shown.startswith(BEYOND)}
    own = OF_ISSUING if "issue" in beyond else OF_PAPERS if name == "report" else ""
    assert {own.name for own in options} - beyond <= set(f"{OF_THE_FILES} {own}".split())


@pytest.mark.parametrize("line", PAGES)
def test_a_page_is_made_once(line: str, ask: Asker, made: list[object]) -> None:
    ask("status --light blue")  # the plan is read
    made.clear()
    first, second = ask(line), ask(line)
    assert len(made) == 1
    assert first == second == ask(line, {**ENGLISH, "QTRACK_CACHE": "off"})


def test_another_day_language_or_question_is_another_page(ask: Asker) -> None:
    first = ask("status")
    assert ask("status").out == first.out
    assert ask("status", days=1).out != first.out
    assert ask("status", CHINESE).out != first.out
    assert ask("status --light blue").out != first.out
    assert ask("status").out == first.out


def test_another_setting_is_another_page(ask: Asker, made: list[object]) -> None:
    ask("status --light blue")  # the plan is read
    first = ask("status")
    made.clear()
    earlier, as_csv = ENGLISH | {"QTRACK_AS_OF": "2019-02-11"}, ENGLISH | {"QTRACK_FORMAT": "csv"}
    for settings, option in ((earlier, "--as-of 2019-02-11"), (as_csv, "--format csv")):
        page = ask("status", settings)
        assert page == ask("status", settings) == ask(f"status {option}")
        assert page != first == ask("status")
    assert len(made) == 4


def test_another_unit_is_another_page(ask: Asker) -> None:
    ask("status --light blue")  # the plan is read
    pages = {unit: ask("mine", ENGLISH | {"QTRACK_UNIT": unit}) for unit in ("计量处", "办公室")}
    assert pages["计量处"].out != pages["办公室"].out
    assert pages == {unit: ask(f"mine {unit}") for unit in pages}


def test_what_was_recorded_makes_another_page(ask: Asker, folder: Path) -> None:
    first = ask("status")
    assert ask("status").out == first.out
    assert ask("record T01 --unit metrology --summary 有进展 --percent 99").code == 0
    changed = ask("status")
    assert changed.out != first.out
    assert "99%" in changed.out
    next((folder / "plan/progress/T01").glob("2019-02-19-*")).unlink()
    assert ask("status").out == first.out


def test_a_page_with_a_warning_warns_each_time(ask: Asker, folder: Path) -> None:
    small_plan(folder, said(90, "percent: 10"))
    first, second = ask("status"), ask("status")
    assert "odd" in first.err
    assert first == second


def test_a_spoilt_page_is_made_again(ask: Asker, folder: Path) -> None:
    first = ask("status")
    assert ask("status") == first
    (file,) = (folder.parent / "cache" / "qtrack").iterdir()
    forge(file, b"T01", b"T99", sealed=False)
    assert ask("status") == first


def test_a_page_in_colour_is_kept_apart(ask: Asker, made: list[object]) -> None:
    plain = ask("status")
    assert ask("status") == plain
    made.clear()
    coloured = {**ENGLISH, "FORCE_COLOR": "1"}
    first = ask("status", coloured)
    assert "\x1b[" in first.out
    assert ask("status", coloured) == first
    assert ask("status") == plain
    assert len(made) == 1
    assert "\x1b[3" not in ask("status", {**coloured, "NO_COLOR": "1"}).out


WEEKLY: Final = "report weekly"
#: The same for a reader who wants it made now.
ANEW: Final = {**ENGLISH, "QTRACK_CACHE": "off"}


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Count the papers that are made."""
    from qtrack.cli.papers.templates import laid_out  # noqa: PLC0415 - what is patched here

    found: list[object] = []

    def counted(*given: Any) -> object:  # noqa: ANN401
        found.append(given)
        return laid_out(*given)

    monkeypatch.setattr("qtrack.cli.papers.report.laid_out", counted)
    return found


@pytest.mark.parametrize("line", [WEEKLY, "report weekly --format html", "report ledger --lang zh"])
def test_a_paper_is_made_once(line: str, ask: Asker, papers: list[object]) -> None:
    ask("status")  # the plan is read
    first, second = ask(line), ask(line)
    assert len(papers) == 1
    assert first == second == ask(line, ANEW)
    assert ask(line, days=7).out != first.out


def test_a_paper_is_made_again_after_a_commit(ask: Asker, folder: Path, papers: list[object]) -> None:
    ask("status")
    outside = ask(WEEKLY)
    git(folder, "init", "--quiet")
    commit(folder, {})
    inside = ask(WEEKLY)
    assert inside.out != outside.out
    assert ask(WEEKLY) == inside
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "nothing")
    assert ask(WEEKLY) == ask(WEEKLY, ANEW)
    assert len(papers) == 4


def test_a_paper_of_a_shallow_clone_is_made_each_time(ask: Asker, folder: Path, papers: list[object]) -> None:
    git(folder, "init", "--quiet")
    commit(folder, {})
    (folder / ".git" / "shallow").write_text(git(folder, "rev-parse", "HEAD"), encoding="utf-8")
    for _ in range(3):
        assert ask(WEEKLY).code == 0
    assert len(papers) == 3


def test_a_paper_by_templates_of_the_plan_is_made_each_time(ask: Asker, folder: Path) -> None:
    assert ask(WEEKLY) == ask(WEEKLY)
    template = folder / "plan" / "templates" / "weekly.md.j2"
    template.parent.mkdir()
    for words in ("one", "two"):
        template.write_text(words, encoding="utf-8")
        assert ask(WEEKLY).out == words
    template.unlink()


def test_a_paper_that_is_written_is_written_each_time(ask: Asker, folder: Path) -> None:
    shown = ask(WEEKLY)
    for option in ("--save", f"--output {folder / 'out.md'}"):
        assert ask(f"{WEEKLY} {option}").out != shown.out
    assert (folder / "out.md").read_text(encoding="utf-8") == shown.out
    assert list((folder / "reports").iterdir())


def test_no_more_pages_are_kept_than_their_bounds(
    ask: Asker, folder: Path, made: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("status --light blue")  # the plan is read
    monkeypatch.setattr("qtrack.store.reading.snapshot._PAGES_BYTES", 10_000)
    (file,) = (folder.parent / "cache" / "qtrack").iterdir()
    with closing(sqlite3.connect(file)) as kept:
        for within in range(30):
            ask(f"due --within {within}d")
            (size,) = kept.execute("SELECT total(length(content)) FROM pages").fetchone()
            assert 0 < size <= 10_000
    monkeypatch.setattr("qtrack.store.reading.snapshot._PAGES_BYTES", 10)
    made.clear()
    assert ask("units") == ask("units")
    assert len(made) == 2
