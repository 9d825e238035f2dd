"""Sample plans of any size, sound and with lights of every colour today."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Final, NamedTuple


class Size(NamedTuple):
    """How large a plan is."""

    name: str
    tasks: int
    entries: int


S: Final = Size("S", 32, 500)
M: Final = Size("M", 1_000, 10_000)
L: Final = Size("L", 10_000, 100_000)

#: A task that every plan has, and whose entries are many; who leads it; a word of every fiftieth entry.
TASK: Final = "T08"
LEAD: Final = "certification"
WORD: Final = "比武"

_IN_SECTION: Final = 32
_IN_MEASURE: Final = 8
_GONE: Final = 300  # days since the plan began
_AHEAD: Final = 420  # days until it ends
_NAMES: Final = {
    "metrology": "计量处",
    "standards": "标准化处",
    "supervision": "质量监督处",
    "quality": "质量管理处",
    "finance": "计财科技处",
    "legal": "法规处",
    "personnel": "人事教育处",
    "certification": "质量认证处",
    "institute": "省计量科学研究院",
    "fuzhou": "福州市市场监管局",
    "xiamen": "厦门市质监局",
    "office": "办公室",
}
_KINDS: Final = {"institute": "affiliate", "fuzhou": "bureau", "xiamen": "bureau"}
_UNITS: Final = tuple(_NAMES)
_WORK: Final = (
    "完成建标若干项，组织现场考核，印发工作通知并督促落实",
    "开展比对和能力验证，汇总分析各单位的结果，提出改进意见",
    "召开推进会，逐项对照任务清单，明确责任处室和完成时限",
    "赴各设区市调研企业需求，帮助解决标准、计量和认证方面的问题",
    "完成设备采购招标，签订合同，预付首批款项，落实实验室用房",
)

_HEAD: Final = """\
format: 2
title: 质量提升工作方案
short: 质量提升
document: {{number: 闽质监〔2018〕251号, issuer: 省质监局, issued: {start}}}
office: office
start: {start}
end: {end}
reporting: {{every: month, by_day: 25}}
"""
_SECTION: Final = "id: S{at}\nnumber: 第{at}\ntitle: 夯实质量基础第{at}部分\nmeasures:\n"
_MEASURE: Final = "  - {{id: M{at:02d}, number: （{at}）, title: 提升计量、标准和认证能力之{at}}}\n"
_TASK: Final = """\
id: {name}
measure: M{measure:02d}
title: 健全社会公用计量标准和量传溯源体系，推进第{number}类标准的制定和修订
responsible: {{lead: {lead}{others}}}
"""
_DATED: Final = """\
due: {due}
deliverables:
  - {{id: {name}.1, title: 修订管理办法并印发实施, due: {early}}}
  - {{id: {name}.2, title: 开展监督抽查和风险监测并通报结果, due: {due}}}
indicators:
  - {{id: rate, name: 抽查合格率, unit: "%", baseline: 0, target: 95, kind: reach, due: {due}}}
"""
_DUTY: Final = """\
deliverables:
  - {{id: {name}.1, title: 开展监督抽查和风险监测，每季度通报一次, every: quarter}}
  - {{id: {name}.2, title: 组织培训，形成一批可以推广的做法}}
