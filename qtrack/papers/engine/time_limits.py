"""Deadlines as papers put them (完成时限): in the wordings of the plan, or every year, or ongoing."""

from datetime import date

import msgspec

from qtrack.model.plan import Every, Plan, Section, Task

#: What parts of one term have in common.
_Key = tuple[date | None, Every | None, str]


class Term(msgspec.Struct, frozen=True):
    """By when something is to be done; without `due` and `every` it is ongoing (持续推进).

    `by` is the day of what returns, as the plan has it: `03-15`, `next 03-31`. `wording` is that of the plan
    for the day `due`, if it has one. `parts` are the ids of deliverables and
    the names of indicators that the term is of; of the whole there are none.
    """

    due: date | None = None
    every: Every | None = None
    wording: str = ""
    parts: tuple[str, ...] = ()
    by: str = ""


def terms(plan: Plan, holder: Section | Task) -> tuple[Term, ...]:
    """Return the term of the whole, then those of parts that have another.

    Where every part has a term of its own, an ongoing whole adds nothing and is left out; where that
    leaves one term, it is the whole's.
    """
    wordings = {deadline.date: deadline.wording for deadline in reversed(plan.head.deadlines)}
    parts: dict[_Key, list[str]] = {}
    for part in holder.deliverables:
        due = part.due or holder.due
        parts.setdefault((None, part.every, part.by) if part.every else (due, None, ""), []).append(part.id)
    for own in holder.indicators:
        every = Every(own.every) if own.every else None
        parts.setdefault((None if every else own.due, every, ""), []).append(own.name)
    whole: _Key = (holder.due, None, "")
    unsaid = holder.due is None and whole not in parts and bool(parts)
    others = {term: names for term, names in parts.items() if term != whole}
    if unsaid and len(others) == 1:
        return tuple(_term(term, wordings, ()) for term in others)
    first = () if unsaid else (_term(whole, wordings, ()),)
    return (
        *first,
        *(_term(term, wordings, tuple(names)) for term, names in sorted(others.items(), key=_order)),
    )


def _term(term: _Key, wordings: dict[date, str], parts: tuple[str, ...]) -> Term:
    due, every, by = term
    return Term(due, every, wordings.get(due, "") if due else "", parts, by)


def _order(pair: tuple[_Key, list[str]]) -> tuple[date, int]:
    """Order by date, then what returns, the rarest first, then what is ongoing."""
    due, every, _ = pair[0]
    return due or date.max, tuple(Every).index(every) if every else len(Every)
