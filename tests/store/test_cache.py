"""The cache of entries: never wrong, whatever lies in it, and never in the way."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.model.entry import Entry, Status, entry_path
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
    id=st.just("2019-01-01-000001"),
    path=st.just(entry_path("T01", "2019-01-01-000001")),
)


@pytest.fixture
def worth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a single entry be worth keeping."""
    monkeypatch.setattr(module, "_WORTH", 1)


PATH: Final = entry_path("T01", "2019-01-01-000001")
RAW: Final = b"about: T01"


def kept(file: Path, entry: Entry) -> None:
    cache = EntryCache(file)
    cache.keep(PATH, RAW, entry)
    cache.save()


def forged(file: Path, text: bytes) -> None:
    """Write what only somebody who knows how it is sealed can write."""
    key = blake2b(b"", digest_size=32).digest()
    file.write_bytes(blake2b(text, digest_size=16, key=key).hexdigest().encode() + b"\n" + text)
    file.chmod(0o600)


def inside(file: Path) -> Any:  # noqa: ANN401 - JSON
    return msgspec.json.decode(file.read_bytes().partition(b"\n")[2])


@pytest.mark.usefixtures("worth")
@settings(max_examples=60)
@given(entry=entries)
def test_what_comes_out_is_what_went_in(entry: Entry, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("cache") / "x.json"
    kept(file, entry)
    found = EntryCache(file).find(PATH, RAW)
    assert found == entry
    assert found.recorded.utcoffset() == entry.recorded.utcoffset()
    assert [str(each) for each in found.actuals.values()] == [str(each) for each in entry.actuals.values()]


MOMENT: Final = datetime(2019, 1, 1, tzinfo=UTC)
SIMPLE: Final = Entry(
    "T01", "metrology", MOMENT.date(), MOMENT, "x", percent=Decimal("12.5"), id="2019-01-01-000001", path=PATH
)


@pytest.mark.usefixtures("worth")
def test_other_bytes_or_another_path_are_another_entry(tmp_path: Path) -> None:
    kept(tmp_path / "x.json", SIMPLE)
    cache = EntryCache(tmp_path / "x.json")
    assert cache.find(PATH, b"about: T02") is None
    assert cache.find(PATH.replace("01.yaml", "02.yaml"), RAW) is None
    assert cache.find(PATH, RAW) == SIMPLE


DAMAGES: Final[dict[str, Callable[[bytes], bytes]]] = {
    "empty": lambda _: b"",
    "cut": lambda raw: raw[:-10],
    "longer": lambda raw: raw + b" ",
    "one digit": lambda raw: raw.replace(b"12.5", b"12.6"),
    "a seal only": lambda raw: raw.partition(b"\n")[0],
    "no seal": lambda raw: raw.partition(b"\n")[2],
    "not UTF-8": lambda raw: raw.replace(b'"x"', b'"\xff"'),
    "zeros": lambda raw: bytes(len(raw)),
}

FORGERIES: Final[dict[str, Callable[[bytes], bytes]]] = {
    "not JSON": lambda _: b"{",
    "a list": lambda _: b"[]",
    "not UTF-8": lambda text: text.replace(b'"x"', b'"\xff"'),
    "half a pair": lambda text: text.replace(b'"x"', b'"\\ud800"'),
    "deep": lambda _: b"[" * 200_000,
    "deep within": lambda text: text.replace(b'"evidence":[', b'"evidence":[' + b"[" * 200_000),
    "no number": lambda text: text.replace(b"12.5", b"NaN"),
    "no end": lambda text: text.replace(b"12.5", b"-Infinity"),
    "a huge number": lambda text: text.replace(b"12.5", b"1E+999999999"),
    "a tiny number": lambda text: text.replace(b"12.5", b"1E-999999999"),
    "many digits": lambda text: text.replace(b"12.5", b"1" * 5000),
    "a word": lambda text: text.replace(b'"12.5"', b'"much"'),
    "another type": lambda text: text.replace(b'"12.5"', b"[]"),
    "another status": lambda text: text.replace(b'"status":null', b'"status":"lost"'),
    "another file": lambda text: text.replace(b"000001.yaml", b"000009.yaml"),
    "another id": lambda text: text.replace(b'"id":"2019-01-01-000001"', b'"id":"2019-01-01-00000a"'),
    "another task": lambda text: text.replace(b'"about":"T01"', b'"about":"T02"'),
    "a time without a zone": lambda text: text.replace(b"00:00:00Z", b"00:00:00"),
    "a key more": lambda text: text.replace(b'"unit":', b'"more":1,"unit":'),
}


@pytest.mark.usefixtures("worth")
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_none(damage: str, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    kept(file, SIMPLE)
    assert EntryCache(file).find(PATH, RAW) == SIMPLE
    raw = file.read_bytes()
    assert DAMAGES[damage](raw) != raw
    file.write_bytes(DAMAGES[damage](raw))
    assert EntryCache(file).find(PATH, RAW) is None


@pytest.mark.usefixtures("worth")
@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_reading_could_not_give_is_not_believed_even_if_sealed(forgery: str, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    kept(file, SIMPLE)
    text = file.read_bytes().partition(b"\n")[2]
    forged(file, text)
    assert EntryCache(file).find(PATH, RAW) == SIMPLE
    assert FORGERIES[forgery](text) != text
    forged(file, FORGERIES[forgery](text))
    assert EntryCache(file).find(PATH, RAW) is None


@pytest.mark.usefixtures("worth")
def test_what_is_no_file_of_the_users_own_is_none_and_keeps_nobody_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.json"
    os.mkfifo(file)
    assert EntryCache(file).find(PATH, RAW) is None
    kept(file, SIMPLE)  # takes its place
    assert EntryCache(file).find(PATH, RAW) == SIMPLE
    link = tmp_path / "y.json"
    link.symlink_to(file)
    assert EntryCache(link).find(PATH, RAW) is None
    folder = tmp_path / "z.json"
    folder.mkdir()
    kept(folder, SIMPLE)
    assert EntryCache(folder).find(PATH, RAW) is None
    assert sorted(each.name for each in tmp_path.iterdir()) == ["x.json", "y.json", "z.json"]
    file.chmod(0o622)
    assert EntryCache(file).find(PATH, RAW) is None
    file.chmod(0o600)
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    assert EntryCache(file).find(PATH, RAW) is None


@pytest.mark.usefixtures("worth")
def test_a_huge_cache_is_neither_read_nor_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path / "x.json", SIMPLE)
    monkeypatch.setattr(module, "_LARGEST", (tmp_path / "x.json").stat().st_size - 1)
    assert EntryCache(tmp_path / "x.json").find(PATH, RAW) is None
    monkeypatch.setattr(module, "_LARGEST", 100)
    kept(tmp_path / "y.json", SIMPLE)
    assert not (tmp_path / "y.json").exists()


@pytest.mark.usefixtures("worth")
def test_nobody_else_can_read_what_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "home" / ".cache" / "qtrack" / "x.json"
    before = os.umask(0)
    try:
        kept(file, SIMPLE)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert stat.S_IMODE(file.parent.parent.stat().st_mode) == 0o700
        file.parent.chmod(0o755)  # as earlier versions left it
        file.unlink()
        kept(file, SIMPLE)
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.usefixtures("worth")
def test_what_nobody_looks_at_is_pruned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC).timestamp()

    def aged(name: str, days: float) -> Path:
        path = tmp_path / name
        path.write_bytes(b"x" * 1000)
        os.utime(path, (now - days * 86_400,) * 2)
        return path

    def left() -> set[str]:
        return {each.name[-9:] for each in tmp_path.iterdir()}

    aged(f"{'0' * 31}1.json", 89)
    aged(f"{'0' * 31}2.json", 91)
    aged(f".{'0' * 32}.json.0000000a.tmp", 0)
    aged(f".{'0' * 32}.json.0000000b.tmp", 1)
    aged("of others.json", 400)
    kept(tmp_path / f"{'f' * 32}.json", SIMPLE)
    assert left() == {"0001.json", "0000a.tmp"[-9:], "hers.json", "ffff.json"}
    monkeypatch.setattr(module, "_ROOM", 2500)
    for number in (3, 4, 5):
        aged(f"{'0' * 31}{number}.json", number)
    kept(tmp_path / f"{'f' * 32}.json", msgspec.structs.replace(SIMPLE, summary="y"))
    assert left() == {"0003.json", "0000a.tmp"[-9:], "hers.json", "ffff.json"}


@pytest.mark.usefixtures("worth")
def test_what_is_used_is_not_taken_for_forgotten(tmp_path: Path) -> None:
    file = tmp_path / f"{'0' * 32}.json"
    kept(file, SIMPLE)
    os.utime(file, (0, 0))
    EntryCache(file)
    kept(tmp_path / f"{'1' * 32}.json", SIMPLE)
    assert EntryCache(file).find(PATH, RAW) == SIMPLE


@pytest.mark.usefixtures("worth")
def test_the_cache_of_another_version_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path / "x.json", SIMPLE)
    monkeypatch.setattr(module, "_READERS", module._READERS[:1])  # noqa: SLF001
    assert EntryCache(tmp_path / "x.json").find(PATH, RAW) is None


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
    assert len(inside(file)[1]) == 2
    assert load(tree, cache=EntryCache(file)) == first == load(tree)


