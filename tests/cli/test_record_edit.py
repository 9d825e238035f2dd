"""`qtrack record --edit`: a form in an editor, again until it is right, and nothing typed is ever lost."""

import re
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, ENGLISH, Runner, everything
from tests.small import said, small_plan, task

PARTS = task(
    "deliverables:\n"
    "  - {id: T01.1, title: 建成计量中心}\n"
    "  - {id: T01.2, title: 发布年度报告, every: year}\n"
    "indicators:\n"
    "  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}\n"
)
LEFT = (
    "The form was left as it was; nothing was written. "
    "Fill it in and save it, or give the entry as options, as --summary."
)


@pytest.fixture(autouse=True)
def drafts(folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lay out the plan, and return the folder where drafts go."""
    made = tmp_path_factory.mktemp("drafts")
    monkeypatch.setattr("tempfile.tempdir", str(made))
    small_plan(folder, PARTS, said(20, "status: in-progress\nsummary: 招标\nactuals: {standards: 120}\n"))
    return made


def editor(folder: Path, *rounds: str) -> str:
    """Make an editor that runs one sed script a round, and keeps what it was shown; later it does nothing."""
    script = folder.parent / f"{folder.name}-editor.sh"
    lines = ["#!/bin/sh", f'seen="{folder.parent}/{folder.name}-seen"', 'echo >> "$seen.count"']
    lines += ['n=$(wc -l < "$seen.count" | tr -d " ")', 'cp "$1" "$seen.$n"', "case $n in"]
    lines += [f"{at}) {each} ;;" for at, each in enumerate(rounds, 1)]
    script.write_text("\n".join([*lines, "esac", ""]), encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return str(script)


def seen(folder: Path, number: int) -> str:
    return (folder.parent / f"{folder.name}-seen.{number}").read_text(encoding="utf-8")


FORM = """\
# T01 健全量传溯源体系
# 最近报送：2019-01-20 进行中：招标
# 未办结事项：
#   T01.1 未启动  建成计量中心
#   T01.2 未启动、应报 2019 年度  发布年度报告
# 指标：
#   standards 计量标准（目标 200项、2019-01-20 为 120项）
# 单位：metrology 计量处、institute 省计量科学研究院、fuzhou 福州市市场监管局、xiamen 厦门市质监局
# 状态：not-started 未启动、in-progress 进行中、blocked 受阻、done 已完成、closed 已销号、dropped 已取消
#
# 填写要报送的内容后保存；空着的各项略过。
# 以井号开头的行不会保存。表单为空或没有改动，则不录入。

# 事项编号：任务，或其中一项
about: T01.1
# 报送单位，编号或名称
unit: 计量处
# 情况截止的日期
date: 2019-02-19
# 记录人
by: zhangsan
# 状态，从上面所列中选一个
status:
# 进度，0 至 100
percent:
# 所属期：定期事项的年度、季度或月份，如 2019、2019Q1、2019-03
period:
# 进展情况，写在下面，一句或几句
summary: |
{blank}
# 存在的问题，写在下面
problems: |
{blank}
# 下一步措施，写在下面
next: |
{blank}
# 该日的指标数据
actuals:
  standards:
# 佐证材料，每行一份
evidence:
  -
""".replace("{blank}", "  ")
FILL = (
    r"""sed -i 's/^status:.*/status: 进行中/; s/^percent:.*/percent: 40%/; s/standards:$/standards: 150/;"""
    r""" s/^summary: |/summary: |\n完成了：一半 # 不丢\n第二行/; s/^  -$/  - 照片: 3张/' "$1" """
)


def test_a_filled_form_becomes_an_entry(run: Runner, folder: Path, drafts: Path) -> None:
    environ = CHINESE | {"EDITOR": "false", "VISUAL": editor(folder, FILL)}
    done = run("record", "T01.1", "--edit", "--unit", "计量处", environ=environ)
    assert (done.code, done.err) == (0, "")
    assert seen(folder, 1) == FORM
    assert (folder / done.path).read_text(encoding="utf-8") == (
        "about: T01.1\nunit: metrology\ndate: 2019-02-19\nrecorded: 2019-02-19T09:12:44+08:00\nby: zhangsan\n"
        "status: in-progress\npercent: 40\nactuals:\n  standards: 150\n"
        "summary: |-\n  完成了：一半 # 不丢\n  第二行\nevidence:\n- '照片: 3张'\n"
    )
    assert list(drafts.iterdir()) == []


WRONG = r"""sed -i 's/^unit:.*/unit: 计量所/; s/^status:.*/status: 好/; s/^percent:.*/percent: 4O/' "$1" """
RIGHT = r"""sed -i 's/^unit:.*/unit: 计量处/; s/^status:.*/status: 进行中/; s/^percent:.*/percent: 40/;
s/^summary: |/summary: |\n  好/' "$1" """


def test_what_is_wrong_is_told_in_the_form_until_it_is_right(run: Runner, folder: Path, drafts: Path) -> None:
    done = run("record", "T01", "--edit", environ=CHINESE | {"EDITOR": editor(folder, WRONG, RIGHT)})
    assert done.code == 0
    assert done.err == (
        "第 17 行：“计量所”不在 units.yaml 中；最接近的是“计量处”\n"
        "第 23 行：“好”不在可选之列：未启动、进行中、受阻、已完成、已销号、已取消\n"
        "第 25 行：“4O”不是纯数字；请只写数字，不带单位\n"
        "第 29 行：进展情况为空；请用一句话写明做了什么\n"
    )
    shown = seen(folder, 2).splitlines()
    assert shown[0] == "#! 以下各处有误，请改正后保存；不作改动即为放弃："
    for line in shown[1:5]:
        number = int(re.findall(r"\d+", line)[0])
        assert not shown[number - 1].startswith("#"), line
    text = (folder / done.path).read_text(encoding="utf-8")
    assert "unit: metrology\n" in text
    assert "summary: 好\n" in text
    assert list(drafts.iterdir()) == []


