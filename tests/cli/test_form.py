"""`qtrack form UNIT`: a spreadsheet that is ready to fill, and what becomes of it once it is filled."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qtrack.model.entry import Status
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree
from tests.cli.conftest import CHINESE, ENGLISH, Runner
from tests.small import said, small_plan, task

PARTS = task(
    "deliverables:\n"
    "  - {id: T01.1, title: =建成计量中心}\n"
    "  - {id: T01.2, title: 发布年度报告, every: year}\n"
    "  - {id: T01.3, title: 完成的}\n"
    "indicators:\n"
    "  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}\n"
    "  - {id: standards-2, name: 标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}\n"
)
SHARED = task("", "T02")
SHARED["tasks/T02.yaml"] = SHARED["tasks/T02.yaml"].replace(
    "lead: metrology, shared: [institute]", "lead: institute, shared: [metrology]"
)
ENDED = task("", "T03")
HISTORY = (
    said(10, "status: done\nsummary: 好\n", about="T01.3"),
    said(11, "status: in-progress\npercent: 40\nsummary: '+ 甲'\n", about="T01.1", tag="000002"),
    said(12, "status: done\n", about="T03", tag="000003"),
    said(13, "actuals: {standards: 150}\n", about="T01", tag="000004"),
)


@pytest.fixture(autouse=True)
def _parts(folder: Path) -> None:
    small_plan(folder, PARTS, SHARED, ENDED, *HISTORY)


HEADER = (
    "编号,事项,身份,单位,日期,所属期,最近报送,状态,进度,进展情况,存在的问题,下一步措施,佐证材料,"
    "上次完成值：计量标准（项）,计量标准（项）,上次完成值：标准（项）,标准（项）"
)
ROWS = """\
T01,健全量传溯源体系,牵头,计量处,2019-02-19,,2019-01-13：有进展,,,,,,,150（2019-01-13）,,,
T01.1,'=建成计量中心,牵头,计量处,2019-02-19,,2019-01-11 进行中 40%：+ 甲,,,,,,,,,,
T01.2,发布年度报告,牵头,计量处,2019-02-19,2019,,,,,,,,,,,
T02,健全量传溯源体系,责任,计量处,2019-02-19,,,,,,,,,,,,
"""


def test_the_form_has_what_is_open_by_role_and_what_is_known(run: Runner, folder: Path) -> None:
    done = run("form", "计量处", "-o", "f.csv", environ=CHINESE)
    assert done == (0, "f.csv\n", "")
    raw = (folder / "f.csv").read_bytes()
    assert raw.decode("utf-8") == "\ufeff" + f"{HEADER}\n{ROWS}".replace("\n", "\r\n")


def test_what_is_said_to_be_done_but_late_is_asked_for_with_what_is_late_of_it(
    run: Runner, folder: Path
) -> None:
    parts = "deliverables:\n  - {id: T04.1, title: 甲, due: 2019-02-01}\n  - {id: T04.2, title: 乙}\n"
    small_plan(folder, PARTS, task(parts, "T04"), said(40, "status: done\n", about="T04", tag="000004"))
    rows = run("form", "计量处").out.splitlines()[1:]
    assert [each.partition(",")[0] for each in rows if each[:3] == "T04"] == ["T04", "T04.1"]


def test_the_form_goes_to_stdout_in_the_language_of_the_terminal(run: Runner) -> None:
    done = run("form", "metrology")
    assert done.code == 0
    assert done.out.startswith(
        "\ufeffID,Title,Role,Unit,Date,Period,Last reported,"
        "Status,Percent,Progress,Problems,Next steps,Evidence,"
        "Last value: 计量标准 (项),计量标准 (项),Last value: 标准 (项),标准 (项)\r\n"
        "T01,健全量传溯源体系,lead,计量处,2019-02-19,,2019-01-13: 有进展,,,,,,,150 (2019-01-13),,,\r\n"
    )


def test_a_unit_without_open_tasks_gets_the_header_and_a_word(run: Runner) -> None:
    done = run("form", "办公室", environ=CHINESE)
    assert done.err == "办公室没有未办结的任务。\n"
    assert len(done.out.splitlines()) == 1
    assert run("form", "office").err == "办公室 has no open tasks.\n"


def test_a_unit_that_does_not_exist_is_refused(run: Runner) -> None:
    assert run("form", "计量") == (
        2,
        "",
        "qtrack: UNIT is “计量”, which fits 2 names. Write more of it: 计量处, 省计量科学研究院.\n",
    )


def test_an_untouched_form_records_nothing(run: Runner) -> None:
    assert run("form", "计量处", "-o", "f.csv").code == 0
    assert run("record", "--from", "f.csv") == (0, "", "0 entries written, 4 rows report nothing.\n")


WORDS = st.text("是完成=+-@'\"，,;\n：#  ab1", min_size=1, max_size=12).map(str.strip).filter(bool)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    summary=WORDS,
    problems=st.just("") | WORDS,
    status=st.sampled_from(["", "进行中", "blocked"]),
    percent=st.none() | st.integers(0, 100),
    standards=st.none() | st.decimals(0, 500, places=1),
    encoding=st.sampled_from(["utf-8-sig", "gb18030", "utf-16"]),
    separator=st.sampled_from([",", ";", "\t"]),
    environ=st.sampled_from([CHINESE, ENGLISH]),
)
def test_what_is_filled_in_is_what_is_recorded(  # noqa: PLR0917 - Hypothesis gives them by name
    summary: str,
    problems: str,
    status: str,
    percent: int | None,
    standards: Decimal | None,
    encoding: str,
    separator: str,
    environ: dict[str, str],
    run: Runner,
    folder: Path,
) -> None:
    rows = list(csv.reader(io.StringIO(run("form", "计量处", environ=environ).out.lstrip("\ufeff"))))
    rows[1][7] = status
    rows[1][8] = f"{percent}%" if percent is not None else ""
    rows[1][9], rows[1][10] = summary, problems
    rows[1][14] = str(standards) if standards is not None else ""
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    (folder / "f.csv").write_bytes(text.getvalue().encode(encoding))
    done = run("record", "--from", "f.csv", environ=environ)
    assert done.code == 0, done.err
    path = folder / done.out.removesuffix("\n")
    loaded = load(FolderTree(folder / "plan"), entries_of="T01")
    assert loaded.plan is not None
    (entry,) = (each for each in loaded.plan.entries if each.id == path.stem)
    again = run("record", "--from", "f.csv", environ=environ)
    path.unlink()
    assert again.out == ""
    assert (entry.about, entry.unit, str(entry.date)) == ("T01", "metrology", "2019-02-19")
    assert (entry.summary, entry.problems) == (unguarded(summary), unguarded(problems))
    assert entry.status == {"": None, "进行中": Status.IN_PROGRESS, "blocked": Status.BLOCKED}[status]
    assert entry.percent == percent
    assert entry.actuals == ({} if standards is None else {"standards": standards})


def unguarded(text: str) -> str:
    """Take away one apostrophe before a formula's sign, as is done with what a person types."""
    rest = text.lstrip("'")
    return text[1:].strip() if rest != text and rest[:1] in set("=+-@") and rest else text


