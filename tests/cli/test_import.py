"""`qtrack import`: a folder with the draft of a plan, and what a person has to look at."""

import json
from pathlib import Path
from shutil import copyfile

import pytest

from tests.cli.conftest import CHINESE, Runner, everything
from tests.conftest import NOTICES

SCHEME = NOTICES / "scheme.txt"

ELSEWHERE = "Name a folder that does not exist yet, such as --to new-plan."
REMEDY = "Look whether it is the whole notice, and number what is to be done, such as 1. 2. 3."
SAID = """\
plan：清河市2024年优化营商环境工作方案
3 个部分，措施 2 条，任务 4 项；6 个单位，单位群 0 个；目标 5 个，草拟事项 7 件
待核 6 处
  第 25 行  T01.1  时限没有写年份；取 2024-06-30：“6月底前上线企业开办、不动产登记等15个‘一件事’”
  第 25 行  T01.1  其中的数字没有作为目标：“6月底前上线企业开办、不动产登记等15个‘一件事’”
  第 25 行  T01.2  时限没有写年份；取 2024-12-31：“12月底前实现市县全覆盖”
  第 25 行  u03  “各县（区）政府”是多个单位的统称；请逐个登记，并改为单位群：“各县（区）政府”
  第 27 行  T02:i1  目标旁没有写时限；取 2024-12-31：“工程建设项目审批时限控制在60个工作日以内”
  第 35 行  S3  这一部分没有写责任单位；各事项挂在该部分之下：“保障措施”
没有写入方案的 5 处
  第 5 行  主送单位：“各县（区）人民政府，市政府各部门：”
  第 7 行  在第一个编号之前：\
“《清河市2024年优化营商环境工作方案》已经市政府同意，现印发给你们，请认真贯彻落实。”
  第 15 行  导语：“为落实省委、省政府部署，持续优化营商环境，制定本方案。”
  第 19 行  指导性的话：“坚持问题导向。”
  第 39 行  文件的附注：“（此件公开发布）”
下一步：
  git init plan
  qtrack validate --plan plan
  qtrack status --plan plan
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Make an empty folder with a notice in it."""
    folder = tmp_path / "office"
    folder.mkdir()
    copyfile(SCHEME, folder / "notice.txt")
    return folder


def test_it_tells_what_was_found_what_is_in_doubt_and_what_is_left_out(place: Path, run: Runner) -> None:
    assert run("import", "notice.txt", "--to", "plan", cwd=place, environ=CHINESE) == (0, SAID, "")


def test_what_it_wrote_is_valid_and_its_schemas_are_there(place: Path, run: Runner) -> None:
    run("import", "notice.txt", "--to", "plan", cwd=place)
    assert run("validate", cwd=place).code == 0
    assert run("schema", "--check", cwd=place).code == 0
    assert len(list((place / "plan" / "tasks").iterdir())) == 4


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8-sig", "utf-16"])
def test_the_encoding_does_not_matter(encoding: str, place: Path, run: Runner) -> None:
    (place / "notice.txt").write_bytes(SCHEME.read_text(encoding="utf-8").encode(encoding))
    assert run("import", "notice.txt", "--to", "plan", cwd=place, environ=CHINESE).out == SAID


def test_a_page_of_the_web_makes_the_same_plan(place: Path, run: Runner) -> None:
    lines = "".join(f"<p>{line}</p>\n" for line in SCHEME.read_text(encoding="utf-8").split("\n"))
    (place / "notice.html").write_text(f"<!DOCTYPE html><html><body>{lines}</body></html>", encoding="gbk")
    run("import", "notice.txt", "--to", "a", cwd=place)
    run("import", "notice.html", "--to", "b", cwd=place)
    assert everything(place / "a") == everything(place / "b")


def test_in_a_repository_none_is_made(place: Path, run: Runner) -> None:
    (place / ".git").mkdir()
    page = json.loads(run("import", "notice.txt", "--to", "plan", "--format", "json", cwd=place).out)
    assert page["next"] == ["qtrack validate --plan plan", "qtrack status --plan plan"]


def test_json_tells_where_every_sentence_went(place: Path, run: Runner) -> None:
    page = json.loads(run("import", "notice.txt", "--to", "plan", "--format", "json", cwd=place).out)
    assert (page["tasks"], page["indicators"], len(page["doubts"]), len(page["left"])) == (4, 5, 6, 5)
    assert {"line": 33, "text": "每年开展一次专项检查。", "about": "T04.1"} in page["told"]


def test_a_folder_that_holds_something_stays_as_it_is(place: Path, run: Runner) -> None:
    before = everything(place)
    assert run("import", "notice.txt", "--to", ".", cwd=place) == (
        2,
        "",
        f"qtrack: {place} holds something already. {ELSEWHERE}\n",
    )
    assert everything(place) == before


def test_what_is_no_notice_is_refused_and_leaves_nothing_behind(place: Path, run: Runner) -> None:
    (place / "notice.txt").write_text("一封信。\n", encoding="utf-8")
    before = everything(place)
    done = run("import", "notice.txt", "--to", "plan", cwd=place)
    assert (done.code, done.err) == (
        2,
        f"qtrack: The notice has no numbered parts. {REMEDY}\n",
    )
    assert everything(place) == before
    (place / "notice.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    assert "no text in UTF-8 or GBK" in run("import", "notice.txt", "--to", "plan", cwd=place).err
    assert sorted(path.name for path in place.iterdir()) == ["notice.txt"]


def test_the_day_can_be_given(place: Path, run: Runner) -> None:
    (place / "notice.txt").write_text("工作要点\n1.训干部（市人社局）\n", encoding="utf-8")
    refused = run("import", "notice.txt", "--to", "a", cwd=place).err
    assert "Name the day, such as --issued 2019-06-28." in refused
    assert run("import", "notice.txt", "--to", "a", "--issued", "2019-06-28", cwd=place).code == 0
    assert "start: 2019-06-28\n" in (place / "a" / "plan.yaml").read_text(encoding="utf-8")


def test_a_plan_is_compared_with_its_notice(place: Path, run: Runner) -> None:
    run("import", "notice.txt", "--to", "plan", cwd=place)
    done = run("import", "--compare", "notice.txt", cwd=place)
    assert done == (
        0,
        "",
        "Nothing of notice.txt (4 tasks) is missing in 清河市2024年优化营商环境工作方案.\n",
    )
    task = place / "plan" / "tasks" / "T03.yaml"
    task.write_text(task.read_text(encoding="utf-8").replace("target: 30", "target: 31"), encoding="utf-8")
    assert run("import", "--compare", "notice.txt", "plan", cwd=place) == (
        1,
        "line 31  T03  the target is missing: “开展政策宣讲 30场 2024-11-30”\n",
        "Of notice.txt (4 tasks) 1 thing is missing in 清河市2024年优化营商环境工作方案.\n",
    )
    page = json.loads(run("import", "--compare", "notice.txt", "--format", "json", cwd=place).out)
    assert [one["lack"] for one in page["missing"]] == ["target"]


@pytest.mark.parametrize(
    "more", [(), ("--to", "a", "--compare"), ("plan", "--to", "a"), ("--compare", "--ask")]
)
def test_it_makes_a_plan_or_compares_with_one(more: tuple[str, ...], place: Path, run: Runner) -> None:
    done = run("import", "notice.txt", *more, cwd=place)
    assert (done.code, done.out) == (2, "")
    assert "takes --to DIR, or --compare and a plan" in done.err
