"""The same figure is the same everywhere: read off the text of every view and paper, and compared.

Each reader below takes what a command prints and yields facts. A further paper is a line in READERS; tables
of Markdown and HTML are read by the heads of their columns.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest

from qtrack.cli.main import main
from tests.cli.conftest import LATER
from tests.conftest import Demonstration

pytestmark = pytest.mark.slow

#: Sundays, so that a week's paper speaks of the same day as the board.
DAYS: Final = {"2019-06-30": "2019-W26"}
LIGHTS: Final = ("红", "黄", "绿", "蓝", "未评")
_SUBJECT: Final = re.compile(r".*（第(\d+)项）$")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")


class Fact(NamedTuple):
    """What one text says: a value of something, as of the task T05 its gap."""

    of: str
    what: str
    value: str


Reader = Callable[[str], Iterator[Fact]]


def figure(text: Any) -> str:  # noqa: ANN401 - a text or what JSON has
    """Return a number in one form, whatever sign or unit goes with it, or `none`."""
    found = _NUMBER.search(str(text)) if text is not None else None
    return f"{float(found[0]):g}" if found else "none"


def of_board(task: str, light: str, *shown: Any, unreported: Any = None) -> Iterator[Fact]:  # noqa: ANN401
    """Yield what a row of a table tells of a task: light, then progress, pace and gap as far as given."""
    yield Fact(task, "light", light)
    for what, value in zip(("progress", "pace", "gap"), shown, strict=False):
        yield Fact(task, what, figure(value))
    if unreported is not None:
        yield Fact(task, "unreported", str(bool(unreported)))


def in_words(text: str) -> Iterator[Fact]:
    """Yield the counts of a summary, as 红 5  黄 9."""
    for light in LIGHTS:
        found = re.search(rf"{light} (\d+)", text)
        yield Fact("plan", light, found[1] if found else "0")
    found = re.search(r"未按时报送 (\d+)", text)
    yield Fact("plan", "unreported", found[1] if found else "0")


def terminal(text: str) -> Iterator[Fact]:
    """Read the board in a pipe."""
    lines = text.split("\n")
    yield from in_words(lines[1])
    for line in lines:
        row = re.match(r"(T\d\d) +(\S+) .* (-|[\d.]+%) +([\d.]+%) +\S+ +\S+ +\S+$", line)
        if row:
            yield from of_board(*row.groups())
        section = re.match(rf"({'|'.join(LIGHTS)}) (S\d) ", line)
        if section:
            yield Fact(section[2], "light", section[1])
            for light in LIGHTS:
                found = re.search(rf"  {light} (\d+)", line)
                yield Fact(section[2], light, found[1] if found else "0")


def tasks(rows: list[dict[str, str]]) -> Iterator[Fact]:
    """Read the board, or a unit's list, in rows of a file."""
    for row in rows:
        yield from of_board(
            row["编号"],
            row["灯"],
            row["进度"],
            row["序时"],
            row["差值"],
            unreported=row.get("未按时报送", ""),
        )


def chased(text: str) -> Iterator[Fact]:
    """Read whom to remind, a unit and task a row."""
    for row in rows_of_csv(text):
        yield from of_board(row["编号"], row["灯"], row["进度"], row["序时"], row["差值"])


def board_rows(rows: list[dict[str, str]]) -> Iterator[Fact]:
    """Read the board whole in rows of a file, and count them."""
    yield from tasks(rows)
    lights = Counter(row["灯"] for row in rows)
    yield from (Fact("plan", light, str(lights[light])) for light in LIGHTS)
    yield Fact("plan", "unreported", str(sum(bool(row.get("未按时报送")) for row in rows)))
    for section in {row["部分"] for row in rows}:
        below = Counter(row["灯"] for row in rows if row["部分"] == section)
        yield from (Fact(section, light, str(below[light])) for light in LIGHTS)


