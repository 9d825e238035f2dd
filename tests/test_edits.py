"""A short run of `python -m tests.edits`: what random edits make better is told as loosening."""

import pytest

from qtrack.cli.review import comparison
from tests.edits.__main__ import run

pytestmark = pytest.mark.slow


def test_what_an_edit_makes_better_never_passes_unsaid() -> None:
    tried = run(40, seed=4)
    assert tried.missed == []
    assert tried.tampering == []
    assert tried.better > 5


def test_without_the_net_something_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison, "improvements", lambda *_: ())
    assert run(40, seed=6).missed
