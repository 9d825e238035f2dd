"""Commands that read a whole history, against what git itself takes to show the same one."""

import tempfile
from collections.abc import Mapping
from datetime import datetime, time, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Final

from tests.benchmark.contest import Run, multiples
from tests.benchmark.process import QTRACK, environment, run
from tests.repositories import git, repository
from tests.small import START, head, task

#: What each is compared with.
AGAINST: Final[Mapping[str, str]] = {
    "changes": "git log --stat",
    "show T08 --plan-history": "git log --stat",
    "audit": "git log -p",
}

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


def review_runs(top: Path) -> dict[str, Run]:
    """Return the commands and those of git that they are compared with, on one repository."""
    environ = environment(top / "cache")
    of_git = {name: ("git", "-C", str(top), *name.split()[1:]) for name in sorted({*AGAINST.values()})}
    ours = {name: (*QTRACK, *name.split(), "--plan", str(top / "plan")) for name in AGAINST}
    return {name: partial(run, command, environ) for name, command in (of_git | ours).items()}


def compare_with_git(tasks: int, commits: int, turns: int) -> str:
    """Return a line for each command that reads a history: its time as a multiple of git's own."""
    with tempfile.TemporaryDirectory() as folder:
        runs = review_runs(plan_history(Path(folder), tasks, commits))
        told = {
            name: multiples({name: runs[name]}, runs[against], turns)[name].median
            for name, against in AGAINST.items()
        }
    return "".join(
        f"{name} over {commits} commits of {tasks:,} tasks: {ratio:.2f} x {AGAINST[name]}\n"
        for name, ratio in told.items()
    )
