"""The command: make random plans, compute every figure twice, tell what differs."""

import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

from tests.recompute import chasing, lists
from tests.recompute.changes import LATE, Change
from tests.recompute.compare import Comparison, Difference, keyed
from tests.recompute.days import DAY
from tests.recompute.draft import Draft
from tests.recompute.exercised import COUNTS, SENTENCES
from tests.recompute.history import History, commit_edits
from tests.recompute.ledger import of_ledger, read_ledger
from tests.recompute.lists import ROW
from tests.recompute.pages import Pages
from tests.recompute.papers import KINDS, Issue, of_summary
from tests.recompute.plan import Plan
from tests.recompute.printed import day_of, read_summary
from tests.recompute.qtrack_commands import RefusedError, json_of, text_of
from tests.recompute.random_plan import draft, settle, write
from tests.recompute.reading import read

DAYS: Final = 7
IN_GIT: Final = 0.3
FIRST: Final = 3
SOON: Final = 0.5


def run(count: int, seed: int) -> Comparison:
    """Hold the commands to the second program on so many random plans."""
    comparison = Comparison()
    for number in range(count):
        dice = random.Random(f"{seed}-{number}")  # noqa: S311 - a seed makes the run repeatable
        with tempfile.TemporaryDirectory() as folder:
            counted = COUNTS.copy()
            made = draft(dice)
            _make(made, Path(folder) / "plan")
            COUNTS.clear()
            COUNTS.update(counted)  # making plans up decides nothing
            plan = read(Path(folder) / "plan")
            if made.chance(IN_GIT):
                commit_edits(made, Path(folder) / "plan")
            history = History(plan, Path(folder) / "plan")
            for day, known in _days(plan, dice):
                known_at = f" --known-at {known}" if known else ""
                comparison.place = f"{seed}-{number} --as-of {day}{known_at}"
                with _refused(comparison):
                    _compare(comparison, history, Pages(plan, day, known), dice)
            comparison.place = f"{seed}-{number}"
            with _refused(comparison):
                _compare_summaries(comparison, history, dice)
    return comparison


@contextmanager
def _refused(comparison: Comparison) -> Iterator[None]:
    """Count a command that refuses what it is asked as a difference."""
    try:
        yield
    except RefusedError as error:
        comparison.differences.append(Difference("refused", f"{comparison.place} | {error}"))


def _make(plan: Draft, folder: Path) -> None:
    """Write a plan, without what `qtrack validate` finds wrong in it."""
    while True:
        for old in folder.rglob("*.yaml"):
            old.unlink()
        write(plan, folder)
        problems = json_of(folder, "validate", codes=(0, 1))["problems"]
        errors = [problem for problem in problems if problem["level"] == "error"]
        if not errors:
            return
        settle(plan, errors)


