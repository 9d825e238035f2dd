"""`qtrack mine`: what one's own unit owes, and what to type next."""

from pathlib import Path

from tests.cli.conftest import CHINESE, ENGLISH, Run, Runner
from tests.small import head, said, small_plan, task

MONTHLY = head("reporting: {every: month, by_day: 25}")
CHASE = "summary: 请报送\nchases: {number: 2019-001, level: remind, unit: metrology, reply_by: 2019-02-12}\n"
OWN = CHINESE | {"QTRACK_UNIT": "计量处"}


def owing(folder: Path) -> Path:
    """Make a plan in which the unit owes a bit of everything."""
    part = "deliverables:\n  - {id: T03.1, title: 建成计量中心, due: 2019-03-08}\n"
    small_plan(
        folder,
        MONTHLY,
        task("", "T02"),
        task(part, "T03"),
        said(37, CHASE, unit="office", tag="00000c"),
        said(20, "percent: 10\n"),
        said(40, "percent: 48\n", about="T02", tag="000002"),
        said(49, "percent: 50\n", about="T03", tag="000003"),
    )
    return folder


def test_each_task_stands_once_with_what_is_asked_and_by_when(run: Runner, folder: Path) -> None:
    assert run("mine", cwd=owing(folder), environ=OWN) == Run(
        0,
        "质量提升工作方案  计量处  截至 2019-02-19\n"
        "\n"
        "催办待反馈  1  qtrack record T01\n"
        "编号 灯 任务             何时前     原因\n"
        "T01  红 健全量传溯源体系 2019-02-12 2019-001（提醒）2019-02-06 发出，时限 2019-02-12，"
        "逾期 7 天未反馈；达 10%，应达 50%，落后 40 个百分点；本轮应报\n"
        "\n"
        "将到期  1  qtrack record T03.1\n"
        "T03  黄 健全量传溯源体系 2019-03-08 建成计量中心（T03.1）\n",
        "",
    )


def test_the_reminder_is_answered_by_the_line_that_is_named(run: Runner, folder: Path) -> None:
    owing(folder)
    assert run("record", "T01", "55%", "设备招标完成", environ=OWN).code == 0
    assert "催办待反馈" not in run("mine", environ=OWN).out
    assert "T01" not in run("mine", environ=OWN).out


def test_another_unit_and_other_forms_can_be_asked_for(run: Runner, folder: Path) -> None:
    owing(folder)
    done = run("mine", "省计量院", "--format", "csv", environ=ENGLISH)
    assert done.out.splitlines()[0] == "\ufeffid,light,task,by,why,kind,role,next command"
    assert done.out.splitlines()[1].startswith("T01,red,健全量传溯源体系,2019-01-25,")
    assert done.out.splitlines()[1].endswith(",red and yellow,shared,qtrack record T01")
    assert run("mine", "办公室", environ=ENGLISH).out.endswith("It answers for no task.\n")


def test_without_a_unit_it_says_how_to_set_one(run: Runner) -> None:
    assert run("mine") == Run(
        2,
        "",
        "qtrack: UNIT is missing. Name it, or “qtrack config unit UNIT” sets your own once; "
        "see “qtrack mine --help”.\n",
    )
