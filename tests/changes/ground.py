"""A plan with a little of everything, as text, and edits of it: what the tests of changes speak in."""

from qtrack.changes.compare import compare
from qtrack.changes.kinds import Change
from qtrack.model.plan import Plan
from tests.small import SMALL, Files, plan_of

PLAN = """\
format: 2
title: 质量提升工作方案
short: 工作方案
document: {number: 闽质监〔2018〕251号, issuer: 省质监局, issued: 2018-12-30}
office: office
start: 2019-01-01
end: 2020-12-31
deadlines:
  - {wording: 到2020年, date: 2020-12-31}
retired: [T08, T09]
revisions:
  - {number: 闽市监〔2019〕12号, title: 调整通知, issuer: 省局, issued: 2019-05-20,
     revises: [T02], ends: [S1.1]}
reporting: {every: month, by_day: 25}
lights: {yellow_gap: 10, red_gap: 30, due_soon_days: 30, stale_days: 60}
"""

FIRST = """\
id: S1
number: 一
title: 夯实质量基础
due: 2020-12-31
measures:
  - {id: M01, number: （一）, title: 提升计量能力}
  - {id: M02, number: （二）, title: 提升标准水平}
deliverables:
  - {id: S1.1, title: 质量基础系统完整}
indicators:
  - {id: pass-rate, name: 抽查合格率, unit: '%', target: 91, kind: hold, due: 2020-12-31}
"""

SECOND = """\
id: S2
number: 二
title: 深化质量改革
measures:
  - {id: M03, number: （三）, title: 激发质量创新活力}
"""

ONE = """\
id: T01
measure: M01
title: 健全量传溯源体系
source: 第1项
responsible: {lead: metrology, shared: [institute, office], by_duty: [bureaus]}
partners: [customs]
due: 2020-06-30
deliverables:
  - {id: T01.1, title: 新建社会公用计量标准}
  - {id: T01.2, title: 发布计量年报, every: year, first: 2019, covers: 2019-2020}
  - {id: T01.3, title: 形成溯源体系, due: 2020-03-31}
indicators:
  - {id: standards, name: 公用计量标准, unit: 项, target: 2000, kind: reach, due: 2020-06-30, baseline: 1500,
     shares: [{unit: institute, target: 1200}, {unit: fuzhou, target: 800}],
     milestones: [{date: 2019-12-31, target: 1800}]}
"""

TWO = """\
id: T02
measure: M02
title: 修订地方标准
responsible: {shared: [office], by_duty: [bureaus], each: true}
deliverables:
  - {id: T02.1, title: 修订标准目录}
"""

UNITS = """\
units:
  - {id: metrology, name: 计量处, short: 计量处, kind: division}
  - {id: institute, name: 省计量科学研究院, short: 省计量院, kind: affiliate, aliases: [计量院]}
  - {id: fuzhou, name: 福州市市场监管局, short: 福州局, kind: bureau}
  - {id: xiamen, name: 厦门市质监局, short: 厦门局, kind: bureau}
  - {id: office, name: 办公室, short: 办公室, kind: division}
  - {id: customs, name: 厦门海关, short: 海关, kind: external}
groups:
  - {id: bureaus, name: 各市县局, members: [fuzhou, xiamen]}
"""

SAID = """\
about: T01.1
unit: metrology
date: 2019-03-29
recorded: 2019-04-01T09:12:44+08:00
status: in-progress
percent: 40
actuals: {standards: 1650}
summary: 已新建5项
evidence: [闽质监〔2019〕12号]
"""

PROGRESS = "progress/T01/2019-03-29-7f3a9c.yaml"

GROUND: dict[str, str] = {
    "plan.yaml": PLAN,
    "units.yaml": UNITS,
    "sections/S1.yaml": FIRST,
    "sections/S2.yaml": SECOND,
    "tasks/T01.yaml": ONE,
    "tasks/T02.yaml": TWO,
    PROGRESS: SAID,
}


def swap(path: str, old: str, new: str) -> dict[str, str]:
    """Return a file of the ground with one text in the place of another, which must stand there once."""
    assert GROUND[path].count(old) == 1, (path, old)
    return {path: GROUND[path].replace(old, new)}


def ground(*files: Files) -> Plan:
    """Load the ground with other files laid over it; None takes a file away."""
    whole: dict[str, str | bytes | None] = dict(GROUND)
    for each in files:
        whole |= each
    return plan_of({path: text for path, text in whole.items() if text is not None or path in SMALL})


def changes(*edit: Files) -> tuple[Change, ...]:
    """Return what an edit of the ground means."""
    return compare(ground(), ground(*edit))
