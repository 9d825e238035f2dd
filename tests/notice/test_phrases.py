"""Every phrase that notices are read by, tried on its own example."""

from collections.abc import Iterator

import pytest

from qtrack.notice.phrases import clauses, layout, when, who
from qtrack.notice.phrases.phrase import Phrase, compiled, fold
from tests.small import wide


def table() -> Iterator[tuple[str, Phrase]]:
    for name, held in (pair for module in (clauses, layout, when, who) for pair in vars(module).items()):
        if isinstance(held, Phrase):
            yield name, held
        elif isinstance(held, dict):
            yield from ((f"{name} {key}", one) for key, one in held.items() if isinstance(one, Phrase))


@pytest.mark.parametrize(("name", "phrase"), [pytest.param(*row, id=row[0]) for row in table()])
def test_a_phrase_finds_its_example(name: str, phrase: Phrase) -> None:
    found = compiled(phrase.pattern).search(phrase.example)
    assert found is not None, name
    assert found.groups()[: len(phrase.found)] == phrase.found
    assert phrase.found or not found.groups() or not any(found.groups())


def test_examples_are_folded_as_patterns_are() -> None:
    assert [one.example for _, one in table() if fold(one.example) != one.example] == []


def test_folding_keeps_every_place() -> None:
    text = wide("(1) AB,") + "〔2018〕6％：；【甲】"
    assert fold(text) == "(1) AB,(2018)6%:;(甲)"
    assert len(fold(text)) == len(text)
