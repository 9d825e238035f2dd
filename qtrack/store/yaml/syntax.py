"""Why a text cannot be read as YAML: the likeliest cause, looked for in the text itself.

What a loader says helps only those who know YAML, and no two of them say the same; of its failure only the
kind and the places are used.
"""

import re
from collections.abc import Iterable
from typing import Final

import yaml

from qtrack.locale.message import msg
from qtrack.model.problem import Place, Problem
from qtrack.store.yaml.typo_hints import slip_in_line

#: The signs that YAML forbids.
_CONTROL: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010fffc]")
#: A text in quotes up to what ends it: the quote that closes it, a code that is none, the end of the file.
_QUOTED: Final = re.compile(
    r"""'(?:[^']|'')*+|"(?:[^"\\]|\\(?:[0abt\tnvfre "/\\N_LP\r\n\x85\u2028\u2029]|x[0-9a-fA-F]{2}
    |u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:10|0(?!0[dD][89a-fA-F])[0-9a-fA-F])[0-9a-fA-F]{4}))*+""",
    re.VERBOSE,
)
#: What ends a line, to YAML.
_BREAK: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_NEARBY: Final = 3
_WIDEST: Final = 1000


def control_character(path: str, text: str) -> Problem | None:
    """Return the first sign that no text may hold."""
    found = _CONTROL.search(text)
    if found is None:
        return None
    message = msg("a control character that no text should hold; delete it")
    return Problem("yaml-syntax", message, _place(path, text, found.start()))


def syntax(path: str, text: str, attempt: str, error: Exception) -> Problem:
    """Return why PyYAML's own loader failed at `attempt`, which is `text` sign by sign, but for tabs."""
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    if mark is None:
        return _general(path, text, 0, 0)
    found = None
    if isinstance(error, yaml.scanner.ScannerError):
        found = _quote(path, text, error.context_mark or mark, mark)
    elif isinstance(error, yaml.parser.ParserError):
        found = _bracket(path, text, attempt, mark)
    return found or _general(path, text, mark.line, mark.column)


def _quote(path: str, text: str, start: yaml.Mark, mark: yaml.Mark) -> Problem | None:
    """Return what is wrong with the text in quotes that begins at `start`, if the failure is within it."""
    found = _QUOTED.match(text, start.index)
    if found is None or (text.startswith(found[0][0], found.end()) and found.end() < mark.index):
        return None
    if text.startswith("\\", found.end()) and found.end() < mark.index:
        message = msg("in double quotes “\\” begins a code; write this text in single quotes")
        return Problem("yaml-syntax", message, _place(path, text, found.end()))
    message = msg("the quote that opens here is never closed; close it, or write the text without quotes")
    return Problem("yaml-syntax", message, Place(path, line=start.line + 1, column=start.column + 1))


def _bracket(path: str, text: str, attempt: str, mark: yaml.Mark) -> Problem | None:
    """Return which bracket is open at the failure, unless a slip inside explains it."""
    opened = []
    for token in yaml.scan(attempt, Loader=yaml.BaseLoader):
        if token.start_mark.index >= mark.index:
            break
        if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
            opened.append(token.start_mark)
        elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken):
            opened.pop()
    if not opened:
        return None
    start = opened[-1]
    message = msg("the bracket that opens here is not closed as it should be; look at what is inside")
    return _slip(path, text, range(start.line, min(mark.line, start.line + _NEARBY) + 1)) or Problem(
        "yaml-syntax", message, Place(path, line=start.line + 1, column=start.column + 1)
    )


def _general(path: str, text: str, line: int, column: int) -> Problem:
    """Return the slip that is nearest to a place, else what helps most often."""
    near = range(line - _NEARBY, line + _NEARBY + 1)
    if slip := _slip(path, text, sorted(near, key=lambda number: abs(number - line))):
        return slip
    message = msg(
        "this cannot be read as YAML; look at the indentation, the colons and the quotes here and just above"
    )
    return Problem("yaml-syntax", message, Place(path, line=line + 1, column=column + 1))


def _slip(path: str, text: str, numbers: Iterable[int]) -> Problem | None:
    """Return the first slip of the hand in some lines, as far as people write a line."""
    lines = _BREAK.split(text)
    for number in numbers:
        if 0 <= number < len(lines) and (slip := slip_in_line(lines[number][:_WIDEST])):
            message, at = slip
            return Problem("yaml-syntax", message, Place(path, line=number + 1, column=at + 1))
    return None


def _place(path: str, text: str, at: int) -> Place:
    """Return the place of a sign."""
    before = _BREAK.split(text[:at])
    return Place(path, line=len(before), column=len(before[-1]) + 1)
