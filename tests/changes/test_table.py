"""Edits and the kinds that they must be told as: every kind at least twice, and edits that say nothing."""

from collections import Counter
from collections.abc import Callable

import pytest

from qtrack.changes.compare import compare
from qtrack.changes.kinds import ChangeKind
from qtrack.locale.message import Translator
from tests.changes.ground import GROUND, PROGRESS, SAID, TWO, changes, ground, swap
from tests.edits import BY_THE_EDIT_ALONE
from tests.small import Files, english

PLAN, UNITS, S1, S2, T1, T2 = (
    "plan.yaml",
    "units.yaml",
    "sections/S1.yaml",
    "sections/S2.yaml",
    "tasks/T01.yaml",
    "tasks/T02.yaml",
)
NOTICE = (
    "  - {number: 闽市监〔2019〕12号, title: 调整通知, issuer: 省局, issued: 2019-05-20,\n"
    "     revises: [T02], ends: [S1.1]}\n"
)
OTHER_NOTICE = "  - {number: 闽市监〔2019〕30号, title: 再次调整, issued: 2019-06-20, revises: [T01]}\n"
XIAMEN = "  - {id: xiamen, name: 厦门市质监局, short: 厦门局, kind: bureau}\n"
CUSTOMS = "  - {id: customs, name: 厦门海关, short: 海关, kind: external}\n"
BUREAUS = "  - {id: bureaus, name: 各市县局, members: [fuzhou, xiamen]}\n"
STANDARDS = (
    "indicators:\n"
    "  - {id: standards, name: 公用计量标准, unit: 项, target: 2000, kind: reach, due: 2020-06-30,"
    " baseline: 1500,\n     shares: [{unit: institute, target: 1200}, {unit: fuzhou, target: 800}],"
    "\n     milestones: [{date: 2019-12-31, target: 1800}]}\n"
)
RATE = (
    "indicators:\n  - {id: pass-rate, name: 抽查合格率, unit: '%', target: 91, kind: hold, due: 2020-12-31}\n"
)
LIST = "  - {id: T02.1, title: 修订标准目录}\n"
LATER = "progress/T01/2019-05-29-000002.yaml"
LIGHTS = "lights: {yellow_gap: 10, red_gap: 30, due_soon_days: 30, stale_days: 60}\n"
MEASURE = "  - {id: M02, number: （二）, title: 提升标准水平}\n"


def both(*files: dict[str, str]) -> dict[str, str]:
    """Lay several edits over one another."""
    whole: dict[str, str] = {}
    for each in files:
        whole |= each
    return whole


def twice(path: str, *pairs: tuple[str, str]) -> dict[str, str]:
    """Return a file with several texts in the place of others."""
    text = GROUND[path]
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {path: text}


