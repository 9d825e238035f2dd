"""How long commands take, as ratios from one run on one machine.

A command of its own: `python -m tests.benchmark [TURNS] [ENTRIES]`. First: one entry recorded into a plan
with 100 entries and into one with ENTRIES (100,000) on other tasks. Then `status` and `validate` on a plan
of 32 tasks and 500 entries, against a program that only imports what they need. Last, `changes`,
`show --plan-history` and `audit` over 300 commits of 1,000 tasks against git's own log. All turns are
mixed, so that whatever else the machine does falls on all alike; medians count.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time as clock
from collections.abc import Sequence
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from typing import Final, NamedTuple

from tests.repositories import git, repository
from tests.small import START, head, small_plan, task

#: The commands that read a history, and what git itself does with the same one.
_AGAINST: Final = {
    "changes": "git log --stat",
    "show T08 --plan-history": "git log --stat",
    "audit": "git log -p",
}
ROOT: Final = Path(__file__).parent.parent
FEW: Final = 100
TASKS: Final = 32
#: What a command cannot do without: the command line, the table, the model and YAML.
FLOOR: Final = ("-c", "import typer, rich.table, msgspec, yaml")

_ENTRY: Final = """\
about: {about}
unit: metrology
date: {day}
recorded: {day}T09:12:44+08:00
by: 办公室
status: in-progress
percent: {percent}
summary: 完成建标{percent}项，开展比对和能力验证，组织现场考核，印发工作通知并督促落实
problems: 部分设备到货时间晚于计划，两个实验室的环境改造尚未验收
next: 下月完成剩余设备的安装调试，提交建标考核申请
evidence: [闽质监〔2019〕12号]
"""


#: What a task of a real plan says beside its title.
_PARTS: Final = """\
deliverables:
  - {{id: {name}.1, title: 修订管理办法并印发实施, due: 2019-03-20}}
  - {{id: {name}.2, title: 开展监督抽查和风险监测，每季度通报一次, every: quarter, by: 15}}
  - {{id: {name}.3, title: 组织培训和技术比武，形成一批可以推广的做法, due: 2019-03-31}}
indicators:
  - {{id: rate, name: 抽查合格率, unit: "%", baseline: 90, target: 95, kind: reach, due: 2019-04-10}}
