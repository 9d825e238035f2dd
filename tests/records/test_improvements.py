"""What an edit alone makes better: lights, what is late, whom nobody asks; what it leaves is not told."""

import pytest

from qtrack.changes.kinds import Change
from qtrack.locale.message import Translator
from qtrack.records.improvements import improvements
from tests.small import Files, day, files_of, plan_of, said, section, task

LATE = task("due: 2019-02-01")
PARTS = "deliverables:\n  - {id: T01.1, title: 建标准, due: 2019-02-01}\n  - {id: T01.2, title: 建装置}\n"
MONTHLY = "deliverables:\n  - {id: T01.1, title: 月报, every: month}\n"
REACH = (
    "indicators:\n  - {id: n, name: 标准, unit: 项, target: 100, kind: reach, due: 2019-04-10, baseline: 0,"
    " milestones: [{date: 2019-02-01, target: 50}, {date: 2019-03-01, target: 60}]}\n"
)
HOLD = "indicators:\n  - {id: rate, name: 合格率, unit: '%', target: 91, kind: hold, due: 2019-04-10}\n"
LEAD = "responsible: {lead: metrology, shared: [institute], by_duty: [bureaus]}"
FAR = (
    "indicators:\n  - {id: n, name: 标准, unit: 项, target: 100, kind: reach, due: 2019-04-10, baseline: 0}\n"
)
LONGER = {"plan.yaml": str(files_of()["plan.yaml"]).replace("04-10", "12-31")}
RATE_90 = said(20, "actuals: {rate: 90}", about="S1")
EXTERNAL = "short: 计量处, kind: external"


def swapped(files: Files, old: str, new: str) -> dict[str, str]:
    ((path, text),) = files.items()
    assert isinstance(text, str)
    assert text.count(old) == 1
    return {path: text.replace(old, new)}


def found(old: tuple[Files, ...], new: tuple[Files, ...], on: int = 60) -> tuple[Change, ...]:
    return improvements(plan_of(*old), plan_of(*new), day(on))


def told(old: tuple[Files, ...], new: tuple[Files, ...], on: int = 60) -> list[str]:
    return [f"{change.kind} {change.about} {change.before}" for change in found(old, new, on)]


UNITS = {"units.yaml": str(files_of()["units.yaml"])}

