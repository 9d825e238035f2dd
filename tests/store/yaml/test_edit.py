"""One value of a file edited: all that was not named stays, byte for byte and in meaning."""

from collections.abc import Sequence
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.model.problem import Problem
from qtrack.store.yaml.edit import renamed, with_value, without_value
from qtrack.store.yaml.lists import with_item
from qtrack.store.yaml.nodes import ListNode, MapNode, Node, TextNode, compose
from qtrack.store.yaml.spelling import Keys, NotPlainError

TASK: Final = """\
# 头
id: T01
measure: M01   # 措施
title: '健全：体系'
responsible:
  lead: metrology   # 假定
  # 以下
  by_duty: [bureaus]

# 事项
deliverables:
  - {id: T01.1, title: 一, covers: 2018}
  - id: T01.2
    title: 二
    # 末尾
"""


def put(keys: Keys, value: str | tuple[str, ...], text: str = TASK) -> str:
    return with_value("tasks/T01.yaml", text.encode(), keys, value).decode()


def out(keys: Keys, text: str = TASK) -> str:
    return without_value("tasks/T01.yaml", text.encode(), keys).decode()


@pytest.mark.parametrize(
    ("keys", "value", "old", "new"),
    [
        (("measure",), "M02", "M01   #", "M02   #"),
        (("title",), "新", "'健全：体系'", "'新'"),
        (("title",), "it's: x", "'健全：体系'", "'it''s: x'"),
        (("responsible", "shared"), ("a", "b"), "# 假定\n", "# 假定\n  shared: [a, b]\n"),
        (("responsible", "by_duty"), ("x",), "[bureaus]", "[x]"),
        (("responsible", "each"), "true", "[bureaus]\n", "[bureaus]\n  each: true\n"),
        (("due",), "2020-06-30", "[bureaus]\n", "[bureaus]\ndue: 2020-06-30\n"),
        (("source",), "第1项", "[bureaus]\n", "[bureaus]\nsource: 第1项\n"),
        (("source",), "- 1 # x", "[bureaus]\n", "[bureaus]\nsource: '- 1 # x'\n"),
        (("deliverables", 0, "due"), "2020-01-01", "一,", "一, due: 2020-01-01,"),
        (("deliverables", 0, "title"), "一, 二", "title: 一,", "title: '一, 二',"),
        (("deliverables", 1, "due"), "2020-01-01", "二\n", "二\n    due: 2020-01-01\n"),
    ],
)
def test_a_value_is_put_where_its_key_stands_or_belongs(
    keys: Keys, value: str | tuple[str, ...], old: str, new: str
) -> None:
    assert put(keys, value) == TASK.replace(old, new, 1)
    windows = TASK.replace("\n", "\r\n")
    raw = b"\xef\xbb\xbf" + windows.encode()
    there = with_value("tasks/T01.yaml", raw, keys, value)
    assert there == b"\xef\xbb\xbf" + TASK.replace(old, new, 1).replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("text", "keys", "value", "new"),
    [
        ("format: 2", ("short",), "x", "format: 2\nshort: x"),
        ("format: 2\nlights:  # 灯\nx: 1\n", ("lights", "red_gap"), "25", "lights: {red_gap: 25}  # 灯"),
        ("format: 2\nlights: {}\n", ("lights", "red_gap"), "25", "lights: {red_gap: 25}\n"),
        ("format: 2\n", ("lights", "red_gap"), "25", "lights:\n  red_gap: 25\n"),
        ("lights: {red_gap: 9}\n", ("lights", "rule"), "sanya", "{rule: sanya, red_gap: 9}"),
        ("lights:\n  red_gap: 9\n", ("lights", "rule"), "sanya", "lights:\n  rule: sanya\n  red_gap: 9\n"),
        ("{format: 2, end: 2}", ("title",), "x", "{format: 2, title: x, end: 2}"),
        ("title: >-\n  a\n  b\n\n\nend: 1\n", ("title",), "x", "title: x\n\n\nend: 1\n"),
        ("title: a\n  b  # c\nend: 1\n", ("title",), "x", "title: x  # c\nend: 1\n"),
        (
            "retired:\n- T01\n- T02\nend: 1\n",
            ("retired",),
            ("T03", "T04"),
            "retired:\n- T03\n- T04\nend: 1\n",
        ),
    ],
)
def test_styles_of_files_are_kept(text: str, keys: Keys, value: str, new: str) -> None:
    assert new in with_value("plan.yaml", text.encode(), keys, value).decode()


def test_a_key_gets_another_name_where_it_stands_and_keeps_its_comment() -> None:
    raw = TASK.encode()
    assert renamed("tasks/T01.yaml", raw, "measure", "section", "S2").decode() == TASK.replace(
        "measure: M01 ", "section: S2 "
    )
    assert renamed("tasks/T01.yaml", raw, "measure", "measure", "M02").decode() == TASK.replace("M01", "M02")
    for key, other in (("section", "measure"), ("measure", "title")):
        with pytest.raises(NotPlainError):
            renamed("tasks/T01.yaml", raw, key, other, "x")