def test_tasks_by_duty_that_ask_for_no_report_are_left_out_and_told(run: Runner) -> None:
    done = run("form", "fuzhou")
    assert len(done.out.splitlines()) == 1
    assert done.err == "2 tasks by duty of which no report is asked are left out; --all has them, too.\n"
    everything = run("form", "fuzhou", "--all")
    assert everything.err == ""
    assert len(everything.out.splitlines()) > 2


@pytest.mark.parametrize("environ", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_what_was_reported_last_is_never_taken_for_something_new(
    environ: dict[str, str], run: Runner, folder: Path
) -> None:
    rows = list(csv.reader(io.StringIO(run("form", "计量处", environ=environ).out.lstrip("\ufeff"))))
    last = [at for at, head in enumerate(rows[0]) if head.startswith(("Last", "上次", "最近"))]
    for row in rows[1:]:
        for at in (2, *last):
            row[at] = "12345"
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    (folder / "f.csv").write_text(text.getvalue(), encoding="utf-8")
    assert len(last) == 3
    assert run("record", "--from", "f.csv") == (0, "", "0 entries written, 4 rows report nothing.\n")


def test_the_last_value_of_what_is_no_indicator_is_an_unknown_column(run: Runner, folder: Path) -> None:
    (folder / "f.csv").write_text(
        "编号,进展情况,上次完成值：高度（项）,上次完成值：\nT01,好,1,2\n", encoding="utf-8"
    )
    said = run("record", "--from", "f.csv", environ=CHINESE).err.splitlines()
    assert len(said) == 3
    assert said[0].startswith("f.csv 第 1 行“上次完成值：高度（项）”列：")
    assert said[1].startswith("f.csv 第 1 行“上次完成值：”列：")
    assert said[2] == "qtrack：f.csv 有 2 处问题。没有写入任何内容。"


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        ("T01.2,健全量传溯源体系", False),
        ("T01.2,发布年度 报告", False),
        ("T01.2,发布", False),
        ("T01.2,发布年??报告", False),
        ("T01.2,?", False),
        ("T01,发布年?报告", True),
        ("T01.2,", False),
        ("T01.2,=建成计量中心", True),
        ("T01,发布年度报告", True),
        ("T02,修建公路", True),
    ],
)
def test_a_row_with_the_title_of_something_else_is_refused(
    row: str, refused: bool, run: Runner, folder: Path
) -> None:
    (folder / "f.csv").write_text(
        f"编号,事项,单位,进展情况,日期\n{row},计量处,好,2019-02-18\n", encoding="utf-8"
    )
    done = run("record", "--from", "f.csv", "--dry-run", environ=CHINESE)
    about = row.partition(",")[0]
    title = {"T01.2": "发布年度报告"}.get(about, "健全量传溯源体系")
    place = f"f.csv 第 2 行“事项”列：方案中 {about} 是“{title}”；请核对编号，编号无误就把本格清空\n"
    assert done.err.startswith(place) is refused
    assert done.code == (2 if refused else 0)
