"""Numbers of headings go on in the form of those before."""

import pytest

from qtrack.records.new_ids import number_behind


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["一"], "二"),
        (["九"], "十"),
        (["十"], "十一"),
        (["（十九）"], "（二十）"),
        (["二十九"], "三十"),
        (["1.", "2."], "3."),
        (["第九章"], "第十章"),
        ([], "（一）"),
        (["甲"], "（一）"),
    ],
)
def test_the_next_number_is_of_the_same_form(before: list[str], after: str) -> None:
    assert number_behind(before, "（一）") == after
