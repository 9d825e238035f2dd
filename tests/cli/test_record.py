"""`qtrack record`: one entry as one new file, or a refusal and nothing."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qtrack.model.entry import Entry, Status
from qtrack.store.entries import alone
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.cli.conftest import CHINESE, ENGLISH, NOW, Run, Runner, everything
from tests.conftest import ROOT
from tests.repositories import git, repository
from tests.small import UNITS, said, section, small_plan, task, wide

PARTS = task(
    "deliverables:\n"
    "  - {id: T01.1, title: 建成计量中心}\n"
    "  - {id: T01.2, title: 发布年度报告, every: year}\n"
    "indicators:\n"
    "  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}\n"
)
GOALS = section("deliverables:\n  - {id: S1.1, title: 质量总体水平提升}\n")
ALIASES = {"units.yaml": UNITS.replace("short: 计量处,", "short: 计量, aliases: [省局计量处],")}


@pytest.fixture(autouse=True)
def _parts(folder: Path) -> None:
    small_plan(folder, PARTS, GOALS, ALIASES)


def entries(folder: Path) -> tuple[Entry, ...]:
    loaded = load(FolderTree(folder / "plan"))
    assert loaded.plan is not None
    assert loaded.problems == ()
    return tuple(loaded.plan.entries)


def record(run: Runner, *arguments: str) -> Run:
    return run("record", *arguments, "--unit", "metrology", "--summary", "有进展")


def test_the_least_that_can_be_said_makes_one_file_with_this_in_it(run: Runner, folder: Path) -> None:
    before = everything(folder)
    done = record(run, "T01")
    assert (done.code, done.err) == (0, "")
    path = done.path
    assert re.fullmatch(r"plan/progress/T01/2019-02-19-[0-9a-f]{6}\.yaml", path)
    after = everything(folder)
    assert after.pop(path).decode() == (
        "about: T01\n"
        "unit: metrology\n"
        "date: 2019-02-19\n"
        "recorded: 2019-02-19T09:12:44+08:00\n"
        "by: zhangsan\n"
        "summary: 有进展\n"
    )
    assert after == before
    assert run("validate").code == 0


def test_all_that_can_be_said_is_written(run: Runner, folder: Path) -> None:
    done = run(
        *("record", "T01.2", "--unit", "省计量院", "--summary", "发布2019年报告", "--by", "李四"),
        *(
            "--status",
            "done",
            "--percent",
            "100%",
            "--period",
            "2019",
            "--problems",
            "缺人",
            "--next",
            "加人",
        ),
        *("--actual", "standards=150.5", "--evidence", "闽质监〔2019〕12号", "--evidence", "照片: 3张"),
        *("--date", "2019-02-18"),
    )
    assert (done.code, done.err) == (0, "")
    path = done.path
    assert (folder / path).read_text(encoding="utf-8") == (
        "about: T01.2\n"
        "unit: institute\n"
        "date: 2019-02-18\n"
        "recorded: 2019-02-19T09:12:44+08:00\n"
        "by: 李四\n"
        "status: done\n"
        "percent: 100\n"
        "actuals:\n"
        "  standards: 150.5\n"
        "period: '2019'\n"
        "summary: 发布2019年报告\n"
        "problems: 缺人\n"
        "next: 加人\n"
        "evidence:\n"
        "- 闽质监〔2019〕12号\n"
        "- '照片: 3张'\n"
    )
    assert [each.status for each in entries(folder)] == [Status.DONE]


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ("T01", "T01"),
        ("t1", "T01"),
        ("1", "T01"),
        (wide("T1"), "T01"),
        ("T01.2", "T01.2"),
        ("1.2", "T01.2"),
        ("S1", "S1"),
        ("s1.1", "S1.1"),
    ],
)
def test_what_it_is_about_may_be_typed_in_many_ways(
    typed: str, about: str, run: Runner, folder: Path
) -> None:
    done = record(run, typed)
    assert (done.code, done.err) == (0, "")
    assert [each.about for each in entries(folder)] == [about]
    assert done.path.startswith(f"plan/progress/{about.partition('.')[0]}/2019-02-19-")


@pytest.mark.parametrize(
    "typed", ["metrology", "计量处", "计量", "省局计量处", " 计量处 ", wide("metrology")]
)
def test_the_unit_may_be_named_in_many_ways(typed: str, run: Runner, folder: Path) -> None:
    assert run("record", "T01", "--unit", typed, "--summary", "有进展").code == 0
    assert [each.unit for each in entries(folder)] == ["metrology"]


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("in-progress", Status.IN_PROGRESS),
        ("in progress", Status.IN_PROGRESS),
        ("DONE", Status.DONE),
        (" blocked ", Status.BLOCKED),
    ],
)
def test_the_status_may_be_said_by_its_id_or_its_word(
    typed: str, status: Status, run: Runner, folder: Path
) -> None:
    assert record(run, "T01.1", "--status", typed).code == 0
    assert [each.status for each in entries(folder)] == [status]


@pytest.mark.parametrize(
    ("typed", "status"), [("进行中", Status.IN_PROGRESS), ("done", Status.DONE), ("受阻", Status.BLOCKED)]
)
def test_the_status_may_be_said_in_chinese(typed: str, status: Status, run: Runner, folder: Path) -> None:
    words = ("record", "T01.1", "--unit", "计量处", "--summary", "有进展", "--status", typed)
    assert run(*words, environ=CHINESE).code == 0
    assert [each.status for each in entries(folder)] == [status]


def test_who_records_is_the_user_unless_named_and_may_be_nobody(
    run: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown() -> str:
        raise OSError

    for more in ((), ("--by", " 张三 "), ("--by", "")):
        assert record(run, "T01", *more).code == 0
    monkeypatch.setattr("getpass.getuser", unknown)
    assert record(run, "T01").code == 0
    assert sorted(each.by for each in entries(folder)) == ["", "", "zhangsan", "张三"]


def test_two_records_are_two_files(run: Runner, folder: Path) -> None:
    first, second = record(run, "T01"), record(run, "T01")
    assert first.out != second.out
    assert len(entries(folder)) == 2


def test_the_moment_is_that_of_the_plans_timezone(run: Runner, folder: Path) -> None:
    night = NOW.replace(hour=3).astimezone(None)  # still the day before in London and New York
    done = run("record", "T01", "--unit", "metrology", "--summary", "有进展", now=night)
    assert done.code == 0
    (entry,) = entries(folder)
    assert (entry.date.isoformat(), entry.recorded.isoformat()) == ("2019-02-19", "2019-02-19T03:12:44+08:00")


def test_a_unit_that_is_not_responsible_is_warned_of_and_written(run: Runner, folder: Path) -> None:
    words = ("record", "T01", "--unit", "办公室", "--summary", "代报")
    assert run(*words).err == "warning: 办公室 is not among those responsible for T01\n"
    chinese = run(*words[:-1], "又报", environ=CHINESE)
    assert chinese.err == "警告：办公室不在 T01 的责任单位之列\n"
    assert len(entries(folder)) == 2


def test_done_with_less_than_the_whole_is_warned_of(run: Runner, folder: Path) -> None:
    done = record(run, "T01.1", "--status", "done", "--percent", "80")
    assert (done.code, done.err) == (0, "warning: the work is said to be done, yet percent is 80\n")
    assert len(entries(folder)) == 1


def test_a_disk_that_refuses_leaves_nothing(
    run: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = everything(folder)
    monkeypatch.setattr("os.fsync", full)
    done = record(run, "T01")
    monkeypatch.undo()
    assert (done.code, done.out) == (2, "")
    assert re.fullmatch(
        r"qtrack: .*/progress/T01/2019-02-19-[0-9a-f]{6}\.yaml cannot be written: No space left on device\. "
        r"Nothing was changed\. Look whether the folder may be written to and the disk has room\.\n",
        done.err,
    )
    assert everything(folder) == before


def test_a_file_where_the_folder_belongs_is_named(run: Runner, folder: Path) -> None:
    (folder / "plan" / "progress").write_text("x", encoding="utf-8")
    done = record(run, "T01")
    assert done == (
        2,
        "",
        (
            f"qtrack: The folder {folder / 'plan' / 'progress' / 'T01'} cannot be read: Not a directory. "
            "Ask for the right to read it, or name another plan with --plan.\n"
        ),
    )


def test_the_record_is_on_the_board_at_once(run: Runner) -> None:
    assert record(run, "T01", "--percent", "33.3").code == 0
    assert "T01 yellow  健全量传溯源体系 16.7 points behind" in run("status").out


def test_a_record_of_the_shipped_plan(run: Runner, tmp_path_factory: pytest.TempPathFactory) -> None:
    import shutil  # noqa: PLC0415

    copy = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "plan", copy / "plan", ignore=shutil.ignore_patterns("progress"))
    for typed in ("T05", "t5", "5", wide("T5"), "T05.2"):
        words = ("--unit", "计财科技处", "--summary", f"有进展：{ord(typed[0])} {typed}")
        done = run("record", typed, *words, cwd=copy, environ=CHINESE)
        assert (done.code, done.err) == (0, "")
        assert done.path.startswith("plan/progress/T05/2019-02-19-")
    assert run("record", "S1", "--unit", "办公室", "--summary", "有进展", cwd=copy).code == 0
    assert run("validate", cwd=copy, environ=CHINESE).err == "方案无误：任务 32 项，进展条目 6 条。\n"


TEXT = (
    st.text("是：:#-'\"|>%@&*![]{},\\ \n\u3000~0=ab", min_size=1, max_size=30)
    .map(lambda text: "\n".join(line.rstrip() for line in text.split("\n")).strip())
    .filter(lambda text: text and not text.startswith("-"))
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(summary=TEXT, following=TEXT, evidence=TEXT)
def test_any_text_typed_is_read_again(
    summary: str, following: str, evidence: str, run: Runner, folder: Path
) -> None:
    done = run(
        *("record", "T01", "--unit", "metrology", "--summary", summary, "--next", following),
        *("--evidence", evidence),
        environ=ENGLISH,
    )
    assert (done.code, done.err) == (0, "")
    path = folder / done.path
    (entry,) = entries(folder)
    path.unlink()
    assert (entry.summary, entry.next, entry.evidence) == (summary, following, (evidence,))


@pytest.mark.parametrize("name", ["progress", "progress/T01"])
@pytest.mark.parametrize("goal", ["elsewhere", "nowhere"])
def test_what_could_not_be_read_back_is_not_recorded(
    name: str, goal: str, run: Runner, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    drive = tmp_path_factory.mktemp("drive")
    (drive / "elsewhere" / "T01").mkdir(parents=True)
    link = folder / "plan" / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(drive / goal)
    done = record(run, "T01")
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"qtrack: {link} is a link, of which git keeps only where it leads to. "
        "Put the folder itself there; --plan names a plan that lies elsewhere as a whole.\n"
    )
    checked = run("validate")
    assert (checked.code, checked.out.count(": error: ")) == (1, 1)
    assert checked.out.startswith(f"plan/{name}:1:1: error: this is a link, of which git keeps only ")
    assert run("status").code == run("report", "weekly").code == 2
    assert list(drive.rglob("*")) == [drive / "elsewhere", drive / "elsewhere" / "T01"]


def test_a_plain_report_waits_for_nobody(run: Runner, folder: Path) -> None:
    with alone(folder / "plan"):
        assert record(run, "T01").code == 0


def test_nothing_is_recorded_and_shown_without_a_sign(run: Runner, folder: Path) -> None:
    parts = task(
        "indicators: [{id: n, name: 数, unit: 项, target: 9, kind: reach, due: 2019-04-10, baseline: -0}]"
    )
    small_plan(folder, parts, said(40, "percent: -0\nactuals: {n: -0.0}\n"))
    done = run(
        "record", "T01", "--unit", "metrology", "--summary", "甲", "--percent", "-0", "--actual", "n=-0"
    )
    assert done.code == 0, done.err
    written = (folder / done.path).read_text(encoding="utf-8")
    assert "percent: 0\nactuals:\n  n: 0\n" in written
    for command in (("status",), ("show", "T01"), ("history", "T01"), ("indicators",), ("report", "ledger")):
        for form in ("text", "json", "csv", "markdown"):
            assert not re.search(r"(?<![\w-])-0(?:\.0+)?(?![\d-])", run(*command, "--format", form).out)


def test_a_figure_in_the_place_of_another_units_is_told(run: Runner, folder: Path) -> None:
    small_plan(
        folder,
        task("indicators: [{id: n, name: 名牌, unit: 个, target: 900, kind: reach, due: 2019-04-10}]\n"),
        said(20, "actuals: {n: 300}\n", unit="fuzhou"),
    )
    done = run(
        *("record", "T01", "--unit", "xiamen", "--actual", "n=400", "--summary", "新增"), environ=CHINESE
    )
    assert done.code == 0
    assert (
        "厦门局报 n 为 400，覆盖了福州局 2019-01-20 所报的 300；各报各的，请用 shares 把目标分解到单位，"
        "或由一个单位汇总后报\n" in done.err
    )


def test_who_records_is_known_without_a_process(
    run: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = repository(tmp_path / "top")
    git(top, "config", "user.name", "张三")
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: pytest.fail("a process was started"))
    assert run("record", "T01", "--unit", "metrology", "--summary", "x", cwd=top).code == 0
    assert [entry.by for entry in entries(top)] == ["张三"]


def test_a_unit_and_an_indicator_are_named_by_a_part_and_a_status_in_words(run: Runner, folder: Path) -> None:
    done = run("录入", "1", "--unit", "局计量", "--summary", "x", "--actual", "标准=120", "--status", "办结")
    to_come = "warning: T01 is said to be done, yet T01.2 for 2019 is still to be done\n"
    assert (done.code, done.err) == (0, f"局计量 = 计量处\n办结 = done\n标准 = 计量标准\n{to_come}")
    (entry,) = entries(folder)
    assert (entry.unit, entry.status) == ("metrology", Status.DONE)
    assert entry.actuals == {"standards": 120}
    corrected = run("correct", entry.id, "--actual", "标准=")
    assert (corrected.code, corrected.err) == (0, f"标准 = 计量标准\n{to_come}")
    assert [entry.actuals for entry in entries(folder)] == [{"standards": 120}, {}]


def test_a_part_that_does_not_exist_is_refused_with_those_there_are(run: Runner) -> None:
    assert run("show", "T01.9").err == (
        "qtrack: ID is “T01.9”, which the plan does not have. "
        "“qtrack show T01” shows its parts: T01.1 建成计量中心, T01.2 发布年度报告.\n"
    )
