"""A plan of a thousand tasks, each with something to tell in one week, and with a long title."""

from datetime import date
from typing import Final

from qtrack.model.plan import Plan
from tests.small import Files, head, plan_of, said, section

#: How many tasks and units there are.
TASKS: Final = 1000
UNITS: Final = 60

_LONG: Final = "健全社会公用计量标准和量传溯源体系并在全省范围内推进第{}类标准的制定修订和宣传贯彻工作"

_HEAD: Final = """
short: 质量提升方案
office: office
reporting: {every: month, by_day: 25}
lights: {stale_days: 30}
"""

_TROUBLE: Final = """
problems: 原定用地规划调整，新址未获批，设备采购无法启动，三个筹建实验室尚未开工
next: 请省局协调属地政府，7月底前确定新址并重新挂网招标
"""

#: The last day of the week of which the papers are made.
LAST: Final = date(2019, 3, 3)


def crowded_plan() -> Plan:
    """Return the plan: a hundred overdue, as many blocked, due soon, finished, turned, reminded, silent."""
    return plan_of(
        head(_HEAD),
        section("due: 2019-04-10\n"),
        _units(),
        *(_task(number) for number in range(1, TASKS + 1)),
        *(entry for number in range(1, TASKS + 1) for entry in _entries(number)),
    )


def _name(number: int) -> str:
    return f"T{number:04}"


def _units() -> Files:
    rows = "".join(
        f"  - {{id: u{number}, name: 福建省质量技术监督局第{number}直属检验检测中心, "
        f"short: 第{number}直属检验检测中心, kind: division}}\n"
        for number in range(UNITS)
    )
    return {"units.yaml": "units:\n  - {id: office, name: 办公室, short: 办公室, kind: division}\n" + rows}


def _task(number: int) -> Files:
    due = {0: "2019-03-01", 2: "2019-03-12"}.get(number % 10, "2019-04-10")
    name = _name(number)
    title = _LONG.format(number)
    return {
        f"tasks/{name}.yaml": f"id: {name}\nmeasure: M01\nsource: 第{number}项\ntitle: {title}\n"
        f"responsible: {{lead: u{number % UNITS}}}\ndue: 2019-04-10\n"
        f"deliverables:\n  - {{id: {name}.1, title: {_LONG.format(f'{number}小')}, due: {due}}}\n"
    }


def _entries(number: int) -> list[Files]:
    name, unit, tag = _name(number), f"u{number % UNITS}", f"{number:06}"

    def told(on: int, more: str) -> Files:
        return said(on, more, about=name, unit=unit, tag=tag)

    chase = f"chases: {{number: 2019-{number:03}, level: remind, unit: {unit}, reply_by: 2019-02-20}}\n"
    found: dict[int, list[Files]] = {
        0: [told(20, "percent: 20\n")],
        1: [told(59, f"status: blocked\npercent: 60{_TROUBLE}")],
        3: [told(40, "percent: 60\n"), told(59, "status: done\n")],
        4: [told(40, "percent: 5\n"), told(59, "percent: 60\n")],
        5: [told(20, "percent: 20\n")],
        6: [said(45, chase, about=name, unit="office", tag=tag)],
        8: [told(58, "percent: 60\n")],
        9: [told(55, "percent: 40\n")],
    }
    return found.get(number % 10, [])
