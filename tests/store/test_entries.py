"""Entries to files: whole or not at all, never over another, and read again as they were written."""

import errno
import os
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.checks import check_each
from qtrack.checks.context import CheckContext
from qtrack.errors import QtrackError
from qtrack.model.entry import Entry, Status
from qtrack.model.ids import ENTRY_ID
from qtrack.store import entries as module
from qtrack.store.entries import alone, entry_text, new_entry_id, write_entry
from qtrack.store.reading.load import load
from tests.conftest import ROOT
from tests.small import SMALL, TextTree, english, plan_of
from tests.store.test_disk import files_below

ZONE = timezone(timedelta(hours=8))
ENTRY = Entry(
    about="T01",
    unit="metrology",
    date=date(2019, 1, 20),
    recorded=datetime(2019, 1, 21, 9, 12, 44, tzinfo=ZONE),
    summary="完成建标12项",
)
WHOLE = msgspec.structs.replace(
    ENTRY,
    about="T01.2",
    by="办公室",
    status=Status.IN_PROGRESS,
    percent=Decimal("40.5"),
    actuals={"standards": Decimal(1650), "coverage": Decimal("90.60")},
    period="2019",
    problems="资金不足",
    next="落实资金",
    evidence=("闽质监〔2019〕12号", "照片: 3张"),
    corrects="2019-01-10-0b11ce",
)


def read_again(text: str) -> Entry:
    """Load the small plan with one entry file of this text and return the entry."""
    loaded = load(TextTree(SMALL | {"progress/T01/2019-01-20-000001.yaml": text}))
    assert loaded.plan is not None
    assert loaded.problems == ()
    (entry,) = loaded.plan.entries
    return entry


def test_the_least_entry_holds_what_was_given_and_no_more() -> None:
    assert entry_text(ENTRY) == (
        "about: T01\n"
        "unit: metrology\n"
        "date: 2019-01-20\n"
        "recorded: 2019-01-21T09:12:44+08:00\n"
        "summary: 完成建标12项\n"
    )


def test_a_whole_entry_stands_in_the_order_of_the_design() -> None:
    assert entry_text(WHOLE) == (
        "about: T01.2\n"
        "unit: metrology\n"
        "date: 2019-01-20\n"
        "recorded: 2019-01-21T09:12:44+08:00\n"
        "by: 办公室\n"
        "status: in-progress\n"
        "percent: 40.5\n"
        "actuals:\n"
        "  standards: 1650\n"
        "  coverage: 90.60\n"
        "period: '2019'\n"
        "summary: 完成建标12项\n"
        "problems: 资金不足\n"
        "next: 落实资金\n"
        "evidence:\n"
        "- 闽质监〔2019〕12号\n"
        "- '照片: 3张'\n"
        "corrects: 2019-01-10-0b11ce\n"
    )


def test_several_lines_are_written_so_that_a_person_can_read_them() -> None:
    text = entry_text(msgspec.structs.replace(ENTRY, summary="一是建标：12项\n\n- 二是 #3"))
    assert text.endswith("summary: |-\n  一是建标：12项\n\n  - 二是 #3\n")


def test_a_whole_entry_is_read_again_as_it_was() -> None:
    again = read_again(entry_text(WHOLE))
    expected = msgspec.structs.replace(
        WHOLE, id="2019-01-20-000001", path="progress/T01/2019-01-20-000001.yaml"
    )
    assert again == expected


def _printable(sign: str) -> bool:
    return sign.isprintable() or sign in "\u3000\xa0\n"


ANY_TEXT = (
    st.one_of(
        st.text(max_size=40),
        st.text("是：:#-'\"|>%@&*![]{},\\ \n\u3000~0", max_size=40),
        st.sampled_from(
            ["- 一", "# 二", "~", "null", "true", "NO", "010", "12:30", "1.10", "2019-01-20", "? x", "%a"]
        ),
        st.sampled_from(
            ["---", "...", "--- 三", "'", '"', "|", ">-", "<<", "a: b: c", "{a}", "一\n---\n二", "a\n\n\n b"]
        ),
    )
    .map(lambda text: "".join(each for each in text if _printable(each)).strip())
    .filter(bool)
)


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, st.lists(ANY_TEXT, max_size=3))
def test_any_text_survives_being_written_and_read(
    summary: str, by: str, problems: str, following: str, evidence: list[str]
) -> None:
    entry = msgspec.structs.replace(
        ENTRY, summary=summary, by=by, problems=problems, next=following, evidence=tuple(evidence)
    )
    again = read_again(entry_text(entry))
    assert (again.summary, again.by, again.problems, again.next) == (summary, by, problems, following)
    assert again.evidence == tuple(evidence)
    assert not list(check_each(CheckContext(plan_of(), date(2019, 2, 1)), [again]))


NUMBERS = st.decimals(0, 999_999, places=3) | st.sampled_from(
    [Decimal("1E+2"), Decimal("0E-9"), Decimal("-0")]
)