CASES: list[tuple[tuple[Files, ...], tuple[Files, ...], list[str]]] = [
    ((LATE,), (task("due: 2019-04-10"),), ["light-improved T01 red"]),
    ((LATE,), (task("due: 2019-01-20"),), []),
    ((LATE,), (task("due: 2019-02-10"),), []),  # overdue by less is a matter of its kind
    ((LATE, task("", "T02")), ({"tasks/T01.yaml": None}, task("", "T02")), ["late-matter-gone T01 red"]),
    # a part that is late, below another red matter of the task
    (
        (task(f"due: 2019-02-20\n{PARTS}"),),
        (task(f"due: 2019-02-20\n{PARTS.replace(', due: 2019-02-01', '')}"),),
        ["late-matter-gone T01 ('part-overdue T01.1',)"],
    ),
    (
        (task(f"due: 2019-02-20\n{PARTS}"),),
        (task(f"due: 2019-02-20\n{PARTS.replace('2019-02-01', '2019-03-31')}"),),
        ["late-matter-gone T01 ('part-overdue T01.1',)"],
    ),
    ((task(f"due: 2019-02-20\n{PARTS}"),), (task(f"due: 2019-02-01\n{PARTS}"),), []),
    # occurrences of a duty
    (
        (task(f"due: 2019-02-20\n{MONTHLY}"),),
        (task(f"due: 2019-02-20\n{MONTHLY.replace('month', 'month, first: 2019-02')}"),),
        ["late-matter-gone T01 ('missed T01.1 2019-01',)"],
    ),
    (
        (task(f"due: 2019-02-20\n{MONTHLY}"), LONGER),
        (task(f"due: 2019-02-20\n{MONTHLY.replace('month', 'quarter')}"), LONGER),
        ["late-matter-gone T01 ('missed T01.1 2019-01 2019-02',)"],
    ),
    (
        (task(f"due: 2019-02-20\n{MONTHLY.replace('month', 'quarter')}"), LONGER),
        (task(f"due: 2019-02-20\n{MONTHLY}"), LONGER),
        [],
    ),
    # milestones
    (
        (task(REACH), said(20, "actuals: {n: 40}")),
        (task(REACH.replace("{date: 2019-02-01, target: 50}, ", "")), said(20, "actuals: {n: 40}")),
        ["light-improved T01 red"],
    ),
    (
        (task(REACH), said(20, "actuals: {n: 40}")),
        (
            task(REACH.replace("2019-02-01, target: 50", "2019-01-20, target: 55")),
            said(20, "actuals: {n: 40}"),
        ),
        [],
    ),
    # an indicator that is not held, below an overdue task
    (
        (task(f"due: 2019-02-01\n{HOLD}"), said(20, "actuals: {rate: 90}")),
        (task(f"due: 2019-02-01\n{HOLD.replace('91', '89')}"), said(20, "actuals: {rate: 90}")),
        ["late-matter-gone T01 ('not-held rate',)"],
    ),
    # who is asked
    (
        (task(""),),
        (swapped(task(""), "lead: metrology", "lead: office"),),
        ["asked-no-longer T01 ('metrology',)"],
    ),
    (
        (task(""),),
        (UNITS | swapped(UNITS, "short: 计量处, kind: division", EXTERNAL),),
        ["asked-no-longer T01 ('metrology',)"],
    ),
    ((task(""),), (swapped(task(""), LEAD, "responsible: {shared: [metrology, institute, office]}"),), []),
    (
        (swapped(task(""), LEAD, "responsible: {by_duty: [bureaus], each: true}"),),
        (swapped(task(""), LEAD, "responsible: {by_duty: [bureaus]}"),),
        ["asked-no-longer T01 ('fuzhou', 'xiamen')"],
    ),
    (
        (swapped(task(""), LEAD, "responsible: {by_duty: [bureaus]}"),),
        (swapped(task(""), LEAD, "responsible: {by_duty: [bureaus], each: true}"),),
        [],
    ),
    # a light that nobody can compute any more, and a section without goals
    (
        (task(FAR), said(55, "actuals: {n: 5}")),
        (task(FAR.replace(", baseline: 0", "")), said(55, "actuals: {n: 5}")),
        ["light-improved T01 red"],
    ),
    ((section(HOLD), RATE_90), (section(""), RATE_90), ["late-matter-gone S1 red"]),
    # what entries do is not the edit's, and what the edit does they do not hide
    ((task(""),), (task(""), said(55, "status: done")), []),
    ((LATE,), (task("due: 2019-04-10"), said(55, "percent: 80")), ["light-improved T01 red"]),
    ((LATE, said(20, "percent: 30")), (LATE,), []),
    # another number is no edit
    (
        (LATE, task("", "T02")),
        ({"tasks/T01.yaml": None}, task("", "T02"), task("due: 2019-02-01", "T03")),
        [],
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES, ids=range(len(CASES)))
def test_what_gets_better_by_an_edit_is_told(
    old: tuple[Files, ...], new: tuple[Files, ...], expected: list[str]
) -> None:
    on = 95 if LONGER in old else 60
    assert told(old, new, on) == expected
    assert all(change.loosens for change in found(old, new, on))


def test_it_is_told_from_what_to_what_in_a_sentence() -> None:
    (change,) = found((LATE,), (task("due: 2019-04-10"),))
    assert Translator("zh").say(change.sentence) == (
        "仅因修改方案，截至 2019-03-01，T01“健全量传溯源体系”由红转未评；"
        "原为：逾期 28 天；现为：尚无进展条目，属放宽"
    )
    (change,) = found((task(f"due: 2019-02-20\n{MONTHLY}"),), (task("due: 2019-02-20"),))
    assert Translator("zh").say(change.sentence) == (
        "仅因修改方案，截至 2019-03-01，T01“健全量传溯源体系”的下列滞后消失或减轻："
        "达 0%，应达 50%，落后 50 个百分点、T01.1“月报”2019-01、2019-02 未完成，逾期 29 天，属放宽"
    )
    (change,) = found((task(""),), (swapped(task(""), "lead: metrology", "lead: office"),))
    assert Translator("en").say(change.sentence) == (
        "by the edit alone T01 “健全量传溯源体系” no longer asks 计量处 to report, as of 2019-03-01; "
        "this loosens the plan"
    )
    (change,) = found((LATE, task("", "T02")), ({"tasks/T01.yaml": None}, task("", "T02")))
    assert Translator("zh").say(change.sentence) == (
        "仅因修改方案，截至 2019-03-01，原亮红灯的 T01“健全量传溯源体系”不再列入（逾期 28 天），属放宽"
    )


def test_of_what_cannot_be_read_nothing_is_told() -> None:
    old, new = plan_of(LATE, task("", "T02")), plan_of({"tasks/T01.yaml": None}, task("", "T02"))
    assert improvements(old, new, day(60), frozenset({"T01"})) == ()
    assert improvements(old, new, day(60), frozenset({"S1"})) == ()