#: What is expected: kind, about, and a `+` where it loosens.
CASES: list[tuple[Files, list[str]]] = [
    (swap(PLAN, "质量提升工作方案", "质量强省方案"), ["plan-reworded title"]),
    (swap(PLAN, "short: 工作方案\n", ""), ["plan-reworded short"]),
    (swap(PLAN, "251号", "252号"), ["document-changed document.number"]),
    (
        swap(PLAN, "2018-12-30}", "2018-12-30, published: 2019-01-02}"),
        ["document-changed document.published"],
    ),
    (swap(PLAN, "office: office", "office: metrology"), ["office-replaced office +"]),
    (swap(PLAN, "office: office\n", ""), ["office-replaced office"]),
    (swap(PLAN, "format: 2\n", "format: 2\nlanguage: en\n"), ["setting-changed language"]),
    (swap(PLAN, "format: 2\n", "format: 2\ntimezone: Asia/Urumqi\n"), ["setting-changed timezone"]),
    (swap(PLAN, "start: 2019-01-01", "start: 2019-02-01"), ["plan-start-postponed start +"]),
    (swap(PLAN, "start: 2019-01-01", "start: 2019-01-02"), ["plan-start-postponed start +"]),
    (swap(PLAN, "start: 2019-01-01", "start: 2018-12-01"), ["plan-start-advanced start"]),
    (swap(PLAN, "start: 2019-01-01", "start: 2018-10-01"), ["plan-start-advanced start"]),
    (swap(PLAN, "\nend: 2020-12-31", "\nend: 2021-12-31"), ["plan-end-postponed end +"]),
    (swap(PLAN, "\nend: 2020-12-31", "\nend: 2021-01-01"), ["plan-end-postponed end +"]),
    (swap(PLAN, "\nend: 2020-12-31", "\nend: 2020-12-30"), ["plan-end-advanced end"]),
    (swap(PLAN, "\nend: 2020-12-31", "\nend: 2020-11-30"), ["plan-end-advanced end"]),
    (
        swap(PLAN, "\nend: 2020-12-31", "\nend: 2019-12-31"),
        ["plan-end-advanced end +"],  # T01.2 of 2020 is asked no more
    ),
    (swap(PLAN, "[T08, T09]", "[T08, T09, T01.7]"), ["id-retired T01.7"]),
    # --- another notice
    (swap(PLAN, NOTICE, NOTICE + OTHER_NOTICE), ["revision-added 闽市监〔2019〕30号"]),
    (
        swap(PLAN, NOTICE, NOTICE + OTHER_NOTICE.replace("[T01]", "[], ends: [T01, T02]")),
        ["revision-added 闽市监〔2019〕30号", "ended T01 +", "ended T02 +"],
    ),
    (swap(PLAN, NOTICE, ""), ["revision-removed 闽市监〔2019〕12号", "ended-no-longer S1.1"]),
    (
        swap(PLAN, NOTICE, OTHER_NOTICE),
        ["revision-removed 闽市监〔2019〕12号", "revision-added 闽市监〔2019〕30号", "ended-no-longer S1.1"],
    ),
    (swap(PLAN, "调整通知", "调整方案"), ["revision-changed 闽市监〔2019〕12号"]),
    (
        swap(PLAN, "[T02], ends: [S1.1]", "[T01], ends: [S1.1, T02]"),
        ["revision-changed 闽市监〔2019〕12号", "ended T02 +"],
    ),
    (swap(PLAN, "[T08, T09]", "[T08, T09, T05, S9]"), ["id-retired T05", "id-retired S9"]),
    (swap(PLAN, "[T08, T09]", "[T09]"), ["id-unretired T08 +"]),
    (swap(PLAN, "retired: [T08, T09]\n", ""), ["id-unretired T08 +", "id-unretired T09 +"]),
    (swap(PLAN, "date: 2020-12-31", "date: 2021-12-31"), ["reading-changed deadlines +"]),
    (swap(PLAN, "date: 2020-12-31", "date: 2020-06-30"), ["reading-changed deadlines"]),
    (swap(PLAN, "到2020年", "到2020年底"), ["reading-changed deadlines"] * 2),
    (swap(PLAN, "date: 2020-12-31}", "date: 2020-12-31, within: 2 years}"), ["reading-changed deadlines"]),
    (swap(PLAN, "by_day: 25", "by_day: 28"), ["reporting-loosened reporting +"]),
    (swap(PLAN, "reporting: {every: month, by_day: 25}\n", ""), ["reporting-loosened reporting +"]),
    (swap(PLAN, "by_day: 25", "by_day: 5"), ["reporting-tightened reporting"]),
    (swap(PLAN, "by_day: 25", "by_day: 24"), ["reporting-tightened reporting"]),
    (swap(PLAN, "every: month, by_day: 25", "every: quarter, by_day: 5"), ["reporting-loosened reporting +"]),
    (swap(PLAN, "every: month, by_day: 25", "every: week, by_day: 7"), ["reporting-tightened reporting"]),
    (swap(PLAN, "yellow_gap: 10", "yellow_gap: 15"), ["light-threshold-loosened lights.yellow_gap +"]),
    (swap(PLAN, "red_gap: 30", "red_gap: 30.5"), ["light-threshold-loosened lights.red_gap +"]),
    (
        swap(PLAN, "due_soon_days: 30", "due_soon_days: 7"),
        ["light-threshold-loosened lights.due_soon_days +"],
    ),
    (swap(PLAN, "stale_days: 60", "stale_days: 90"), ["light-threshold-loosened lights.stale_days +"]),
    (swap(PLAN, "yellow_gap: 10", "yellow_gap: 5"), ["light-threshold-tightened lights.yellow_gap"]),
    (
        swap(PLAN, "due_soon_days: 30", "due_soon_days: 60"),
        ["light-threshold-tightened lights.due_soon_days"],
    ),
    # --- the rule of the lights: thresholds that hold, written or not
    (
        swap(PLAN, LIGHTS, "lights: {rule: sanya}\n"),
        ["setting-changed lights.rule +", "light-threshold-loosened lights.due_soon_days +"],
    ),
    (
        swap(PLAN, LIGHTS, "lights: {rule: sanya, red_gap: 30, due_soon_days: 30}\n"),
        ["setting-changed lights.rule"],  # 30 % of any pace is no more than 30 points
    ),
    (
        swap(PLAN, LIGHTS, "lights: {rule: ouhai, due_soon_days: 30}\n"),
        [
            "setting-changed lights.rule",
            "light-threshold-loosened lights.yellow_gap +",
            "light-threshold-loosened lights.red_gap +",
        ],
    ),
    (
        swap(PLAN, LIGHTS, "lights: {rule: suqian}\n"),
        [
            "setting-changed lights.rule +",  # nearness is blue instead of yellow
            "light-threshold-tightened lights.yellow_gap",
            "light-threshold-loosened lights.red_gap +",
        ],
    ),
    (swap(PLAN, LIGHTS, "lights: {rule: sanming}\n"), ["setting-changed lights.rule +"]),
    (swap(PLAN, LIGHTS, f"pace: months\n{LIGHTS}"), ["setting-changed pace +"]),
    # --- units
    (
        swap(UNITS, CUSTOMS, CUSTOMS + "  - {id: putian, name: 莆田市质监局, short: 莆田局, kind: bureau}\n"),
        ["unit-registered putian"],
    ),
    (
        swap(UNITS, XIAMEN, XIAMEN + "  - {id: law, name: 法规处, short: 法规处, kind: division}\n"),
        ["unit-registered law"],
    ),
    (swap(UNITS, CUSTOMS, ""), ["unit-deregistered customs"]),
    (swap(UNITS, XIAMEN, ""), ["unit-deregistered xiamen"]),
    (swap(UNITS, "name: 厦门市质监局", "name: 厦门市市场监管局"), ["unit-renamed xiamen"]),
    (swap(UNITS, "short: 厦门局", "short: 鹭局"), ["unit-renamed xiamen"]),
    (swap(UNITS, "aliases: [计量院]", "aliases: [计量院, 计科院]"), ["unit-renamed institute"]),
    (
        swap(UNITS, "short: 厦门局, kind: bureau", "short: 厦门局, kind: external"),
        ["unit-kind-changed xiamen +"],
    ),
    (swap(UNITS, "kind: affiliate", "kind: division"), ["unit-kind-changed institute"]),
    (
        swap(UNITS, "aliases: [计量院]", "aliases: [计量院], phone: 0591-87654321"),
        ["unit-phone-changed institute"],
    ),
    (
        swap(UNITS, "aliases: [计量院]", "aliases: [计量院], phone: '12345'"),
        ["unit-phone-changed institute"],
    ),
    (
        swap(UNITS, BUREAUS, BUREAUS + "  - {id: southern, name: 闽南各局, members: [xiamen]}\n"),
        ["group-registered southern"],
    ),
    (
        swap(UNITS, BUREAUS, "  - {id: eastern, name: 闽东各局, members: [fuzhou]}\n" + BUREAUS),
        ["group-registered eastern"],
    ),
    (swap(UNITS, "groups:\n" + BUREAUS, ""), ["group-deregistered bureaus"]),
    (
        swap(UNITS, BUREAUS, BUREAUS.replace("bureaus", "eastern").replace("各市县局", "闽东各局")),
        ["group-registered eastern", "group-deregistered bureaus"],
    ),
    (swap(UNITS, "name: 各市县局", "name: 各设区市局"), ["group-renamed bureaus"]),
    (swap(UNITS, "name: 各市县局", "name: 各市县局, short: 市县局"), ["group-renamed bureaus"]),
    (swap(UNITS, "[fuzhou, xiamen]", "[fuzhou, xiamen, office]"), ["group-member-added bureaus"]),
    (swap(UNITS, "[fuzhou, xiamen]", "[institute, fuzhou, xiamen]"), ["group-member-added bureaus"]),
    (swap(UNITS, "[fuzhou, xiamen]", "[xiamen]"), ["group-member-dropped bureaus +"]),
    (swap(UNITS, "[fuzhou, xiamen]", "[fuzhou]"), ["group-member-dropped bureaus +"]),
    (swap(UNITS, "[fuzhou, xiamen]", "[xiamen, fuzhou]"), ["order-changed bureaus"]),
    # --- sections and measures
    ({"sections/S3.yaml": "id: S3\nnumber: 三\ntitle: 加强组织保障\n"}, ["section-added S3"]),
    (
        {
            "sections/S3.yaml": "id: S3\nnumber: 三\ntitle: 组织保障\n"
            "measures: [{id: M09, number: （九）, title: 组织领导}]\n"
        },
        ["section-added S3"],
    ),
    ({S2: None}, ["section-removed S2 +"]),
    (
        {S1: None, T1: None, T2: None, PROGRESS: None},
        ["section-removed S1 +", "task-removed T01 +", "task-removed T02 +", "entry-deleted T01.1"],
    ),
    (swap(S1, "\nnumber: 一", "\nnumber: 三"), ["section-moved S1"]),
    (swap(S2, "\nnumber: 二", "\nnumber: 四"), ["section-moved S2"]),
    (swap(S1, "夯实质量基础", "筑牢质量基础"), ["section-reworded S1"]),
    (swap(S2, "深化质量改革", "深化改革"), ["section-reworded S2"]),
    (swap(S1, MEASURE, MEASURE + "  - {id: M04, number: （四）, title: 加强认证}\n"), ["measure-added M04"]),
    (
        swap(S2, "measures:\n", "measures:\n  - {id: M05, number: （五）, title: 简政放权}\n"),
        ["measure-added M05"],
    ),
    (swap(S1, MEASURE, ""), ["measure-removed M02 +"]),
    (
        swap(S2, "measures:\n  - {id: M03, number: （三）, title: 激发质量创新活力}\n", ""),
        ["measure-removed M03 +"],
    ),
    (both(swap(S1, MEASURE, ""), swap(S2, "measures:\n", "measures:\n" + MEASURE)), ["measure-moved M02"]),
    (swap(S2, "（三）", "（四）"), ["measure-moved M03"]),
    (swap(S1, "提升标准水平", "提高标准水平"), ["measure-reworded M02"]),
    (swap(S2, "激发质量创新活力", "激发活力"), ["measure-reworded M03"]),
    # --- tasks
    ({"tasks/T03.yaml": TWO.replace("T02", "T03").replace("修订", "制定")}, ["task-added T03"]),
    ({"tasks/T04.yaml": TWO.replace("T02", "T04")}, ["task-added T04"]),
    ({T2: None}, ["task-removed T02 +"]),
    ({T1: None}, ["task-removed T01 +"]),
    (swap(T2, "measure: M02", "measure: M03"), ["task-moved T02"]),
    (swap(T2, "measure: M02", "measure: M77"), ["task-moved T02 +"]),
    (swap(T1, "measure: M01", "measure: M02"), ["task-moved T01"]),
    (swap(T1, "健全量传溯源体系", "完善量传溯源体系"), ["task-reworded T01"]),
    (swap(T2, "修订地方标准", "修订地方标准和团体标准"), ["task-reworded T02"]),
    (swap(T1, "第1项", "第2项"), ["source-changed T01"]),
    (swap(T2, "measure: M02\n", "measure: M02\nsource: 第2项\n"), ["source-changed T02"]),
    (swap(T2, "measure: M02\n", "measure: M02\nnumber: 3.\n"), ["source-changed T02"]),
    (swap(T2, "measure: M02\n", "measure: M02\nremark: 新增\n"), ["remark-changed T02"]),
    (swap(T1, "measure: M01\n", "measure: M01\nremark: 延续\n"), ["remark-changed T01"]),
    (swap(T2, "measure: M02\n", "section: S2\n"), ["task-moved T02"]),
    (swap(T2, "measure: M02\n", "section: S7\n"), ["task-moved T02 +"]),
    (swap(S2, "measures:", "chapter: 第二章 措施\nmeasures:"), ["section-moved S2"]),
    # --- deadlines
    (swap(T1, "\ndue: 2020-06-30", "\nstart: 2019-03-01\ndue: 2020-06-30"), ["task-start-postponed T01 +"]),
    (swap(T2, "measure: M02", "measure: M02\nstart: 2019-03-01"), ["task-start-postponed T02 +"]),
    (swap(T1, "\ndue: 2020-06-30", "\nstart: 2018-09-01\ndue: 2020-06-30"), ["task-start-advanced T01"]),
    (swap(T2, "measure: M02", "measure: M02\nstart: 2018-09-01"), ["task-start-advanced T02"]),
    # --- a rhythm of its own: the one that holds, written or not
    (swap(T2, "measure: M02", "measure: M02\nreporting: {every: quarter}"), ["reporting-loosened T02 +"]),
    (
        swap(T2, "measure: M02", "measure: M02\nreporting: {every: week, by_day: 5}"),
        ["reporting-tightened T02"],
    ),
    (swap(T1, "\ndue: 2020-06-30", "\ndue: 2020-12-31"), ["due-postponed T01 +"]),
    (swap(T1, "due: 2020-03-31", "due: 2020-04-01"), ["due-postponed T01.3 +"]),
    (swap(T1, "due: 2020-06-30, base", "due: 2020-09-30, base"), ["due-postponed T01.standards +"]),
    (swap(T1, "\ndue: 2020-06-30", "\ndue: 2020-05-31"), ["due-advanced T01"]),
    (swap(S1, "\ndue: 2020-12-31", "\ndue: 2020-11-30"), ["due-advanced S1"]),
    (swap(T2, "deliverables:\n", "due: 2020-12-31\ndeliverables:\n"), ["due-added T02"]),
    (swap(T2, "deliverables:\n", "due: 2021-06-30\ndeliverables:\n"), ["due-added T02 +"]),  # after the end
    (swap(T1, "计量标准}\n", "计量标准, due: 2020-05-31}\n"), ["due-added T01.1"]),
    (swap(T1, "计量标准}\n", "计量标准, due: 2020-07-31}\n"), ["due-added T01.1 +"]),
    (swap(T1, "\ndue: 2020-06-30\n", "\n"), ["due-removed T01 +"]),
    (swap(T1, ", due: 2020-03-31", ""), ["due-removed T01.3 +"]),
    # --- deliverables
    (swap(T2, LIST, LIST + "  - {id: T02.2, title: 公布标准}\n"), ["deliverable-added T02.2"]),
    (swap(S1, "完整}\n", "完整}\n  - {id: S1.2, title: 运行高效}\n"), ["deliverable-added S1.2"]),
    (swap(T2, "deliverables:\n" + LIST, ""), ["deliverable-removed T02.1 +"]),
    (swap(T1, "  - {id: T01.1, title: 新建社会公用计量标准}\n", ""), ["deliverable-removed T01.1 +"]),
    (swap(T2, "T02.1", "T02.5"), ["deliverable-renumbered T02.5"]),
    (
        both(
            swap(T1, "  - {id: T01.1, title: 新建社会公用计量标准}\n", ""),
            swap(T2, LIST, LIST + "  - {id: T02.2, title: 新建社会公用计量标准}\n"),
        ),
        ["deliverable-moved T02.2 +"],  # T02 has no deadline
    ),
    (swap(T2, "修订标准目录", "修订并公布标准目录"), ["deliverable-reworded T02.1"]),
    (swap(S1, "质量基础系统完整", "质量基础完整"), ["deliverable-reworded S1.1"]),
    (swap(T1, "covers: 2019-2020", "covers: 2019-2021"), ["covers-changed T01.2"]),
    (swap(T1, ", covers: 2019-2020", ""), ["covers-changed T01.2 +"]),
    (swap(T1, "covers: 2019-2020", "covers: 2020"), ["covers-changed T01.2 +"]),
    (swap(T1, ", every: year, first: 2019", ""), ["recurrence-changed T01.2 +"]),
    (swap(T1, "first: 2019", "first: 2020"), ["recurrence-changed T01.2 +"]),
    (swap(T1, "every: year, first: 2019", "every: year, first: 2018"), ["recurrence-changed T01.2"]),
    (swap(T1, "every: year, first: 2019", "every: quarter, first: 2019"), ["recurrence-changed T01.2"]),
    (swap(T1, "every: year, first: 2019", "every: month, first: 2019-01"), ["recurrence-changed T01.2"]),
    (swap(T1, "every: year, first: 2019", "every: month, first: 2019-02"), ["recurrence-changed T01.2 +"]),
    (swap(T2, "修订标准目录", "修订标准目录, every: year"), ["recurrence-changed T02.1"]),
    # --- the day by which each is due; left out, it is the last
    (
        swap(T1, "every: year, first: 2019", "every: year, first: 2019, by: 03-15"),
        ["recurrence-changed T01.2"],
    ),
    (
        swap(T1, "every: year, first: 2019", "every: year, first: 2019, by: next 03-15"),
        ["recurrence-changed T01.2 +"],
    ),
    (swap(T2, "修订标准目录", "修订标准目录, every: year, by: next 03-15"), ["recurrence-changed T02.1"]),
    # --- indicators
    (swap(T2, LIST, LIST + STANDARDS.replace("standards", "local")), ["indicator-added T02.local"]),
    (
        swap(S1, RATE, RATE + RATE.removeprefix("indicators:\n").replace("pass-rate", "rate")),
        ["indicator-added S1.rate"],
    ),
    (swap(T1, STANDARDS, ""), ["indicator-removed T01.standards +"]),
    (swap(S1, RATE, ""), ["indicator-removed S1.pass-rate +"]),
    (both(swap(T1, STANDARDS, ""), swap(T2, LIST, LIST + STANDARDS)), ["indicator-moved T02.standards +"]),
    (swap(S1, "pass-rate", "rate"), ["indicator-renumbered S1.rate"]),
    (swap(T1, "公用计量标准, unit", "计量标准, unit"), ["indicator-reworded T01.standards"]),
    (swap(S1, "抽查合格率", "监督抽查合格率"), ["indicator-reworded S1.pass-rate"]),
    (swap(S1, "kind: hold", "kind: reach"), ["indicator-kind-changed S1.pass-rate +"]),
    (swap(T1, "kind: reach", "kind: hold"), ["indicator-kind-changed T01.standards +"]),
    (swap(S1, "kind: hold", "kind: average"), ["indicator-kind-changed S1.pass-rate +"]),
    (swap(T1, "unit: 项", "unit: 个"), ["indicator-unit-changed T01.standards +"]),
    (swap(S1, "unit: '%'", "unit: 分"), ["indicator-unit-changed S1.pass-rate +"]),
    (swap(T1, "target: 2000", "target: 2001"), ["target-raised T01.standards"]),
    (swap(S1, "target: 91", "target: 91.5"), ["target-raised S1.pass-rate"]),
    (swap(T1, "target: 2000", "target: 1800"), ["target-lowered T01.standards +"]),
    (swap(S1, "target: 91", "target: 90.9"), ["target-lowered S1.pass-rate +"]),
    (swap(S1, "kind: hold", "kind: hold, better: lower"), ["indicator-kind-changed S1.pass-rate +"]),
    (
        swap(T1, "baseline: 1500", "baseline: 2500, better: lower"),
        ["indicator-kind-changed T01.standards +", "baseline-changed T01.standards"],
    ),
    (swap(S1, "target: 91", "target: 91, qualifiers: [at-least]"), ["target-reworded S1.pass-rate"]),
    (swap(S1, "target: 91", "target: 91, qualifiers: [about]"), ["target-reworded S1.pass-rate +"]),
    (swap(S1, "target: 91", "target: 91, most: 95"), ["target-range-changed S1.pass-rate"]),
    (
        swap(S1, "target: 91", "target: 90, most: 95"),
        ["target-lowered S1.pass-rate +", "target-range-changed S1.pass-rate +"],
    ),
    (
        swap(S1, "target: 91, kind: hold", "target: 91, most: 95, better: lower, kind: hold"),
        ["target-range-changed S1.pass-rate", "indicator-kind-changed S1.pass-rate +"],
    ),
    (
        swap(S1, "target: 91", "target: 90, qualifiers: [about]"),
        ["target-lowered S1.pass-rate +", "target-reworded S1.pass-rate +"],
    ),
    (swap(T1, ": 800}]", ": 800}, {unit: xiamen, target: 9}]"), ["share-added T01.standards"]),
    (
        swap(
            S1, "target: 91", "target: 91, shares: [{unit: fuzhou, target: 50}, {unit: xiamen, target: 41}]"
        ),
        ["share-added S1.pass-rate +"] * 2,  # a sum is another value
    ),
    (swap(T1, ", {unit: fuzhou, target: 800}", ""), ["share-removed T01.standards +"]),
    (
        swap(T1, "     shares: [{unit: institute, target: 1200}, {unit: fuzhou, target: 800}],\n", ""),
        ["share-removed T01.standards +"] * 2,
    ),
    (swap(T1, "target: 800", "target: 801"), ["share-changed T01.standards"]),
    (swap(T1, "target: 800", "target: 799"), ["share-changed T01.standards +"]),
    (
        swap(T1, "unit: fuzhou, target: 800", "unit: xiamen, target: 800"),
        ["share-removed T01.standards +", "share-added T01.standards"],
    ),
    (swap(S1, "target: 91", "target: 91, binding: true"), ["binding-changed S1.pass-rate"]),
    (swap(S1, "target: 91", "target: 91, binding: false"), ["binding-changed S1.pass-rate"]),
    (
        swap(T1, "baseline: 1500", "baseline: 1500, baseline_year: 2017"),
        ["baseline-changed T01.standards"],
    ),
    (
        swap(T1, "target: 2000", "target: 2000, qualifiers: [strive, at-least]"),
        ["target-reworded T01.standards +"],
    ),
    (
        swap(T1, "target: 2000", "target: 1900, qualifiers: [at-least]"),
        ["target-lowered T01.standards +", "target-reworded T01.standards"],
    ),
    (swap(T1, "baseline: 1500", "baseline: 1600"), ["baseline-changed T01.standards"]),
    (swap(T1, ", baseline: 1500", ""), ["baseline-changed T01.standards +"]),
    (swap(T1, "baseline: 1500", "baseline: 0"), ["baseline-changed T01.standards +"]),
    (swap(T1, "kind: reach", "kind: reach, every: year"), ["recurrence-changed T01.standards"]),
    (swap(T1, "target: 1800", "target: 1900"), ["milestone-changed T01.standards"]),
    (swap(T1, "target: 1800", "target: 1799"), ["milestone-changed T01.standards +"]),
    (swap(T1, "date: 2019-12-31", "date: 2020-01-01"), ["milestone-changed T01.standards +"]),
    (swap(T1, "date: 2019-12-31", "date: 2019-11-30"), ["milestone-changed T01.standards"]),
    (
        swap(T1, "{date: 2019-12-31, target: 1800}", "{date: 2019-11-30, target: 1700}"),
        ["milestone-removed T01.standards +", "milestone-added T01.standards +"],
    ),
    (
        swap(T1, ",\n     milestones: [{date: 2019-12-31, target: 1800}]", ""),
        ["milestone-removed T01.standards +"],
    ),
    (
        swap(T1, "target: 1800}", "target: 1800}, {date: 2020-03-31, target: 1900}"),
        ["milestone-added T01.standards"],
    ),
    (
        swap(T1, "milestones: [{", "milestones: [{date: 2019-06-30, target: 1501}, {"),
        ["milestone-added T01.standards +"],  # far below the way to 1800
    ),
    # --- order
    (
        twice(
            T1,
            ("{id: T01.1, title: 新建社会公用计量标准}", "X"),
            ("{id: T01.3, title: 形成溯源体系, due: 2020-03-31}", "{id: T01.1, title: 新建社会公用计量标准}"),
            ("X", "{id: T01.3, title: 形成溯源体系, due: 2020-03-31}"),
        ),
        ["order-changed T01"],
    ),
    (swap(T1, "due: 2020-06-30\ndel", "due: 2020-06-30\nweight: 5\ndel"), ["weight-changed T01"]),
    (swap(T1, "形成溯源体系,", "形成溯源体系, weight: 2.5,"), ["weight-changed T01.3"]),
    (swap(T1, "baseline: 1500", "baseline: 1500, weight: 3"), ["weight-changed T01.standards"]),
    (swap(T1, "due: 2020-06-30\ndel", "due: 2020-06-30\nsupervisor: 张三\ndel"), ["person-changed T01"]),
    (swap(T1, "due: 2020-06-30\ndel", "due: 2020-06-30\nperson: 李四\ndel"), ["person-changed T01"]),
    (swap("units.yaml", "name: 办公室,", "name: 办公室, contact: 王五,"), ["person-changed office"]),
    (swap(T1, "形成溯源体系,", "形成溯源体系, lead: office,"), ["lead-replaced T01.3"]),
    (swap(T1, "形成溯源体系,", "形成溯源体系, start: 2019-07-01,"), ["task-start-postponed T01.3 +"]),
    # --- responsibilities
    (swap(T1, "lead: metrology", "lead: fuzhou"), ["lead-replaced T01"]),
    (swap(T1, "lead: metrology", "lead: customs"), ["lead-replaced T01 +"]),
    (
        swap(
            T1, "lead: metrology, shared: [institute, office]", "lead: institute, shared: [metrology, office]"
        ),
        ["lead-replaced T01"],
    ),
    (swap(T2, "{shared", "{lead: metrology, shared"), ["lead-added T02"]),
    (swap(T2, "{shared: [office]", "{lead: office"), ["lead-added T02"]),
    (swap(T1, "lead: metrology, ", ""), ["lead-removed T01 +"]),
    (swap(T1, "lead: metrology, shared: [inst", "shared: [metrology, inst"), ["lead-removed T01 +"]),
    (swap(T2, "shared: [office]", "shared: [office, metrology]"), ["unit-added T02"]),
    (swap(T2, "measure: M02\n", "measure: M02\npartners: [customs]\n"), ["unit-added T02"]),
    (swap(T1, "shared: [institute, office]", "shared: [institute]"), ["unit-dropped T01 +"]),
    (swap(T1, "partners: [customs]\n", ""), ["unit-dropped T01 +"]),
    (
        swap(
            T1,
            "shared: [institute, office], by_duty: [bureaus]",
            "shared: [institute], by_duty: [bureaus, office]",
        ),
        ["role-changed T01 +"],
    ),
    (swap(T2, "shared: [office], by_duty: [bureaus]", "shared: [office, bureaus]"), ["role-changed T02"]),
    (swap(T2, "by_duty: [bureaus]", "by_duty: [bureaus], support: [bureaus]"), ["role-changed T02"]),
    (swap(T1, "[institute, office]", "[office, institute]"), ["order-changed T01"]),
    (swap(T1, "lead: metrology", "lead: metrology, co_leads: [fuzhou]"), ["unit-added T01"]),
    (
        swap(T1, "shared: [institute, office]", "co_leads: [institute], shared: [office]"),
        ["role-changed T01"],
    ),
    (swap(T1, "[institute, office]", "[institute], support: [office]"), ["role-changed T01 +"]),
    (swap(T1, "[bureaus]}", "[bureaus], support: [fuzhou]}"), ["unit-added T01"]),
    (swap(T1, "[bureaus]}", "[bureaus], excluding: [fuzhou]}"), ["unit-dropped T01 +"]),
    (swap(T1, "[bureaus]}", "[bureaus], open: true}"), ["task-reworded T01"]),
    (swap(T1, "[bureaus]}", "[bureaus], each: true}"), ["asking-tightened T01"]),
    (swap(T1, "{lead: metrology", "{each: true, lead: metrology"), ["asking-tightened T01"]),
    (swap(T2, ", each: true", ""), ["asking-loosened T02 +"]),
    (swap(T2, "each: true", "each: false"), ["asking-loosened T02 +"]),
    # --- entries
    ({LATER: SAID.replace("2019-03-29", "2019-05-29")}, ["entry-added T01.1"]),
    (
        {"progress/S1/2019-05-29-000002.yaml": SAID.replace("T01.1", "S1").replace("standards", "pass-rate")},
        ["entry-added S1"],
    ),
    ({LATER: SAID + "corrects: 2019-03-29-7f3a9c\n"}, ["entry-corrected T01.1"]),
    ({LATER: SAID.replace("percent: 40\n", "") + "corrects: 2019-03-29-7f3a9c\n"}, ["entry-corrected T01.1"]),
    (
        {
            LATER: "about: T01.1\nunit: metrology\ndate: 2019-03-29\nrecorded: 2019-05-29T09:00:00+08:00\n"
            "summary: 误报\nwithdraws: 2019-03-29-7f3a9c\n"
        },
        ["entry-withdrawn T01.1"],
    ),
    (
        {
            LATER: "about: T01.1\nunit: office\ndate: 2019-03-29\nrecorded: 2019-06-29T09:00:00+08:00\n"
            "summary: 重复报送\nwithdraws: 2019-03-29-7f3a9c\n"
        },
        ["entry-withdrawn T01.1"],
    ),
    (swap(PROGRESS, "percent: 40", "percent: 60"), ["entry-altered T01.1"]),
    (
        twice(PROGRESS, ("已新建5项", "已新建50项"), ("status: in-progress\n", "status: done\n")),
        ["entry-altered T01.1"],
    ),
    ({PROGRESS: None}, ["entry-deleted T01.1"]),
    (
        {PROGRESS: None, "progress/T01/2019-03-29-000009.yaml": SAID},
        ["entry-deleted T01.1", "entry-added T01.1"],
    ),
]

