"""By when: the plan's wordings first, parts only where their term is another than the whole's."""

from datetime import date

import pytest

from qtrack.model.plan import Every
from qtrack.papers.engine.registers import Term, terms
from tests.small import head, plan_of, task

WORDED = head(
    "deadlines:\n  - {wording: 到三月, date: 2019-03-31}\n  - {wording: 一季度, date: 2019-03-31}\n"
)
YEARLY = Term(every=Every.YEAR)
MONTHLY = Term(every=Every.MONTH)
ONGOING = Term()
MARCH = Term(date(2019, 3, 31), wording="到三月")


def of(more: str) -> tuple[Term, ...]:
    plan = plan_of(WORDED, task(more))
    return terms(plan, plan.tasks[0])


def part(term: Term, *parts: str) -> Term:
    return Term(term.due, term.every, term.wording, parts, term.by)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", (ONGOING,)),
        ("due: 2019-03-31\n", (MARCH,)),
        ("due: 2019-03-20\n", (Term(date(2019, 3, 20)),)),
        ("deliverables:\n  - {id: T01.1, title: 甲, every: year}\n", (YEARLY,)),
        ("deliverables:\n  - {id: T01.1, title: 甲}\n", (ONGOING,)),
        (
            (
                "deliverables:\n  - {id: T01.1, title: 甲, every: month}\n"
                "indicators:\n"
                "  - {id: n, name: 标准, unit: 项, target: 5, kind: reach, due: 2019-03-31, every: year}\n"
            ),
            (part(YEARLY, "标准"), part(MONTHLY, "T01.1")),
        ),
        (
            (
                "deliverables:\n  - {id: T01.1, title: 甲, every: year, by: 03-15}\n"
                "  - {id: T01.2, title: 乙, every: year}\n"
                "  - {id: T01.3, title: 丙, every: year, by: 03-15}\n"
            ),
            (part(Term(every=Every.YEAR, by="03-15"), "T01.1", "T01.3"), part(YEARLY, "T01.2")),
        ),
        (
            "deliverables:\n  - {id: T01.1, title: 甲, every: year}\n  - {id: T01.2, title: 乙}\n",
            (ONGOING, part(YEARLY, "T01.1")),
        ),
        (
            (
                "deliverables:\n  - {id: T01.1, title: 甲, every: year}\n"
                "  - {id: T01.2, title: 乙, due: 2019-03-31}\n"
            ),
            (part(MARCH, "T01.2"), part(YEARLY, "T01.1")),
        ),
        (
            (
                "due: 2019-04-10\ndeliverables:\n  - {id: T01.1, title: 甲, due: 2019-04-10}\n"
                "  - {id: T01.2, title: 乙}\n  - {id: T01.3, title: 丙, due: 2019-03-31}\n"
                "indicators:\n  - {id: n, name: 标准, unit: 项, target: 5, kind: reach, due: 2019-03-31}\n"
            ),
            (Term(date(2019, 4, 10)), part(MARCH, "T01.3", "标准")),
        ),
        (
            "indicators:\n  - {id: n, name: 标准, unit: 项, target: 5, kind: reach, due: 2019-03-31}\n",
            (MARCH,),
        ),
    ],
)
def test_terms(more: str, expected: tuple[Term, ...]) -> None:
    assert of(more) == expected


def test_a_dated_task_keeps_its_own_term_beside_that_of_its_parts() -> None:
    found = of("due: 2019-04-10\ndeliverables:\n  - {id: T01.1, title: 甲, every: year}\n")
    assert found == (Term(date(2019, 4, 10)), part(YEARLY, "T01.1"))
