"""`qtrack explain`: one page, all pages, in both languages, in a pipe and on a terminal."""

from pathlib import Path

import pytest

from qtrack.cli.main import main
from qtrack.pages.manual import manual, manual_page, show_list, show_page
from tests.screens import shown, widest_line

ENGLISH = """\
entry-unit (error, warning)

the unit of an entry is registered, and reports on what it is responsible for.

Why: Another unit's word is kept, with a warning: the office itself often records for others.

Passes: `unit: metrology` about T18

Fails: `unit: metrolgy`
"""

CHINESE = """\
entry-unit 条目报送单位（错误、警告）

报送单位已登记，且对所报的任务负有责任。

理由：其他单位报的也收，但给出警告：办公室常替别的单位记录。

合格：说 T18 时写 `unit: metrology`

不合格：`unit: metrolgy`
"""


@pytest.mark.parametrize(("language", "page"), [("en", ENGLISH), ("zh", CHINESE)])
def test_a_page(language: str, page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "entry-unit", "--lang", language], {}, tmp_path) == 0
    assert capsys.readouterr() == (page, "")


def test_all_pages_stand_in_a_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"], {"QTRACK_LANG": "zh"}, tmp_path) == 0
    out, err = capsys.readouterr()
    head, *lines = out.splitlines()
    assert head == "检查                名称             等级             要求"
    assert [line.split()[0] for line in lines] == [page.name for page in manual()]
    assert (
        "silence-unused      多余的允许注释   警告             “允许”某个问题的注释，所在之处确有该问题。"
        in lines
    )
    assert err == "“qtrack explain 检查名”说明理由并举例。\n"


def test_an_unknown_check_cannot_be_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "unit-knwon"], {"QTRACK_LANG": "en"}, tmp_path) == 2
    said = (
        "CHECK is “unit-knwon”, and no check is called so. “qtrack explain "
        "unit-known” is there; “qtrack explain” lists all."
    )
    assert capsys.readouterr() == ("", f"qtrack: {said}\n")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_terminal_gets_lines_that_fit_it(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    screen = shown(language, terminal=True)
    show_list(manual(), screen.screen)
    show_page(manual_page("file-unexpected"), screen.screen)
    assert widest_line(screen.text) <= 60