#: What no edit of the ground can be: it takes a whole plan, a day, or what no plan holds.
ELSEWHERE = {
    ChangeKind.PLAN_ADDED,
    ChangeKind.PLAN_REMOVED,
    ChangeKind.PLAN_MOVED,
    ChangeKind.ENTRY_MENDED,
    ChangeKind.CHECK_SILENCED,
    ChangeKind.CHECK_UNSILENCED,
    ChangeKind.TEMPLATE_ADDED,
    ChangeKind.TEMPLATE_REMOVED,
    ChangeKind.TEMPLATE_CHANGED,
}

MOVED = {
    T1: None,
    "tasks/T41.yaml": GROUND[T1].replace("T01", "T41"),
    PROGRESS: None,
    "progress/T41/2019-03-29-7f3a9c.yaml": SAID.replace("T01", "T41"),
}


def moved(old: str, new: str) -> dict[str, str | None]:
    """Return T01 under another number, with another text in the place of one."""
    text = str(MOVED["tasks/T41.yaml"])
    assert text.count(old) == 1
    return {**MOVED, "tasks/T41.yaml": text.replace(old, new)}


#: Other numbers, with other edits beside them.
CASES += [
    ({T2: None, "tasks/T40.yaml": TWO.replace("T02", "T40")}, ["task-renumbered T40"]),
    (
        {T2: None, "tasks/T40.yaml": TWO.replace("T02", "T40").replace("订地方", "订修地方")},
        ["task-renumbered T40", "task-reworded T40"],
    ),
    (MOVED, ["task-renumbered T41"]),
    (moved("\ndue: 2020-06-30", "\ndue: 2020-12-31"), ["task-renumbered T41", "due-postponed T41 +"]),
    (moved("title: 健全量传溯源体系", "title: 换一个说法"), ["task-renumbered T41", "task-reworded T41"]),
    (
        {**MOVED, "progress/T41/2019-03-29-7f3a9c.yaml": SAID.replace("T01", "T41").replace("40", "60")},
        ["task-renumbered T41", "entry-altered T41.1"],
    ),
    # all move on by one, with something new before them
    (
        {
            T1: TWO.replace("T02", "T01")
            .replace("修订地方标准", "推进质量认证")
            .replace("标准目录", "认证目录"),
            T2: GROUND[T1].replace("T01", "T02"),
            "tasks/T03.yaml": TWO.replace("T02", "T03"),
            PROGRESS: None,
            "progress/T02/2019-03-29-7f3a9c.yaml": SAID.replace("T01", "T02"),
        },
        ["task-renumbered T02", "task-renumbered T03", "task-added T01"],
    ),
    # one takes the number of another that is taken out
    (
        {
            T1: None,
            T2: GROUND[T1].replace("T01", "T02"),
            PROGRESS: None,
            "progress/T02/2019-03-29-7f3a9c.yaml": SAID.replace("T01", "T02"),
        },
        ["task-renumbered T02", "task-removed (T02) +"],
    ),
    ({S2: None, "sections/S7.yaml": GROUND[S2].replace("S2", "S7")}, ["section-renumbered S7"]),
    (
        {S2: None, "sections/S7.yaml": GROUND[S2].replace("S2", "S7").replace("深化质量", "全面深化质量")},
        ["section-renumbered S7", "section-reworded S7"],
    ),
    # parts
    (
        both(
            swap(S1, "deliverables:\n  - {id: S1.1, title: 质量基础系统完整}\n", ""),
            swap(T2, LIST, LIST + "  - {id: T02.2, title: 质量基础系统完整}\n"),
        ),
        ["deliverable-moved T02.2 +"],
    ),
    (both(swap(S1, RATE, ""), swap(T2, LIST, LIST + RATE)), ["indicator-moved T02.pass-rate"]),
    (both(swap(T1, "T01.1", "T01.7"), swap(PROGRESS, "T01.1", "T01.7")), ["deliverable-renumbered T01.7"]),
    (
        swap(T1, "{id: T01.3, title: 形成溯源体系", "{id: T01.8, title: 形成量值溯源体系"),
        ["deliverable-renumbered T01.8", "deliverable-reworded T01.8"],
    ),
    (  # which its entries did not follow, and then did
        swap(T1, "T01.1, title: 新建社会公用计量标准", "T01.7, title: 新建公用计量标准"),
        ["deliverable-removed T01.1 +", "deliverable-added T01.7"],
    ),
    (
        both(
            swap(T1, "T01.1, title: 新建社会公用计量标准", "T01.7, title: 新建公用计量标准"),
            swap(PROGRESS, "T01.1", "T01.7"),
        ),
        ["deliverable-renumbered T01.7", "deliverable-reworded T01.7"],
    ),
    (  # of six pairs of signs three are the same, and then two
        swap(T1, "{id: T01.3, title: 形成溯源体系", "{id: T01.8, title: 形成溯源网络"),
        ["deliverable-renumbered T01.8", "deliverable-reworded T01.8"],
    ),
    (
        swap(T1, "{id: T01.3, title: 形成溯源体系", "{id: T01.8, title: 形成溯及网络"),
        ["deliverable-removed T01.3 +", "deliverable-added T01.8"],
    ),
    (swap(T1, "{id: standards", "{id: norms"), ["indicator-renumbered T01.norms"]),
]

