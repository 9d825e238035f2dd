"""`qtrack audit`: what real histories did to entries, and what only looks like it."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from qtrack.cli.main import main
from tests.repositories import commit, git, lay, raw_commit, repository
from tests.small import SMALL, said, task
from tests.store.test_disk import files_below

ENTRY: Final = "progress/T01/2019-01-10-000001.yaml"
OTHER: Final = "progress/T01/2019-01-11-000002.yaml"
FIRST: Final = said(10, "percent: 20\n")
SECOND: Final = said(11, tag="000002")
CHINESE: Final[Mapping[str, str]] = {"QTRACK_LANG": "zh"}


class Found(NamedTuple):
    """What an audit found: its exit code, a line a finding, and all it printed."""

    code: int
    lines: list[str]
    summary: str


class Auditor:
    """Audits a repository, and reads the page as JSON, too."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, cwd: Path, *arguments: str, lang: str = "en", now: datetime | None = None) -> Found:
        """Return what is printed, without the ids of commits, which hang on the machine's git."""
        code = main(["audit", *arguments], {"QTRACK_LANG": lang}, cwd, now)
        out = self.capsys.readouterr().out
        for each in git(cwd, "log", "--all", "--format=%H").split():
            out = out.replace(each[:8], "COMMIT")
        *lines, summary = out.splitlines()
        return Found(code, lines, summary)

    def text(self, cwd: Path, *arguments: str) -> str:
        """Return what is printed."""
        main(["audit", *arguments], {"QTRACK_LANG": "en"}, cwd)
        return self.capsys.readouterr().out

    def kinds(self, cwd: Path, *arguments: str) -> list[tuple[str, str, bool]]:
        """Return the kinds of the findings, whose file, and whether it stands as it was."""
        found = json.loads(self.text(cwd, "--format", "json", *arguments))["findings"]
        return [(each["kind"], each["path"].removeprefix("plan/"), each["restored"]) for each in found]


@pytest.fixture
def audit(capsys: pytest.CaptureFixture[str]) -> Auditor:
    return Auditor(capsys)


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """Make a repository with one entry, committed a day after it was recorded."""
    made = repository(tmp_path)
    commit(made / "plan", FIRST, "报进展", "2019-01-11")
    return made


def edit(top: Path, old: str, new: str, on: str = "2019-02-01", path: str = ENTRY) -> None:
    text = (top / "plan" / path).read_text(encoding="utf-8")
    assert old in text
    commit(top / "plan", {path: text.replace(old, new)}, "改", on)


def merged(top: Path, *options: str, files: Mapping[str, str | None] | None = None) -> None:
    """Merge the branch `side`, and change files within the merge."""
    git(top, "merge", "--quiet", "--no-ff", "--no-commit", *options, "side", on="2019-02-03", fails=True)
    commit(top / "plan", files or {}, "合并", "2019-02-03")
    assert len(git(top, "rev-parse", "HEAD^@").split()) == 2


def branched(top: Path, side: Mapping[str, str | None], main_: Mapping[str, str | None]) -> None:
    """Commit on a branch `side` and on main."""
    git(top, "checkout", "--quiet", "-b", "side")
    commit(top / "plan", side, "旁支", "2019-02-01")
    git(top, "checkout", "--quiet", "main")
    commit(top / "plan", main_, "主干", "2019-02-02")


def test_an_honest_history_is_fine(top: Path, audit: Auditor) -> None:
    commit(top / "plan", SECOND | task("due: 2019-03-01\n"), "又报", "2019-01-12")
    assert audit(top) == (
        0,
        [],
        "No entry was altered, removed, renamed or back-dated: 2 entries, 3 commits looked through.",
    )
    assert audit(top, lang="zh").summary == (
        "没有条目被改动、删除、改名或倒填日期：查了进展条目 2 条、3 次提交。"
    )


def test_an_alteration_is_told_with_who_when_and_what(top: Path, audit: Auditor) -> None:
    edit(top, "percent: 20", "percent: 60")
    assert audit(top) == (
        1,
        [f"On 2019-02-01 张三 (COMMIT) altered plan/{ENTRY} (percent: 20% → 60%)."],
        "1 finding; 1 entry, 3 commits looked through.",
    )
    assert audit(top, lang="zh").lines == [
        f"2019-02-01 张三（COMMIT）改动了 plan/{ENTRY}（进度：20% → 60%）。"
    ]


