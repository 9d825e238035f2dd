"""YAML to nodes: what does not parse is one problem, in plain words, at the right place."""

import codecs
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.model.problem import Problem
from qtrack.store.tree import LARGEST_FILE
from qtrack.store.yaml import nodes
from qtrack.store.yaml.nodes import ListNode, MapNode, Node, TextNode, compose, find, place_of
from tests.checks.specimens import FOLDER
from tests.damage import SOME_BYTES, damaged
from tests.small import english

GENERAL = (
    "this cannot be read as YAML; look at the indentation, the colons and the quotes here and just above"
)
CONFLICT = "a conflict marker of git is left here; settle the conflict and delete the markers"
TAB = "a tab is used to indent; use spaces"
COLON = "a full-width colon “：” after a key; use “:” and a space"
CONTROL = "a control character that no text should hold; delete it"
QUOTE = "the quote that opens here is never closed; close it, or write the text without quotes"
BRACKET = "the bracket that opens here is not closed as it should be; look at what is inside"
CODE = "in double quotes “\\” begins a code; write this text in single quotes"
SPACE = "a full-width space is used to indent; use plain spaces"
GBK = "this file is saved as GBK (“ANSI”); save it again as UTF-8"
UTF16 = "this file is saved as UTF-16 (“Unicode”); save it again as UTF-8"
DAMAGED = "a character is cut or damaged here; type it again, and save the file as UTF-8"
NOT_TEXT = "this file is not text in UTF-8; save it again as UTF-8"
ALIAS = "an alias (*) points elsewhere; write out what it means"
DEEP = "lists or keys lie more than 50 levels deep here"


def wrong(raw: bytes) -> str:
    """Return the problem of a file as `line:column: text (check)`."""
    found = compose("x.yaml", raw)
    assert isinstance(found, Problem)
    return wrong_of(found)


def wrong_of(found: Problem) -> str:
    return f"{found.place.line}:{found.place.column}: {english(found.message)} ({found.check})"


def root_of(text: str) -> Node:
    found = compose("x.yaml", text.encode())
    assert not isinstance(found, Problem), found
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: 方案\nstart： 2019-01-01\nend: 2019-04-10\n", f"2:6: {COLON}"),
        ("id: T01\nresponsible:\n  lead：metrology\n  shared: [a]\n", f"3:7: {COLON}"),
        ("units:\n  - id：a\n    name: 甲\n", f"2:7: {COLON}"),
        ("id: T01\n\ttitle: 甲\n", f"2:1: {TAB}"),
        ("id: T01\nresponsible:\n  \tlead: a\n", f"3:3: {TAB}"),
        ("id: T01\n<<<<<<< HEAD\ntitle: 甲\n=======\ntitle: 乙\n>>>>>>> other\n", f"2:1: {CONFLICT}"),
        ("id: T01\n=======\ntitle: 乙\n", f"2:1: {CONFLICT}"),
        ("id: T01\r\n=======\r\ntitle: 乙\r\n", f"2:1: {CONFLICT}"),
        ("id: T01\ntitle: 乙\n>>>>>>> other\nmeasure: M01", f"3:1: {CONFLICT}"),
        ("- id: a\n\u3000\u3000name: b\n", f"2:1: {SPACE}"),
        ("units:\n  - id: a\n \u00a0  name: b\n", f"3:2: {SPACE}"),
        ("id: T01\ntitle: '甲\nmeasure: M01\n", f"2:8: {QUOTE}"),
        ('id: T01\ntitle: "甲\n---\nmeasure: M01\n', f"2:8: {QUOTE}"),
        ('id: T01\ntitle: "在C:\\资料"\n', f"2:12: {CODE}"),
        ("id: [T01\ntitle: 甲\n", f"1:5: {BRACKET}"),
        ("id: T01\nunits: [甲, {id: 乙]\n", f"2:12: {BRACKET}"),
        ("units: [甲】\nid: T01\n", "1:10: the full-width sign “】” where YAML wants a plain one"),
        ("who: {lead: a， shared: [b]}\n", "1:14: the full-width sign “，” where YAML wants a plain one"),
        ("units: [甲,\n  乙， 丙\nid: T01\n", f"1:8: {BRACKET}"),
        ("u: [甲,\n\n\n  {a： b}\nid: T01\n", "4:5: the full-width sign “：” where YAML wants a plain one"),
        ("units: [甲,\n\n\n\n  {a： b}\nid: T01\n", f"1:8: {BRACKET}"),
        ("units: 【甲】: 乙\n", "1:8: the full-width sign “【” where YAML wants a plain one"),
        ("id: T01\ntitle: 甲: 乙\n", f"2:9: {GENERAL}"),
        ("id: T01\nnumber: @1\n", f"2:9: {GENERAL}"),
        ("a: *b\n", f"1:4: {GENERAL}"),
        ("a: 1\n---\nb: 2\n", f"2:1: {GENERAL}"),
        ("%YAML 3.0\n---\na: 1\n", f"1:1: {GENERAL}"),
    ],
)  # fmt: skip
def test_the_likeliest_cause_is_named_where_it_stands(text: str, expected: str) -> None:
    assert wrong(text.encode()) == f"{expected} (yaml-syntax)"