@pytest.mark.parametrize("script", ["true", ': > "$1"', "sed -i '/^[^#]/d' \"$1\"", 'rm "$1"'])
def test_an_empty_or_unchanged_form_is_given_up(script: str, run: Runner, folder: Path, drafts: Path) -> None:
    before = everything(folder)
    done = run("record", "T01", "--edit", environ=ENGLISH | {"EDITOR": editor(folder, script)})
    assert done == (2, "", f"qtrack: {LEFT}\n")
    assert everything(folder) == before
    assert list(drafts.iterdir()) == []


def test_what_was_typed_and_given_up_is_kept_and_its_place_told(
    run: Runner, folder: Path, drafts: Path
) -> None:
    for environ, given_up in ((ENGLISH, "true"), (CHINESE, ': > "$1"')):
        (folder.parent / f"{folder.name}-seen.count").unlink(missing_ok=True)
        done = run("record", "T01", "--edit", environ=environ | {"EDITOR": editor(folder, WRONG, given_up)})
        (kept,) = drafts.iterdir()
        said = (
            f"qtrack: {LEFT} What you typed is kept in {kept}.\n"
            if environ is ENGLISH
            else "qtrack：表单没有改动，没有写入任何内容。请填好并保存，或用 --summary 等选项录入。"
            f"已填内容保存在 {kept}。\n"
        )
        assert (done.code, done.err.splitlines(keepends=True)[-1]) == (2, said)
        text = kept.read_text(encoding="utf-8")
        assert "unit: 计量所\n" in text
        assert "#! " not in text
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        kept.unlink()


def test_an_editor_that_fails_or_is_missing_is_named(run: Runner, folder: Path, drafts: Path) -> None:
    fails = editor(folder, f"{WRONG}; exit 3")
    done = run("record", "T01", "--edit", environ=ENGLISH | {"EDITOR": fails})
    (kept,) = drafts.iterdir()
    assert done.err == (
        f"qtrack: The editor “{fails}” failed with exit code 3. "
        f"“qtrack config editor PROGRAM” names another. What you typed is kept in {kept}.\n"
    )
    kept.unlink()
    done = run("record", "T01", "--edit", environ=CHINESE | {"EDITOR": "nosuch -w"})
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        "qtrack：无法启动编辑器“nosuch -w”：没有这个文件或文件夹。"
        "用“qtrack config editor 程序”换一个；路径中有空格的，加上双引号。\n"
    )
    assert list(drafts.iterdir()) == []


def test_an_editor_that_never_gets_it_right_comes_to_an_end(run: Runner, folder: Path, drafts: Path) -> None:
    script = folder / "nonsense.sh"
    script.write_text('#!/bin/sh\necho "unit: 计量所 $$" >> "$1"\n', encoding="utf-8")
    script.chmod(0o755)
    before = everything(folder)
    done = run("record", "T01", "--edit", environ=CHINESE | {"EDITOR": str(script)})
    (kept,) = drafts.iterdir()
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[-1] == (
        "qtrack：表单改了 20 次仍有错误，没有写入任何内容。请查看编辑器是否保存了所填内容。"
        f"已填内容保存在 {kept}。"
    )
    assert len(re.findall("^unit: 计量所", kept.read_text(encoding="utf-8"), re.MULTILINE)) == 20
    assert everything(folder) == before


def test_a_disk_that_refuses_keeps_the_draft(run: Runner, folder: Path, drafts: Path) -> None:
    (folder / "plan" / "progress" / "T01").rename(folder / "away")
    script = f'{RIGHT}; echo x > "{folder}/plan/progress/T01"'
    done = run("record", "T01", "--edit", environ=ENGLISH | {"EDITOR": editor(folder, script)})
    (kept,) = drafts.iterdir()
    assert done.code == 2
    assert done.err.endswith(f"What you typed is kept in {kept}.\n")
    assert "  好\n" in kept.read_text(encoding="utf-8")


def test_a_date_in_words_is_read_in_the_form_and_said_back(run: Runner, folder: Path, drafts: Path) -> None:
    script = f"{RIGHT}; sed -i 's/^date:.*/date: 昨天/' \"$1\""
    done = run("record", "T01.1", "--edit", environ=ENGLISH | {"EDITOR": editor(folder, script)})
    assert (done.code, done.err) == (0, "昨天 = 2019-02-18\n")
    assert "date: 2019-02-18\n" in (folder / done.path).read_text(encoding="utf-8")
    assert list(drafts.iterdir()) == []


def test_a_date_that_can_be_two_is_refused_in_the_form(run: Runner, folder: Path, drafts: Path) -> None:
    script = f"{RIGHT}; sed -i 's|^date:.*|date: 3/4|' \"$1\""
    done = run("record", "T01.1", "--edit", environ=ENGLISH | {"EDITOR": editor(folder, script, "true")})
    assert done.code == 2
    assert "“3/4” can be 2018-03-04, 2018-04-03; write the one that is meant" in done.err
    assert len(list(drafts.iterdir())) == 1