"""


class Contest(NamedTuple):
    """What is timed, by name, and which of them the others are compared with."""

    commands: dict[str, list[str]]
    measure: str


def lay_entries(root: Path, tasks: Sequence[str], count: int) -> None:
    """Put so many entries on these tasks in turn, through January and February."""
    folders = [root / "progress" / each for each in tasks]
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        at, turn = number % len(tasks), number // len(tasks)
        day = f"2019-0{1 + turn * 2 // (count // len(tasks) + 1)}-{1 + turn % 28:02d}"
        text = _ENTRY.format(about=tasks[at], day=day, percent=turn % 100)
        (folders[at] / f"{day}-{number:06x}.yaml").write_text(text, encoding="utf-8")


def plan_with(folder: Path, count: int) -> Path:
    """Make a plan of 32 tasks and so many entries, none of them on T01."""
    names = [f"T{number:02d}" for number in range(2, TASKS + 1)]
    root = small_plan(folder, *(task("", each) for each in names))
    lay_entries(root, names, count)
    return root


def plan_history(folder: Path, tasks: int, commits: int) -> Path:
    """Make a repository with so many tasks and commits: reports, deadlines, now and then a threshold.

    Its objects lie loose, as they do where people commit.
    """
    names = [f"T{number:02d}" for number in range(1, tasks + 1)]
    top = repository(folder, *(task(_PARTS.format(name=name), name) for name in names))
    stream = []
    for turn in range(commits):
        name, day = names[turn * 7 % tasks], START + timedelta(days=turn * 90 // commits)
        if turn % 3 == 1:
            ((path, text),) = task(
                _PARTS.format(name=name) + f"due: {day + timedelta(days=30)}", name
            ).items()
        elif turn % 30 == 2:
            ((path, text),) = head(f"lights: {{red_gap: {30 + turn % 7}}}").items()
        else:
            path = f"progress/{name}/{day}-{turn:06x}.yaml"
            text = _ENTRY.format(about=name, day=day, percent=turn % 100)
        at = datetime.combine(day, time(18, turn % 60), timezone(timedelta(hours=8)))
        moment = f"<z@x> {int(at.timestamp())} +0800"
        stream.append(
            f"commit refs/heads/main\nauthor 张三 {moment}\ncommitter 张三 {moment}\n"
            f"data <<END\n第{turn}次\nEND\n{'' if turn else 'from refs/heads/main^0'}\n"
            f"M 100644 inline plan/{path}\ndata <<END\n{text}\nEND\n\n"
        )
    git(top, "-c", "fastimport.unpackLimit=1000000", "fast-import", "--quiet", given="".join(stream))
    git(top, "reset", "--quiet", "--hard")
    return top


def reviewing(top: Path) -> Contest:
    """Compare the commands that read a whole history with what git itself takes to show it."""
    plan = ["--plan", str(top / "plan")]
    return Contest(
        {
            "git log --stat": ["git", "-C", str(top), "log", "--stat"],
            "git log -p": ["git", "-C", str(top), "log", "-p"],
            "changes": ["-m", "qtrack", "changes", *plan],
            "show T08 --plan-history": ["-m", "qtrack", "show", "T08", "--plan-history", *plan],
            "audit": ["-m", "qtrack", "audit", *plan],
        },
        "git log --stat",
    )


def recording(few: Path, many: Path) -> Contest:
    """Compare recording in two plans."""
    what = [
        "-m",
        "qtrack",
        "record",
        "T01",
        "--unit",
        "metrology",
        "--summary",
        "有进展",
        "--date",
        "2019-02-01",
    ]
    return Contest({"few": [*what, "--plan", str(few)], "many": [*what, "--plan", str(many)]}, "few")


def reading(root: Path) -> Contest:
    """Compare the commands that read the whole plan with a program that reads nothing."""
    status = ["-m", "qtrack", "status", "--as-of", "2019-03-01", "--plan", str(root)]
    validate = ["-m", "qtrack", "validate", "--plan", str(root)]
    return Contest({"floor": list(FLOOR), "status": status, "validate": validate}, "floor")


def medians(contest: Contest, turns: int, cleared: Sequence[Path] = ()) -> dict[str, float]:
    """Time every command in turn and return the medians in milliseconds; the first turn is for warmth."""
    environ = os.environ | {"PYTHONPATH": str(ROOT), "QTRACK_LANG": "en", "LOGNAME": "zhangsan"}
    taken: dict[str, list[float]] = {name: [] for name in contest.commands}
    for turn in range(turns + 1):
        for name, arguments in contest.commands.items():
            began = clock.perf_counter()
            command = arguments if arguments[0] == "git" else [sys.executable, *arguments]
            done = subprocess.run(command, cwd="/", env=environ, capture_output=True, check=False)
            seconds = clock.perf_counter() - began
            assert done.returncode == 0, done.stderr.decode()
            if turn:
                taken[name].append(1000 * seconds)
        for folder in cleared:
            shutil.rmtree(folder)
    return {name: statistics.median(each) for name, each in taken.items()}


def record_ratio(scratch: Path, turns: int, entries: int) -> tuple[dict[str, float], float]:
    """Return the medians of recording among few and among many entries, and their ratio."""
    few, many = plan_with(scratch / "few", FEW), plan_with(scratch / "many", entries)
    found = medians(recording(few, many), turns, [each / "progress" / "T01" for each in (few, many)])
    return found, found["many"] / found["few"]


def main(turns: int = 15, entries: int = 100_000) -> int:
    """Run and print the medians and ratios."""
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        found, ratio = record_ratio(scratch, turns, entries)
        sys.stdout.write(
            f"record with {FEW} entries in the plan {found['few']:.0f} ms, "
            f"with {entries} {found['many']:.0f} ms: ratio {ratio:.2f}\n"
        )
        contest = reading(plan_with(scratch / "whole", 500))
        times = medians(contest, turns)
        floor = times.pop(contest.measure)
        sys.stdout.write(f"a program that imports and does nothing {floor:.0f} ms\n")
        for each, taken in times.items():
            sys.stdout.write(f"{each} of {TASKS} tasks, 500 entries {taken:.0f} ms: {taken / floor:.2f} x\n")
        times = medians(reviewing(plan_history(scratch / "history", 1000, 300)), turns)
        for command, against in _AGAINST.items():
            taken, measure = times[command], times[against]
            sys.stdout.write(
                f"{command} over 300 commits of 1000 tasks {taken:.0f} ms: {taken / measure:.2f} x {against} "
                f"({measure:.0f} ms), {(taken - floor) / measure:.2f} x without the imports\n"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:])))