#: Edits without a meaning.
SILENT: list[Files] = [
    swap(PLAN, LIGHTS, ""),
    swap(PLAN, LIGHTS, "lights: {rule: yinchuan, stale_days: 60}\n"),
    swap(PLAN, LIGHTS, f"pace: days\n{LIGHTS}"),
    {},
    swap(T1, "id: T01\nmeasure: M01\n", "measure: M01\nid: T01\n"),
    swap(T1, "title: 健全量传溯源体系", "title:   '健全量传溯源体系'  # 注"),
    swap(
        T1,
        "responsible: {lead: metrology, shared: [institute, office], by_duty: [bureaus]}",
        "responsible:\n  lead: metrology\n  shared:\n    - institute\n    - office\n  by_duty: [bureaus]",
    ),
    {T1: GROUND[T1].replace("\n", "\r\n")},
    swap(T1, "target: 2000", "target: 2000.0"),
    swap(T2, "measure: M02\n", "measure: M02\ndue:\n"),
    swap(PLAN, "lights: {yellow_gap: 10, red_gap: 30, due_soon_days: 30, stale_days: 60}\n", ""),
    swap(PROGRESS, "2019-04-01T09:12:44+08:00", "2019-04-01T01:12:44+00:00"),
]


def told(edit: Files) -> list[str]:
    return [f"{each.kind} {each.about}{' +' if each.loosens else ''}" for each in changes(edit)]


