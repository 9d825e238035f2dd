"""A plan of which some files are edited is loaded as if all of it were read again."""

import pytest

from qtrack.store.edited import EditedTree, load_edited
from qtrack.store.reading.load import load
from qtrack.store.reading.loaded import Loaded
from tests.small import SECTION, TASK, UNITS, Files, head, lines, said, task, tree_of

QUIET = task("due: 2030-01-01  # qtrack: allow dates-in-plan\n", "T02")

BEFORE: dict[str, Files] = {
    "sound": task("", "T02"),
    "no head": task("", "T02") | {"plan.yaml": "format: 2\ntitle: ["},
    "no units": task("", "T02") | {"units.yaml": "units: 1\n"},
    "a broken task": task("measure: x\n", "T02") | {"tasks/T03.yaml": "id: ["},
    "a file too many": QUIET | {"tasks/x.txt": "x"},
}
EDITS: dict[str, Files] = {
    "head": head("office: office\n"),
    "head broken": {"plan.yaml": "format: 2\ntitle: ["},
    "units": {"units.yaml": UNITS.replace("办公室", "综合处")},
    "units broken": {"units.yaml": "units: 1\n"},
    "a task and a section": {"sections/S1.yaml": SECTION.replace("质量", "品质"), "tasks/T02.yaml": TASK},
    "a task mended": task("due: 2019-03-01\n", "T02"),
    "a task broken": {"tasks/T02.yaml": "id: T02\ntitle: [\n"},
    "a task more": task("", "T05"),
    "a task gone": {"tasks/T02.yaml": None},
}


def told(found: Loaded) -> object:
    whole = found.checkable
    assert whole is not None
    read = (whole.head, whole.register, whole.sections, whole.tasks, tuple(whole.entries))
    quiet = sorted(map(str, found.suppressions))
    return found.plan is None, read, lines(found.problems), found.broken, quiet


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_is_loaded_is_what_reading_all_gives(before: Files, edit: Files) -> None:
    tree = tree_of(before, said(10))
    texts = {path: text.encode() if isinstance(text, str) else text for path, text in edit.items()}
    edited = EditedTree(tree, texts)
    assert told(load_edited(load(tree), edited, texts)) == told(load(edited))


def test_a_tree_has_what_was_edited_and_all_else() -> None:
    tree = EditedTree(tree_of(), {"tasks/T01.yaml": None, "tasks/T02.yaml": b"x", "plan.yaml": b"y"})
    assert sorted(tree.paths()) == ["plan.yaml", "sections/S1.yaml", "tasks/T02.yaml", "units.yaml"]
    assert list(tree.paths("tasks")) == ["tasks/T02.yaml"]
    assert (tree.read("plan.yaml"), tree.read("units.yaml")) == (b"y", UNITS.encode())
    with pytest.raises(FileNotFoundError):
        tree.read("tasks/T01.yaml")