def rows_of_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def board_json(text: str) -> Iterator[Fact]:
    page = json.loads(text)
    words = dict(zip(("red", "yellow", "green", "blue", "none"), LIGHTS, strict=True))
    for light, word in words.items():
        yield Fact("plan", word, str(page["counts"][light]))
        for section in page["sections"]:
            yield Fact(section["id"], word, str(section["counts"][light]))
    for section in page["sections"]:
        yield Fact(section["id"], "light", words[section["light"]])
    for task in page["tasks"]:
        shown = (task["progress"], task["pace"], task["gap"])
        yield from of_board(task["id"], words[task["light"]], *shown, unreported=task["unreported"])
    led = [task for task in page["tasks"] if task["lead"]]
    for unit in {task["lead"] for task in led}:
        own = [task for task in led if task["lead"] == unit]
        yield from unit_line(unit, len(own), Counter(words[task["light"]] for task in own))
    silent = Counter(each["id"] for task in page["tasks"] for each in task["missing"])
    yield from (Fact(unit, "missing", str(tasks)) for unit, tasks in silent.items())


def unit_line(unit: str, led: int, lights: Counter[str]) -> Iterator[Fact]:
    yield Fact(unit, "led", str(led))
    yield from (Fact(unit, f"led {light}", str(lights[light])) for light in LIGHTS)


def units_csv(text: str) -> Iterator[Fact]:
    for row in rows_of_csv(text):
        if row["牵头"] != "0":
            yield Fact(row["编号"], "led", row["牵头"])
            yield from (Fact(row["编号"], f"led {light}", row[light]) for light in LIGHTS)
            yield Fact(row["单位"], "led overdue", row["逾期"])
        if row["未按时报送"] != "0":
            yield Fact(row["编号"], "missing", row["未按时报送"])


def due_csv(text: str) -> Iterator[Fact]:
    """Read deadlines: the light of each task, and how many of a unit's tasks have any overdue."""
    late: dict[str, set[str]] = {}
    for row in rows_of_csv(text):
        holder = row["编号"].partition("/")[0].partition(".")[0]
        yield Fact(holder, "light" if holder[0] == "T" else "own light", row["灯"])
        if int(row["天数"]) < 0:
            late.setdefault(row["牵头"], set()).add(holder)
    yield from (Fact(unit, "led overdue", str(len(ids))) for unit, ids in late.items() if unit)


def indicator_facts(name: str, *shown: Any) -> Iterator[Fact]:  # noqa: ANN401 - as `figure` takes it
    for what, value in zip(("target", "actual", "progress", "pace", "gap"), shown, strict=True):
        yield Fact(name, what, figure(value))


def indicators_csv(text: str) -> Iterator[Fact]:
    for row in rows_of_csv(text):
        shown = [row[each] for each in ("目标值", "完成值", "进度", "序时", "差值")]
        yield from indicator_facts(row["指标"], *shown)


def indicators_json(text: str) -> Iterator[Fact]:
    for row in json.loads(text)["indicators"]:
        own = row["indicator"]
        yield from indicator_facts(
            own["name"], *(own[each] for each in ("target", "actual", "progress", "pace", "gap"))
        )


def indicators_terminal(text: str) -> Iterator[Fact]:
    for line in text.split("\n"):
        row = re.match(
            r"[ST]\d+ +(\S+) +((?:保持 )?\S+) +(\S+) +(?:\S+) +(-|[\d.]+%) +(-|[\d.]+%) +(\S+) ", line
        )
        if row:
            yield from indicator_facts(*row.groups())


def task_page(text: str) -> Iterator[Fact]:
    """Read one task whole: its light, its figures, those of its indicators."""
    lines = text.split("\n")
    task = lines[0].split()[0]
    labels = text[text.index("\n所属 ") :].partition("\n\n")[0].strip().split("\n")
    labelled = dict(line.split(maxsplit=1) for line in labels if len(line.split()) > 1)
    light = "light" if task[0] == "T" else "own light"
    yield Fact(task, light, lines[1].split()[0])
    for label, what in (("进度", "progress"), ("序时", "pace"), ("差值", "gap")):
        yield Fact(task, what, figure(labelled.get(label)))
    if task[0] == "T":
        yield Fact(task, "unreported", str("未按时报送" in labelled))
    for line in lines:
        row = re.match(r"(\S+) +((?:保持 )?\S+) +(\S+) +(?:\S+) +(-|[\d.]+%) +(-|[\d.]+%) +(\S+)$", line)
        if row:
            yield from indicator_facts(*row.groups())