def test_a_key_goes_with_its_line_or_its_comma() -> None:
    assert out(("responsible", "by_duty")) == TASK.replace("  by_duty: [bureaus]\n", "")
    assert out(("deliverables", 0, "covers")) == TASK.replace(", covers: 2018", "")
    assert out(("due",)) == TASK
    alone = "responsible: {lead: a}\nend: 1\n"
    assert out(("responsible", "lead"), alone) == "end: 1\n"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (TASK, ("responsible", "lead")),
        (TASK, ("deliverables", 1, "id")),
        ("a: &x 1\n", ("a",)),
        ("retired:\n  - a  # x\n  - b\n", ("retired",)),
        ("? a\n: 1\n", ("a",)),
    ],
)
def test_what_would_lose_a_comment_or_is_unusual_is_refused(text: str, keys: Keys) -> None:
    with pytest.raises(NotPlainError):
        out(keys, text)
    if text.startswith(("a", "r")):
        with pytest.raises(NotPlainError):
            put(keys, ("x",) if keys == ("retired",) else "x", text)


# --- whatever the style ----------------------------------------------------------------------------------

WORDS: Final = st.text(st.sampled_from("ab一二三 :#'\"{}[],&*-?%!|>@0123\\"), min_size=1, max_size=9).map(
    str.strip
)
TEXTS: Final = WORDS.filter(bool)
END: Final = st.sampled_from(["", "   ", "  # 注 a: b", " # '"])


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


@st.composite
def files(draw: st.DrawFn) -> str:
    """Draw a task in one of the styles that people write."""
    lines: list[str] = []

    def line(indent: int, text: str) -> None:
        if draw(st.integers(0, 3)) == 0:
            lines.append(draw(st.sampled_from(["", " " * indent + "# 注", "#: {x}"])))
        lines.append(" " * indent + text + draw(END))

    line(0, "id: T01")
    line(0, f"title: {quoted(draw(TEXTS))}")
    duty = "[" + ", ".join(map(quoted, draw(st.lists(TEXTS, max_size=2)))) + "]"
    if draw(st.booleans()):
        line(0, f"responsible: {{lead: {quoted(draw(TEXTS))}, by_duty: {duty}}}")
    else:
        line(0, "responsible:")
        line(4, f"by_duty: {duty}")
    if draw(st.booleans()):
        line(0, "due: 2020-01-01")
    line(0, "deliverables:")
    for number in range(1, 3):
        if draw(st.booleans()):
            line(2, f"- {{id: T01.{number}, title: {quoted(draw(TEXTS))}}}")
        else:
            line(2, f"- id: T01.{number}")
            line(4, f"title: {quoted(draw(TEXTS))}")
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines) + draw(st.sampled_from(["", "\n", "\n\n"]))


WAYS: Final[Sequence[Keys]] = [
    ("title",),
    ("due",),
    ("source",),
    ("responsible", "lead"),
    ("responsible", "each"),
    ("deliverables", 0, "title"),
    ("deliverables", 1, "due"),
    ("deliverables", 1, "covers"),
]


def said(node: Node | Problem, way: Keys = ()) -> dict[Keys, str]:
    """Return every text of a file by the way of keys that leads to it."""
    assert not isinstance(node, Problem), node
    found: dict[Keys, str] = {}
    if isinstance(node, MapNode):
        for key, value in node.value:
            found |= said(value, (*way, key.value))
    elif isinstance(node, ListNode):
        for at, part in enumerate(node.value):
            found |= said(part, (*way, at))
    else:
        assert isinstance(node, TextNode)
        found[way] = node.value
    return found


def meaning(raw: bytes) -> dict[Keys, str]:
    return said(compose("tasks/T01.yaml", raw))


@settings(max_examples=40, deadline=None)
@given(files(), st.sampled_from(WAYS), TEXTS)
def test_all_else_stays_as_it_is(text: str, way: Keys, value: str) -> None:
    raw = text.encode()
    before = meaning(raw)
    after = with_value("tasks/T01.yaml", raw, way, value)
    assert meaning(after) == before | {way: value}
    old, new = text, after.decode()
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = 0
    while tail < shorter - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    gone = old[start : len(old) - tail]
    assert "#" not in gone or gone in quoted(before.get(way, "")), (gone, new)
    assert new.count("\n") - old.count("\n") in {0, 1}
    assert with_value("tasks/T01.yaml", after, way, value) == after
    if way not in before:
        assert without_value("tasks/T01.yaml", after, way) == raw or not text.endswith("\n")


@settings(max_examples=40, deadline=None)
@given(files(), st.sampled_from(WAYS))
def test_a_key_is_taken_out_whole_or_not_at_all(text: str, way: Keys) -> None:
    raw = text.encode()
    before = meaning(raw)
    try:
        after = without_value("tasks/T01.yaml", raw, way)
    except NotPlainError:
        return
    assert meaning(after) == {keys: said for keys, said in before.items() if keys != way}
    assert after.decode().count("#") >= text.count("#") - before.get(way, "").count("#")


@settings(max_examples=40, deadline=None)
@given(files(), TEXTS)
def test_a_new_part_leaves_all_that_is_there(text: str, title: str) -> None:
    raw = text.encode()
    item = {"id": "T01.3", "title": title}
    after = with_item("tasks/T01.yaml", raw, ("deliverables",), item)
    more = {("deliverables", 2, key): value for key, value in item.items()}
    assert meaning(after) == meaning(raw) | more
    new = after.decode()
    added = len(new) - len(text)
    assert any(new[:at] + new[at + added :] == text for at in range(len(text) + 1))


def test_values_that_are_nothing_are_never_written() -> None:
    with pytest.raises(NotPlainError):
        put(("title",), "")
