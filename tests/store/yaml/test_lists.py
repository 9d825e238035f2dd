"""Parts of a list put in, taken out and carried elsewhere: all else stays, comments go with their part."""

from collections import Counter
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qtrack.model.problem import Problem
from qtrack.store.yaml.lists import taken, with_item, with_piece
from qtrack.store.yaml.nodes import compose
from qtrack.store.yaml.spelling import NotPlainError, content

SHELF: Final = ("deliverables",)
TASK: Final = """\
id: T01
# 事项
deliverables:
  # 一之上
  - id: T01.1   # 一
    title: 一
    # 一之下

  - {id: T01.2, title: 二}  # 二
  - id: T01.3
    # 三之中
    title: |
      三
      # 不是注释
# 完
due: 2020-01-01
"""


def carried(text: str, at: int, to: int) -> str:
    """Return a task with a deliverable at another place of its list."""
    raw, piece = taken("tasks/T01.yaml", text.encode(), (*SHELF, at))
    return with_piece("tasks/T01.yaml", raw, SHELF, piece, to).decode()


FIRST: Final = "  # 一之上\n  - id: T01.1   # 一\n    title: 一\n    # 一之下\n"
SECOND: Final = "  - {id: T01.2, title: 二}  # 二\n"
THIRD: Final = "  - id: T01.3\n    # 三之中\n    title: |\n      三\n      # 不是注释\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_comments_go_with_the_part_and_blank_lines_stay(end: str) -> None:
    text = TASK.replace("\n", end)
    before, _, rest = TASK.partition(FIRST)
    blank, _, rest = rest.partition(SECOND)
    rest = rest.removeprefix(THIRD)
    assert carried(text, 1, 0) == (before + SECOND + FIRST + blank + THIRD + rest).replace("\n", end)
    assert carried(text, 0, 2) == (before + blank + SECOND + THIRD + FIRST + rest).replace("\n", end)
    assert carried(text, 2, 0) == (before + THIRD + FIRST + blank + SECOND + rest).replace("\n", end)
    assert carried(text, 1, 1) == text


def test_another_file_gets_them_in_its_own_indent_and_line_ends() -> None:
    raw, piece = taken("tasks/T01.yaml", TASK.encode(), (*SHELF, 0))
    assert raw.decode() == TASK.replace(FIRST, "")
    other = b"id: T02\r\ndeliverables:\r\n- id: T02.1\r\n  title: x"
    assert with_piece("tasks/T02.yaml", other, SHELF, piece, 1).decode() == (
        other.decode() + "\r\n# 一之上\r\n- id: T01.1   # 一\r\n  title: 一\r\n  # 一之下"
    )
    assert with_piece("tasks/T02.yaml", b"id: T02\n", SHELF, piece, 0).decode() == (
        "id: T02\ndeliverables:\n" + FIRST
    )
    with pytest.raises(NotPlainError):  # a comment has no place between brackets
        with_piece("tasks/T02.yaml", b"deliverables: [{id: T02.1, title: x}]\n", SHELF, piece, 1)
    _, plain = taken("tasks/T01.yaml", b"deliverables:\n- id: a\n  title: b\n", (*SHELF, 0))
    assert with_piece("tasks/T02.yaml", b"deliverables: [{id: c, title: d}]\n", SHELF, plain, 0) == (
        b"deliverables: [{id: a, title: b}, {id: c, title: d}]\n"
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("id: T01\n# 上\ndeliverables:\n  # 它\n  - id: a\ndue: 1\n", "id: T01\n# 上\ndue: 1\n"),
        ("id: T01\ndeliverables:  # 注\n  - id: a\n", "id: T01\ndeliverables: []  # 注\n"),
        ("id: T01\ndeliverables: [{id: a}]\ndue: 1", "id: T01\ndue: 1"),
        ("id: T01\ndeliverables: [{id: a}]  # 注\n", "id: T01\ndeliverables: []  # 注\n"),
        ("{id: T01, deliverables: [{id: a}]}\n", "{id: T01}\n"),
    ],
)
def test_the_key_goes_with_its_last_part_but_for_a_comment(text: str, left: str) -> None:
    assert taken("tasks/T01.yaml", text.encode(), (*SHELF, 0))[0].decode() == left


def test_between_brackets_a_part_goes_with_its_comma() -> None:
    text = b"deliverables: [{id: a}, {id: b}, {id: c}]\n"
    for at, left in enumerate((b"{id: b}, {id: c}", b"{id: a}, {id: c}", b"{id: a}, {id: b}")):
        assert taken("tasks/T01.yaml", text, (*SHELF, at))[0] == b"deliverables: [" + left + b"]\n"
    with pytest.raises(NotPlainError):
        taken("tasks/T01.yaml", b"deliverables: [{id: a}, # x\n  {id: b}]\n", (*SHELF, 0))


def test_texts_are_put_in_as_parts_are() -> None:
    assert with_item("plan.yaml", b"format: 1\n", ("retired",), "T05") == b"format: 1\nretired: [T05]\n"
    assert with_item("plan.yaml", b"retired: [T05]\n", ("retired",), "M02") == b"retired: [T05, M02]\n"
    assert with_item("plan.yaml", b"retired:\n- T05  # x\n", ("retired",), "M02") == (
        b"retired:\n- T05  # x\n- M02\n"
    )


