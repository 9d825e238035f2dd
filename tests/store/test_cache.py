"""The cache of entries: never wrong, whatever lies in it, and never in the way."""

import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Final

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.model.entry import Entry, Status
from qtrack.store import cache as module
from qtrack.store.cache import EntryCache, cache_file
from qtrack.store.load import load
from tests.small import said, tree_of

ROOT: Final = Path(__file__).parent.parent.parent

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
shares = st.decimals(0, 100, places=2)
entries = st.builds(
    Entry,
    about=st.just("T01"),
    unit=texts,
    date=st.dates(),
    recorded=st.datetimes(datetime(2000, 1, 2), datetime(2100, 1, 1), timezones=offsets),  # noqa: DTZ001
    summary=texts,
    status=st.none() | st.sampled_from(Status),
    percent=st.none() | shares,
    actuals=st.dictionaries(texts, shares, max_size=2),
    evidence=st.lists(texts, max_size=2).map(tuple),
    id=texts,
    path=texts,
)


@pytest.fixture
def worth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a single entry be worth keeping."""
    monkeypatch.setattr(module, "_WORTH", 1)


def kept(file: Path, entry: Entry, path: str = "progress/T01/a.yaml", raw: bytes = b"about: T01") -> None:
    cache = EntryCache(file)
    cache.keep(path, raw, entry)
    cache.save()


@pytest.mark.usefixtures("worth")
@settings(max_examples=60)
@given(entry=entries)
def test_what_comes_out_is_what_went_in(entry: Entry, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("cache") / "x.json"
    kept(file, entry)
    found = EntryCache(file).find("progress/T01/a.yaml", b"about: T01")
    assert found == entry
    assert found.recorded.utcoffset() == entry.recorded.utcoffset()
    assert [str(each) for each in found.actuals.values()] == [str(each) for each in entry.actuals.values()]


SIMPLE: Final = Entry("T01", "metrology", datetime(2019, 1, 1).date(), datetime(2019, 1, 1), "x")  # noqa: DTZ001


@pytest.mark.usefixtures("worth")
def test_other_bytes_or_another_path_are_another_entry(tmp_path: Path) -> None:
    kept(tmp_path / "x.json", SIMPLE)
    cache = EntryCache(tmp_path / "x.json")
    assert cache.find("progress/T01/a.yaml", b"about: T02") is None
    assert cache.find("progress/T01/b.yaml", b"about: T01") is None
    assert cache.find("progress/T01/a.yaml", b"about: T01") == SIMPLE


@pytest.mark.usefixtures("worth")
@pytest.mark.parametrize("text", ["", "{", "[]", '{"readers": "1", "entries": {"x": {"about": 1}}}'])
def test_a_damaged_cache_is_none(text: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    assert EntryCache(tmp_path / "x.json").find("progress/T01/a.yaml", b"about: T01") is None


@pytest.mark.usefixtures("worth")
def test_the_cache_of_another_version_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path / "x.json", SIMPLE)
    monkeypatch.setattr(module, "_READERS", module._READERS[:1])  # noqa: SLF001
    assert EntryCache(tmp_path / "x.json").find("progress/T01/a.yaml", b"about: T01") is None


@pytest.mark.usefixtures("worth")
def test_a_place_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    kept(tmp_path / "file" / "x.json", SIMPLE)
    assert (tmp_path / "file").read_text(encoding="utf-8") == ""


@pytest.mark.usefixtures("worth")
def test_loading_twice_gives_the_same_plan_and_only_sound_entries_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    tree = tree_of(
        said(10, "percent: 10.50\nrecorded: 2019-01-10T23:30:00-05:00\n".replace("recorded", "# recorded")),
        said(11, "percent: viel\n", tag="000002"),
        said(12, "percent: 20  # qtrack: allow entry-percent\n", tag="000003"),
        said(13, "percent: 30\n", tag="000004", recorded="2019-01-13T23:30:00Z"),
    )
    first = load(tree, cache=EntryCache(file))
    assert len(msgspec.json.decode(file.read_bytes())["entries"]) == 2
    assert load(tree, cache=EntryCache(file)) == first == load(tree)


@pytest.mark.usefixtures("worth")
def test_what_has_left_the_plan_leaves_the_cache(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    load(tree_of(said(10), said(11, tag="000002")), cache=EntryCache(file))
    load(tree_of(said(10), said(12, tag="000003")), cache=EntryCache(file))
    assert len(msgspec.json.decode(file.read_bytes())["entries"]) == 2


def test_a_small_plan_leaves_nothing_behind(tmp_path: Path) -> None:
    load(tree_of(said(10)), cache=EntryCache(tmp_path / "x.json"))
    assert list(tmp_path.iterdir()) == []


def test_the_cache_lies_in_the_users_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    named = cache_file(tmp_path, {"XDG_CACHE_HOME": "/c", "HOME": "/h"})
    assert named is not None
    assert named.parent == Path("/c/qtrack")
    assert cache_file(tmp_path, {"HOME": "/h"}) == Path("/h/.cache/qtrack", named.name)
    assert cache_file(tmp_path / "other", {"HOME": "/h"}) != Path("/h/.cache/qtrack", named.name)
    assert cache_file(tmp_path, {}) is None
    monkeypatch.setattr(sys, "platform", "darwin")
    assert cache_file(tmp_path, {"HOME": "/h"}) == Path("/h/Library/Caches/qtrack", named.name)
    monkeypatch.setattr(sys, "platform", "win32")
    assert cache_file(tmp_path, {"LOCALAPPDATA": "/l"}) == Path("/l/qtrack", named.name)


def test_a_process_says_the_same_with_and_without_a_cache(tmp_path: Path) -> None:
    from tests.benchmark import plan_with  # noqa: PLC0415

    root = plan_with(tmp_path, 300)

    def status() -> bytes:
        return subprocess.run(
            [sys.executable, "-m", "qtrack", "status", "--as-of", "2019-03-01", "--plan", str(root)],
            env=os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout

    first = status()
    (file,) = (tmp_path / "cache" / "qtrack").iterdir()
    stamp = file.stat().st_mtime_ns
    assert status() == first
    assert file.stat().st_mtime_ns == stamp
    file.write_bytes(file.read_bytes().replace(b'"percent":"9', b'"percent":"7'))
    assert status() != first  # or nothing of it would be used
