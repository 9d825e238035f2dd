"""A tree to a plan: which file is what, what is missing, and what must agree."""

import errno
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import msg
from qtrack.model.problem import Place, Problem
from qtrack.standing.reported.facts import counting
from qtrack.store.reading.head import language_of
from qtrack.store.reading.load import load
from qtrack.store.reading.loaded import Loaded
from qtrack.store.yaml.problems import locate
from tests.damage import SOME_BYTES, damaged
from tests.small import (
    HEAD,
    SMALL,
    TASK,
    UNITS,
    Files,
    TextTree,
    english,
    files_of,
    head,
    lines,
    plan_of,
    said,
    task,
    tree_of,
    wide,
)

UNEXPECTED = "this file belongs to no part of a plan; move it away or mend its name"
MISSING = "this file is missing; every plan has one"


def loaded(*files: Files) -> Loaded:
    return load(tree_of(*files))


# --- what is read -----------------------------------------------------------------------------------


def test_the_small_plan_loads_without_a_problem() -> None:
    found = loaded()
    assert found.problems == ()
    assert found.broken == frozenset()
    assert found.plan is not None
    assert found.plan.head.title == "质量提升工作方案"
    assert [each.id for each in found.plan.register] == [
        "metrology", "institute", "fuzhou", "xiamen", "office", "bureaus"
    ]  # fmt: skip


def test_tasks_and_sections_come_by_number_and_entries_by_day() -> None:
    plan = plan_of(
        task("", "T10"),
        task("", "T02"),
        said(20, about="T02"),
        said(10, tag="00000b", recorded="2019-01-20T09:00:00+08:00"),
        said(10, tag="00000c", recorded="2019-01-19T09:00:00+08:00"),
        said(10, tag="00000a", recorded="2019-01-20T09:00:00+08:00"),
    )
    assert [each.id for each in plan.tasks] == ["T01", "T02", "T10"]
    assert [each.id[-1] for each in plan.entries] == ["c", "a", "b", "1"]


@given(
    st.permutations(list(files_of(task("", "T02"), said(3), said(4, "about: T09"), {"x.txt": "?"}).items()))
)
def test_the_order_of_files_never_matters(files: list[tuple[str, str | bytes]]) -> None:
    ordered = load(TextTree(dict(sorted(files))))
    found = load(TextTree(dict(files)))
    assert found == ordered
    assert locate(TextTree(dict(files)), found.problems) == locate(TextTree(dict(files)), ordered.problems)


def test_only_the_entries_asked_for_are_read() -> None:
    tree = tree_of(task("", "T02"), said(3), said(4, about="T02"), said(5, about="S1", unit="office"))
    for holder in ("T01", "T02", "S1"):
        plan = load(tree, entries_of=holder).plan
        assert plan is not None
        assert [each.holder for each in plan.entries] == [holder]
        assert len(plan.tasks) == 2
    nothing = load(tree, entries_of="T99").plan
    assert nothing is not None
    assert nothing.entries == ()


def test_every_file_is_read_once() -> None:
    class CountingTree(TextTree):
        """A tree that notes what is read."""

        def __init__(self) -> None:
            super().__init__(files_of(said(3), {"x.txt": "?"}))
            self.seen: list[str] = []

        def read(self, path: str) -> bytes:
            self.seen.append(path)
            return super().read(path)

    tree = CountingTree()
    load(tree)
    assert sorted(tree.seen) == sorted(files_of(said(3)))


def test_the_day_of_recording_is_that_of_the_plans_clock() -> None:
    # Half past four in the afternoon in London is after midnight in Shanghai.
    entry = plan_of(said(40, recorded="2019-02-09T16:30:00+00:00")).entries[0]
    assert entry.recorded == datetime(2019, 2, 9, 16, 30, tzinfo=UTC)
    assert entry.recorded.date() == date(2019, 2, 10)
    elsewhere = plan_of(head("timezone: Europe/London"), said(40, recorded="2019-02-09T07:00:00+08:00"))
    assert elsewhere.entries[0].recorded.date() == date(2019, 2, 8)


@pytest.mark.parametrize("recorded", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_the_ends_of_the_calendar_have_no_other_clock(recorded: str) -> None:
    assert plan_of(said(40, recorded=recorded)).entries[0].recorded == datetime.fromisoformat(recorded)


def test_with_an_unknown_timezone_times_stay_as_written() -> None:
    plan = plan_of(head("timezone: Mars"), said(40, recorded="2019-02-09T16:30:00+00:00"))
    assert plan.entries[0].recorded.date() == date(2019, 2, 9)


# --- what belongs to a plan -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "notes.txt",
        "plan.yml",
        "tasks/T1.yaml",
        "tasks/T02.yml",
        "tasks/t02.yaml",
        "tasks/T02.yaml.orig",
        "tasks/old/T02.yaml",
        "sections/S01.yaml",
        "progress/2019-02-09-000001.yaml",
        "progress/T01/note.yaml",
        "progress/T01/2019-02-09-00001.yaml",
        "progress/T01/old/2019-02-09-000001.yaml",
        "tasks/.T02.yaml.swp",
        "T02.yaml",
    ],
)
def test_a_file_that_is_no_part_of_a_plan_is_pointed_out(path: str) -> None:
    said = UNEXPECTED
    if path.startswith(("tasks/", "sections/")) and path.endswith(("L", "yml", "yaml")) and "old" not in path:
        name = "tasks/T01" if path.startswith("tasks/") else "sections/S1"
        said = UNEXPECTED.replace(" or mend its name", f", or name it by the id in it, as {name}.yaml")
    assert lines(loaded({path: "?"}).problems) == [f"{path}:1:1: warning: {said} (file-unexpected)"]


