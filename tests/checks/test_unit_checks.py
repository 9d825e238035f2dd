"""What must hold of units and roles: plans that pass and plans that fail."""

from tests.checks.specimen import Specimen, fails, found, passes, table
from tests.small import TASK, UNITS, head, task

UNIT_KNOWN = (
    passes("unit-known", "partners and groups", task("partners: [institute, bureaus]")),
    passes("unit-known", "the office", head("office: office")),
    fails(
        "unit-known",
        "a slip, a name instead of an id, and nothing like it",
        (
            {
                "tasks/T01.yaml": TASK.replace(
                    "{lead: metrology, shared: [institute], by_duty: [bureaus]}",
                    "\n  lead: metrolgy\n  shared: [省计量院, institute]"
                    "\n  by_duty: [各市县局]\npartners: [zzz]",
                )
            },
        ),
        "tasks/T01.yaml:5:9: error: “metrolgy” is not in units.yaml; the nearest there is “metrology”",
        "tasks/T01.yaml:6:12: error: “省计量院” is a name; refer to it by its id institute",
        "tasks/T01.yaml:7:13: error: “各市县局” is a name; refer to it by its id bureaus",
        "tasks/T01.yaml:8:12: error: “zzz” is not in units.yaml; register it there, or mend the name",
    ),
    fails(
        "unit-known",
        "an unknown office",
        head("office: offices"),
        "plan.yaml:6:9: error: “offices” is not in units.yaml; the nearest there is “office”",
    ),
)

GROUP_MEMBERS = (
    passes(
        "group-members",
        "a group in a group",
        {"units.yaml": UNITS + "  - {id: everyone, name: 各单位, members: [bureaus, institute]}\n"},
    ),
    fails(
        "group-members",
        "nobody in it",
        {"units.yaml": UNITS + "  - {id: nobody, name: 无, members: []}\n"},
        "units.yaml:9:36: error: the group nobody has no members",
    ),
    fails(
        "group-members",
        "an unknown member",
        {"units.yaml": UNITS.replace("[fuzhou, xiamen]", "[fuzhou, xiamne]")},
        "units.yaml:8:49: error: “xiamne” is not in units.yaml; the nearest there is “xiamen”",
    ),
    fails(
        "group-members",
        "two groups that hold one another",
        {
            "units.yaml": UNITS
            + "  - {id: a, name: 甲, members: [fuzhou, b]}\n  - {id: b, name: 乙, members: [a]}\n"
        },
        "units.yaml:9:40: error: the group a holds itself, by way of b",
        "units.yaml:10:32: error: the group b holds itself, by way of a",
    ),
    fails(
        "group-members",
        "a group that holds itself",
        {"units.yaml": UNITS.replace("[fuzhou, xiamen]", "[fuzhou, bureaus]")},
        "units.yaml:8:49: error: the group bureaus holds itself, by way of bureaus",
    ),
)

RESPONSIBLE_SOMEONE = (
    passes(
        "responsible-someone",
        "a group is enough",
        {"tasks/T01.yaml": "{id: T01, measure: M01, title: 甲, responsible: {by_duty: [bureaus]}}"},
    ),
    fails(
        "responsible-someone",
        "nobody",
        {"tasks/T01.yaml": "{id: T01, measure: M01, title: 甲, responsible: {}}"},
        "tasks/T01.yaml:1:48: error: nobody is responsible for T01; name a lead, shared or by_duty",
    ),
)

LEAD_APART = (
    passes("lead-apart", "each in one role"),
    fails(
        "lead-apart",
        "the lead among the others, and one of them twice",
        {"tasks/T01.yaml": TASK.replace("[institute]", "[metrology, institute, institute]")},
        "tasks/T01.yaml:4:41: error: metrology is named twice in T01; keep one role",
        "tasks/T01.yaml:4:63: error: institute is named twice in T01; keep one role",
    ),
    fails(
        "lead-apart",
        "shared and by duty",
        {"tasks/T01.yaml": TASK.replace("[bureaus]", "[bureaus, institute]")},
        "tasks/T01.yaml:4:72: error: institute is named twice in T01; keep one role",
    ),
)

SPECIMENS = (*UNIT_KNOWN, *GROUP_MEMBERS, *RESPONSIBLE_SOMEONE, *LEAD_APART)


@table(*SPECIMENS)
def test_a_check_of_units_says_what_is_wrong_and_where(specimen: Specimen) -> None:
    assert found(specimen) == specimen.problems