def test_what_was_put_back_is_told_with_that(top: Path, audit: Auditor) -> None:
    edit(top, "percent: 20", "percent: 60")
    edit(top, "percent: 60", "percent: 20", "2019-02-02")
    assert audit.kinds(top) == [("altered", ENTRY, True)] * 2
    assert all(each.endswith("; today it stands as it was first committed.") for each in audit(top).lines)


@pytest.mark.parametrize(
    ("old", "new"),
    [("date: 2019-01-10", "date: 2019-01-02"), ("recorded: 2019-01-10", "recorded: 2019-01-09")],
)
def test_moving_an_entry_back_in_time_is_named(old: str, new: str, top: Path, audit: Auditor) -> None:
    edit(top, old, new)
    assert audit.kinds(top) == [("back-dated", ENTRY, False)]
    assert f"On 2019-02-01 张三 (COMMIT) back-dated plan/{ENTRY} (" in audit(top).lines[0]


def test_a_file_that_gets_the_name_of_an_entry_is_a_new_one(top: Path, audit: Auditor) -> None:
    draft = {"progress/T01/entwurf.yaml": SECOND[OTHER]}
    commit(top / "plan", draft, "草稿", "2019-01-11")
    commit(top / "plan", dict.fromkeys(draft) | SECOND, "改名", "2019-01-12")
    assert audit(top) == (
        0,
        [],
        "No entry was altered, removed, renamed or back-dated: 2 entries, 4 commits looked through.",
    )
    git(top, "mv", f"plan/{OTHER}", "plan/progress/T01/entwurf.yaml")
    commit(top / "plan", {}, "改回", "2019-01-13")
    assert audit.kinds(top) == [("renamed", OTHER, False)]


def test_moving_it_forward_is_an_alteration(top: Path, audit: Auditor) -> None:
    edit(top, "date: 2019-01-10", "date: 2019-01-12")
    assert audit.kinds(top) == [("altered", ENTRY, False)]


def test_a_rewriting_that_says_the_same_is_told_as_that(top: Path, audit: Auditor) -> None:
    edit(top, "percent: 20", "percent: 20  # 核对")
    assert audit(top).lines == [f"On 2019-02-01 张三 (COMMIT) rewrote plan/{ENTRY}; it says the same."]


def test_other_rights_are_no_alteration(top: Path, audit: Auditor) -> None:
    (top / "plan" / ENTRY).chmod(0o755)
    commit(top / "plan", {}, "改权限")
    assert audit(top).code == 0


def test_what_cannot_be_read_is_told_all_the_same(top: Path, audit: Auditor) -> None:
    commit(top / "plan", {ENTRY: "percent: ["}, "坏", "2019-02-01")
    commit(top / "plan", {ENTRY: FIRST[ENTRY].replace("percent: 20", "percent: 30")}, "好", "2019-02-02")
    assert audit(top).lines == [
        f"On 2019-02-01 张三 (COMMIT) altered plan/{ENTRY}, which can no longer be read.",
        (
            f"On 2019-02-02 张三 (COMMIT) altered plan/{ENTRY}, which could not be read before "
            "(percent: 20% → 30%)."
        ),
    ]


def test_a_removal_is_told_with_what_the_entry_said(top: Path, audit: Auditor) -> None:
    commit(top / "plan", {ENTRY: None}, "删", "2019-02-01")
    assert audit(top).lines == [
        f"On 2019-02-01 张三 (COMMIT) removed plan/{ENTRY} (T01 as of 2019-01-10: 有进展)."
    ]
    commit(top / "plan", FIRST, "恢复", "2019-02-02")
    assert audit.kinds(top) == [("removed", ENTRY, True)]
    commit(top / "plan", {ENTRY: None}, "再删", "2019-02-03")
    commit(top / "plan", {ENTRY: FIRST[ENTRY].replace("percent: 20", "percent: 90")}, "换", "2019-02-04")
    assert audit.kinds(top) == [
        ("removed", ENTRY, False),
        ("removed", ENTRY, False),
        ("altered", ENTRY, False),
    ]


def test_a_renaming_is_told_with_both_names(top: Path, audit: Auditor) -> None:
    commit(top / "plan", {ENTRY: None, OTHER: FIRST[ENTRY]}, "改名", "2019-02-01")
    assert audit(top).lines == [f"On 2019-02-01 张三 (COMMIT) renamed plan/{ENTRY} to plan/{OTHER}."]
    edit(top, "percent: 20", "percent: 60", path=OTHER)
    assert audit.kinds(top) == [("renamed", ENTRY, False), ("altered", OTHER, False)]