def _days(plan: Plan, dice: random.Random) -> list[tuple[date, date | None]]:
    """Choose days to ask for, and by when things had been recorded."""
    first, last = plan.span
    turning = [first, last]
    for whole in plan.wholes:
        dues = [whole.due, *(one.due for one in whole.deliverables), *(one.due for one in whole.indicators)]
        turning += [due for due in dues if due]
    said = [entry.date + dice.choice([0, 0, 10, 30]) * DAY for entry in plan.entries]
    recorded = [entry.recorded.astimezone(plan.zone).date() for entry in plan.entries] or [first]
    days = [dice.choice(turning) + dice.choice([0, 1]) * DAY for _ in range(2)]
    days += [dice.choice([first - 10 * DAY, first - DAY, first, last, last + DAY, last + 45 * DAY])]
    days += [dice.choice(said or turning), last - DAY * dice.randint(0, (last - first).days // 3)]
    days += [min(last, first + DAY * dice.randint(0, 50))]
    days += [entry.date + DAY * dice.randint(0, 4) for entry in plan.entries if entry.chases][:1]
    days += [first + DAY * dice.randint(0, (last - first).days) for _ in range(DAYS - len(days))]
    return [(day, dice.choice([None, None, day, dice.choice(recorded)])) for day in days]


def _compare(comparison: Comparison, history: History, pages: Pages, dice: random.Random) -> None:
    folder = history.folder
    asked = [
        "--as-of",
        pages.day.isoformat(),
        *(["--known-at", pages.known.isoformat()] if pages.known else []),
    ]

    def shown(*arguments: str) -> Any:  # noqa: ANN401 - what JSON has
        return json_of(folder, *arguments, *asked)

    def match(
        command: str, expected: Mapping[str, Any], found: Mapping[str, Any], **by: tuple[str, ...]
    ) -> None:
        comparison.match(
            command, expected, {**found, **{name: keyed(found[name], *keys) for name, keys in by.items()}}
        )

    match("status", pages.status(), shown("status"), sections=("id",), tasks=("id",))
    for whole in pages.plan.wholes:
        if whole.is_task:
            comparison.match("show", pages.show(whole.id), shown("show", whole.id), whole.id)
    within = dice.choice([0, 30, 60, 400])
    match("due", lists.due(pages, within), shown("due", "--within", str(within)), overdue=ROW, coming=ROW)
    found = shown("indicators")
    rows = {f"{row['holder']} {row['indicator']['id']}": row for row in found["indicators"]}
    comparison.match("indicators", lists.indicators(pages), {**found, "indicators": rows})
    match("units", lists.units(pages), shown("units"), units=("id",))
    unit = dice.choice(list(pages.plan.units))
    found = shown("units", unit)
    rows = {row["task"]["id"]: row for row in found["tasks"]}
    comparison.match("unit", lists.unit(pages, unit), {**found, "tasks": rows})
    match("chase", chasing.chase(pages, behind=False), shown("chase"), lines=("id", "unit"))
    match(
        "chase --behind", chasing.chase(pages, behind=True), shown("chase", "--behind"), lines=("id", "unit")
    )
    group = dice.choice(list(pages.plan.groups))
    found = shown("matrix", "--group", group)
    for row in found["tasks"]:
        row["cells"] = keyed(row["cells"], "unit")
    match("matrix", chasing.matrix(pages, group), found, tasks=("id",), units=("id",))
    blocked, stale = shown("status", "--status", "blocked"), shown("status", "--stale")
    comparison.match(
        "status --status blocked",
        lists.kept(pages, {"blocked"}, "blocked"),
        sorted(t["id"] for t in blocked["tasks"]),
    )
    _compare_changes(comparison, history, pages, shown, dice)
    _compare_papers(comparison, folder, pages, asked)
    comparison.match(
        "status --stale",
        lists.kept(pages, {"stale", "never-reported"}),
        sorted(t["id"] for t in stale["tasks"]),
    )


def _compare_changes(
    comparison: Comparison, history: History, pages: Pages, shown: Callable[..., Any], dice: random.Random
) -> None:
    since = pages.day - DAY * dice.choice([1, 7, 30, 90])
    found = shown("status", "--since", since.isoformat())
    found |= {name: keyed(found[name], "id", "period") for name in ("finished", "dropped")}
    found["newly_late"] = keyed(found["newly_late"], *LATE)
    comparison.place += f" --since {since}"
    comparison.match("status --since", Change(history.then(since), pages, since).shown(), found)


def _compare_papers(comparison: Comparison, folder: Path, pages: Pages, asked: list[str]) -> None:
    ledger = text_of(folder, "report", "ledger", "--format", "csv", *asked)
    comparison.match("report ledger", of_ledger(pages), read_ledger(ledger))


def _compare_summaries(comparison: Comparison, history: History, dice: random.Random) -> None:
    """Compare an issue of each summary."""
    plan, folder = history.now, history.folder
    first, last = plan.span
    for kind in (*KINDS, *KINDS, "weekly", "weekly"):
        day = first + DAY * dice.randint(0, 12 if dice.random() < SOON else (last - first).days + 20)
        issue = Issue.on(kind, day)
        known = dice.choice([None, issue.period.last])
        asked = ["--of", issue.of, *(["--known-at", known.isoformat()] if known else [])]
        comparison.place = " ".join([comparison.place.split()[0], *asked])
        text = text_of(folder, "report", kind, *asked)
        pages = Pages(plan, day_of(text), known)
        earlier = issue.before.period.last
        change = Change(history.then(earlier), pages, earlier)
        comparison.match(f"report {kind}", of_summary(issue, change), read_summary(text))


def main(arguments: list[str]) -> int:
    """Print how many values were compared, how many differ, and how often each sentence decided something."""
    if not arguments:
        sys.stdout.write("python -m tests.recompute N [SEED]\n")
        return 2
    comparison = run(int(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1)
    for sentence, meaning in SENTENCES.items():
        sys.stdout.write(f"{COUNTS[sentence]:9}  {sentence}: {meaning}\n")
    sys.stdout.write("\n")
    kinds = Counter(difference.kind for difference in comparison.differences)
    for kind, number in kinds.most_common():
        sys.stdout.write(f"{number:9}  {kind}\n")
        for text in [one.text for one in comparison.differences if one.kind == kind][:FIRST]:
            sys.stdout.write(f"           {text}\n")
    for command, number in comparison.compared.items():
        sys.stdout.write(f"{number:9}  values of {command}\n")
    sys.stdout.write(
        f"{sum(comparison.compared.values())} values compared, {len(comparison.differences)} differ\n"
    )
    return 1 if comparison.differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
