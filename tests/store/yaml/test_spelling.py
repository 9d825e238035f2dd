"""How a new file is spelt: line by line, with the line ends and the first line of the files beside it."""

import pytest

from qtrack.store.yaml.spelling import new_file

ITEM = {"id": "T02", "title": "甲"}
SCHEMA = "# yaml-language-server: $schema=../.schemas/task.json"


@pytest.mark.parametrize(
    ("like", "expected"),
    [
        ("id: T01\n", "id: T02\ntitle: 甲\n"),
        ("id: T01\r\n", "id: T02\r\ntitle: 甲\r\n"),
        (f"{SCHEMA}\nid: T01\n", f"{SCHEMA}\nid: T02\ntitle: 甲\n"),
        (f"\ufeff{SCHEMA}\r\nid: T01\r\n", f"{SCHEMA}\r\nid: T02\r\ntitle: 甲\r\n"),
        (f"# 注\n{SCHEMA}\nid: T01\n", "id: T02\ntitle: 甲\n"),
        ("", "id: T02\ntitle: 甲\n"),
    ],
)
def test_a_new_file_is_like_those_beside_it(like: str, expected: str) -> None:
    assert new_file(ITEM, like.encode()).decode() == expected