def test_a_renaming_with_an_alteration_is_told_as_both(top: Path, audit: Auditor) -> None:
    text = FIRST[ENTRY].replace("percent: 20", "percent: 60")
    commit(top / "plan", {ENTRY: None, OTHER: text}, "改名", "2019-02-01")
    assert audit(top).lines == [
        (
            f"On 2019-02-01 张三 (COMMIT) renamed plan/{ENTRY} to plan/{OTHER} and altered it "
            "(percent: 20% → 60%)."
        )
    ]


def test_hiding_an_entry_under_a_name_that_is_none_is_a_renaming(top: Path, audit: Auditor) -> None:
    commit(top / "plan", {ENTRY: None, f"{ENTRY}.bak": FIRST[ENTRY]}, "藏", "2019-02-01")
    assert audit.kinds(top) == [("renamed", ENTRY, False)]


def test_what_is_not_committed_yet_counts_too(top: Path, audit: Auditor) -> None:
    lay(top / "plan", {ENTRY: FIRST[ENTRY].replace("percent: 20", "percent: 60")} | SECOND)
    assert audit(top).lines == [
        f"An edit that is not committed yet altered plan/{ENTRY} (percent: 20% → 60%)."
    ]
    lay(top / "plan", {ENTRY: None})
    assert audit.kinds(top) == [("removed", ENTRY, False)]


def test_an_entry_recorded_long_before_its_first_commit_is_late(top: Path, audit: Auditor) -> None:
    commit(top / "plan", SECOND, "补", "2019-01-20")
    (line,) = audit(top).lines
    assert line == (
        f"plan/{OTHER} says that it was recorded on 2019-01-11, "
        "yet 张三 first committed it 9 days later, on 2019-01-20 (COMMIT)."
    )
    assert audit.kinds(top, "--within", "9d") == []
    assert audit.kinds(top, "--within", "0") == [
        ("committed-late", ENTRY, False),
        ("committed-late", OTHER, False),
    ]


@pytest.mark.parametrize(
    ("recorded", "english", "chinese"),
    [
        (
            "2019-01-14T09:00:01+08:00",
            (
                f"plan/{OTHER} says that it was recorded on 2019-01-14, yet 张三 had committed it 1 day "
                "before, on 2019-01-13 (COMMIT)."
            ),
            f"plan/{OTHER} 自称填报于 2019-01-14，但张三早在 1 天之前的 2019-01-13 就已提交（COMMIT）。",
        ),
        (
            "2099-01-13T09:00:00+08:00",
            (
                f"plan/{OTHER} says that it was recorded on 2099-01-13, yet 张三 had committed it 29220 days "
                "before, on 2019-01-13 (COMMIT)."
            ),
            f"plan/{OTHER} 自称填报于 2099-01-13，但张三早在 29220 天之前的 2019-01-13 就已提交（COMMIT）。",
        ),
    ],
)
def test_a_recording_after_its_commit_is_told(
    recorded: str, english: str, chinese: str, top: Path, audit: Auditor
) -> None:
    commit(top / "plan", said(11, recorded=recorded, tag="000002"), "又报", "2019-01-13")
    assert audit(top) == (1, [english], "1 finding; 2 entries, 3 commits looked through.")
    assert audit(top, lang="zh").lines == [chinese]
    assert audit.kinds(top) == [("recorded-ahead", OTHER, False)]


def test_a_recording_and_commit_of_the_future_are_told_by_the_clock_of_who_reads(
    top: Path, audit: Auditor
) -> None:
    """A clock that is a year ahead dates both, and both agree."""
    moment = "2020-01-13T09:00:00+08:00"
    commit(top / "plan", said(11, recorded=moment, tag="000002"), "又报", "2020-01-13")
    before = datetime(2019, 1, 13, tzinfo=UTC)
    assert audit(top, now=before).lines == [
        (
            f"plan/{OTHER} says that it was recorded on 2020-01-13, which is in the future by the clock of "
            "this computer; 张三 first committed it on 2020-01-13 (COMMIT)."
        )
    ]
    assert audit(top, lang="zh", now=before).lines == [
        f"plan/{OTHER} 自称填报于 2020-01-13，按本机时钟是未来的日期；张三于 2020-01-13 首次提交（COMMIT）。"
    ]
    assert audit(top).code == 0


