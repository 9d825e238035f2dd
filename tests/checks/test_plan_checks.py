"""What must hold among the ids, measures and texts of a plan: plans that pass and plans that fail."""

from tests.checks.specimen import Specimen, fails, found, passes, table
from tests.small import SECTION, TASK, UNITS, head, section, task

IDS_UNIQUE = (
    passes(
        "ids-unique",
        "indicators of two tasks may share an id",
        task("indicators: [{id: n, name: 数, unit: 项, target: 9, kind: reach, due: 2019-04-10}]"),
        task("indicators: [{id: n, name: 数, unit: 项, target: 9, kind: reach, due: 2019-04-10}]", "T02"),
    ),
    fails(
        "ids-unique",
        "two units",
        {"units.yaml": UNITS.replace("id: xiamen", "id: fuzhou").replace(", xiamen]", "]")},
        "units.yaml:5:10: error: the id fuzhou is used before, in units.yaml",
    ),
    fails(
        "ids-unique",
        "a unit and a group",
        {"units.yaml": UNITS + "  - {id: fuzhou, name: 福州, members: [xiamen]}\n"},
        "units.yaml:9:10: error: the id fuzhou is used before, in units.yaml",
    ),
    fails(
        "ids-unique",
        "two deliverables and two indicators of one task",
        task("""
        deliverables:
          - {id: T01.1, title: 建标}
          - {id: T01.1, title: 检定}
        indicators:
          - {id: n, name: 数, unit: 项, target: 9, kind: reach, due: 2019-04-10}
          - {id: n, name: 量, unit: 项, target: 9, kind: reach, due: 2019-04-10}
        """),
        "tasks/T01.yaml:7:10: error: the id T01.1 is used before, in tasks/T01.yaml",
        "tasks/T01.yaml:10:10: error: the id n is used before, in tasks/T01.yaml",
    ),
)

ID_RETIRED = (
    passes("id-retired", "ids that nothing has", head("retired: [T02, T01.1, S2]")),
    fails(
        "id-retired",
        "a section, a task and a part",
        (head("retired: [T01, S1, T01.1]"), task("deliverables: [{id: T01.1, title: 建标}]")),
        "sections/S1.yaml:1:5: error: S1 is retired in plan.yaml; take the next free id",
        "tasks/T01.yaml:1:5: error: T01 is retired in plan.yaml; take the next free id",
        "tasks/T01.yaml:5:21: error: T01.1 is retired in plan.yaml; take the next free id",
    ),
)

MEASURES_IN_ORDER = (
    passes(
        "measures-in-order",
        "they go on through the sections",
        section("  - {id: M02, number: （二）, title: 第二}"),
        {"sections/S2.yaml": SECTION.replace("S1", "S2").replace("M01", "M03")},
    ),
    fails(
        "measures-in-order",
        "one is left out, said once",
        section("  - {id: M03, number: （三）, title: 第三}\n  - {id: M04, number: （四）, title: 第四}"),
        "sections/S1.yaml:6:10: error: M03 stands here; the next measure is M02",
    ),
    fails(
        "measures-in-order",
        "an id of another form, which counts as one all the same",
        section("  - {id: M2, number: （二）, title: 第二}\n  - {id: M03, number: （三）, title: 第三}"),
        "sections/S1.yaml:6:10: error: “M2” is not an id of a measure; write M and two digits, such as M05",
    ),
)

MEASURE_KNOWN = (
    passes("measure-known", "the measure of the section"),
    fails(
        "measure-known",
        "a measure that no section has",
        {"tasks/T01.yaml": TASK.replace("M01", "M99")},
        "tasks/T01.yaml:2:10: error: no section has a measure M99; the nearest is M01",
    ),
    fails(
        "measure-known",
        "a plan without any measures",
        {"sections/S1.yaml": "{id: S1, number: 一, title: 总则}"},
        "tasks/T01.yaml:2:10: error: no section has any measures; the task names M01",
    ),
)

DELIVERABLE_IDS = (
    passes("deliverable-ids", "of a task", task("deliverables: [{id: T01.2, title: 建标}]")),
    passes("deliverable-ids", "of a section", section("deliverables: [{id: S1.12, title: 达标}]")),
    fails(
        "deliverable-ids",
        "of another task, of another form",
        task("""
        deliverables:
          - {id: T02.1, title: 建标}
          - {id: T01.0, title: 检定}
          - title: 校准
            id: T01
        """),
        "tasks/T01.yaml:6:10: error: “T02.1” is no id of a deliverable here; write T01.1, T01.2 …",
        "tasks/T01.yaml:7:10: error: “T01.0” is no id of a deliverable here; write T01.1, T01.2 …",
        "tasks/T01.yaml:9:9: error: “T01” is no id of a deliverable here; write T01.1, T01.2 …",
    ),
)

NOT_PLAIN = "this text holds a character that cannot be printed; write plain text on one line"

TEXT_PLAIN = (
    passes(
        "text-plain",
        "spaces of every width, and rare signs",
        {
            "tasks/T01.yaml": TASK.replace("健全", '"甲\u3000乙\u00a0丙\U00031350"').replace(
                "量传溯源体系", ""
            )
        },
    ),
    fails(
        "text-plain",
        "codes and line breaks, wherever a paper may show them",
        (
            head('short: "a\\tb"\ndeadlines: [{wording: "a\\e[31m", date: 2019-04-10}]'),
            {"units.yaml": UNITS.replace("name: 计量处", 'aliases: ["a\\nb"], name: "计\\u200b量处"')},
            {"sections/S1.yaml": SECTION.replace("提升计量能力", '"a\\nb"')},
            task("""
            source: "a\\nb"
            deliverables: [{id: T01.1, title: "a\\u202eb"}]
            indicators: [{id: n, name: 率, unit: "a\\u2028b", target: 9, kind: hold, due: 2019-04-10}]
            """),
        ),
        f"plan.yaml:6:8: error: {NOT_PLAIN}",
        f"plan.yaml:7:23: error: {NOT_PLAIN}",
        f"sections/S1.yaml:5:35: error: {NOT_PLAIN}",
        f"tasks/T01.yaml:5:9: error: {NOT_PLAIN}",
        f"tasks/T01.yaml:6:35: error: {NOT_PLAIN}",
        f"tasks/T01.yaml:7:28: error: {NOT_PLAIN}",
        f"units.yaml:2:31: error: {NOT_PLAIN}",
        f"units.yaml:2:46: error: {NOT_PLAIN}",
    ),
)

SPECIMENS = (*IDS_UNIQUE, *ID_RETIRED, *MEASURES_IN_ORDER, *MEASURE_KNOWN, *DELIVERABLE_IDS, *TEXT_PLAIN)


@table(*SPECIMENS)
def test_a_check_of_the_plan_says_what_is_wrong_and_where(specimen: Specimen) -> None:
    assert found(specimen) == specimen.problems