def test_of_several_causes_the_one_nearest_to_the_error_is_named() -> None:
    # The block of text holds a full-width colon as well, and rightly so.
    text = "summary: |\n  说明：如下\nnext: 一\nproblems： 二\nby: 三\n"
    assert wrong(text.encode()) == f"4:9: {COLON} (yaml-syntax)"


def test_only_so_much_of_a_line_is_searched_as_people_write() -> None:
    # A search from every bracket to the end of a million would not end.
    text = "title: 甲" + "[" * 900_000 + ": 乙\n"
    assert wrong(text.encode()).endswith(f"{GENERAL} (yaml-syntax)")


@pytest.mark.parametrize(("between", "blamed"), [(2, True), (3, False)])
def test_a_cause_is_looked_for_three_lines_above_the_error_and_no_further(between: int, blamed: bool) -> None:
    # libyaml stops at the line of “next”, `between` lines below the colon in the block of text.
    text = "summary: |\n  说明：如下\n" + "by: 一\n" * between + "next: 甲: 乙\n"
    assert wrong(text.encode()).startswith("2:5: " if blamed else f"{3 + between}:8: ")


@pytest.mark.parametrize(("between", "blamed"), [(2, True), (3, False)])
def test_a_cause_is_looked_for_three_lines_below_the_error_and_no_further(between: int, blamed: bool) -> None:
    text = "next: 甲: 乙\n" + "by: 一\n" * between + "说明：如下\n"
    assert wrong(text.encode()).startswith(f"{2 + between}:3: " if blamed else "1:8: ")


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: &x [b]\nc: *x\n", "2:4"), ("&a [*a]\n", "1:5"), ("a: &x b\n<<: *x\n", "2:5")],
)
def test_an_alias_is_refused_where_it_stands(text: str, place: str) -> None:
    assert wrong(text.encode()) == f"{place}: {ALIAS} (yaml-syntax)"


def test_signs_of_aliases_within_a_text_are_text() -> None:
    assert isinstance(root_of("a: 甲 & 乙 *\nb: '*x &y'\nc: &anchor d\n"), MapNode)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 完成\x01b\n", "1:6"),
        ("a: 完成\nb: '进展\x1b[31m'\n", "2:7"),
        ("完成\nab\x00\n", "2:3"),
        ("a: \ufffe\n", "1:4"),
    ],
)
def test_a_control_character_is_found_by_characters_not_by_bytes(text: str, place: str) -> None:
    assert wrong(text.encode()) == f"{place}: {CONTROL} (yaml-syntax)"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("id: T01\ntitle: 大\n".encode("gbk"), f"2:8: {GBK}"),
        (b"title: " + "大".encode("gbk"), f"1:8: {GBK}"),
        (b"\xef\xbb\xbfid: \xb4\xf3\n", f"1:5: {GBK}"),  # a byte order mark is no column
        ("标题: ".encode() + b"\xff\xff", f"1:5: {DAMAGED}"),
        (b"title: \xff\xff", f"1:8: {NOT_TEXT}"),
        ("title: 大小".encode()[:-1], f"1:9: {DAMAGED}"),
        ("title: 完成招標\n".encode("big5"), f"1:8: {NOT_TEXT}"),
        (codecs.BOM_UTF16_LE + "id: T01".encode("utf-16-le"), f"1:1: {UTF16}"),
        (codecs.BOM_UTF16_BE + "id: T01".encode("utf-16-be"), f"1:1: {UTF16}"),
    ],
)
def test_a_file_that_is_not_utf8_is_shown_where_it_ceases_to_be(raw: bytes, expected: str) -> None:
    assert wrong(raw) == f"{expected} (encoding)"


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n", "\ufeff"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    assert wrong(text.encode()) == "1:1: this file is empty (file-empty)"