@pytest.mark.parametrize(
    ("edit", "expected"), CASES, ids=[f"{at}-{each[1][0]}" for at, each in enumerate(CASES)]
)
def test_an_edit_is_told_as_its_kinds(edit: Files, expected: list[str]) -> None:
    assert Counter(told(edit)) == Counter(expected)


@pytest.mark.parametrize("edit", SILENT, ids=range(len(SILENT)))
def test_an_edit_without_meaning_says_nothing(edit: Files) -> None:
    assert told(edit) == []


def test_every_kind_has_at_least_two_cases() -> None:
    seen = Counter(each.split(" ")[0] for _, expected in CASES for each in set(expected))
    elsewhere = {*ELSEWHERE, *BY_THE_EDIT_ALONE}
    assert {kind.value for kind in ChangeKind if kind not in elsewhere and seen[kind.value] < 2} == set()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_case_has_its_sentence_in_both_languages(
    language: str, golden: Callable[[str, str], None]
) -> None:
    say = Translator(language).say
    sentences = [say(change.sentence) for edit, _ in CASES for change in changes(edit)]
    golden(f"changes/sentences-{language}.txt", "".join(f"{each}\n" for each in sentences))
    assert all(sentences)
    assert not [each for each in sentences if "{" in each]
    assert language == "en" or not [each for each in sentences if " is " in each or "instead" in each]


