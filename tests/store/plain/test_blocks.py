"""Files with parts in parts: read off without a parser as the careful reader reads them, or left to it."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.model.head import PlanHead
from qtrack.model.plan import Section, Task
from qtrack.model.units import Register
from qtrack.store.plain.blocks import read_blocks
from tests.damage import damaged
from tests.store.plain.careful import carefully

TASK = """\
# yaml-language-server: $schema=../.schemas/task.json
id: T01
measure: M01
title: 建立标准   # 假定：首列
responsible:
  lead: metrology
  shared: [finance, legal]   # 两家

  # 各市县局
  by_duty:
  - bureaus
  each: true
due: 2020-12-31
reporting: {every: month, by_day: 25}
deliverables:
  - {id: T01.1, title: 印发“办法”, due: 2019-06-30}
  - id: T01.2
    title: "抽查: 每季 # 一次"
    every: quarter
indicators:
- id: rate
  name: 合格率
  unit: "%"
  target: 95.50
  kind: reach
  due: 2020-12-31
  baseline: 0
  qualifiers: [strive, about]
  milestones:
    - {date: 2019-12-31, target: 90}
  shares:
    - unit: fuzhou
      target: 40
"""
SECTION = """\
id: S1
number: 一
title: 夯实基础
measures:
  - {id: M01, number: （一）, title: 计量}
  - {id: M02, number: （二）, title: "标准, 认证"}
"""
HEAD = """\
format: 2
title: 方案
document: {number: 〔2018〕1号, issuer: 省局, issued: 2018-09-30}
start: 2018-09-30
end: 2020-12-31
deadlines:
  - wording: 到2020年
    date: 2020-12-31
retired: [T09, T10.1]
lights:
  yellow_gap: 5
  stale_days: 40
"""
UNITS = """\
units:
  # 处室
  - {id: metrology, name: 计量处, short: 计量处, kind: division, aliases: [计量, 计]}
groups:
  - {id: all, name: 各处, members: [metrology]}
"""
FILES: list[tuple[str, type[msgspec.Struct]]] = [
    (TASK, Task),
    (SECTION, Section),
    (HEAD, PlanHead),
    (UNITS, Register),
]


def plainly(text: str, kind: type[msgspec.Struct]) -> msgspec.Struct | None:
    known = {"path": "x.yaml"} if "path" in kind.__struct_fields__ else {}
    return read_blocks(text.encode(), kind, **known)


@pytest.mark.parametrize(("text", "kind"), FILES)
def test_plain_blocks_are_read_off_as_they_stand(text: str, kind: type[msgspec.Struct]) -> None:
    found = plainly(text, kind)
    assert found is not None
    assert repr(found) == repr(carefully(text, kind))


def test_the_parts_of_the_shipped_plan_are_read_off_but_where_a_remark_allows_something() -> None:
    plan = Path(__file__).parents[3] / "plan"
    kinds: dict[str, type[msgspec.Struct]] = {"sections": Section, "tasks": Task, ".": PlanHead}
    for path in [*plan.glob("sections/*.yaml"), *plan.glob("tasks/*.yaml"), plan / "plan.yaml"]:
        text = path.read_text("utf-8")
        kind = kinds[str(path.parent.relative_to(plan))]
        assert (plainly(text, kind) is None) == ("qtrack: allow" in text), path


@pytest.mark.parametrize(
    ("was", "written"),
    [
        ("id: T01\n", "id: T01\nid: T01\n"),
        ("id: T01\n", "id: T01\nnote: x\n"),
        ("id: T01\n", "id: T01\npath: x\n"),
        ("id: T01\n", "- id: T01\n"),
        ("id: T01\n", "---\nid: T01\n"),
        ("measure: M01\n", "measure:\n"),
        ("measure: M01\n", "measure: null\n"),
        ("measure: M01\n", "measure: *x\n"),
        ("measure: M01\n", "measure: M01\n  M02\n"),
        ("measure: M01\n", "measure:\tM01\n"),
        ("title: 建立标准 ", "title: 建立#标准: "),
        ("title: 建立标准 ", "title: |\n  建立标准\n#"),
        ("title: 建立标准 ", "title: '建立标准' "),
        ("title: 建立标准 ", 'title: " 建立标准" '),
        ("title: 建立标准 ", 'title: "\\u5efa" '),
        ("# 假定", "# qtrack: allow text-plain"),
        ("each: true", "each: yes"),
        ("each: true", "each: 1"),
        ("each: true", "each: [true]"),
        ("each: true", "each: {true: x}"),
        ("each: true", "each:\n  - true"),
        ("by_day: 25", "by_day: [25]"),
        ("due: 2020-12-31\nrep", "due: [2020-12-31]\nrep"),
        ("  lead: metrology\n", "    lead: metrology\n"),
        ("  lead: metrology\n", "  lead: [metrology]\n"),
        ("by_day: 25", "by_day: 2.5"),
        ("by_day: 25", "by_day: null"),
        ("by_day: 25", "by_day: 25, by_day: 5"),
        ("by_day: 25}", "by_day: 25, }"),
        ("{every: month, ", "{every: month,"),
        ("reporting: {", "reporting: { "),
        ("every: quarter", "every: 每季度"),
        ("2020-12-31", "2020-13-31"),
        ("95.50", "95.5 %"),
        ("95.50", "-5"),
        ("[strive, about]", "strive"),
        ("[strive, about]", "{strive: about}"),
        ("[strive, about]", "[strive, [about]]"),
        ("    - unit: fuzhou", "    -  unit: fuzhou"),
        ("    - unit: fuzhou", "    - - unit: fuzhou"),
        ("  - bureaus\n", "  - \n"),
        ("  - bureaus\n", "  -\n"),
        ("  - bureaus\n", " - bureaus\n"),
    ],
)
def test_anything_else_is_left_to_the_parser(was: str, written: str) -> None:
    assert was in TASK
    assert plainly(TASK.replace(was, written), Task) is None


def test_what_lies_without_end_deep_is_left_to_the_parser() -> None:
    deep = "".join(f"{' ' * level}a:\n" for level in range(1_000))
    assert plainly(deep + " " * 1_000 + "b: c\n", Task) is None


#: A word, and what makes YAML of words.
WORDS = st.text("甲a-: ,[]{}#&*!|>'\"%@`?~./\n", max_size=4) | st.sampled_from(["null", "95", "true", "  - "])
PLACES = st.sampled_from(
    ["metrology", "建立标准", "印发", "95.50", "T01.1", "strive", "\n", ": ", "  ", "- "]
)
#: Values of every type, and what has another shape than any of them.
VALUES = st.sampled_from(["建立标准", "[finance, legal]", "true", "2020-12-31", "25", "quarter", "95.50"])
SHAPES = st.sampled_from(["a", "1", "[]", "[a]", "[1, 2]", "{a: b}", "\n  - a", "\n    - a: b", "\n    a: b"])


@settings(deadline=None, max_examples=300)
@given(
    st.sampled_from(FILES).flatmap(lambda file: st.tuples(damaged(file[0]), st.just(file[1])))
    | st.tuples(st.builds(TASK.replace, PLACES, WORDS, st.integers(1, 3)), st.just(Task))
    | st.tuples(st.builds(TASK.replace, VALUES, SHAPES), st.just(Task))
)
def test_what_is_read_off_is_what_the_careful_reader_gives(file: tuple[str, type[msgspec.Struct]]) -> None:
    found = plainly(*file)
    assert found is None or repr(found) == repr(carefully(*file))
