"""Texts of the plan within Markdown, shown as they are."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from qtrack.ui.screen import clean

#: Signs that may mean something to a reader of Markdown; on GitHub and GitLab that is more: somebody's
#: name, a number of theirs, and any address, which they make a link.
_SIGNS: Final = re.compile(r"[\\`*_\[\]<>|~#&$!@]|(?<=:)/(?=/)|(?<=www)\.", re.IGNORECASE)
_BREAKS: Final = re.compile(r"\s*[\n\r\t\v\f\u2028\u2029]\s*")

#: Where GitHub and GitLab look, in a comment as it is shown, for whom to tell and where to link to, so that
#: no backslash keeps them from it. What is parted there is none of theirs any more.
_REFERENCES: Final = re.compile(
    r"""
      @(?=[!-~])                                  # a person, a team, everyone; an address for mail
    | [#!$&](?=\d)                                # an issue, a merge request, a snippet, an epic
    | [~%](?=[\w"])                               # a label, a milestone
    | \[(?=[a-z_]+:) | \*(?=iteration:)           # [issue:1], [vulnerability:1], *iteration:1
    | (?<![0-9A-Z])(?:(?-i:[A-Z][0-9A-Z_]+)|GH|GL)-(?=\d) | GHSA-(?=\w)   # numbers of other trackers
    | :(?=[a-z_+-][\w+-]*:)                       # a picture
    | :(?=//) | www(?=\.)                         # any address
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)
#: A commit by seven digits or more of its id. Without a letter it is a figure, and stays whole to be copied.
_COMMIT: Final = re.compile(r"(?<![0-9a-z])(?=\d*[a-f])[0-9a-f]{7,}(?![0-9a-z])", re.IGNORECASE)
_SHORTER: Final = re.compile(r"[0-9a-f]{6}(?=.)", re.IGNORECASE)

_PARTED: Final = "\0"  # stands in no text that is clean
_NOTHING_WIDE: Final = "&#8203;"


def escape_markdown(text: str) -> str:
    """Return a text that Markdown shows as it is, in one line; for papers, which go on to other programs."""
    return _SIGNS.sub(r"\\\g<0>", _line(text))


def comment_markdown(text: str) -> str:
    """Return a text that a comment shows as it is, in one line, and that calls nobody and leads nowhere.

    For that a sign of no width stands within what GitHub or GitLab would take for a reference.
    """
    parted = _REFERENCES.sub(rf"\g<0>{_PARTED}", _line(text))
    parted = _COMMIT.sub(lambda found: _SHORTER.sub(rf"\g<0>{_PARTED}", found[0]), parted)
    return _SIGNS.sub(r"\\\g<0>", parted).replace(_PARTED, _NOTHING_WIDE)


def _line(text: str) -> str:
    return clean(_BREAKS.sub(" ", text).strip())


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table that no text in it can break."""
    cells = [[comment_markdown(cell) for cell in row] for row in (heads, *rows)]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join((lines[0], f"|{' --- |' * len(heads)}", *lines[1:])) + "\n"