"""
_ENTRY: Final = """\
about: {about}
unit: {unit}
date: {day}
recorded: {day}T17:12:44+08:00
by: 办公室
{said}summary: {work}，这是第{number}次报送{word}
problems: 部分设备到货时间晚于计划，两个实验室的环境改造尚未验收
next: 下月完成剩余设备的安装调试，提交建标考核申请
evidence: [闽质监〔2019〕12号]
"""


class _Task(NamedTuple):
    """A task by its number: of eight three are red, two yellow, one returns, two are as they ought to be."""

    number: int
    start: date

    @property
    def name(self) -> str:
        return f"T{self.number:02d}"

    @property
    def lead(self) -> str:
        return _UNITS[(self.number - 1) % len(_UNITS)]

    @property
    def returns(self) -> bool:
        return self.number % 8 == 7

    @property
    def due(self) -> date:
        return self.start + timedelta(days=_GONE + 60 + 40 * (self.number % 10))

    def lag(self) -> float:
        """Return the share of the pace that is done."""
        return (1, 0.3, 0.35, 0.4, 0.65, 0.7, 1, 1)[self.number % 8]

    def text(self) -> str:
        more = _DUTY if self.returns else _DATED
        return (_TASK + more).format(
            name=self.name,
            number=self.number,
            measure=(self.number - 1) // _IN_MEASURE + 1,
            lead=self.lead,
            others=self._others(),
            due=self.due,
            early=self.start + timedelta(days=_GONE - 40),
        )

    def _others(self) -> str:
        if self.number % 2:
            return ""
        by_duty = ", by_duty: [bureaus]" if self.number % 4 == 0 else ""
        return f", shared: [{_UNITS[(self.number + 2) % len(_UNITS)]}]{by_duty}"

    def entries(self, count: int) -> Iterator[tuple[str, str]]:
        """Yield the name and text of each entry, the last of a few days ago."""
        quarters: set[str] = set()
        for turn in range(count):
            gone = 5 + (_GONE - 10 - self.number % 40) * (turn + 1) // count
            day = self.start + timedelta(days=gone)
            number = self.number * 1_000 + turn
            quarter = f"{day.year}Q{(day.month + 2) // 3}"
            about, said = self._said(turn, gone, quarter, new=quarter not in quarters)
            quarters.add(quarter)
            text = _ENTRY.format(
                about=about,
                unit=self.lead,
                day=day,
                said=said,
                work=_WORK[number % len(_WORK)],
                number=turn + 1,
                word=f"，组织技术{WORD}" if number % 50 == 0 else "",
            )
            yield f"{day}-{number % 0x1000000:06x}", text

    def _said(self, turn: int, gone: int, quarter: str, *, new: bool) -> tuple[str, str]:
        if self.returns:
            said = "status: done\nperiod: " + quarter if new else "status: in-progress\npercent: 40"
            return f"{self.name}.{1 if new else 2}", said + "\n"
        if turn == 0 and self.lag() > 0.5:
            return f"{self.name}.1", "status: done\n"
        pace = gone / (self.due - self.start).days
        percent, rate = 100 * pace * self.lag(), 95 * pace
        return self.name, f"status: in-progress\npercent: {percent:.0f}\nactuals: {{rate: {rate:.1f}}}\n"


def _write(root: Path, files: Iterator[tuple[str, str]]) -> None:
    root.mkdir(parents=True, exist_ok=True)
    for name, text in files:
        (root / f"{name}.yaml").write_text(text, encoding="utf-8")


def _register() -> str:
    units = "".join(
        f"  - {{id: {unit}, name: {name}, short: {name}, kind: {_KINDS.get(unit, 'division')}}}\n"
        for unit, name in _NAMES.items()
    )
    return f"units:\n{units}groups:\n  - {{id: bureaus, name: 各市县局, members: [fuzhou, xiamen]}}\n"


def _sections(tasks: int) -> Iterator[tuple[str, str]]:
    measures = range(1, (tasks - 1) // _IN_MEASURE + 2)
    together = _IN_SECTION // _IN_MEASURE
    for at in range((tasks - 1) // _IN_SECTION + 1):
        held = measures[at * together : (at + 1) * together]
        yield f"S{at + 1}", _SECTION.format(at=at + 1) + "".join(_MEASURE.format(at=each) for each in held)


def make_plan(root: Path, size: Size, today: date) -> Path:
    """Make a plan of this size that began ten months before today, and return its folder."""
    start = today - timedelta(days=_GONE)
    tasks = [_Task(number, start) for number in range(1, size.tasks + 1)]
    head = _HEAD.format(start=start, end=start + timedelta(days=_GONE + _AHEAD))
    _write(root, iter({"plan": head, "units": _register()}.items()))
    _write(root / "sections", _sections(size.tasks))
    _write(root / "tasks", ((task.name, task.text()) for task in tasks))
    for at, task in enumerate(tasks):
        count = size.entries // size.tasks + (at < size.entries % size.tasks)
        _write(root / "progress" / task.name, task.entries(count))
    return root


def new_entry(root: Path, today: date) -> Path:
    """Put one new entry on the task, as somebody else's that git brought, and return its file."""
    file = root / "progress" / TASK / f"{today - timedelta(days=2)}-ffffff.yaml"
    said = "status: in-progress\npercent: 45\n"
    text = _ENTRY.format(
        about=TASK, unit=LEAD, day=today - timedelta(days=2), said=said, work=_WORK[0], number=99, word=""
    )
    file.write_text(text, encoding="utf-8")
    return file