def test_a_clock_a_few_hours_ahead_is_no_finding(top: Path, audit: Auditor) -> None:
    commit(top / "plan", said(11, recorded="2019-01-14T09:00:00+08:00", tag="000002"), "又报", "2019-01-13")
    assert audit(top).code == 0


def test_an_honest_merge_is_no_finding(top: Path, audit: Auditor) -> None:
    git(top, "checkout", "--quiet", "-b", "side")
    commit(top / "plan", SECOND, "旁支", "2019-01-12")
    git(top, "checkout", "--quiet", "main")
    commit(top / "plan", said(12, tag="000003"), "主干", "2019-01-13")
    merged(top)
    assert audit(top).code == 0


def test_what_a_branch_did_is_told_once_and_not_of_the_merge(top: Path, audit: Auditor) -> None:
    commit(top / "plan", SECOND, "又报", "2019-01-12")
    altered = FIRST[ENTRY].replace("percent: 20", "percent: 60")
    branched(top, {ENTRY: altered, OTHER: None}, task("due: 2019-03-01\n"))
    merged(top)
    assert audit.kinds(top) == [("altered", ENTRY, False), ("removed", OTHER, False)]
    assert all("2019-02-01" in each for each in audit(top).lines)


def test_an_entry_that_a_merge_leaves_out_is_found(top: Path, audit: Auditor) -> None:
    branched(top, {OTHER: SECOND[OTHER].replace("2019-01-11T", "2019-01-31T")}, {})
    merged(top, "--strategy", "ours")
    (line,) = audit(top).lines
    assert line.startswith(f"On 2019-02-03 张三 (COMMIT) removed plan/{OTHER}")


def test_an_entry_that_a_merge_itself_alters_or_renames_is_found(top: Path, audit: Auditor) -> None:
    altered = FIRST[ENTRY].replace("percent: 20", "percent: 60")
    branched(top, task("due: 2019-03-01\n"), task("due: 2019-03-01\n", "T02"))
    merged(top, files={ENTRY: altered})
    assert audit.kinds(top) == [("altered", ENTRY, False)]
    branched_again = "2019-02-04"
    git(top, "checkout", "--quiet", "-B", "side")
    commit(top / "plan", task("", "T03"), "旁支", branched_again)
    git(top, "checkout", "--quiet", "main")
    merged(top, files={ENTRY: None, OTHER: altered})
    assert audit.kinds(top, "--within", "99")[1:] == [("removed", ENTRY, False)]


def test_of_two_entries_of_one_name_the_one_a_merge_drops_is_found(top: Path, audit: Auditor) -> None:
    ours, theirs = (
        said(11, f"percent: {percent}\n", recorded="2019-01-30T09:00:00+08:00", tag="000002")[OTHER]
        for percent in (30, 60)
    )
    branched(top, {OTHER: theirs}, {OTHER: ours})
    merged(top, files={OTHER: ours})
    (found,) = audit.kinds(top)
    assert found[:2] == ("altered", OTHER)


def test_a_shallow_clone_says_how_far_it_saw(top: Path, tmp_path: Path, audit: Auditor) -> None:
    edit(top, "percent: 20", "percent: 60")
    commit(top / "plan", {ENTRY: None}, "删", "2019-02-05")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "2", top.as_uri(), str(clone))
    found = audit(clone)
    assert found.code == 1
    assert [each for each in found.lines if "removed" not in each] == [
        "1 finding; 1 entry, 2 commits looked through."
    ]
    assert found.summary == (
        "This is a shallow clone: it was seen back to 2019-02-01 (COMMIT), and not what came before. "
        "“git fetch --unshallow” brings the rest."
    )
    assert audit(top).summary == "2 findings; 1 entry, 4 commits looked through."


@pytest.mark.parametrize("moment", ["253402300800 +0000", "1549000000 +9999", "-99999999999999 +0800", ""])
def test_an_odd_date_stops_nothing_and_is_told(moment: str, top: Path, audit: Auditor) -> None:
    edit(top, "percent: 20", "percent: 60")
    lay(top / "plan", SECOND)
    git(top, "add", "--all")
    raw_commit(top, f"张三 <z@x> {moment}")
    commit(top / "plan", {ENTRY: None}, "删", "2019-02-05")
    found = audit(top)
    assert [line.split(" plan/")[0] for line in found.lines] == [
        "On 2019-02-01 张三 (COMMIT) altered",
        "On 2019-02-05 张三 (COMMIT) removed",
        "2 findings; 2 entries, 5 commits looked through.",
    ]
    assert found.summary == (
        "1 commit to entries has a date that no calendar has, so nothing in it is told to be late: "
        f"COMMIT ({moment})."
    )
    page = json.loads(audit.text(top, "--format", "json"))
    assert [each["date"] for each in page["odd_dates"]] == [moment]


