"""Commits as git keeps them: who, when and what, whatever stands in them."""

from datetime import datetime
from pathlib import Path

import pytest

from qtrack.store.git.log import Commit, history
from qtrack.store.git.objects import objects_of
from qtrack.store.git.repository import Repository
from qtrack.store.git.revisions import head_and_disk, where_in
from tests.repositories import commit, git, lay, raw_commit, repository
from tests.small import task

AT = "1549000000 +0800"
THEN = datetime.fromisoformat("2019-02-01T13:46:40+08:00")


def read(top: Path) -> tuple[Commit, ...]:
    with objects_of(Repository(top / "plan")) as objects:
        head, _ = head_and_disk(objects, where_in(objects.repository, top / "plan", None))
        return tuple(step.commit for step in history(objects, head))


def last(top: Path, author: str, message: bytes = b"edit", committer: str = "", encoding: str = "") -> Commit:
    lay(top / "plan", task("due: 2019-03-01\n"))
    git(top, "add", "--all")
    raw_commit(top, author, message, committer=committer, encoding=encoding)
    return read(top)[0]


def test_a_commit_is_read_whole(tmp_path: Path) -> None:
    top = repository(tmp_path)
    commit(top / "plan", task("due: 2019-03-01\n"), "第一行\n第二行\n\n正文", "2019-02-03")
    first, second, tree, other = git(
        top, "rev-parse", "HEAD~1", "HEAD", "HEAD~1^{tree}", "HEAD^{tree}"
    ).split()
    assert read(top) == (
        Commit(
            second,
            other,
            (first,),
            "张三",
            datetime.fromisoformat("2019-02-03T09:00:00+08:00"),
            "第一行 第二行",
        ),
        Commit(first, tree, (), "张三", datetime.fromisoformat("2019-01-02T09:00:00+08:00"), "first"),
    )


@pytest.mark.parametrize("encoding", ["GBK", "gb18030", "Big5"])
def test_what_is_not_utf8_is_read_by_the_encoding_that_the_commit_names(
    encoding: str, tmp_path: Path
) -> None:
    found = last(repository(tmp_path), f"張三 <z@x> {AT}", "調低目標".encode(encoding), encoding=encoding)
    assert (found.author, found.subject) == ("張三", "調低目標")


@pytest.mark.parametrize("encoding", ["", "ASCII", "no-such", "hex", "idna", "utf-7", "unicode_escape"])
def test_what_cannot_be_decoded_is_replaced(encoding: str, tmp_path: Path) -> None:
    top = repository(tmp_path)
    lay(top / "plan", task("due: 2019-03-01\n"))
    git(top, "add", "--all")
    raw_commit(top, f"z <z@x> {AT}\nencoding {encoding}" if encoding else f"z <z@x> {AT}", b"\xb5\xf7 2019")
    (found, _) = read(top)
    assert found.author == "z"
    assert found.subject.endswith("2019")
    found.subject.encode()


ODD = [
    ("253402300800 +0000", "9999-12-31"),  # the first second of the year 10000
    ("253402300799 +0800", "9999-12-31"),  # a second before, where it is that year already
    ("99999999999999999999 +0800", "9999-12-31"),
    ("-99999999999999 +0000", "0001-01-01"),
    ("1549000000 +9999", "2019-02-01"),
    ("1549000000", "2019-02-01"),
    ("1549000000 CST", "2019-02-01"),
    ("x +0800", "1970-01-01"),
    ("", "1970-01-01"),
]


@pytest.mark.parametrize(("moment", "shown"), ODD)
def test_a_date_that_no_calendar_has_is_told_as_odd(moment: str, shown: str, tmp_path: Path) -> None:
    found = last(repository(tmp_path), f"张三 <z@x> {moment}")
    assert found.odd == moment
    assert str(found.date.date()) == shown
    assert (found.author, found.subject) == ("张三", "edit")


def test_where_only_the_author_s_date_is_odd_it_is_when_it_was_committed(tmp_path: Path) -> None:
    found = last(repository(tmp_path), "张三 <z@x> 253402300800 +0000", committer=f"李四 <l@x> {AT}")
    assert (found.odd, found.date) == ("253402300800 +0000", THEN)


@pytest.mark.parametrize("moment", ["-5000000000 +0800", "0 +0000", "1549000000 -0930", "4102444800 +1400"])
def test_any_date_of_the_calendar_is_a_date(moment: str, tmp_path: Path) -> None:
    found = last(repository(tmp_path), f"张三 <z@x> {moment}")
    seconds, zone = moment.split()
    assert found.odd is None
    assert found.date.timestamp() == int(seconds)
    assert found.date.strftime("%z") == zone


@pytest.mark.parametrize("author", ["", "张三", "<>", f"<z@x> {AT}", f"张三 <<z>> {AT}"])
def test_an_author_may_be_missing(author: str, tmp_path: Path) -> None:
    found = last(repository(tmp_path), author, committer=f"李四 <l@x> {AT}")
    assert found.author in {"", "张三"}
    assert found.date == THEN


def test_children_come_before_their_parents_whatever_their_dates(tmp_path: Path) -> None:
    top = repository(tmp_path)
    for number, date in enumerate(("2030-01-01", "2001-01-01", "2019-02-01")):
        commit(top / "plan", task(f"due: 2019-03-0{number + 1}\n"), f"{number}", date)
    assert [each.subject for each in read(top)] == ["2", "1", "0", "first"]


def test_where_a_shallow_clone_ends_is_told(tmp_path: Path) -> None:
    top = repository(tmp_path)
    commit(top / "plan", task("due: 2019-03-01\n"), "一")
    commit(top / "plan", task("due: 2019-03-02\n"), "二")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=2", top.as_uri(), str(clone))
    assert [(each.subject, each.cut_off, len(each.parents)) for each in read(clone)] == [
        ("二", False, 1),
        ("一", True, 0),
    ]
