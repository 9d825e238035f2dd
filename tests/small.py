"""Small plans as text: what tests of every layer speak in.

The small plan runs 100 days, so that on its day n the pace of the whole is n percent. A plan is a
mapping of paths to texts; `tree_of` lays more files over it, `task` and `head` add keys to the one
task and to plan.yaml, `said` makes an entry.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from textwrap import dedent
from typing import Final

from qtrack.locale.message import Clause, Message, Word, number
from qtrack.model.plan import Plan
from qtrack.model.problem import Problem
from qtrack.store.reading.load import load

Files = Mapping[str, str | bytes | None]

START = date(2019, 1, 1)
END = date(2019, 4, 10)

HEAD = """\
format: 2
title: 质量提升工作方案
document: {number: 闽质监〔2018〕251号, issuer: 省质监局, issued: 2018-12-30}
start: 2019-01-01
end: 2019-04-10
"""

UNITS = """\
units:
  - {id: metrology, name: 计量处, short: 计量处, kind: division}
  - {id: institute, name: 省计量科学研究院, short: 省计量院, kind: affiliate}
  - {id: fuzhou, name: 福州市市场监管局, short: 福州局, kind: bureau}
  - {id: xiamen, name: 厦门市质监局, short: 厦门局, kind: bureau}
  - {id: office, name: 办公室, short: 办公室, kind: division}
groups:
  - {id: bureaus, name: 各市县局, members: [fuzhou, xiamen]}
"""

SECTION = """\
id: S1
number: 一
title: 夯实质量基础
measures:
  - {id: M01, number: （一）, title: 提升计量能力}
"""

TASK = """\
id: T01
measure: M01
title: 健全量传溯源体系
responsible: {lead: metrology, shared: [institute], by_duty: [bureaus]}
"""

SMALL: dict[str, str] = {
    "plan.yaml": HEAD,
    "units.yaml": UNITS,
    "sections/S1.yaml": SECTION,
    "tasks/T01.yaml": TASK,
}


class TextTree:
    """A tree of files that lives in memory; it has the methods of `qtrack.store.tree.Tree`."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = dict(files)

    def paths(self, under: str = "") -> Iterator[str]:
        """Yield the paths of all files below `under`, last named first: no order is promised."""
        prefix = f"{under}/" if under else ""
        return (path for path in reversed(self.files) if path.startswith(prefix))

    def read(self, path: str) -> bytes:
        """Return what a file holds."""
        if path not in self.files:
            raise FileNotFoundError(path)
        held = self.files[path]
        return held.encode() if isinstance(held, str) else held


def day(number_of_day: int) -> date:
    """Return a day of the small plan: 1 is its start, 100 its end; on day n the pace is n percent."""
    return START + timedelta(days=number_of_day - 1)


def _lines(more: str) -> str:
    text = (dedent(more) if more.startswith("\n") else more).strip("\n")
    return f"{text}\n" if text else ""


def head(more: str) -> dict[str, str]:
    """Return plan.yaml with more keys."""
    return {"plan.yaml": HEAD + _lines(more)}


def split_target(identifier: str, name: str) -> str:
    """Return the indicators of a task: one target that is split, 300 to fuzhou and 200 to xiamen."""
    return f"""\
indicators:
  - id: {identifier}
    name: {name}
    unit: 家
    target: 500
    kind: reach
    due: 2019-04-10
    baseline: 0
    shares: [{{unit: fuzhou, target: 300}}, {{unit: xiamen, target: 200}}]
"""


def task(more: str, identifier: str = "T01") -> dict[str, str]:
    """Return a task like T01 with more keys."""
    text = TASK.replace("T01", identifier) + _lines(more)
    return {f"tasks/{identifier}.yaml": text}


#: T01 with a deadline, deliverables among comments, and an indicator.
PARTS: Final = task("""
# 事项
deliverables:
  # 一
  - id: T01.1
    title: 甲   # 注
    # 甲之下
  - {id: T01.2, title: 乙}
indicators:
  - {id: n, name: 标准, unit: 项, target: 9, kind: reach, due: 2019-04-10, baseline: 0}
due: 2019-04-10
""")


def section(more: str) -> dict[str, str]:
    """Return S1 with more keys."""
    return {"sections/S1.yaml": SECTION + _lines(more)}


def said(
    on: date | int,
    more: str = "",
    *,
    about: str = "T01",
    unit: str = "metrology",
    recorded: str = "",
    tag: str = "000001",
) -> dict[str, str]:
    """Return an entry: when (a day of the small plan, or a date) and what else it says, as YAML.

    Its id is the date and `tag`; it was recorded at nine on the same day unless told otherwise.
    """
    when = day(on) if isinstance(on, int) else on
    text = f"about: {about}\nunit: {unit}\ndate: {when}\nrecorded: {recorded or f'{when}T09:00:00+08:00'}\n"
    if "summary:" not in more:
        text += "summary: 有进展\n"
    return {f"progress/{about.partition('.')[0]}/{when}-{tag}.yaml": text + _lines(more)}


def files_of(*files: Files) -> dict[str, str | bytes]:
    """Return the files of the small plan with others laid over it; None takes a file away."""
    found: dict[str, str | bytes] = dict(SMALL)
    laid: set[str] = set()
    for each in files:
        twice = laid & set(each)
        assert not twice, f"two texts for {twice}; give entries of one day different tags"
        laid |= set(each)
        for path, text in each.items():
            if text is None:
                del found[path]
            else:
                found[path] = text
    return found


def tree_of(*files: Files) -> TextTree:
    """Return the small plan with other files laid over it, in memory."""
    return TextTree(files_of(*files))


def plan_of(*files: Files) -> Plan:
    """Load the small plan with other files laid over it; it must load without problems."""
    loaded = load(tree_of(*files))
    assert loaded.plan is not None, lines(loaded.problems)
    assert not loaded.problems, lines(loaded.problems)
    return loaded.plan


def small_plan(folder: Path, *files: Files) -> Path:
    """Write the small plan with other files laid over it below `folder`, and return its root."""
    root = folder / "plan"
    for path, text in files_of(*files).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def wide(text: str) -> str:
    """Return letters, digits and signs in full width, the way an input method may leave them."""
    return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)


def english(message: Message) -> str:
    """Return a message in English without any catalogue."""
    pattern = message.plural if message.plural and message.count != 1 else message.text
    if not message.values:
        pattern = pattern.rstrip(".") if isinstance(message, Clause) else pattern
        return pattern.partition("|")[0] if isinstance(message, Word) else pattern
    return pattern.format_map({name: _shown(value) for name, value in message.values})


def _shown(value: object) -> str:
    match value:
        case Message():
            return english(value)
        case Decimal():
            return number(value)
        case tuple():
            return ", ".join(_shown(each) for each in value)
        case _:
            return str(value)


def line(problem: Problem) -> str:
    """Return a problem as `path:line:column: level: text (check-name)`."""
    place = problem.place
    return (
        f"{place.path}:{place.line}:{place.column}: {problem.level}: "
        f"{english(problem.message)} ({problem.check})"
    )


def lines(problems: tuple[Problem, ...] | list[Problem]) -> list[str]:
    """Return problems as lines."""
    return [line(each) for each in problems]