def test_edits_are_found_that_git_was_told_to_pass_over(top: Path, audit: Auditor) -> None:
    commit(top / "plan", SECOND, "又报", "2019-01-12")
    git(top, "update-index", "--assume-unchanged", f"plan/{ENTRY}")
    git(top, "update-index", "--skip-worktree", f"plan/{OTHER}")
    lay(top / "plan", {ENTRY: FIRST[ENTRY].replace("percent: 20", "percent: 60")})
    assert audit.kinds(top) == [("altered", ENTRY, False)]
    lay(top / "plan", {ENTRY: None, OTHER: None})  # of these two a sparse checkout leaves out the second
    assert audit.kinds(top) == [("removed", ENTRY, False)]


def test_what_was_staged_is_told_as_it_stands_on_disk(top: Path, audit: Auditor) -> None:
    git(top, "mv", f"plan/{ENTRY}", f"plan/{OTHER}")
    assert audit.kinds(top) == [("renamed", ENTRY, False)]
    lay(top / "plan", {OTHER: None})
    assert audit.kinds(top) == [("removed", ENTRY, False)]
    git(top, "reset", "--quiet", "--hard")
    lay(top / "plan", {ENTRY: FIRST[ENTRY].replace("percent: 20", "percent: 60")})
    git(top, "add", "--all")
    lay(top / "plan", FIRST)
    assert audit.kinds(top) == []
    lay(top / "plan", SECOND)
    git(top, "add", "--all")
    lay(top / "plan", {OTHER: None})
    assert audit.kinds(top) == []


def test_other_line_ends_on_disk_are_no_edit(top: Path, audit: Auditor) -> None:
    lay(top / "plan", {ENTRY: FIRST[ENTRY].replace("\n", "\r\n")})
    assert audit(top).code == 0


def moved(top: Path, old: str, new: str, files: Mapping[str, str | None], on: str = "2019-02-01") -> None:
    """Move the plan from one folder to another with an edit, in one commit."""
    (top / new).mkdir(parents=True, exist_ok=True)
    for name in ("plan.yaml", "units.yaml", "sections", "tasks", "progress"):
        git(top, "mv", f"{old}/{name}", f"{new}/{name}")
    commit(top / new, files, "搬", on)


@pytest.mark.parametrize("folder", [".", "部门/方案"])
def test_a_plan_that_moved_is_followed_and_accused_of_nothing(folder: str, top: Path, audit: Auditor) -> None:
    moved(top, "plan", folder, {})
    commit(top / folder, SECOND, "又报", "2019-01-12")
    assert audit.kinds(top / folder, "--within", "99") == []
    text = FIRST[ENTRY].replace("percent: 20", "percent: 60")
    moved(top, folder, "plan", {ENTRY: text})
    assert audit(top, "--within", "99").lines == [
        f"On 2019-02-01 张三 (COMMIT) altered plan/{ENTRY} (percent: 20% → 60%)."
    ]


def test_a_plan_taken_away_and_put_back_is_one_finding(top: Path, audit: Auditor) -> None:
    git(top, "rm", "-r", "--quiet", "plan")
    commit(top, {"README.md": "x"}, "删", "2019-02-01")
    altered = FIRST[ENTRY].replace("percent: 20", "percent: 60")
    commit(top / "方案", SMALL | {ENTRY: altered}, "回来", "2019-02-02")
    assert audit(top / "方案").lines == [
        "On 2019-02-01 张三 (COMMIT) removed the whole plan in “plan”.",
        f"On 2019-02-02 张三 (COMMIT) altered 方案/{ENTRY} (percent: 20% → 60%).",
    ]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_plan_that_gave_way_to_the_next_is_not_taken_for_it(
    at_once: bool, top: Path, audit: Auditor, capsys: pytest.CaptureFixture[str]
) -> None:
    git(top, "mv", "plan", "旧方案")
    if not at_once:
        commit(top, {}, "归档", "2019-02-01")
    following = {"plan.yaml": SMALL["plan.yaml"].replace("质量提升", "下一年"), **said(12, tag="000009")}
    commit(top / "plan", SMALL | following, "新方案", "2019-02-02")
    assert audit.kinds(top, "--within", "99") == []
    assert audit.kinds(top / "旧方案", "--within", "99") == []
    assert main(["changes"], {"QTRACK_LANG": "zh"}, top) == 0
    assert capsys.readouterr().out.count("新增方案") == 1
    assert main(["changes"], {"QTRACK_LANG": "zh"}, top / "旧方案") == 0
    assert "方案由“plan”移到“旧方案”" in capsys.readouterr().out


