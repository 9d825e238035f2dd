"""What the manual promises a reviewer: the tests of a number try the sentence of that number."""

import contextlib
import io
import os
import random
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from qtrack.cli.main import main
from qtrack.pages.manual import topic_text
from tests import attacks
from tests.attacks import INDICATOR, NOW, Attack
from tests.repositories import commit, git, lay, raw_commit
from tests.small import HEAD, head, said, task

pytestmark = pytest.mark.slow

Disguise = Callable[[Attack], None]
#: What guards tell that see an attack and accuse nobody else.
BOTH: Final = (frozenset({"audit", "diff"}), frozenset[str]())


@pytest.fixture(name="ground", scope="module")
def reviewed_ground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return attacks.reviewed_repository(tmp_path_factory.mktemp("reviewed"))


@pytest.fixture(name="attack")
def attack_on_a_copy(ground: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Attack:
    dice = random.Random(request.node.name)  # noqa: S311 - the same attack at each run
    return Attack(shutil.copytree(ground, tmp_path / "repository", symlinks=True), dice)


@pytest.fixture(name="top")
def top_of_a_copy(attack: Attack) -> Path:
    return attack.top


def run(top: Path, *words: str) -> tuple[int, str]:
    """Run a command; return its exit code and what it says."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = main(list(words), {"QTRACK_LANG": "en", "PATH": os.environ["PATH"]}, top, NOW)
    return code, out.getvalue()


def edited(top: Path, *files: dict[str, str]) -> tuple[int, str]:
    """Lay files over the plan; return what diff says of it, and whether it fails on what loosens."""
    for each in files:
        lay(top / "plan", each)
    return run(top, "diff", "--fail-on", "loosening", "--effect")


def test_the_page_and_these_tests_have_the_same_numbers() -> None:
    tried = {
        int(found[1]) for name in globals() if (found := re.match(r"test_promise_(\d+)_", name)) is not None
    }
    for language in ("en", "zh"):
        page = topic_text("review", language)
        numbers = [int(number) for number in re.findall(r"^(\d+)\. ", page, re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert set(numbers) == tried


@pytest.mark.parametrize(
    "disguise", [attacks.plainly, attacks.renamed, attacks.taken_out_and_in, attacks.altered_back]
)
def test_promise_1_what_was_committed_is_not_altered_unsaid(attack: Attack, disguise: Disguise) -> None:
    disguise(attack)
    by, wrongly = attacks.found(attack)
    assert by == ({"audit"} if disguise is attacks.altered_back else {"audit", "diff"})
    assert not wrongly


@pytest.mark.parametrize(
    "disguise",
    [attacks.moved_before, attacks.moved_after, attacks.moved_with_it, attacks.taken_away_and_back],
)
def test_promise_2_nor_where_the_plan_moved(attack: Attack, disguise: Disguise) -> None:
    disguise(attack)
    assert attacks.found(attack) == BOTH
    assert "moved from plan to" in run(attack.top, "diff", f"{attack.reviewed}..HEAD")[1]


def test_promise_2_nor_behind_a_copy_of_it(attack: Attack) -> None:
    attacks.behind_a_copy(attack)
    by, wrongly = attacks.found(attack)
    assert "diff" in by
    assert not wrongly
    assert run(attack.top, "audit")[0] == 1


@pytest.mark.parametrize(
    "disguise", [attacks.in_a_merge, attacks.left_out_of_a_merge, attacks.on_a_side_branch]
)
def test_promise_3_nor_by_a_merge(attack: Attack, disguise: Disguise) -> None:
    disguise(attack)
    assert attacks.found(attack) == BOTH


@pytest.mark.parametrize(
    "disguise",
    [
        attacks.staged,
        attacks.hidden_from_the_index,
        attacks.under_attributes,
        attacks.under_settings,
        attacks.replaced,
        attacks.grafted,
    ],
)
def test_promise_4_nor_hidden_by_settings_of_git(attack: Attack, disguise: Disguise) -> None:
    disguise(attack)
    by, wrongly = attacks.found(attack)
    assert "diff" in by
    assert not wrongly


def test_promise_5_a_plan_that_is_nowhere_any_more_is_tampering(top: Path) -> None:
    git(top, "rm", "-r", "--quiet", "plan")
    (top / "notes.txt").write_text("nothing", encoding="utf-8")
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message", "tidy")
    code, text = run(top, "diff", "HEAD~1..HEAD", "--fail-on", "tampering")
    assert code == 1
    assert "this tampers with the record" in text


def test_promise_6_another_number_is_no_tampering_another_task_is(attack: Attack) -> None:
    attack.done = "nothing"
    attacks.renumbered(attack)
    assert attacks.found(attack) == (frozenset(), frozenset())
    code, text = run(attack.top, "diff", "HEAD~1..HEAD", "--fail-on", "tampering")
    assert code == 0
    assert f"{attack.path.parts[1]} got the number T40" in text


def test_promise_6_and_one_entry_under_another_task_is_tampering(attack: Attack) -> None:
    attack.done = "nothing"
    attacks.under_another_task(attack)
    assert attacks.found(attack) == BOTH


@pytest.mark.parametrize(
    "files",
    [
        {"tasks/T02.yaml": None},  # a task that is overdue
        task(INDICATOR.replace("target: 90", "target: 40")),
        {"plan.yaml": HEAD.replace("start: 2019-01-01", "start: 2019-03-01")},
        head("lights: {red_gap: 90, yellow_gap: 80}"),
    ],
)
def test_promise_7_a_better_light_by_an_edit_loosens(top: Path, files: dict[str, str]) -> None:
    code, text = edited(top, files)
    assert code == 1, text
    assert "this loosens the plan" in text


@pytest.mark.parametrize(
    "files",
    [
        task("due: 2019-03-02", "T02"),
        task("", "T02"),
        {"tasks/T03.yaml": task("", "T03")["tasks/T03.yaml"].replace("by_duty: [bureaus]", "by_duty: []")},
        head("lights: {red_gap: 31}"),
    ],
)
def test_promise_8_whatever_asks_for_less_loosens(top: Path, files: dict[str, str]) -> None:
    code, text = edited(top, files)
    assert code == 1, text


def test_promise_9_silences_and_templates_are_changes(top: Path) -> None:
    lay(top / "plan", {"tasks/T03.yaml": task("# qtrack: allow lead-apart", "T03")["tasks/T03.yaml"]})
    lay(top / "plan", {"templates/weekly.md.j2": "all is well\n"})
    text = run(top, "diff")[1]
    assert "lead-apart" in text
    assert "weekly.md.j2" in text


def test_promise_10_entries_are_told_with_what_differs(top: Path) -> None:
    path = min((top / "plan/progress/T01").iterdir())
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("covered: 5", "covered: 80"), encoding="utf-8")
    told = run(top, "diff")[1]
    assert "覆盖率" in told
    assert "5" in told
    assert "80" in told
    assert "in progress" not in told


def test_promise_11_the_later_date_counts(top: Path) -> None:
    lay(top / "plan", task("due: 2019-04-01", "T02"))
    git(top, "add", "--all")
    raw_commit(top, "张三 <z@x> 1546500000 +0800", committer="张三 <z@x> 1551700000 +0800")
    code, text = run(top, "changes", "--since", "2019-03-01")
    assert code == 0
    assert "2019-04-01" in text
    assert "2019-01-03" in text  # what its author says


@pytest.mark.parametrize("stated", ["253402300800 +0000", "1550000000 +9999", "-99999999999 -0000"])
def test_promise_11_and_a_date_of_no_calendar_stops_nothing(top: Path, stated: str) -> None:
    lay(top / "plan", task("due: 2019-04-01", "T02"))
    git(top, "add", "--all")
    raw_commit(top, f"张三 <z@x> {stated}")
    for words in (["changes"], ["audit"], ["diff", "HEAD~1..HEAD"], ["show", "T02", "--plan-history"]):
        assert run(top, *words)[0] in {0, 1}


@pytest.mark.parametrize(
    ("recorded", "on"),
    [("2019-02-01T09:00:00+08:00", "2019-03-01"), ("2019-03-09T09:00:00+08:00", "2019-03-01")],
)
def test_promise_12_what_was_committed_late_or_too_soon_is_told(top: Path, recorded: str, on: str) -> None:
    day = recorded[:10]
    commit(top / "plan", said(date.fromisoformat(day), about="T03", recorded=recorded, tag="0000aa"), on=on)
    code, text = run(top, "audit")
    assert code == 1
    assert f"{day}-0000aa" in text


def test_promise_13_what_cannot_be_read_never_passes(top: Path) -> None:
    lay(top / "plan", {"tasks/T01.yaml": "id: [\n"} | task("due: 2019-04-01", "T02"))
    code, text = run(top, "diff", "--fail-on", "tampering")
    assert code == 1
    assert "T01.yaml" in text
    assert "2019-04-01" in text


def test_promise_14_a_shallow_clone_says_how_far_it_saw(top: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "2", top.as_uri(), str(clone))
    for command in ("audit", "changes"):
        text = run(clone, command)[1]
        assert "shallow clone" in text
        assert "is added" not in text


def test_promise_14_what_a_sparse_checkout_leaves_out_is_not_deleted(top: Path) -> None:
    git(top, "update-index", "--refresh")
    git(
        top,
        "sparse-checkout",
        "set",
        "--no-cone",
        "/plan/plan.yaml",
        "/plan/units.yaml",
        "/plan/sections/",
        "/plan/tasks/",
    )
    assert not (top / "plan/progress").exists()
    code, text = run(top, "diff", "--fail-on", "tampering")
    assert code == 0, text
    assert "tamper" not in text
    for words in (["validate"], ["status"], ["report", "weekly"]):
        assert "leaves 12 files of the plan out" in run(top, *words)[1]
    git(top, "sparse-checkout", "disable")
    assert "sparse" not in run(top, "status")[1]


def test_promise_15_another_layout_is_no_change(attack: Attack) -> None:
    attack.done = "nothing"
    attack.move()
    attack.commit()
    for file in (attack.plan / "tasks").iterdir():
        file.write_bytes(b"# tidied\r\n" + file.read_bytes().replace(b"\n", b"\r\n"))
    attack.commit()
    assert attacks.found(attack) == (frozenset(), frozenset())
    assert "1 change" in run(attack.top, "diff", f"{attack.reviewed}..HEAD")[1].splitlines()[0]


@pytest.mark.parametrize("altered", [True, False])
def test_promise_16_a_line_that_was_noted_outlives_a_rewritten_history(attack: Attack, altered: bool) -> None:
    _, line = run(attack.top, "audit", "--anchor")
    if altered:
        attack.alter()
    else:
        lay(attack.plan, said(70, "percent: 80", about="T02", tag="0000dd"))
        attack.move()
    git(attack.top, "checkout", "--quiet", "--orphan", "rewritten")
    attack.commit("as if it had always been so")
    git(attack.top, "branch", "--quiet", "-D", "main")
    where = ["--plan", attack.folder] if attack.folder else []
    code, text = run(attack.top, "audit", "--verify", line.strip(), *where)
    assert code == (1 if altered else 0), text


def test_guards_that_see_nothing_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attacks, "output", lambda *_: None)
    outcome = attacks.run(2, 1, (attacks.plainly, attacks.moved_with_it))
    assert attacks.report(outcome).endswith("2 tried; 0 found by diff, 0 by audit, 2 missed; 0 false alarms")
