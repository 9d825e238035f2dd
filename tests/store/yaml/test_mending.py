"""A file that is no YAML for slips of the keyboard is read on as if each were mended; places stay."""

import pytest
import yaml

from qtrack.model.problem import Problem
from qtrack.store.yaml.mending import Mended, mended
from qtrack.store.yaml.nodes import compose
from tests.small import english
from tests.store.yaml.test_nodes import CODE, COLON, GENERAL, QUOTE, SPACE


def of(text: str) -> Mended:
    return mended("x.yaml", text.encode())


def told(text: str) -> list[str]:
    """Return the first problem of a file and what is found beside it, as `line:column: text`."""
    first = compose("x.yaml", text.encode())
    assert isinstance(first, Problem)
    return [
        f"{each.place.line}:{each.place.column}: {english(each.message)}" for each in (first, *of(text).slips)
    ]


def plain(found: Mended) -> object:
    assert found.root is not None
    return yaml.constructor.BaseConstructor().construct_document(found.root)


def sign(one: str) -> str:
    return f"the full-width sign “{one}” where YAML wants a plain one"


def test_signs_of_a_chinese_keyboard_are_told_where_the_file_has_them() -> None:
    text = "k: {'a'：'b'， c: 1}\nx： [d】\n"
    assert told(text) == [
        f"1:8: {sign('：')}",
        f"1:12: {sign('，')}",  # though a blank was put behind the colon
        f"2:2: {COLON}",
        f"2:6: {sign('】')}",
    ]
    assert plain(of(text)) == {"k": {"a": "b", "c": "1"}, "x": ["d"]}


def test_blanks_before_a_line_are_mended_all_at_once_each_as_two() -> None:
    text = "a:\n\u3000\u3000b: 1\n\u3000\tc： 2\n"
    assert told(text) == [f"3:4: {COLON}", f"3:1: {SPACE}", f"2:1: {SPACE}"]
    assert plain(of(text)) == {"a": {"b": "1", "c": "2"}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("d： e\na: b: c\n", [f"1:2: {COLON}", f"2:5: {GENERAL}"]),
        ("d： e\na: 'b\n", [f"1:2: {COLON}", f"2:4: {QUOTE}"]),
        ('a: "\\甲"\nd： e\n', [f"1:5: {CODE}"]),
    ],
)
def test_what_is_no_slip_is_the_last_that_is_told(text: str, expected: list[str]) -> None:
    assert told(text) == expected
    assert of(text).root is None