@pytest.mark.parametrize(
    "path",
    [
        "README.md",
        ".gitkeep",
        "progress/.gitkeep",
        ".gitattributes",
        "tasks/.gitignore",
        "templates/weekly.md.j2",
    ],
)
def test_some_files_may_lie_beside_a_plan(path: str) -> None:
    assert loaded({path: "?"}).problems == ()


@pytest.mark.parametrize("path", ["plan.yaml", "units.yaml"])
def test_without_its_head_or_its_units_there_is_no_plan(path: str) -> None:
    found = loaded({path: None})
    assert lines(found.problems) == [f"{path}:1:1: error: {MISSING} (file-missing)"]
    assert found.plan is None


def test_an_empty_folder_misses_both() -> None:
    assert lines(load(TextTree({})).problems) == [
        f"plan.yaml:1:1: error: {MISSING} (file-missing)",
        f"units.yaml:1:1: error: {MISSING} (file-missing)",
    ]


def test_a_plan_may_have_no_sections_tasks_and_entries_yet() -> None:
    plan = plan_of({"sections/S1.yaml": None, "tasks/T01.yaml": None})
    assert (plan.sections, plan.tasks, plan.entries) == ((), (), ())


# --- what must agree --------------------------------------------------------------------------------


def test_an_id_and_the_name_of_its_file_must_agree() -> None:
    found = loaded({"tasks/T02.yaml": TASK, "sections/S2.yaml": SMALL["sections/S1.yaml"]})
    assert lines(found.problems) == [
        "sections/S2.yaml:1:5: error: the id is S1, the file is named S2; they must agree (file-id)",
        "tasks/T02.yaml:1:5: error: the id is T01, the file is named T02; they must agree (file-id)",
    ]
    assert found.broken == {"S2", "T02"}
    assert found.plan is not None
    assert [each.id for each in found.plan.tasks] == ["T01"]


def test_an_entry_and_its_folder_must_agree() -> None:
    tree = tree_of({"progress/T02/2019-02-09-000001.yaml": next(iter(said(40).values()))})
    found = load(tree)
    (wrong,) = lines(locate(tree, found.problems))
    assert wrong == (
        "progress/T02/2019-02-09-000001.yaml:1:8: error: "
        "the entry is about T01, its folder is T02; they must agree (file-id)"
    )
    assert found.broken == {"2019-02-09-000001"}


def test_what_cannot_be_read_is_broken_and_not_missing() -> None:
    found = loaded({"sections/S1.yaml": "id: [", "tasks/T01.yaml": "\t"}, said(40, "percent: viel"))
    assert found.broken == {"S1", "T01", "2019-02-09-000001"}
    assert found.plan is not None
    assert (found.plan.sections, found.plan.tasks, found.plan.entries) == ((), (), ())


def test_problems_come_in_the_order_of_paths_and_lines() -> None:
    found = loaded(
        task("due: 后天\npartners: a"), {"a.txt": "?", "units.yaml": UNITS.replace("kind: bureau", "kind: b")}
    )
    assert [f"{each.place.path}:{each.place.line}" for each in found.problems] == [
        "a.txt:1", "tasks/T01.yaml:5", "tasks/T01.yaml:6", "units.yaml:4", "units.yaml:5"
    ]  # fmt: skip


def test_a_byte_order_mark_is_pointed_out_and_read_over() -> None:
    found = loaded({"tasks/T01.yaml": "\ufeff" + TASK})
    (wrong,) = lines(found.problems)
    assert wrong == (
        "tasks/T01.yaml:1:1: warning: this file begins with a byte order mark;"
        " save it as UTF-8 without BOM (encoding)"
    )
    assert found.plan is not None
    assert found.plan.tasks[0].id == "T01"


def test_a_file_that_the_disk_refuses_is_a_problem_of_its_own() -> None:
    class RefusingTree(TextTree):
        """A tree that gives one file to nobody."""

        def read(self, path: str) -> bytes:
            if path == "tasks/T01.yaml":
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return super().read(path)

    found = load(RefusingTree(SMALL))
    assert lines(found.problems) == [
        "tasks/T01.yaml:1:1: error: this file cannot be read: Permission denied (file-unreadable)"
    ]
    assert found.broken == {"T01"}


# --- the format -------------------------------------------------------------------------------------


