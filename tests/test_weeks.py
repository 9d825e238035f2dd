"""A short run of `python -m tests.weeks`: pairs of weeks, with edits of the plan between them."""

from pathlib import Path

from tests.weeks import history, report, weeks


def test_each_weekly_is_compared_with_the_one_before_as_it_was_printed(tmp_path: Path) -> None:
    outcome = weeks(history(tmp_path), every=13)
    assert len(outcome.rows) >= 6, report(outcome)
    assert outcome.wrong == [], report(outcome)
