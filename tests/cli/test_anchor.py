"""`qtrack audit --anchor` and `--verify`: what a line signed off is found again, and only that."""

import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from qtrack.cli.main import main
from tests.repositories import commit, git, lay, repository
from tests.small import SMALL, said, task

NOW = datetime(2019, 3, 1, 4, tzinfo=UTC)
TWO = task("", "T02")
ENTRIES = said(3) | said(4, "percent: 20\n", tag="000002") | said(5, about="T02", tag="000003")
FIRST, SECOND, THIRD = ENTRIES
ALTERED = ENTRIES[SECOND].replace("percent: 20", "percent: 90")
#: The second entry as one of the other task.
MOVED = {SECOND: None, SECOND.replace("T01", "T02"): ENTRIES[SECOND].replace("T01", "T02")}
LINE = re.compile(r"qtrack 2019-01-05T09:00:00\+08:00 entries 3 sha256:[0-9a-f]{16}\n")

Audit = Callable[..., tuple[int, str]]


@pytest.fixture
def audit(capsys: pytest.CaptureFixture[str]) -> Audit:
    """Return what runs `qtrack audit` in a folder: its code and what it printed."""

    def run(cwd: Path, *arguments: str, lang: str = "en") -> tuple[int, str]:
        code = main(["audit", *arguments], {"QTRACK_LANG": lang}, cwd, NOW)
        printed = capsys.readouterr()
        return code, printed.out or printed.err

    return run


@pytest.fixture
def top(tmp_path: Path) -> Path:
    return repository(tmp_path, TWO, ENTRIES)


def line_of(audit: Audit, top: Path, *arguments: str) -> str:
    code, line = audit(top, "--anchor", *arguments)
    assert code == 0
    return line.strip()


def test_a_line_counts_the_entries_and_finds_them_again(top: Path, audit: Audit) -> None:
    line = line_of(audit, top)
    assert LINE.fullmatch(line + "\n")
    assert audit(top, "--verify", line) == (
        0,
        f"The 3 entries of this line are there as they were: {line}\n",
    )
    assert audit(top, "--verify", line, lang="zh")[1] == f"这一行的 3 条条目都在，内容未变：{line}\n"
    assert line_of(audit, top, "--at", "HEAD") == line


def test_the_line_is_the_same_in_every_clone_folder_and_form(top: Path, tmp_path: Path, audit: Audit) -> None:
    line = line_of(audit, top)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--config", "core.autocrlf=true", str(top), str(clone))
    assert b"\r\n" in (clone / "plan" / FIRST).read_bytes()
    assert line_of(audit, clone) == line
    shallow, bare = tmp_path / "shallow", tmp_path / "bare.git"
    git(tmp_path, "clone", "--quiet", "--depth=1", top.as_uri(), str(shallow))
    git(tmp_path, "clone", "--quiet", "--bare", str(top), str(bare))
    assert line_of(audit, shallow) == line_of(audit, bare) == line
    (top / "plan").rename(tmp_path / "方案")
    assert line_of(audit, tmp_path / "方案") == line  # no repository


