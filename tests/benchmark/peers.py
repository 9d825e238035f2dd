"""Other programs on the same tasks and entries, where they are installed: the overview of each."""

import json
import os
import re
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from tests.benchmark.contest import Run
from tests.benchmark.process import run

#: Their names in the table, by the programs.
PEERS: Final = {
    "hledger": "hledger `balance`, the same entries",
    "task": "taskwarrior `list`, the same entries",
}
CHINESE: Final = {"hledger": "hledger `balance`，同样的进展", "task": "taskwarrior `list`，同样的进展"}
_FIELD: Final = re.compile(r"^(\w+): (.*)$", re.MULTILINE)


class _Task(NamedTuple):
    title: str
    lead: str
    due: str
    entries: list[dict[str, str]]


def missing() -> list[str]:
    """Return the programs that this machine has not."""
    return [name for name in PEERS if shutil.which(name) is None]


def peer_runs(plan: Path, folder: Path) -> dict[str, Run]:
    """Bring a plan into the form of each program that is there, below `folder`; return the overviews."""
    folder.mkdir()
    made = {"hledger": _hledger, "task": _taskwarrior}
    return {PEERS[name]: made[name](plan, folder) for name in PEERS if name not in missing()}


def _hledger(plan: Path, folder: Path) -> Run:
    """Write an account for each task and a transaction for each entry, its text as comments."""
    journal = folder / "plan.journal"
    with journal.open("w", encoding="utf-8") as file:
        for name, task in _tasks(plan):
            for entry in task.entries:
                notes = "".join(f"    ; {key}: {entry[key]}\n" for key in ("problems", "next", "evidence"))
                file.write(
                    f"{entry['date']} {entry['unit']} | {entry['summary']}\n{notes}"
                    f"    tasks:{task.lead}:{name} {task.title}  {entry.get('percent', 0)}\n    progress\n\n"
                )
    return partial(
        run, ("hledger", "-f", str(journal), "balance", "tasks"), dict(os.environ) | {"LANG": "C.UTF-8"}
    )


def _taskwarrior(plan: Path, folder: Path) -> Run:
    """Import a task for each task, with an annotation for each entry."""
    given = folder / "tasks.json"
    with given.open("w", encoding="utf-8") as file:
        for name, task in _tasks(plan):
            notes = [
                {
                    "entry": _moment(entry["date"], at),
                    "description": f"{entry['summary']} {entry['problems']}",
                }
                for at, entry in enumerate(task.entries)
            ]
            whole = {"description": f"{name} {task.title}", "project": task.lead, "annotations": notes}
            file.write(json.dumps(whole | ({"due": _moment(task.due)} if task.due else {})) + "\n")
    settings = folder / "taskrc"
    settings.write_text(
        f"data.location={folder / 'task'}\nconfirmation=off\ndefaultwidth=120\n", encoding="utf-8"
    )
    environ = dict(os.environ) | {
        "TASKRC": str(settings),
        "TASKDATA": str(folder / "task"),
        "LANG": "C.UTF-8",
    }
    (folder / "task").mkdir()
    run(("task", "rc.gc=off", "import", str(given)), environ)
    return partial(run, ("task", "list"), environ)


def _tasks(plan: Path) -> Iterator[tuple[str, _Task]]:
    for file in sorted((plan / "tasks").iterdir()):
        text = file.read_text(encoding="utf-8")
        fields = dict(_FIELD.findall(text))
        lead = fields["responsible"].removeprefix("{lead: ").partition(",")[0].rstrip("}")
        entries = [
            dict(_FIELD.findall(entry.read_text(encoding="utf-8")))
            for entry in sorted((plan / "progress" / file.stem).iterdir())
        ]
        yield file.stem, _Task(fields["title"], lead, fields.get("due", ""), entries)


def _moment(day: str, second: int = 0) -> str:
    return f"{day.replace('-', '')}T0900{second % 60:02d}Z"