@pytest.mark.parametrize("stated", ["3", "17", "0", "-1"])
def test_another_format_stops_the_work(stated: str) -> None:
    with pytest.raises(QtrackError) as stopped:
        loaded({"plan.yaml": HEAD.replace("format: 2", f"format: {stated}\nnew: [key]")})
    assert stopped.value.exit_code is ExitCode.USAGE
    assert english(stopped.value.message).startswith(f"plan.yaml is of format {stated}; this qtrack reads ")
    assert stopped.value.hint is not None


@pytest.mark.parametrize("stated", ["one", "1.5", "²", wide("9"), "[1]", "9" * 5000, "''"])
def test_a_format_that_is_no_number_is_a_problem_like_others(stated: str) -> None:
    found = loaded({"plan.yaml": HEAD.replace("format: 2", f"format: {stated}")})
    assert [each.place.line for each in found.problems] == [1]
    assert found.plan is None


@pytest.mark.parametrize("text", ["5", "[format, 2]", "title: 方案", "- format: 2"])
def test_a_head_without_a_format_is_a_problem_like_others(text: str) -> None:
    found = loaded({"plan.yaml": text})
    assert found.plan is None
    assert found.problems


# --- laws -------------------------------------------------------------------------------------------

PATHS = [*SMALL, *said(40)]


@given(st.sampled_from(PATHS), SOME_BYTES)
def test_no_bytes_in_any_file_stop_the_loading(path: str, raw: bytes) -> None:
    settled(loaded({**said(40), path: raw}))


@given(st.sampled_from(PATHS), st.data())
def test_no_damage_to_a_file_stops_the_loading(path: str, data: st.DataObject) -> None:
    text = data.draw(damaged(str(files_of(said(40))[path])))
    try:
        settled(loaded({**said(40), path: text}))
    except QtrackError as stopped:
        assert "format" in stopped.message.text  # noqa: PT017 - the one refusal there is


def settled(found: Loaded) -> None:
    """Hold that a load either gives a whole plan or says why not."""
    assert found.plan is not None or found.problems
    if not found.problems:
        assert not found.broken
    for each in found.problems:
        assert english(each.message)
        assert each.place.path


# --- places -----------------------------------------------------------------------------------------


def test_places_named_by_keys_are_looked_up_and_others_kept() -> None:
    tree = tree_of(task("due: 2019-04-10"))
    said_ = msg("wrong")
    by_keys = Problem("x", said_, Place("tasks/T01.yaml", ("due",)))
    on_key = Problem("x", said_, Place("tasks/T01.yaml", ("due",), on_key=True))
    by_line = Problem("x", said_, Place("tasks/T01.yaml", line=2, column=3))
    assert lines(locate(tree, (by_keys, by_line, on_key))) == [
        "tasks/T01.yaml:2:3: error: wrong (x)",
        "tasks/T01.yaml:5:1: error: wrong (x)",
        "tasks/T01.yaml:5:6: error: wrong (x)",
    ]


def test_a_place_in_a_file_that_cannot_be_read_stays_as_it_is() -> None:
    lost = Problem("x", msg("wrong"), Place("tasks/T99.yaml", ("due",)))
    torn = msgspec.structs.replace(lost, place=Place("tasks/T02.yaml", ("due",)))
    tree = tree_of({"tasks/T02.yaml": "id: ["})
    assert locate(tree, (lost, torn)) == (torn, lost)


def test_a_plan_without_problems_costs_no_reading() -> None:
    class EmptyTree:
        """A tree that must not be asked."""

        def paths(self, under: str = "") -> Iterator[str]:
            raise AssertionError(under)

        def read(self, path: str) -> bytes:
            raise AssertionError(path)

    assert locate(EmptyTree(), ()) == ()


# --- the language of a plan -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (HEAD, "zh"),
        (HEAD + "language: en\n", "en"),
        (HEAD + "language: zh\n", "zh"),
        (HEAD + "language: fr\n", None),
        (HEAD + "language: [en]\n", None),
        ("language: en\nformat: 99\n", "en"),  # whatever else is wrong with it
        ("en", None),
        ("language: [en\n", None),
        ("", None),
    ],
)
def test_the_language_of_a_plan_is_known_whatever_else_is_wrong_with_it(
    tmp_path: Path, text: str, language: str | None
) -> None:
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    assert language_of(tmp_path) == language


def test_a_folder_without_a_head_has_no_language(tmp_path: Path) -> None:
    assert language_of(tmp_path) is None


def test_entries_of_two_tasks_with_one_id_are_told_apart_by_their_folders() -> None:
    twice = (task("", "T02"), said(40, "percent: 10"), said(40, "percent: 20", about="T02"))
    named = said(41, "withdraws: 2019-02-09-000001", tag="000002")
    plan = plan_of(*twice, named)
    assert [(entry.id, entry.withdraws) for entry in plan.entries] == [
        ("T01/2019-02-09-000001", ""),
        ("T02/2019-02-09-000001", ""),
        ("2019-02-10-000002", "T01/2019-02-09-000001"),
    ]
    (left,) = counting(plan.entries)
    assert left.percent == 20