@given(NUMBERS, NUMBERS)
def test_any_number_survives_and_is_written_plain(percent: Decimal, actual: Decimal) -> None:
    text = entry_text(msgspec.structs.replace(ENTRY, percent=percent, actuals={"a-1": actual}))
    again = read_again(text)
    assert again.percent == percent
    assert again.actuals == {"a-1": actual}
    assert not re.search(r"[eE!']", text.partition("percent: ")[2].partition("\n")[0])


@given(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1), timezones=st.just(ZONE)),  # noqa: DTZ001 - bounds have none
)
def test_any_date_survives(when: date, recorded: datetime) -> None:
    entry = msgspec.structs.replace(ENTRY, date=when, recorded=recorded.replace(microsecond=0))
    again = read_again(entry_text(entry))
    assert (again.date, again.recorded) == (entry.date, entry.recorded)


def test_an_id_is_the_date_and_six_digits_that_differ() -> None:
    ids = {new_entry_id(date(2019, 1, 20)) for _ in range(50)}
    assert len(ids) == 50
    assert all(ENTRY_ID.fullmatch(each) and each.startswith("2019-01-20-") for each in ids)


def test_writing_makes_one_file_and_tells_its_name(tmp_path: Path) -> None:
    written = write_entry(tmp_path, WHOLE)
    assert files_below(tmp_path) == [written.path]
    assert re.fullmatch(r"progress/T01/2019-01-20-[0-9a-f]{6}\.yaml", written.path)
    assert written.id == Path(written.path).stem
    assert (tmp_path / written.path).read_bytes() == entry_text(WHOLE).encode()
    assert msgspec.structs.replace(written, id="", path="") == WHOLE


def test_an_entry_with_an_id_keeps_it(tmp_path: Path) -> None:
    written = write_entry(tmp_path, msgspec.structs.replace(ENTRY, id="2019-01-20-abcdef"))
    assert written.path == "progress/T01/2019-01-20-abcdef.yaml"
    assert files_below(tmp_path) == [written.path]


def test_an_entry_is_never_written_over_another(tmp_path: Path) -> None:
    taken = tmp_path / "progress/T01/2019-01-20-000001.yaml"
    taken.parent.mkdir(parents=True)
    taken.write_text("mine", encoding="utf-8")
    ids = iter(["2019-01-20-000001", "2019-01-20-000001", "2019-01-20-000002"])
    written = write_entry(tmp_path, ENTRY, lambda _: next(ids))
    assert written.id == "2019-01-20-000002"
    assert taken.read_text(encoding="utf-8") == "mine"
    with pytest.raises(FileExistsError):
        write_entry(tmp_path, msgspec.structs.replace(ENTRY, id="2019-01-20-000001"))
    assert taken.read_text(encoding="utf-8") == "mine"
    assert len(files_below(tmp_path)) == 2


def refusal(root: Path, entry: Entry = ENTRY, **more: Any) -> str:  # noqa: ANN401 - handed on
    with pytest.raises(QtrackError) as error:
        write_entry(root, entry, **more)
    return english(error.value.message)


def test_where_every_name_is_taken_it_says_so(tmp_path: Path) -> None:
    write_entry(tmp_path, msgspec.structs.replace(ENTRY, id="2019-01-20-000001"))
    said = refusal(tmp_path, new_id=lambda _: "2019-01-20-000001")
    assert said == "No free name was found for an entry about T01."
    assert files_below(tmp_path) == ["progress/T01/2019-01-20-000001.yaml"]


def test_a_file_where_a_folder_belongs_is_named(tmp_path: Path) -> None:
    (tmp_path / "progress").mkdir()
    (tmp_path / "progress" / "T01").write_text("x", encoding="utf-8")
    said = refusal(tmp_path, new_id=lambda _: "2019-01-20-000001")
    path = tmp_path / "progress/T01/2019-01-20-000001.yaml"
    assert said == f"{path} cannot be written: File exists. Nothing was changed."


HOLDER = """
import sys, time
from pathlib import Path
from qtrack.store.entries import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Start a process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_who_is_alone_does_not_wait_and_leaves_nothing(tmp_path: Path) -> None:
    started = time.monotonic()
    for _ in range(2):
        with alone(tmp_path):
            pass
    assert time.monotonic() - started < 1
    assert list(tmp_path.iterdir()) == []


def test_a_lock_that_is_not_given_back_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.1)
    with holder(tmp_path) as process:
        with pytest.raises(QtrackError) as refused, alone(tmp_path):
            pass
        process.kill()
    assert english(refused.value.message) == "Another qtrack is recording into this plan."
    with alone(tmp_path / "another"):  # which is not there
        pass


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such signal")
def test_the_dead_give_it_back_at_once(tmp_path: Path) -> None:
    process = holder(tmp_path)
    threading.Timer(0.2, lambda: process.send_signal(signal.SIGKILL)).start()
    started = time.monotonic()
    with process, alone(tmp_path):
        assert process.wait(timeout=10) == -signal.SIGKILL
    assert time.monotonic() - started > 0.1


def test_what_is_done_stays_done_though_the_lock_cannot_be_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = os.close

    def refuse(number: int) -> None:
        close(number)
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "close", refuse)
    with alone(tmp_path):
        pass


def test_where_there_are_no_locks_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(module, "_lock", refuse)
    with alone(tmp_path), alone(tmp_path):
        pass