# --- whatever the style ----------------------------------------------------------------------------------


@st.composite
def files(draw: st.DrawFn) -> str:
    """Draw a task whose deliverables are written in any style; a comment names the part it stands at."""
    column = draw(st.sampled_from([0, 2, 4]))
    lines = ["id: T01", "", "# 头", "deliverables:" + draw(st.sampled_from(["", "  # 列"]))]
    comment = st.booleans()
    for number in range(draw(st.integers(2, 4))):
        indent, tag = " " * column, f"# @{number}"
        if draw(st.integers(0, 3)) == 0:
            lines.append("")
        lines += [indent + tag] * draw(st.integers(0, 2))
        behind = f"  {tag}" if draw(comment) else ""
        match draw(st.integers(0, 3)):
            case 0:
                lines.append(f"{indent}- {{id: T01.{number}, title: '# {number}'}}{behind}")
            case 1:
                lines += [f"{indent}-{behind}", f"{indent}    id: T01.{number}", f"{indent}    title: 题"]
            case 2:
                lines += [
                    f"{indent}- id: T01.{number}{behind}",
                    f"{indent}  title: >-",
                    f"{indent}    # 题",
                    "",
                ]
                lines += [f"{indent}    二"]
            case _:
                lines.append(f"{indent}- id: T01.{number}")
                lines += [f"{indent}  {tag}"] * draw(st.integers(0, 1))
                lines += [f'{indent}  title: "题', f'{indent}    # 二"{behind}']
        lines += [f"{indent}  {tag}"] * draw(st.integers(0, 1))
    lines += draw(st.sampled_from([[], ["", "# 尾"], ["# 尾", "due: 2020-01-01"]]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join(lines) + draw(st.sampled_from(["", end]))


def ids(raw: bytes) -> list[str]:
    """Return the ids of the deliverables in their order."""
    root = compose("tasks/T01.yaml", raw)
    assert not isinstance(root, Problem), root
    return [part["id"] for part in content(root)["deliverables"]]


def owners(text: str, there: list[str]) -> list[tuple[str, str]]:
    """Return each comment that names a part with the part that it stands at by its indent."""
    column = min(len(line) - len(line.lstrip()) for line in text.splitlines() if line.lstrip()[:1] == "-")
    found, number = [], -1
    for line in text.splitlines():
        number += line.lstrip()[:1] == "-"
        if "# @" in line:
            above = line.lstrip()[:1] == "#" and len(line) - len(line.lstrip()) == column
            found.append((line.partition("# @")[2][0], there[number + above][-1]))
    return found


def unspaced(text: str) -> list[str]:
    """Return the lines that are not blank."""
    return [line for line in text.splitlines() if line]


@settings(max_examples=150, deadline=None)
@given(files(), st.data())
def test_what_was_not_named_stays_and_each_comment_keeps_its_part(text: str, data: st.DataObject) -> None:
    raw = text.encode()
    there = ids(raw)
    at = data.draw(st.integers(0, len(there) - 1))
    to = data.draw(st.integers(0, len(there) - 1))
    left, piece = taken("tasks/T01.yaml", raw, (*SHELF, at))
    assert ids(left) == there[:at] + there[at + 1 :]
    assert f"# @{there[at][-1]}" not in left.decode()
    gone = len(text) - len(left.decode())
    assert any(text[:spot] + text[spot + gone :] == left.decode() for spot in range(len(text)))
    after = with_piece("tasks/T01.yaml", left, SHELF, piece, to)
    assert ids(after) == [*ids(left)[:to], there[at], *ids(left)[to:]]
    end = "\r\n" if "\r\n" in text else "\n"
    assert sorted(after.decode().split(end)) == sorted(text.split(end))
    assert all(tag == own for tag, own in owners(after.decode(), ids(after)))
    back = with_piece("tasks/T01.yaml", left, SHELF, piece, at).decode()
    assert unspaced(back) == unspaced(text)


@settings(max_examples=100, deadline=None)
@given(files(), files(), st.data())
def test_a_part_goes_to_another_file_with_its_comments_and_nothing_else(
    text: str, other: str, data: st.DataObject
) -> None:
    there, others = ids(text.encode()), ids(other.encode())
    at = data.draw(st.integers(0, len(there) - 1))
    to = data.draw(st.integers(0, len(others)))
    left, piece = taken("tasks/T01.yaml", text.encode(), (*SHELF, at))
    after = with_piece("tasks/T02.yaml", other.encode(), SHELF, piece, to).decode()
    assert ids(after.encode()) == [*others[:to], there[at], *others[to:]]
    added = len(after) - len(other)
    assert any(after[:spot] + after[spot + added :] == other for spot in range(len(other) + 1))
    gone = Counter(map(str.strip, unspaced(text))) - Counter(map(str.strip, unspaced(left.decode())))
    came = Counter(map(str.strip, unspaced(after))) - Counter(map(str.strip, unspaced(other)))
    assert came == gone
    assert ("\r\n" in other) is ("\r\n" in after)