def test_an_entry_moved_to_another_task_is_told_as_that(top: Path, audit: Auditor) -> None:
    commit(top / "plan", task("", "T02"), "又一项", "2019-01-12")
    other = ENTRY.replace("T01", "T02")
    commit(top / "plan", {ENTRY: None, other: FIRST[ENTRY].replace("T01", "T02")}, "移", "2019-02-01")
    assert audit(top).lines == [f"On 2019-02-01 张三 (COMMIT) altered plan/{ENTRY} (about: T01 → T02)."]


def test_a_task_that_got_another_number_alters_no_entry(top: Path, audit: Auditor) -> None:
    plan = top / "plan"
    git(plan, "mv", "tasks/T01.yaml", "tasks/T08.yaml")
    git(plan, "mv", "progress/T01", "progress/T08")
    for path in (*plan.glob("progress/T08/*"), plan / "tasks/T08.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("T01", "T08"), encoding="utf-8")
    commit(plan, {}, "重编", "2019-02-01")
    assert audit(top).code == 0
    edit(top, "percent: 20", "percent: 60", path=ENTRY.replace("T01", "T08"))
    assert audit.kinds(top) == [("altered", ENTRY.replace("T01", "T08"), False)]


def test_the_later_of_two_dates_counts_and_both_are_told(top: Path, audit: Auditor) -> None:
    lay(top / "plan", SECOND)
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message", "补", "--date", "2019-01-11T10:00:00+08:00", on="2019-02-11")
    found = audit(top)
    assert [line.partition(",")[2] for line in found.lines][:1] == [
        " yet 张三 first committed it 31 days later, on 2019-02-11 (COMMIT)."
    ]
    assert found.summary == (
        "1 commit to entries has an author's date that is not when it was committed; the later of both "
        "counts: COMMIT (2019-01-11 / 2019-02-11)."
    )
    (apart,) = json.loads(audit.text(top, "--format", "json"))["apart"]
    assert (apart["authored"], apart["committed"]) == ("2019-01-11", "2019-02-11")


def test_before_the_first_commit_there_is_nothing_to_find(tmp_path: Path, audit: Auditor) -> None:
    top = tmp_path / "new"
    top.mkdir()
    git(top, "init", "--quiet")
    lay(top / "plan", {"plan.yaml": "format: 2\n"})
    assert audit(top).summary.endswith(": 0 entries, 0 commits looked through.")


def test_a_bare_repository_is_audited_too(top: Path, tmp_path: Path, audit: Auditor) -> None:
    edit(top, "percent: 20", "percent: 60")
    bare = tmp_path / "bare.git"
    git(tmp_path, "clone", "--quiet", "--bare", str(top), str(bare))
    assert audit.kinds(bare) == [("altered", ENTRY, False)]


def test_a_plan_at_the_top_of_its_repository_is_audited(tmp_path: Path, audit: Auditor) -> None:
    top = repository(tmp_path, plan=".")
    commit(top, FIRST, "报进展", "2019-01-11")
    text = (top / ENTRY).read_text(encoding="utf-8")
    commit(top, {ENTRY: text.replace("percent: 20", "percent: 60")})
    assert audit.kinds(top) == [("altered", ENTRY, False)]


def test_without_git_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lay(tmp_path / "plan", {"plan.yaml": "format: 2\n"})
    assert main(["audit"], {"QTRACK_LANG": "en"}, tmp_path) == 2
    said_ = capsys.readouterr()
    assert said_.out == ""
    assert said_.err.startswith(f"qtrack: {tmp_path / 'plan'} lies in no git repository.")


def test_days_are_a_number(top: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--within", "soon"], {"QTRACK_LANG": "en"}, top) == 2
    assert "--within is “soon”" in capsys.readouterr().err


def test_nothing_is_written(top: Path, audit: Auditor) -> None:
    edit(top, "percent: 20", "percent: 60")
    before = files_below(top)
    audit(top)
    assert files_below(top) == before
