"""Templates of one's own at the command line: copied, described, used, and refused with their place."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, Runner, everything
from tests.papers.word.documents import made
from tests.small import said, small_plan

SHORT = '{% extends "builtin/summary.md.j2" %}\n{% block content %}\n一切正常。\n\n{% endblock %}\n'


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(folder, said(40, "percent: 50\n"))


def put(folder: Path, **texts: str) -> None:
    """Write templates; two underscores stand for a dot."""
    (folder / "plan" / "templates").mkdir(exist_ok=True)
    for name, text in texts.items():
        path = folder / "plan" / "templates" / name.replace("__", ".")
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("order", [("--eject", "weekly"), ("weekly", "--eject")])
def test_templates_are_copied_to_start_from_and_change_nothing(
    order: tuple[str, str], run: Runner, folder: Path
) -> None:
    before = [run("report", "weekly", "--format", form).out for form in ("markdown", "html")]
    assert run("report", *order) == (
        0,
        "plan/templates/weekly.md.j2\nplan/templates/weekly.html.j2\n",
        "",
    )
    assert [run("report", "weekly", "--format", form).out for form in ("markdown", "html")] == before
    assert run("validate", "--strict").code == 0
    put(folder, weekly__md__j2="# 本周\n")
    assert run("report", "weekly").out == "# 本周\n"
    assert run("report", "weekly", "--format", "html").out == before[1]


def test_a_copy_says_in_the_language_of_the_terminal_what_it_is(run: Runner, folder: Path) -> None:
    run("report", "--eject", "weekly")
    run("report", "--eject", "paper", environ=CHINESE)
    tops = {
        path.name: path.read_text(encoding="utf-8").partition("#}")[0].split("\n")
        for path in (folder / "plan" / "templates").iterdir()
    }
    assert tops["weekly.html.j2"] == [
        (
            "{# A copy of the built-in template summary.html.j2 of qtrack 0.1.0; "
            "later versions do not change it."
        ),
        "   Delete this file, and the built-in one is back.",
        "   To change a block only, keep this line and the block, and delete the rest:",
        '     {% extends "builtin/summary.html.j2" %}',
        "   Within the block, {{ super() }} is what the built-in one says there.",
        "   “qtrack report --fields KIND” tells what a template may use. ",
    ]
    assert tops["paper.css.j2"] == [
        "{# qtrack 0.1.0 内置模板 paper.css.j2 的副本，不随以后的版本变化。",
        "   删除此文件，即恢复使用内置模板。",
        "   只想增加几条规则时，保留下面这一行，把规则写在它后面，其余删除：",
        '     {% include "builtin/paper.css.j2" %}',
        "   模板可以用的内容见“qtrack report --fields KIND”。 ",
    ]


def test_nothing_is_ever_written_over(run: Runner, folder: Path) -> None:
    put(folder, weekly__html__j2="mine")
    before = everything(folder)
    assert run("report", "--eject", "weekly") == (
        2,
        "",
        (
            "qtrack: plan/templates/weekly.html.j2 is there already, and nothing was written over it. "
            "Move it away first.\n"
        ),
    )
    assert everything(folder) == before


def test_only_what_there_is_can_be_copied(run: Runner) -> None:
    done = run("report", "--eject", "daily")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("qtrack: KIND cannot be “daily”. It can be weekly, monthly, ")
    assert run("report", "--fields", "paper").code == 2


def test_what_templates_may_use_is_told(run: Runner) -> None:
    done = run("report", "--fields", "weekly")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# What the templates of “weekly” may use\n")
    assert "| due\\_until | date |" in done.out
    assert run("report", "weekly", "--fields", environ=CHINESE).out.startswith(
        "# “weekly”的模板可以用的内容\n"
    )


def test_a_block_of_ones_own_stands_in_the_paper(run: Runner, folder: Path) -> None:
    put(folder, weekly__md__j2=SHORT)
    told = run("report", "weekly").out
    assert told.startswith("# 质量提升工作方案周报\n")
    assert "\n一切正常。\n\n---\n" in told
    assert "## " not in told


def test_an_error_stops_the_paper_with_file_and_line(run: Runner, folder: Path) -> None:
    put(folder, weekly__md__j2=SHORT.replace("一切正常。", "{{ page.hed }}"))
    before = everything(folder)
    assert run("report", "weekly", "--save") == (
        2,
        "",
        (
            "qtrack: The template plan/templates/weekly.md.j2 is wrong in line 3: Summary has no “hed”; "
            "perhaps “head”. “qtrack report --fields weekly” tells what it may use.\n"
        ),
    )
    assert run("report", "weekly", environ=CHINESE).err == (
        "qtrack：模板 plan/templates/weekly.md.j2 第 3 行有误：Summary 没有“hed”，是否为“head”。"
        "可以用的内容见“qtrack report --fields weekly”。\n"
    )
    assert everything(folder) == before
    assert run("report", "weekly", "--format", "html").code == 0
    (folder / "plan" / "templates" / "weekly.md.j2").write_bytes("周".encode("gbk"))
    done = run("report", "weekly", "--format", "html")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("qtrack: The template plan/templates/weekly.md.j2 is wrong in line 1: ")


def test_validate_looks_at_templates_among_the_other_files(run: Runner, folder: Path) -> None:
    small_plan(folder, said(40, "percent: 140\n"))
    put(folder, weekley__md__j2="", monthly__md__j2="一\n{% if %}")
    (folder / "stray.txt").write_text("", encoding="utf-8")
    (folder / "plan" / "units.yaml.orig").write_text("", encoding="utf-8")
    done = run("validate")
    assert (done.code, [each.partition(": ")[0] for each in done.out.splitlines()]) == (
        1,
        [
            "plan/progress/T01/2019-02-09-000001.yaml:6:10",
            "plan/templates/monthly.md.j2:2:1",
            "plan/units.yaml.orig:1:1",
        ],
    )
    put(folder, monthly__md__j2="")
    found = json.loads(run("validate", "--format", "json").out)["problems"]
    assert found[1] == {
        "path": "plan/templates/weekley.md.j2",
        "line": 1,
        "column": 1,
        "level": "warning",
        "check": "template-unused",
        "message": "no paper and no template looks for “weekley.md.j2”; perhaps “weekly.md.j2”",
        "times": 1,
    }


def test_a_template_in_word_is_copied_filled_and_looked_over(run: Runner, folder: Path) -> None:
    assert run("report", "weekly", "--format", "docx", "-o", "built-in.docx").code == 0
    assert run("report", "--eject", "weekly", "--format", "docx", "-o", "mine.docx") == (0, "mine.docx\n", "")
    assert run("report", "--eject", "weekly", "--format", "docx", "-o", "mine.docx") == (
        2,
        "",
        "qtrack: mine.docx is there already, and nothing was written over it. Move it away first.\n",
    )
    assert run("report", "--eject", "weekly", "--format", "word").out == "plan/templates/weekly.docx\n"
    assert (folder / "plan/templates/weekly.docx").read_bytes() == (folder / "mine.docx").read_bytes()
    assert run("report", "weekly", "--format", "docx", "-o", "own.docx").code == 0
    assert (folder / "own.docx").read_bytes() == (folder / "built-in.docx").read_bytes()
    assert run("validate", "--strict").code == 0
    (folder / "plan/templates/weekly.docx").write_bytes(made("一", "{% for x %}"))
    assert run("validate").out.startswith(
        "plan/templates/weekly.docx:1:1: error: paragraph 2, at “{% for x %}”: “in” belongs here, not “%}”"
    )
    assert run("report", "weekly", "--format", "docx").err == (
        "qtrack: The template plan/templates/weekly.docx is wrong in paragraph 2, at “{% for x %}”: "
        "“in” belongs here, not “%}”. “qtrack report --fields weekly” tells what it may use.\n"
    )


def test_a_template_in_word_that_no_paper_looks_for_is_told(run: Runner, folder: Path) -> None:
    (folder / "plan/templates").mkdir()
    (folder / "plan/templates/weekli.docx").write_bytes(made("一"))
    (folder / "plan/templates/~$weekly.docx").write_bytes(b"held by Word")
    assert run("validate").out.partition("\n")[0] == (
        "plan/templates/weekli.docx:1:1: warning: no paper looks for “weekli.docx”; "
        "perhaps “weekly.docx” (template-unused)"
    )


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (("weekly", "-o", "x"), "--output names one file, and there are 2 templates."),
        (("head", "--format", "docx"), "Of “head” there is no template in the form docx."),
        (("weekly", "--format", "csv"), "Of “weekly” there is no template in the form csv."),
    ],
)
def test_a_form_without_a_template_is_refused(
    arguments: tuple[str, ...], refusal: str, run: Runner, folder: Path
) -> None:
    before = everything(folder)
    done = run("report", "--eject", *arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"qtrack: {refusal}")
    assert everything(folder) == before