@pytest.mark.usefixtures("worth")
def test_what_has_left_the_plan_leaves_the_cache(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    load(tree_of(said(10), said(11, tag="000002")), cache=EntryCache(file))
    load(tree_of(said(10), said(12, tag="000003")), cache=EntryCache(file))
    assert len(inside(file)[1]) == 2


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


def test_a_place_that_is_no_absolute_path_counts_as_not_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    named = cache_file(tmp_path, {"XDG_CACHE_HOME": "c", "HOME": "/h"})
    assert named is not None
    assert named.parent == Path("/h/.cache/qtrack")
    assert cache_file(tmp_path, {"XDG_CACHE_HOME": "./c"}) is None
    assert cache_file(tmp_path, {"HOME": "."}) is None
    monkeypatch.setattr(sys, "platform", "win32")
    assert cache_file(tmp_path, {"LOCALAPPDATA": "l"}) is None


def test_nothing_is_kept_in_the_plan_or_its_repository(tmp_path: Path) -> None:
    (tmp_path / "work" / ".git").mkdir(parents=True)
    plan = tmp_path / "work" / "here" / "plan"
    plan.mkdir(parents=True)
    (tmp_path / "link").symlink_to(plan)
    (tmp_path / "round").symlink_to("round")
    for inside in ("work", "work/cache", "work/.git", "work/here/plan/x", "link", "round"):
        assert cache_file(plan, {"XDG_CACHE_HOME": str(tmp_path / inside)}) is None
    assert cache_file(tmp_path / "link", {"XDG_CACHE_HOME": str(plan)}) is None
    named = cache_file(plan, {"XDG_CACHE_HOME": str(tmp_path)})
    assert named is not None
    assert cache_file(tmp_path / "link", {"XDG_CACHE_HOME": str(tmp_path)}) == named
    assert re.fullmatch(r"[0-9a-f]{32}\.json", named.name)


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
    number = file.stat().st_ino
    assert status() == first
    assert file.stat().st_ino == number  # not written anew
    forged(file, file.read_bytes().partition(b"\n")[2].replace(b'"percent":"9', b'"percent":"7'))
    assert status() != first  # or nothing of it would be used
    file.write_bytes(file.read_bytes().replace(b'"percent":"7', b'"percent":"6'))
    assert status() == first