def test_of_two_tasks_that_say_the_same_the_one_that_stayed_is_itself() -> None:
    twin = {"tasks/T03.yaml": TWO.replace("T02", "T03")}
    (change,) = compare(ground(twin), ground(twin, {T2: None}))
    assert (change.kind, change.about) == (ChangeKind.TASK_REMOVED, "T02")


def test_an_entry_left_behind_keeps_a_renumbered_task_from_being_the_same() -> None:
    edit: Files = {T1: None, "tasks/T41.yaml": GROUND[T1].replace("T01", "T41")}
    assert sorted(told(edit)) == ["task-added T41", "task-removed T01 +"]


def test_tampering_comes_first_then_what_loosens() -> None:
    edit = both(
        swap(T1, "健全量传溯源体系", "完善量传溯源体系"),
        swap(PLAN, "by_day: 25", "by_day: 28"),
        swap(PROGRESS, "percent: 40", "percent: 60"),
    )
    assert told(edit) == ["entry-altered T01.1", "reporting-loosened reporting +", "task-reworded T01"]


def test_an_edit_that_a_new_notice_asks_for_names_it() -> None:
    """An extension that the notice approves is told as that; it loosens all the same."""
    later = swap(T1, "\ndue: 2020-06-30", "\ndue: 2020-12-31")
    (alone,) = changes(later)
    assert english(alone.message) == "T01 is due on 2020-12-31 instead of 2020-06-30 (184 days later)"
    approved = changes(later | swap(PLAN, NOTICE, NOTICE + OTHER_NOTICE))
    (change,) = (one for one in approved if one.about == "T01")
    assert english(change.message) == f"{english(alone.message)}, by 闽市监〔2019〕30号"
    assert change.loosens
    part = swap(T1, "due: 2020-03-31", "due: 2020-04-01") | swap(PLAN, NOTICE, NOTICE + OTHER_NOTICE)
    assert any(english(one.message).endswith(", by 闽市监〔2019〕30号") for one in changes(part))


