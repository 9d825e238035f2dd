"""Migration by a made-up format 0, in which a lead was called leader and two sections shared a file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from qtrack.errors import QtrackError
from qtrack.model.head import FORMAT
from qtrack.store.migrate import STEPS, Step, migrate, migrated
from qtrack.store.reading.load import load
from qtrack.store.tree import LARGEST_FILE, FolderTree
from tests.small import HEAD, SECTION, TASK, UNITS, english, head, lines, small_plan, tree_of

#: The small plan as format 0 had it; in the head Chinese stands before the number.
OLD: Final = {
    "plan.yaml": "# 方案\r\ntitle: 质量提升工作方案\r\n"
    + HEAD.replace("title: 质量提升工作方案\n", "").replace("format: 2", "format: '0'  # 格式"),
    "units.yaml": UNITS,
    "sections.yaml": SECTION,
    "tasks/T01.yaml": TASK.replace("lead:", "leader:"),
}


def first_step(texts: Mapping[str, str]) -> Mapping[str, str]:
    """Bring format 0 to 1: the sections get a folder, a leader becomes a lead."""
    new = {path: text.replace("leader:", "lead:") for path, text in texts.items() if path != "sections.yaml"}
    return {**new, "sections/S1.yaml": texts["sections.yaml"]}


def plan_in(folder: Path, files: Mapping[str, str]) -> Path:
    root = small_plan(folder, {**files, "sections/S1.yaml": None})
    (root / "README.md").write_text("不是 YAML", encoding="utf-8")
    return root


def held(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def refusal(root: Path, steps: Mapping[int, Step], newest: int = FORMAT) -> str:
    """Return why a migration is refused; nothing may have changed."""
    before = held(root)
    with pytest.raises(QtrackError) as refused:
        migrate(root, steps, newest)
    assert held(root) == before
    return english(refused.value.message)


def test_there_is_a_step_away_from_every_older_format() -> None:
    assert sorted(STEPS) == list(range(1, FORMAT))


def test_the_newest_format_is_left_alone(tmp_path: Path) -> None:
    root = small_plan(tmp_path)
    before = held(root)
    assert migrate(root) == (FORMAT, [])
    assert held(root) == before


def test_a_plan_of_format_1_gets_another_number_and_keeps_every_other_byte(tmp_path: Path) -> None:
    written = HEAD.replace("format: 2", "format:  1   # 格式 1").replace("\n", "\r\n")
    root = small_plan(tmp_path, {"plan.yaml": written})
    before = held(root)
    assert migrate(root) == (1, ["plan.yaml"])
    assert held(root) == before | {"plan.yaml": written.replace("  1  ", "  2  ").encode()}
    assert migrate(root) == (2, [])


def test_a_plan_of_format_0_becomes_one_that_loads(tmp_path: Path) -> None:
    root = plan_in(tmp_path, OLD)
    done = migrate(root, STEPS | {0: first_step})
    assert done == (0, ["plan.yaml", "sections.yaml", "sections/S1.yaml", "tasks/T01.yaml"])
    assert lines(load(FolderTree(root)).problems) == []
    assert held(root) == {
        "README.md": "不是 YAML".encode(),
        "plan.yaml": OLD["plan.yaml"].replace("format: '0'", "format: 2").encode(),
        "units.yaml": UNITS.encode(),
        "sections/S1.yaml": SECTION.encode(),
        "tasks/T01.yaml": TASK.encode(),
    }


def test_a_plan_goes_through_all_steps_from_its_own_on() -> None:
    def step(number: int) -> Step:
        return lambda texts: {**texts, "way": f"{texts.get('way', '')}{number}"}

    texts = {"plan.yaml": "format: 1\n"}
    assert migrated(texts, {each: step(each) for each in range(5)}, 1, 4) == {
        "plan.yaml": "format: 4\n",
        "way": "123",
    }


def test_a_newer_format_is_refused(tmp_path: Path) -> None:
    root = small_plan(tmp_path, {"plan.yaml": HEAD.replace("format: 2", "format: 7")})
    assert (
        refusal(root, STEPS | {0: first_step})
        == "plan.yaml is of format 7; this qtrack reads up to format 2."
    )


def test_a_format_without_a_way_is_refused(tmp_path: Path) -> None:
    assert refusal(plan_in(tmp_path, OLD), {}) == "There is no way from format 0 to 2."
    assert refusal(plan_in(tmp_path, OLD), {0: first_step}) == "There is no way from format 0 to 2."


@pytest.mark.parametrize(
    "text", [HEAD.replace("format: 2\n", ""), "format: [\n", "format: one\n", "- format\n"]
)
def test_a_plan_that_does_not_say_its_format_is_refused(text: str, tmp_path: Path) -> None:
    root = small_plan(tmp_path, {"plan.yaml": text})
    assert refusal(root, STEPS | {0: first_step}) == "plan.yaml does not say which format the plan is of."


@pytest.mark.parametrize("raw", ["计量".encode("gbk"), b"#" * (LARGEST_FILE + 9)])
def test_a_file_that_cannot_be_read_whole_stops_everything(raw: bytes, tmp_path: Path) -> None:
    root = plan_in(tmp_path, OLD)
    (root / "tasks/T02.yaml").write_bytes(raw)
    assert refusal(root, STEPS | {0: first_step}) == "tasks/T02.yaml cannot be read. Nothing was changed."


@pytest.mark.parametrize("at", [1, 2, 3])
def test_where_the_system_refuses_halfway_all_is_put_back(
    at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = plan_in(tmp_path, OLD)
    calls = []
    replace = Path.replace

    def refusing(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == at:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refusing)
    said = refusal(root, STEPS | {0: first_step})
    assert said.endswith("cannot be written: No space left on device. Nothing was changed.")
    assert len(calls) == at


def test_the_number_changes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = plan_in(tmp_path, OLD)
    order: list[str] = []
    replace = Path.replace

    def noting(self: Path, target: Path) -> Path:
        order.append(Path(target).name)
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", noting)
    migrate(root, STEPS | {0: first_step})
    assert order == ["S1.yaml", "T01.yaml", "plan.yaml"]


@pytest.mark.parametrize("stated", ["0", "-1"])
def test_an_older_format_is_not_loaded_but_migrated(stated: str) -> None:
    with pytest.raises(QtrackError) as refused:
        load(tree_of({"plan.yaml": HEAD.replace("format: 2", f"format: {stated}")}))
    assert (
        english(refused.value.message)
        == f"plan.yaml is of format {stated}; this qtrack reads formats 1 to 2."
    )
    assert refused.value.hint is not None
    assert "qtrack migrate" in english(refused.value.hint)


def test_a_format_that_is_no_number_is_a_problem_like_others() -> None:
    text = head("")["plan.yaml"].replace("format: 2", "format: one")
    assert [each.check for each in load(tree_of({"plan.yaml": text})).problems] == ["value-number"]