def test_another_number_of_a_task_is_nothing_to_the_line(top: Path, audit: Audit) -> None:
    line, plan = line_of(audit, top), top / "plan"
    (plan / "progress/T01").rename(plan / "progress/T08")
    (plan / "tasks/T01.yaml").rename(plan / "tasks/T08.yaml")
    for path in (*plan.glob("progress/T08/*"), plan / "tasks/T08.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("T01", "T08"), encoding="utf-8")
    assert line_of(audit, top) == line


@pytest.mark.parametrize(
    ("files", "how"),
    [
        ({SECOND: ALTERED}, "altered: {second}"),
        ({SECOND: ENTRIES[SECOND].replace("recorded: 2019-01", "recorded: 2019-02")}, "altered: {second}"),
        ({SECOND: None}, "missing: {second}"),
        ({SECOND: None, FIRST: ENTRIES[FIRST] + "percent: 9\n"}, "altered: {first}, missing: {second}"),
        (MOVED, "altered: {second}"),
        ({SECOND: ENTRIES[SECOND].replace("about: T01", "about: T02")}, "altered: {second}"),
    ],
)
def test_what_is_not_what_it_was_is_named_while_git_has_it(
    files: dict[str, str | None], how: str, top: Path, audit: Audit
) -> None:
    line = line_of(audit, top)
    commit(top / "plan", files)
    how = how.format(first="2019-01-03-000001", second="2019-01-04-000002")
    expected = (1, f"The entries of this line are not what they were ({how}): {line}\n")
    assert audit(top, "--verify", line) == expected
    assert audit(top, "--verify", line, "--at", "HEAD") == expected
    assert audit(top, "--verify", line, "--at", "HEAD~1")[0] == 0


@pytest.mark.parametrize(
    ("files", "how"),
    [
        ({SECOND: ALTERED}, "there are as many, but not the same"),
        ({SECOND: None}, "1 entry fewer"),
        (
            {SECOND: ALTERED} | said(2, tag="000009"),
            "1 entry more, and others are not the same",
        ),
    ],
)
def test_a_past_that_was_rewritten_no_longer_gives_the_digest(
    files: dict[str, str | None], how: str, top: Path, audit: Audit
) -> None:
    line = line_of(audit, top)
    lay(top / "plan", files)
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--amend", "--no-edit")
    assert audit(top, "--within", "99")[0] == 0  # the history itself shows nothing
    assert audit(top, "--verify", line) == (
        1,
        f"The entries of this line are not what they were ({how}): {line}\n",
    )


def test_entries_recorded_later_are_none_of_it(top: Path, audit: Audit) -> None:
    line = line_of(audit, top)
    commit(top / "plan", said(20, tag="000004"))
    assert audit(top, "--verify", line)[0] == 0
    assert line_of(audit, top).split()[3] == "4"
    commit(top / "plan", said(21, recorded="2099-01-01T09:00:00+08:00", tag="000005"))
    assert line_of(audit, top).split()[3] == "4"


@pytest.mark.parametrize("count", [1, 2, 6])
def test_what_a_later_merge_brings_is_told_apart(count: int, top: Path, audit: Audit) -> None:
    git(top, "checkout", "--quiet", "-b", "side")
    for number in range(count):
        commit(top / "plan", said(2, tag=f"0000a{number}"))
    git(top, "checkout", "--quiet", "main")
    line = line_of(audit, top)
    git(top, "merge", "--quiet", "--no-ff", "--no-edit", "side")
    code, told = audit(top, "--verify", line)
    late = ", ".join(f"2019-01-02-0000a{number}" for number in range(count))
    assert code == 0
    entries = "1 entry" if count == 1 else f"{count} entries"
    assert told == (
        f"All 3 entries of this line are there as they were; {entries} recorded before its moment came "
        f"later: {late}: {line}\n"
    )
    commit(top / "plan", {SECOND: ALTERED})
    assert "(altered: 2019-01-04-000002)" in audit(top, "--verify", line)[1]


def test_without_history_up_to_two_that_came_later_are_found(top: Path, audit: Audit) -> None:
    line = line_of(audit, top)
    lay(top / "plan", said(1, tag="000008") | said(2, tag="000009"))
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--amend", "--no-edit")
    assert audit(top, "--verify", line)[0] == 0
    lay(top / "plan", said(2, tag="00000a"))
    assert audit(top, "--verify", line)[0] == 1


def test_a_file_or_the_message_of_a_tag_may_hold_lines(
    top: Path, audit: Audit, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = line_of(audit, top)
    lay(top, {"周报.md": f"表尾\n{line}；完\n另一行 {line[:-1]}{'0' if line[-1] != '0' else '1'}\n"})
    code, told = audit(top, "--verify", "周报.md")
    assert code == 1
    assert told.splitlines()[0] == f"The 3 entries of this line are there as they were: {line}"
    assert len(told.splitlines()) == 2

    message = io.TextIOWrapper(io.BytesIO(f"第26期\n\n{line}\n".encode()), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", message)
    assert audit(top, "--verify", "-")[0] == 0
    lay(top, {"空.md": "x"})
    assert audit(top, "--verify", "空.md")[0] == 2
    assert audit(top, "--verify", "不在.md")[0] == 2


def test_json_has_the_same(top: Path, audit: Audit) -> None:
    def page(*arguments: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(audit(top, *arguments, "--format", "json")[1])["anchors"][0]
        return found

    line = page("--anchor")["line"]
    lay(top / "plan", {SECOND: ALTERED})
    found = page("--verify", line)
    assert (found["line"], found["agrees"], found["altered"]) == (line, False, ["2019-01-04-000002"])


@pytest.mark.parametrize("arguments", ["--anchor --verify x", "--at HEAD", "--anchor --at x"])
def test_what_cannot_be_asked_is_one_sentence(arguments: str, top: Path, audit: Audit) -> None:
    code, told = audit(top, *arguments.split())
    assert (code, len(told.splitlines())) == (2, 1)


def test_without_entries_there_is_nothing_to_sign_off(tmp_path: Path, audit: Audit) -> None:
    lay(tmp_path / "plan", SMALL)
    assert audit(tmp_path, "--anchor")[0] == 2