def test_a_part_that_goes_to_another_lead_is_asked_less_of_who_led_it() -> None:
    """All who were asked of it are asked still, and nobody has more time."""
    third = "  - {id: T01.3, title: 形成溯源体系, due: 2020-03-31}\n"
    whom = "responsible: {lead: office, shared: [metrology, institute, fuzhou], by_duty: [bureaus]}\n"
    own = whom.replace("office, shared: [metrology", "metrology, shared: [office")
    for responsible, loosens in ((whom, True), (own, False)):
        two = f"id: T02\nmeasure: M02\ntitle: 修订地方标准\n{responsible}due: 2020-06-30\ndeliverables:\n"
        two += "  - {id: T02.1, title: 修订标准目录}\n"
        moved = {**swap(T1, third, ""), T2: two + third.replace("T01.3", "T02.2")}
        (change,) = compare(ground({T2: two}), ground({T2: two}, moved))
        assert (change.kind, change.loosens) == (ChangeKind.DELIVERABLE_MOVED, loosens)


def test_what_is_binding_no_more_is_loosened() -> None:
    bound = swap(S1, "target: 91", "target: 91, binding: true")
    for now in ({}, swap(S1, "target: 91", "target: 91, binding: false")):
        (change,) = compare(ground(bound), ground(now))
        assert (change.kind, change.loosens) == (ChangeKind.BINDING_CHANGED, True)


def test_no_notice_asks_for_what_is_reported_or_was_edited_after_it() -> None:
    """Only what a new notice revises is edited for it: no entry, and nothing that an old one revised."""
    added = swap(PLAN, NOTICE, NOTICE + OTHER_NOTICE)
    told = changes(added | swap(PROGRESS, "percent: 40", "percent: 60"))
    assert not [one for one in told if ", by " in english(one.message)]
    later = swap(T1, "\ndue: 2020-06-30", "\ndue: 2020-12-31")
    (change,) = compare(ground(added), ground(added, later))
    assert ", by " not in english(change.message)


def test_a_change_names_whom_it_touches() -> None:
    (change,) = changes(swap(T1, "\ndue: 2020-06-30", "\ndue: 2020-12-31"))
    assert change.units == ("metrology", "institute", "office", "bureaus")
    assert (str(change.before), str(change.after)) == ("2020-06-30", "2020-12-31")
    assert (change.place.path, change.place.keys) == (T1, ("due",))
