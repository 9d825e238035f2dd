"""The phrases of notices: a table a kind, each pattern with an example and what its groups find there.

Patterns are for folded text (see `fold`): of full width only 。、《》“” are left, and every bracket is round.
The examples are tests. Nothing else in qtrack knows how a notice puts things.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple


class Phrase(NamedTuple):
    """A pattern, an example, and what the pattern's groups find in it; it is only searched, never said."""

    pattern: str
    example: str
    found: tuple[str | None, ...]

    def search(self, plain: str) -> re.Match[str] | None:
        """Find it anywhere in a folded text."""
        return compiled(self.pattern).search(plain)

    def match(self, plain: str) -> re.Match[str] | None:
        """Find it at the beginning."""
        return compiled(self.pattern).match(plain)

    def fullmatch(self, plain: str) -> re.Match[str] | None:
        """Find it where nothing else stands."""
        return compiled(self.pattern).fullmatch(plain)

    def finditer(self, plain: str) -> Iterator[re.Match[str]]:
        """Find all places of it."""
        return compiled(self.pattern).finditer(plain)

    def sub(self, told: str | Callable[[re.Match[str]], str], plain: str) -> str:
        """Replace it wherever it is found."""
        return compiled(self.pattern).sub(told, plain)


def any_of(table: Mapping[str, Phrase], plain: str) -> str | None:
    """Return which phrase of a table is found in a folded text, the first of them."""
    return next((name for name, phrase in table.items() if phrase.search(plain)), None)


#: Full-width letters, signs, blanks and brackets by the plain ones, sign by sign, so that places stay.
_FOLDED: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans(
    "\u3000\u00a0〔〕【】［］[]{}﹝﹞", "  ()()()()()()"
)

# fmt: off
COUNTER: Final = (
    "微克/立方米|毫克/升|毫克/立方米|个百分点|个工作日|个小时|批次|场次|公斤|千克|万元|家次|人次|万人次|班次|课时|平方米|平方公里|立方米|公里|千米|公顷|万元|亿元|千瓦时|千瓦|小时|分钟|工作日|"
    "[个项家名人件起台套处所座亩吨户次场期批条种例天间张盏册幅篇辆艘株头只本份部门组队支村镇米元]|%|percent|per cent|"
    "(?!percent)[a-z]+"
)
_NUMBER: Final = r"\d+(?:\.\d+)?|[二两三四五六七八九]?[十百][一二三四五六七八九十]*|[两三四五六七八九](?=[个项家名所座场])"
_COUNT: Final = rf"(?P<number>{_NUMBER})(?:\s?(?:%|[个项家名万亿])?\s?[-~—–至]\s?(?P<most>\d+(?:\.\d+)?))?\s?(?P<unit>(?>[万亿千]?(?:<counter>)))"
# fmt: on


def fold(text: str) -> str:
    """Return a text of the same length in half width."""
    return text.translate(_FOLDED)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern ready for use; <n> in it is a count with its unit, <cn> a number in words."""
    for name, part in (("<n>", _COUNT), ("<cn>", "[〇零一二两三四五六七八九十百]+"), ("<counter>", COUNTER)):
        pattern = pattern.replace(name, part)
    return re.compile(pattern)
