"""The short version of the merge run, and that it notices what it is for."""

import itertools
import os
import random
from collections.abc import Collection
from typing import Final

import pytest

from qtrack.model import lazy
from qtrack.standing.reported import facts
from tests.merges import report, run

#: How many random bytes the name of an entry has.
OF_A_NAME: Final = 3

pytestmark = pytest.mark.slow


def test_clones_that_merge_in_any_order_stand_alike() -> None:
    outcome = run(count=2, seed=2018)
    assert outcome.done["entries"] > 10
    assert outcome.done["merge"] > 10
    assert not outcome.wrong, report(outcome, 2)


def test_names_that_clash_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    number = itertools.count()

    def drawn(length: int) -> bytes:
        return (0 if length == OF_A_NAME else next(number)).to_bytes(length, "big")

    monkeypatch.setattr(os, "urandom", drawn)
    assert any("CONFLICT" in wrong for wrong in run(count=1, seed=2018).wrong)


def test_an_order_that_hangs_on_the_disk_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(2018)  # noqa: S311 - a seed makes the test repeatable

    def as_the_disk_has_it(found: Collection[object], **_: object) -> list[object]:
        return dice.sample(list(found), len(found))

    monkeypatch.setattr(lazy, "sorted", as_the_disk_has_it, raising=False)
    monkeypatch.setattr(facts, "oldest_first", lambda entries: sorted(entries, key=lambda one: one.date))
    assert any("differs" in wrong for wrong in run(count=1, seed=2018).wrong)