class Tables(HTMLParser):
    """The tables of a page, each as rows of cells; drawings and notes below a word go with their cell."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.cell: list[str] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        del attrs
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.cell = []

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        if tag in {"td", "th"} and self.cell is not None:
            self.tables[-1][-1].append(" ".join("".join(self.cell).split()))
            self.cell = None

    def handle_data(self, data: str) -> None:
        """Add to the cell."""
        if self.cell is not None:
            self.cell.append(data)


def tables_of_markdown(text: str) -> list[list[list[str]]]:
    found: list[list[list[str]]] = [[]]
    for line in text.split("\n"):
        if not line.startswith("|"):
            found += [[]] if found[-1] else []
        elif not re.fullmatch(r"[|:\- ]+", line):
            found[-1].append([each.strip() for each in re.split(r"(?<!\\)\|", line)[1:-1]])
    return [table for table in found if table]


def paper(tables: list[list[list[str]]]) -> Iterator[Fact]:
    """Read every table of a summary whose heads say what stands in it."""
    for heads, *rows in tables:
        if heads[1:] == list(LIGHTS) and heads[0] == "":  # in a page lights stand side by side
            yield from (
                Fact("plan", light, number) for light, number in zip(LIGHTS, rows[0][1:], strict=True)
            )
        elif heads[:2] == ["灯", "项数"]:
            yield from (Fact("plan", row[0], row[1]) for row in rows)
        elif heads == ["单位", "任务"]:
            waiting = {f"T{int(number):02}" for row in rows for number in re.findall(r"第(\d+)项", row[1])}
            yield Fact("plan", "unreported", str(len(waiting)))
            yield from (Fact(task, "unreported", "True") for task in waiting)
        else:
            yield from (each for row in rows for each in paper_row(dict(zip(heads, row, strict=False))))


def paper_row(row: dict[str, str]) -> Iterator[Fact]:
    first = next(iter(row.values()))
    subject = _SUBJECT.match(first)
    if "指标" in row:
        shown = [row[each] for each in ("目标值", "完成值", "完成率", "序时进度", "差值（百分点）")]
        yield from indicator_facts(first.split()[0], *shown)
    elif subject and row.get("灯") in LIGHTS and "任务" in row:
        task = f"T{int(subject[1]):02}"
        yield Fact(task, "light", row["灯"])
        for head, what in (("进度", "progress"), ("序时进度", "pace"), ("差值（百分点）", "gap")):
            if head in row:
                yield Fact(task, what, figure(row[head]))


def markdown_board(text: str) -> Iterator[Fact]:
    (table,) = tables_of_markdown(text)
    heads, *rows = table
    yield from board_rows([dict(zip(heads, row, strict=True)) for row in rows])


HELD: Final = 32
READERS: Final[dict[tuple[str, ...], Reader]] = {
    ("status",): terminal,
    ("status", "--format", "csv"): lambda text: board_rows(rows_of_csv(text)),
    ("status", "--format", "markdown"): markdown_board,
    ("status", "--format", "json"): board_json,
    ("status", "--since", "2018-11-30", "--format", "csv"): lambda text: board_rows(rows_of_csv(text)),
    ("units", "--format", "csv"): units_csv,
    ("units", "标准化处", "--format", "csv"): lambda text: tasks(rows_of_csv(text)),
    ("units", "各市县局", "--format", "csv"): lambda text: tasks(rows_of_csv(text)),
    ("due", "--within", "1000d", "--format", "csv"): due_csv,
    ("indicators",): indicators_terminal,
    ("indicators", "--format", "csv"): indicators_csv,
    ("indicators", "--format", "json"): indicators_json,
    **{("show", f"T{number:02}"): task_page for number in (1, 4, 5, 9, 14, 16, 17, 18, 20, 23, 26, 30)},
    ("show", "S1"): task_page,
    ("report", "weekly", "--of", "WEEK"): lambda text: paper(tables_of_markdown(text)),
    ("report", "weekly", "--of", "WEEK", "--format", "html"): lambda text: paper(Tables(text).tables),
    ("report", "monthly", "--as-of", "DAY"): lambda text: paper(tables_of_markdown(text)),
    ("report", "quarterly", "--as-of", "DAY"): lambda text: paper(tables_of_markdown(text)),
    ("report", "annual", "--as-of", "DAY", "--format", "html"): lambda text: paper(Tables(text).tables),
    ("chase", "--behind", "--format", "csv"): chased,
}


def collected(
    folder: Path, day: str, capsys: pytest.CaptureFixture[str]
) -> dict[tuple[str, str], dict[str, str]]:
    """Return what each command says of each thing."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for arguments, read in READERS.items():
        typed = [{"WEEK": DAYS[day], "DAY": day}.get(each, each) for each in arguments]
        if "report" not in typed:
            typed += ["--as-of", day]
        assert main(typed, {"QTRACK_LANG": "zh"}, folder, LATER) == 0
        facts = set(read(capsys.readouterr().out))
        for fact in facts:
            said = found.setdefault((fact.of, fact.what), {})
            name = " ".join(arguments)
            assert said.setdefault(name, fact.value) == fact.value, (name, fact)
    return found


