"""Files of plain lines: read off without a parser as the careful reader reads them, or left to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.model.entry import Entry
from qtrack.store.plain.lines import read_plain
from qtrack.store.yaml.entry_text import entry_text
from tests.damage import damaged
from tests.store.plain.careful import carefully

NEEDED = "about: T01\nunit: metrology\ndate: 2019-03-29\nrecorded: 2019-04-01T09:12:44+08:00\nsummary: 建成\n"
FULL = """\
about: T01.1
unit: metrology
date: 2019-03-29
recorded: 2019-04-01T09:12:44+08:00
by: 张三
status: in-progress
percent: 40.5
actuals:
  public-standards: 1650
  rate: 93.20
period: 2019Q1
summary: |-
  建成标准：三项
  - 其余 # 下月: 再建
problems: 设备到货晚，09:30 起停电
next: 验收 (二期)
evidence: [闽质监〔2019〕12号, 会议纪要]
corrects: 2019-03-28-0b11ce
"""
BRACES = FULL.replace("\n  public-standards: 1650\n  rate: 93.20", " {public-standards: 1650, rate: 93.20}")
BLOCKS = FULL.replace(" [闽质监〔2019〕12号, 会议纪要]", "\n- 闽质监〔2019〕12号\n- 会议纪要")


def plainly(text: str) -> Entry | None:
    return read_plain(text.encode(), Entry, id="x", path="x.yaml")


def test_plain_lines_are_read_off_as_they_stand() -> None:
    entry = plainly(FULL)
    assert entry is not None
    assert repr(entry) == repr(carefully(FULL, Entry, id="x"))
    assert entry.summary == "建成标准：三项\n- 其余 # 下月: 再建"
    assert plainly(BLOCKS) == entry
    assert plainly(BRACES) == entry == carefully(BRACES, Entry, id="x")


def test_what_qtrack_writes_is_plain_lines() -> None:
    entry = plainly(FULL)
    assert entry is not None
    assert "|-\n" in entry_text(entry)
    assert plainly(entry_text(entry)) == entry


@pytest.mark.parametrize(
    "line",
    [
        *("summary: 再\n", "id: x\n", "path: x\n", "note: x\n", "by:\n", "by: \n", "by: ~\n", "by: null\n"),
        *(
            "by: 'x'\n",
            'by: "x"\n',
            "by: *x\n",
            "by: &x y\n",
            "by: !x y\n",
            "by: - x\n",
            "by: x # y\n",
            "# x\n",
        ),
        *(
            "by: x \n",
            "by:  x\n",
            "by:\tx\n",
            "by: x\ty\n",
            "by: x: y\n",
            "by: x:\n",
            "by: x\n  y\n",
            "\n",
            "x\n",
        ),
        *("by: x\r\n", "by: \u3000x\n", "by: x\u2028y\n", "by: \ufeffx\n", "by: x\u200by\n", "by: >\n  x\n"),
        *("by: |\n x\n", "by: |\n  \n", "by: |+\n  x\n", "by: |\n   x\n  y\n", "by: |\n", "by: x", "---\n"),
        *(
            "percent: -0\n",
            "percent: 1e1\n",
            "percent: \uff14\n",
            "percent: 1_0\n",
            "percent: NaN\n",
            "percent: 1.\n",
        ),
        *("percent: 1234567890\n", "status: Done\n", "status: 完成\n", "date: 2019-02-30\n", "chases: x\n"),
        *(
            "evidence: []\n",
            "evidence: [a, ]\n",
            "evidence: [a,b]\n",
            "evidence: [a: b]\n",
            "evidence: [a?]\n",
        ),
        *(
            "evidence: x\n",
            "evidence: - x\n",
            "evidence:\n  - x\n",
            "evidence:\n- x: y\n",
            "evidence:\n- - x\n",
        ),
        *(
            "actuals: {}\n",
            "actuals: {a: 1, a: 2}\n",
            "actuals: {a: 1,b: 2}\n",
            "actuals: {a: 1, }\n",
            "actuals: {a:1}\n",
            "actuals: {a: x}\n",
            "actuals: { a: 1 }\n",
            "actuals:\n  a: 1\n  a: 2\n",
            "actuals:\n  a: x\n",
            "actuals:\n  -: 1\n",
            "actuals:\n   a: 1\n",
        ),
    ],
)
def test_anything_else_is_left_to_the_parser(line: str) -> None:
    assert plainly(NEEDED) is not None
    assert plainly(NEEDED + line) is None


@pytest.mark.parametrize(
    ("was", "written"),
    [
        ("2019-04-01T09:12:44+08:00", "2019-04-01 09:12:44z"),
        ("2019-04-01T09:12:44+08:00", "2019-04-01T09:12:44"),
        ("2019-04-01T09:12:44+08:00", "2019-04-01T09:12:60+08:00"),
        ("2019-03-29", "2019-3-29"),
        ("summary: 建成\n", ""),
    ],
)
def test_a_file_with_anything_wrong_is_left_to_the_careful_reader(was: str, written: str) -> None:
    assert was in NEEDED
    assert plainly(NEEDED.replace(was, written)) is None


def test_no_file_that_is_no_text_or_too_large_is_read_off() -> None:
    assert read_plain(NEEDED.encode("gbk"), Entry, id="x", path="x.yaml") is None
    assert plainly(NEEDED.replace("建成", "建" * 400_000)) is None


#: A word, and what makes YAML of words.
WORDS = st.text("甲a-: ,[]{}#&*!|>'\"%@`?~./\n", max_size=4) | st.sampled_from(
    ["null", "2019", "1.0", "done"]
)
LINES = st.builds("{}{}{}\n".format, st.sampled_from(["by:", "next:", "- ", "  ", "actuals:"]), WORDS, WORDS)


@settings(deadline=None)
@given(
    st.sampled_from([FULL, BLOCKS, NEEDED]).flatmap(damaged)
    | st.builds(NEEDED.__add__, LINES)
    | st.builds(FULL.replace, st.sampled_from(["张三", "会议纪要", "建成标准", "1650"]), WORDS)
)
def test_what_is_read_off_is_what_the_careful_reader_gives(text: str) -> None:
    found = plainly(text)
    assert found is None or repr(found) == repr(carefully(text, Entry, id="x"))
