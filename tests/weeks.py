"""The demonstration at every week of its life: each weekly paper against the one before, and the board.

A command of its own: `python -m tests.weeks [EVERY]` prints the paper of each week, or of two weeks in a row
of every so many, from the commit that was current at its end, as it was printed then; once of the
demonstration, once of the same entries with edits of the plan between them. Each change of a count is held
to the difference of the two papers, what turned, ended and came to be late to `status --since`, what falls
due to `due`, and who did not report to `units`. It prints the table of sums.
"""

import io
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from qtrack.cli.main import main as qtrack
from qtrack.model.period import Period, PeriodKind
from qtrack.papers.engine.office import OfficeTranslator, period_words, short_title
from tests.repositories import git

ROOT: Final = Path(__file__).parent.parent
ENVIRON: Final = {"QTRACK_LANG": "zh"}
LIGHTS: Final = ("红", "黄", "绿", "蓝", "未评")
WORDS: Final = dict(zip(("red", "yellow", "green", "blue", "none"), LIGHTS, strict=True))

#: Edits of the plan after the entries of a week: the file, what stands in it, what stands there then; a file
#: whose text is empty goes, one that is not there comes.
EDITS: Final[dict[str, list[tuple[str, str, str]]]] = {
    "2018-W47": [("plan.yaml", "yellow_gap: 10", "yellow_gap: 5")],
    "2018-W51": [("tasks/T05.yaml", "title: ", "due: 2019-01-31\ntitle: ")],
    "2019-W07": [("plan.yaml", "red_gap: 30", "red_gap: 15")],
    "2019-W15": [
        ("plan.yaml", "red_gap: 15", "red_gap: 40"),
        ("plan.yaml", "stale_days: 60", "stale_days: 30"),
    ],
    "2019-W20": [
        ("tasks/T33.yaml", "", "id: T33\nmeasure: M01\ntitle: 新列任务\nresponsible: {lead: metrology}\n")
    ],
    "2019-W24": [("tasks/T05.yaml", "due: 2019-01-31\n", ""), ("tasks/T33.yaml", "", "")],
}


class Weekly(NamedTuple):
    """What a weekly paper says: counts and changes by light, and lists of titles."""

    counts: dict[str, int]
    changes: dict[str, int] | None
    turns: Counter[tuple[str, str, str]]
    finished: Counter[tuple[str, str]]
    due: Counter[tuple[str, str, str]]
    units: set[str]


class Outcome(NamedTuple):
    """The rows of the table of sums, and what does not agree."""

    rows: list[str]
    wrong: list[str]


def run(folder: Path, *arguments: str) -> str:
    """Return what a command prints."""
    said = io.StringIO()
    with redirect_stdout(said):
        assert qtrack(list(arguments), ENVIRON, folder) == 0
    return said.getvalue()


def page(folder: Path, *arguments: str) -> Any:  # noqa: ANN401 - JSON is made of anything
    """Return a page as JSON."""
    return json.loads(run(folder, *arguments, "--format", "json"))


def annexes(text: str) -> dict[int, str]:
    """Return the annexes of a paper by their numbers."""
    parts = re.split(r"^## 附件(\d+)：", text, flags=re.MULTILINE)
    return {int(number): body for number, body in zip(parts[1::2], parts[2::2], strict=True)}


def office(year: int) -> OfficeTranslator:
    """Return what says dates and periods as a paper of a year does."""
    return OfficeTranslator("zh", year, {})


def table(text: str, first: str) -> Iterator[list[str]]:
    """Yield the rows of the table whose first head this is."""
    inside = False
    for line in text.split("\n"):
        cells = [each.strip().replace("**", "") for each in re.split(r"(?<!\\)\|", line)[1:-1]]
        if cells[:1] == [first]:
            inside = True
        elif not cells:
            inside = False
        elif inside and not cells[0].startswith(":-"):
            yield cells


def read(text: str) -> Weekly:
    """Read a weekly paper."""
    parts = annexes(text)
    counted = {row[0]: row for row in table(text, "灯")}
    compared = any(len(row) > 3 for row in counted.values())
    turned = [row for row in table(parts[4], "任务") if len(row) == 5]
    return Weekly(
        {light: int(counted[light][1]) if light in counted else 0 for light in LIGHTS},
        {light: int(counted[light][3]) if light in counted else 0 for light in LIGHTS} if compared else None,
        Counter((bare(row[0]), row[1], row[2]) for row in turned),
        Counter((bare(row[0]), row[1].strip("-")) for row in table(parts[8], "事项")),
        Counter((row[0], row[2].strip("-"), row[4]) for row in table(parts[10], "事项")),
        {row[0] for row in table(parts[11], "单位") if "无一成员" not in row[0]},
    )


def bare(cell: str) -> str:
    """Return a title without its number in the document."""
    return re.sub(r"（第\d+项）$", "", cell)


def titled(row: dict[str, Any]) -> str:
    """Return the title of a row as a paper names it."""
    return short_title(row["title"]) if "." in row["id"] else row["title"]