@pytest.mark.parametrize("day", DAYS)
def test_a_figure_is_the_same_wherever_it_stands(
    day: str, demonstration: Demonstration, capsys: pytest.CaptureFixture[str]
) -> None:
    found = collected(demonstration.folder, day, capsys)
    differ = {what: said for what, said in found.items() if len(set(said.values())) > 1}
    assert differ == {}
    named = {f"T{number:02}" for number in range(1, HELD + 1)}
    for what, sources in {"light": 5, "progress": 5, "pace": 5, "gap": 4, "unreported": 4}.items():
        assert {of for (of, told), said in found.items() if told == what and len(said) >= sources} >= named
    for light in LIGHTS:
        assert len(found["plan", light]) == 10
    assert len(found["plan", "unreported"]) >= 5
    indicators = [said for (_, told), said in found.items() if told == "actual"]
    assert len(indicators) == 9
    assert {len(said) for said in indicators} == {9}  # three of `indicators`, the task's page, the papers
    overdue = [said for (_, told), said in found.items() if told == "led overdue" and len(said) > 1]
    assert bool(overdue) is (day != "2018-12-30")


def test_a_reminder_tells_where_its_matter_stood_on_the_day_it_was_issued(
    demonstration: Demonstration, capsys: pytest.CaptureFixture[str]
) -> None:
    def printed(*arguments: str) -> str:
        assert main(arguments, {"QTRACK_LANG": "zh"}, demonstration.folder, LATER) == 0
        return capsys.readouterr().out

    sheets = printed("report", "chase", "--as-of", "2019-06-30").split("\n## ")[1:]
    assert sheets
    for sheet in sheets:
        task = re.search(r"\| 来源 \| .*第(\d+)项 \|", sheet)
        shown = re.search(r"截至(\d+)年(\d+)月(\d+)日亮(\S+?)灯：.*?落后序时进度([\d.]+)个百分点", sheet)
        assert task is not None
        assert shown is not None
        year, month, day, light, gap = shown.groups()
        issued = f"{year}-{int(month):02}-{int(day):02}"
        board = rows_of_csv(printed("status", "--as-of", issued, "--known-at", issued, "--format", "csv"))
        (row,) = (row for row in board if row["编号"] == f"T{int(task[1]):02}")
        behind = row["差值"] or f"-{row['序时']}"  # nothing reported counts as nothing done
        assert (row["灯"], figure(behind)) == (light, f"{-float(gap):g}")
