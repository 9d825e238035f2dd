"""The manual page of a check, and the form of text that it is read from.

A page is written as text where the check is written: `name: what it holds.`, a paragraph that says why,
and then, a line each, `Level:` (left out where it is error only), `Passes:` and `Fails:`. A longer example
goes on in indented lines.
"""

import re
from inspect import cleandoc
from typing import Final

import msgspec

from qtrack.model.problem import Level


class ManualPage(msgspec.Struct, frozen=True):
    """What a check holds and why, with an example of each kind; its texts are keys of the catalogue."""

    name: str
    holds: str
    why: str
    passes: str
    fails: str
    levels: tuple[Level, ...] = (Level.ERROR,)

    @property
    def texts(self) -> tuple[str, ...]:
        """What is to be translated."""
        return (self.holds, self.why, self.passes, self.fails)


_HEAD: Final = re.compile(r"([a-z]+(?:-[a-z]+)*): (.+)", re.DOTALL)
_LABEL: Final = re.compile(r"^(Level|Passes|Fails): ", re.MULTILINE)


def page_of(text: str) -> ManualPage:
    """Read a manual page; raise ValueError where the text does not have its form."""
    first, _, rest = cleandoc(text).partition("\n\n")
    head = _HEAD.fullmatch(first)
    why, *labelled = _LABEL.split(rest)
    found = {label: _line(text) for label, text in zip(labelled[::2], labelled[1::2], strict=True)}
    levels = found.pop("Level", Level.ERROR.value)
    if head is None or set(found) != {"Passes", "Fails"} or not all((why.strip(), *found.values())):
        refusal = f"not a manual page: {first!r}"
        raise ValueError(refusal)
    return ManualPage(
        name=head[1],
        holds=_line(head[2]),
        why=_line(why),
        passes=found["Passes"],
        fails=found["Fails"],
        levels=tuple(Level(level) for level in levels.split(", ")),
    )


def _line(text: str) -> str:
    return " ".join(text.split())