def test_a_huge_file_is_not_read() -> None:
    assert wrong(b"#" * (LARGEST_FILE + 1)) == (
        "1:1: this file has more than 1000000 bytes; no file of a plan has so many (file-size)"
    )
    assert wrong(b"#" * LARGEST_FILE) == "1:1: this file is empty (file-empty)"


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"[" * 600, "1:51"),
        (b"- " * 600, "1:101"),
        (b"? " * 600, "1:101"),
        (b"{a: " * 600, "1:201"),
        (b"[\n" * 600, "51:1"),
        (b"key: 1\nlist: " + b"[" * 51 + b"]" * 51 + b"\n# " + b"-" * 500, "2:56"),
        (b"[" * 51 + b"]" * 51, "1:51"),
        (b"".join(b" " * depth + b"a:\n" for depth in range(60)) + b" " * 60 + b"b", "51:51"),
        (b"".join(b" " * depth + b"a:\n" for depth in range(1200)) + b" " * 1200 + b"b", "51:51"),
    ],
)
def test_a_file_that_is_nested_without_end_is_refused(raw: bytes, place: str) -> None:
    assert wrong(raw) == f"{place}: {DEEP} (yaml-syntax)"


def test_a_long_flat_file_is_not_deep() -> None:
    flat = "- {id: a, shared: [b, c]}\n" * 2000
    assert isinstance(root_of(flat), ListNode)
    assert wrong((flat + "- " * 60).encode()) == f"2001:101: {DEEP} (yaml-syntax)"


@pytest.mark.parametrize("opener", ["[", "- ", "? ", "{a: ", "-\t"])
def test_no_depth_overruns_the_stack(opener: str) -> None:
    # In a process of its own: an overrun would end it without an exception.
    code = f"from qtrack.store.yaml.nodes import compose; compose('x', {opener!r}.encode() * 400_000)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0


@pytest.mark.parametrize(
    "level",
    ["[|]", "[a: |]", "{a: |}", "- |", "? |", "- - ? |", "- a:\n{indent}|", "-\n{indent}|", "a:\n{indent}|"],
)
def test_whatever_may_be_too_deep_has_its_levels_counted(level: str) -> None:
    opener, closer = level.split("|")
    for times in range(1, 60):
        levels = (opener.replace("{indent}", "    " * at) for at in range(1, times))
        raw = ("".join(levels) + "x" + closer * (times - 1)).encode()
        assert read_by(None, raw) == read_by(nodes.FAST_LOADERS, raw)


# --- the same on every machine ---------------------------------------------------------------------------

#: A file of a plan of usual size, which PyYAML reads at once without libyaml.
SHORT = 4000
SPECIMENS = [path for path in sorted(FOLDER.rglob("*.yaml")) if path.is_file()]