def of_boards(folder: Path, period: Period) -> Weekly:
    """Return what a weekly paper should say, from the pages of the day it speaks for."""
    day, before = str(period.last_day), str(period.start - timedelta(days=1))
    said = office(period.last_day.year)
    board = page(folder, "status", "--as-of", day, "--since", before)
    until = max(period.next.last_day, period.last_day + timedelta(days=30))
    due = page(folder, "due", "--as-of", day, "--within", str((until - period.last_day).days))
    units = page(folder, "units", "--as-of", day)
    return Weekly(
        {WORDS[light]: count for light, count in board["counts"].items()},
        {WORDS[light]: board["counts"][light] - count for light, count in board["counts_before"].items()},
        Counter(
            (each["title"], WORDS.get(each["from"], "未列入"), WORDS.get(each["to"], "未列入"))
            for each in board["turned"]
        ),
        Counter(
            (titled(each), said.show(period_words(each["period"])).strip("-")) for each in board["finished"]
        ),
        Counter(
            (
                each["title"],
                said.show(period_words(each["period"])).strip("-"),
                said.show(date.fromisoformat(each["due"])),
            )
            for each in due["coming"]
        ),
        {each["short"] for each in units["units"] if each["unreported"]},
    )


def history(folder: Path) -> Path:
    """Make the demonstration again below `folder`, with edits of the plan between its commits."""
    run(ROOT, "demo", str(folder / "demo"))
    git(folder, "clone", "--quiet", "demo", "edited")
    top = folder / "edited"
    commits = [line.split() for line in git(top, "log", "--reverse", "--format=%H %cs").splitlines()]
    git(top, "checkout", "--quiet", commits[0][0])
    git(top, "checkout", commits[-1][0], "--", "plan", ":!plan/progress")  # its own edits are not told here
    for commit, day in commits[1:]:
        git(top, "checkout", commit, "--", "plan/progress", on=day)
        git(top, "add", "--all")
        if not git(top, "status", "--porcelain"):
            continue  # that commit edited the plan
        git(top, "commit", "--quiet", "--message", "entries", on=day)
        week = str(Period.containing(PeriodKind.WEEK, date.fromisoformat(day)))
        for path, old, new in EDITS.get(week, ()):
            file = top / "plan" / path
            if not old and not new:
                file.unlink()
            else:
                file.write_text(file.read_text("utf-8").replace(old, new, 1) if old else new, "utf-8")
            git(top, "add", "--all")
            git(top, "commit", "--quiet", "--message", path, on=day)
    return top


def weeks(top: Path, every: int) -> Outcome:
    """Print each weekly as it was printed then, or each pair of every so many, and compare."""
    tip = git(top, "rev-parse", "HEAD").strip()
    commits = [
        line.split() for line in git(top, "log", "--first-parent", "--format=%H %cs", tip).splitlines()
    ]
    rows, wrong = [], []
    before: Weekly | None = None
    week = Period.parse("2018-W40")
    number = 0
    while week is not None and week.start.isoformat() <= "2019-06-28":
        current = next((commit for commit, day in commits if day <= week.last_day.isoformat()), None)
        if current is None or number % every not in {0, 1}:
            before, week, number = None, week.next, number + 1
            continue
        git(top, "checkout", "--quiet", current)
        paper = read(run(top, "report", "weekly", "--of", str(week), "--as-of", str(week.last_day)))
        if paper.changes is not None:
            own = of_boards(top, week)
            wrong += [
                f"{week} {name}: {said} is not {told}"
                for name, said, told in zip(Weekly._fields, paper, own, strict=True)
                if said != told
            ]
            if before is not None:
                differ = {light: paper.counts[light] - before.counts[light] for light in LIGHTS}
                if differ != paper.changes:
                    wrong.append(f"{week}: {paper.changes} is not {differ}")
        rows.append(row_of(week, paper))
        before, week, number = paper, week.next, number + 1
    git(top, "checkout", "--quiet", tip)
    return Outcome(rows, wrong)


def row_of(week: Period, paper: Weekly) -> str:
    """Return a row of the table of sums."""
    changes = paper.changes or {}
    lights = "  ".join(f"{paper.counts[light]:2} {changes.get(light, 0):+3}" for light in LIGHTS)
    more = f"{sum(paper.turns.values()):4} {sum(paper.finished.values()):4} {sum(paper.due.values()):4}"
    return f"{week}  {lights}  {more} {len(paper.units):4}"


def report(outcome: Outcome) -> str:
    """Return the table of sums and what does not agree."""
    head = "week      red       yellow    green     blue      none      turn done  due units"
    return "\n".join(
        [head, *outcome.rows, *outcome.wrong, f"{len(outcome.rows)} weeks, {len(outcome.wrong)} wrong"]
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        edited = history(Path(made))
        for top in (Path(made) / "demo", edited):
            sys.stdout.write(f"{top.name}\n{report(weeks(top, int((*sys.argv[1:], '2')[0])))}\n")
