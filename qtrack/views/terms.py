"""Deadlines as papers put them (完成时限): in the wordings of the plan, or every year, or ongoing."""

from datetime import date

import msgspec

from qtrack.model.plan import Plan, Section, Task


class Term(msgspec.Struct, frozen=True):
    """By when something is to be done; without `due` and not `yearly` it is ongoing (持续推进).

    `wording` is that of the plan for this day, if it has one. `parts` are the ids of deliverables and
    the names of indicators that the term is of; of the whole there are none.
    """

    due: date | None = None
    yearly: bool = False
    wording: str = ""
    parts: tuple[str, ...] = ()


def terms(plan: Plan, holder: Section | Task) -> tuple[Term, ...]:
    """Return the term of the whole, then those of parts that have another.

    Where every part has a term of its own, an ongoing whole adds nothing and is left out; where that
    leaves one term, it is the whole's.
    """
    wordings = {each.date: each.wording for each in reversed(plan.head.deadlines)}
    parts: dict[tuple[date | None, bool], list[str]] = {}
    for part in holder.deliverables:
        due = None if part.every else part.due
        parts.setdefault((due or (None if part.every else holder.due), bool(part.every)), []).append(part.id)
    for own in holder.indicators:
        parts.setdefault((own.due, False), []).append(own.name)
    whole = (holder.due, False)
    unsaid = holder.due is None and whole not in parts and bool(parts)
    others = {term: names for term, names in parts.items() if term != whole}
    if unsaid and len(others) == 1:
        return tuple(_term(term, wordings, ()) for term in others)
    first = () if unsaid else (_term(whole, wordings, ()),)
    return (
        *first,
        *(_term(term, wordings, tuple(names)) for term, names in sorted(others.items(), key=_order)),
    )


def _term(term: tuple[date | None, bool], wordings: dict[date, str], parts: tuple[str, ...]) -> Term:
    due, yearly = term
    return Term(due, yearly, wordings.get(due, "") if due else "", parts)


def _order(pair: tuple[tuple[date | None, bool], list[str]]) -> tuple[date, bool]:
    due, yearly = pair[0]
    return due or date.max, yearly