def read_by(fast: object, raw: bytes) -> object:
    """Return what is found with libyaml, or with None in its place."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nodes, "FAST_LOADERS", fast)
        compose.cache_clear()
        found = compose("x.yaml", raw)
    return wrong_of(found) if isinstance(found, Problem) else dump(found)


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: str(path.relative_to(FOLDER)))
def test_without_libyaml_a_specimen_is_read_or_refused_in_the_same_words(path: Path) -> None:
    raw = path.read_bytes()
    assert read_by(None, raw) == read_by(nodes.FAST_LOADERS, raw)


@settings(deadline=None)  # of what is decided without libyaml
@given(st.sampled_from([path for path in SPECIMENS if path.stat().st_size < SHORT]), st.data())
def test_without_libyaml_damage_is_told_in_the_same_words(path: Path, data: st.DataObject) -> None:
    raw = data.draw(damaged(path.read_bytes().decode("utf-8", "replace"))).encode()
    assert read_by(None, raw) == read_by(nodes.FAST_LOADERS, raw)


@pytest.mark.parametrize("text", ["{a:   , b: c}", "- \n- b", "a:\nb: c", "--- \n", "? a\n", "[a, !x , b]"])
def test_what_has_no_value_stands_at_the_same_place(text: str) -> None:
    assert read_by(None, text.encode()) == read_by(nodes.FAST_LOADERS, text.encode())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\tb\n", "b"),
        ("a: b\t# note\n", "b"),
        ("a: b\tc\n", "b c"),  # in a text without quotes PyYAML takes no tab
        ("a: 'b\tc'\n", "b\tc"),
        ("a: |\n  b\tc\n", "b\tc\n"),
        ("{a: b?}\n", "b?"),
        ("{a: b?c, d?: e}\n", "b?c"),
        ("{a: '?b?'}\n", "?b?"),
        ("{a: '\\ud800 \\U00110000?'}\n", "\\ud800 \\U00110000?"),
        ('{a: "\\\\ud800?"}\n', "\\ud800?"),
        ("a: b\u2028  c\n", "b\u2028c"),
        ("a: b\ufeffc\n", "b\ufeffc"),
        ("a:\n", ""),
    ],
)
def test_what_libyaml_reads_is_read_without_it(text: str, expected: str) -> None:
    for fast in (None, nodes.FAST_LOADERS):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(nodes, "FAST_LOADERS", fast)
            compose.cache_clear()
            assert find(root_of(text), ("a",), on_key=False).value == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [b,\n\tc]\n", f"2:1: {TAB}"),
        ("a: |#b\n", f"1:5: {GENERAL}"),
        ('a: "甲\\ud800"\n', f"1:6: {CODE}"),
        ('a: "甲\\U00110000"\n', f"1:6: {CODE}"),
        ('a: "甲\\x4"\n', f"1:6: {CODE}"),
        ('a: "甲\n  乙\\丙"\n', f"2:4: {CODE}"),
        ("[甲,, 乙]\n", f"1:1: {BRACKET}"),
        ("a: 1\n'b'\nc: 2\n", f"3:1: {GENERAL}"),
        ("a: '甲\n...\n'\n", f"1:4: {QUOTE}"),
        ("!*aa!x b\n", f"1:2: {GENERAL}"),
        (f"%YAML 1.{'9' * 5000}\n---\na: b\n", f"1:1: {GENERAL}"),
    ],
)
def test_what_only_one_loader_reads_is_refused_by_both(text: str, expected: str) -> None:
    for fast in (None, nodes.FAST_LOADERS):
        assert read_by(fast, text.encode()) == f"{expected} (yaml-syntax)"


def dump(node: Node) -> object:
    """Return a node as plain values with the places of its texts."""
    match node:
        case MapNode():
            return [(dump(key), dump(value)) for key, value in node.value]
        case ListNode():
            return [dump(each) for each in node.value]
        case _:
            return node.value, node.start_mark.line, node.start_mark.column


@given(SOME_BYTES)
def test_no_bytes_stop_the_reading(raw: bytes) -> None:
    found = compose("x.yaml", raw)
    assert isinstance(found, Problem | MapNode | ListNode | TextNode)
    if isinstance(found, Problem):
        assert found.place.line >= 1
        assert found.place.column >= 1


# --- the way of keys --------------------------------------------------------------------------------

TEXT = """\
id: T01
responsible:
  lead: metrology
  shared: [institute, fuzhou]
deliverables:
  - id: T01.1
    title: 建标
"""


@pytest.mark.parametrize(
    ("keys", "on_key", "place"),
    [
        (("id",), False, (1, 5)),
        (("id",), True, (1, 1)),
        (("responsible", "lead"), False, (3, 9)),
        (("responsible", "lead"), True, (3, 3)),
        (("responsible", "shared", 1), False, (4, 23)),
        (("deliverables", 0, "title"), False, (7, 12)),
        ((), False, (1, 1)),
        # as far as the keys lead
        (("due",), False, (1, 1)),
        (("responsible", "by_duty", 3), False, (3, 3)),
        (("responsible", "shared", 2), False, (4, 11)),
        (("responsible", "shared", 7), False, (4, 11)),
        (("id", "x"), False, (1, 5)),
        (("deliverables", "x"), False, (6, 3)),
    ],
)
def test_keys_lead_to_a_place(keys: tuple[str | int, ...], on_key: bool, place: tuple[int, int]) -> None:
    found = place_of("x.yaml", find(root_of(TEXT), keys, on_key=on_key))
    assert (found.path, found.line, found.column) == ("x.yaml", *place)


def test_columns_count_characters_also_in_chinese() -> None:
    root = root_of("{标题: 甲乙丙, 单位: 计量处}\n")
    found = place_of("x.yaml", find(root, ("单位",), on_key=False))
    assert (found.line, found.column) == (1, 15)
