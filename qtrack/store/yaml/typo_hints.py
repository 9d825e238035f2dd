"""Slips of the hand and of the keyboard, each with its own sentence and remedy, and why YAML cannot be read.

What is typed where YAML or a field wants something else: full-width signs, foreign encodings, dates
and numbers as they stand on paper. Whoever finds that a text does not fit asks here for the likely
cause; what is none of these gets a general sentence from the asker. What a loader says helps only those who
know YAML, and no two of them say the same; of its failure only the kind and the places are used.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

import yaml

from qtrack.locale.message import Message, msg
from qtrack.model.problem import Place, Problem

#: Patterns are compiled when something is wrong, which is not at every start.
_CONFLICT: Final = r"^(<{7} |={7}$|>{7} )"
_TAB: Final = r"^ *\t"
_FULL_WIDTH_COLON: Final = r"^\s*(?:- +)?[\w-]+(：)"
_FOREIGN_SPACE: Final = "[\u00a0\u2002\u2003\u3000]"
_FULL_WIDTH_FLOW: Final = (
    "[\\[{][^\\]}]*?([，：【】\uff3b\uff3d\uff5b\uff5d])|^[^\\[{]*:\\s*([【\uff3b\uff5b])"
)
_DIGITS: Final = r"(?a)-?\d+(\.\d+)?"
_ASCII: Final = bytes(range(128))
#: Greek, Cyrillic, pieces of frames, Japanese and phonetic letters.
_FOREIGN_LETTER: Final = "[\u0370-\u04ff\u2500-\u257f\u3040-\u312f]"


def slip_in_line(line: str) -> tuple[Message, int] | None:
    """Return why a line cannot be read as YAML, and the column (from 0) of the sign that does it."""
    if re.match(_CONFLICT, line):
        return msg("a conflict marker of git is left here; settle the conflict and delete the markers"), 0
    if found := re.match(_TAB, line):
        return msg("a tab is used to indent; use spaces"), found.end() - 1
    if found := re.match(_FULL_WIDTH_COLON, line):
        return msg("a full-width colon “：” after a key; use “:” and a space"), found.start(1)
    if found := re.match(_FOREIGN_SPACE, line.lstrip(" ")):
        message = msg("a full-width space is used to indent; use plain spaces")
        return message, len(line) - len(line.lstrip(" "))
    if found := re.search(_FULL_WIDTH_FLOW, line):
        at = found.start(1) if found.group(1) else found.start(2)
        return msg("the full-width sign “{sign}” where YAML wants a plain one", sign=line[at]), at
    return None


def slip_of_encoding(raw: bytes) -> Message:
    """Return what the bytes of a file that is not UTF-8 probably are."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return msg("this file is saved as UTF-16 (“Unicode”); save it again as UTF-8")
    if damaged_utf8(raw):
        return msg("a character is cut or damaged here; type it again, and save the file as UTF-8")
    if decode_gbk(raw) is None:
        return msg("this file is not text in UTF-8; save it again as UTF-8")
    return msg("this file is saved as GBK (“ANSI”); save it again as UTF-8")


def damaged_utf8(raw: bytes) -> bool:
    """Tell whether bytes are a text in UTF-8 that was cut, or damaged here and there, within a character.

    Of a text in GBK, a piece may pass for Chinese in UTF-8 by chance, but never half of it.
    """
    try:
        return codecs.utf_8_decode(raw, "strict", False)[1] < len(raw)
    except UnicodeDecodeError:
        signs = "".join(
            re.findall("[\u2010-\u2030\u3000-\u9fff\uff00-\uffef]+", raw.decode("utf-8", "replace"))
        )
        return 2 * len(signs.encode()) > len(raw.translate(None, _ASCII))


def decode_gbk(raw: bytes) -> str | None:
    """Return a text in GBK or GB18030, None where that would make something else of the bytes.

    Nearly all bytes can be read so, but what they say then, where they are of another encoding, are signs
    that nobody writes: foreign letters, private ones, and rare characters, one in five or more.
    """
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        return None
    signs = Counter(text)
    strange = sum(number for sign, number in signs.items() if _is_strange(sign))
    foreign = sum(number for sign, number in signs.items() if not sign.isascii())
    return None if strange > 1 and 5 * strange > foreign else text


def _is_strange(sign: str) -> bool:
    if re.match(_FOREIGN_LETTER, sign):
        return True
    # where the characters lie that have no place in GB2312: Chinese and private ones, and none yet
    if not re.match("[\u3400-\u9fff\ue000-\ufaff\U00010000-\U0010ffff]", sign):
        return False
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def slip_of_shape(text: str) -> Message | None:
    """Return why a text stands where keys with values or a list belong."""
    if "：" in text:
        return msg("a full-width colon “：” after a key; use “:” and a space")
    if any(sign in text for sign in "，、"):
        return msg("a full-width comma between names; write [a, b] with plain signs")
    return None


def slip_of_key(name: str, keys: list[str]) -> Message | None:
    """Return why a key is not the known one that it looks like."""
    plain = plain_key(name)
    if re.search(_FOREIGN_SPACE, name):
        return msg("a full-width space stands beside the key “{key}”; use plain spaces", key=plain)
    if plain in keys:
        return msg("write the key “{key}” in small plain letters", key=plain)
    return None


def plain_key(name: str) -> str:
    """Return a key as it would be typed with a plain keyboard."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def number_meant(text: str) -> str | None:
    """Return a number that is written as on paper as it is written plainly."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").removesuffix("%")
    return plain if plain != text and re.fullmatch(_DIGITS, plain) else None


#: What is the same on every day is the same on this one.
_ANY_DAY: Final = date(2000, 1, 1)


def date_meant(text: str) -> date | None:
    """Return the day of a date that is written as on paper; raise ValueError where the calendar has none."""
    from qtrack.store.dates import last_day, paper_date, read_spoken

    if meant := paper_date(text):
        return meant
    reading = read_spoken(text, _ANY_DAY)
    return last_day(reading.choices[0]) if reading and reading.whole and len(reading.choices) == 1 else None


#: A text in quotes up to what ends it: the quote that closes it, a code that is none, the end of the file.
_QUOTED: Final = r"""(?x)
    '(?:[^']|'')*+|"(?:[^"\\]|\\(?:[0abt\tnvfre "/\\N_LP\r\n\x85\u2028\u2029]|x[0-9a-fA-F]{2}
    |u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:10|0(?!0[dD][89a-fA-F])[0-9a-fA-F])[0-9a-fA-F]{4}))*+"""
#: What ends a line, to YAML.
_BREAK: Final = "\r\n|[\n\r\x85\u2028\u2029]"
_NEARBY: Final = 3
_WIDEST: Final = 1000


def control_character(path: str, text: str) -> Problem | None:
    """Return the first sign that no text may hold."""
    if text.replace("\n", "").isprintable():  # as most are; this is far quicker than the pattern
        return None
    found = re.search("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010fffc]", text)
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
    found = re.compile(_QUOTED).match(text, start.index)
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
    lines = re.split(_BREAK, text)
    for number in numbers:
        if 0 <= number < len(lines) and (slip := slip_in_line(lines[number][:_WIDEST])):
            message, at = slip
            return Problem("yaml-syntax", message, Place(path, line=number + 1, column=at + 1))
    return None


def _place(path: str, text: str, at: int) -> Place:
    """Return the place of a sign."""
    before = re.split(_BREAK, text[:at])
    return Place(path, line=len(before), column=len(before[-1]) + 1)
