"""The plan, read from its files as the manual (`qtrack help files`) describes them."""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from tests.recompute.days import DAY, MONTHS_OF, Span, last_of_month, month_after, period_of, span_of
from tests.recompute.exercised import seen
from tests.recompute.plan import (
    RULES,
    Deliverable,
    Entry,
    Fields,
    Indicator,
    Notice,
    Occurrence,
    Plan,
    Rule,
    Whole,
)


def read(folder: Path) -> Plan:
    """Read a plan's folder; every value is a text until it is converted here."""
    head = _file(folder / "plan.yaml")
    span = Span(_day(head["start"]), _day(head["end"]))
    lights = head.get("lights") or {}
    register = _file(folder / "units.yaml")
    sections = {(section := _file(path))["id"]: section for path in (folder / "sections").glob("*.yaml")}
    home = {measure["id"]: name for name, one in sections.items() for measure in one.get("measures") or ()}
    tasks = [_file(path) for path in sorted((folder / "tasks").glob("*.yaml"))]
    wholes = [_whole(section, section["id"], span) for section in sections.values()]
    wholes += [_whole(task, task.get("section") or home[task["measure"]], span) for task in tasks]
    return Plan(
        fields=head,
        span=span,
        zone=ZoneInfo(head.get("timezone") or "Asia/Shanghai"),
        months=head.get("pace") == "months",
        rule=_rule(lights),
        warns=lights.get("rule") in {"suqian", "sanming"},
        rounds=_rounds(head),
        office=head.get("office"),
        units={unit["id"]: unit for unit in register["units"]},
        groups={group["id"]: group for group in register.get("groups") or ()},
        sections=sections,
        wholes=tuple(wholes),
        notices=tuple(
            Notice(_day(one["issued"]), frozenset(one.get("ends") or ()))
            for one in head.get("revisions") or ()
        ),
        entries=tuple(_entry(path) for path in sorted((folder / "progress").rglob("*.yaml"))),
    )


def _file(path: Path) -> dict[str, Any]:
    read_as_text: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes texts only
    return read_as_text


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _rule(lights: Fields) -> Rule:
    rule = RULES[lights.get("rule") or "yinchuan"]
    yellow, red = _number(lights.get("yellow_gap")), _number(lights.get("red_gap"))
    soon, stale = lights.get("due_soon_days"), lights.get("stale_days")
    return Rule(
        rule.yellow_gap if yellow is None else yellow,
        rule.red_gap if red is None else red,
        rule.due_soon if soon is None else int(soon),
        rule.near,
        rule.done,
        rule.done_late,
        rule.of_pace,
        rule.stale if stale is None else int(stale),
    )


def _rounds(fields: Fields) -> tuple[str, int] | None:
    own = fields.get("reporting")
    return None if own is None else (own.get("every") or "month", int(own.get("by_day") or 25))


def _whole(fields: Fields, section: str, span: Span) -> Whole:
    responsible = fields.get("responsible") or {}
    if fields.get("start"):
        span = Span(_day(fields["start"]), span.last)
    return Whole(
        id=fields["id"],
        section=section,
        start=_day(fields["start"]) if fields.get("start") else None,
        due=_day(fields["due"]) if fields.get("due") else None,
        deliverables=tuple(_deliverable(one, span) for one in fields.get("deliverables") or ()),
        indicators=tuple(_indicator(one) for one in fields.get("indicators") or ()),
        leads=tuple(filter(None, [responsible.get("lead"), *(responsible.get("co_leads") or ())])),
        shared=tuple(responsible.get("shared") or ()),
        by_duty=tuple(responsible.get("by_duty") or ()),
        support=tuple(responsible.get("support") or ()),
        excluding=tuple(responsible.get("excluding") or ()),
        each=responsible.get("each") == "true",
        rounds=_rounds(fields),
        fields=fields,
    )


def _deliverable(fields: Fields, span: Span) -> Deliverable:
    every, by = fields.get("every"), fields.get("by") or ""
    return Deliverable(
        id=fields["id"],
        due=_day(fields["due"]) if fields.get("due") else None,
        every=every,
        later=by.startswith("next "),
        occurrences=tuple(occurrences(every, fields.get("first"), by, span)) if every else (),
        fields=fields,
    )


def occurrences(every: str, first: str | None, by: str, span: Span) -> Iterator[Occurrence]:
    """Give those of rule 19."""
    begin = span_of(period_of(every, span_of(first).first if first else span.first))
    if first:
        seen("19 first")
    period = begin
    while period.first <= span.last:
        name = period_of(every, period.first)
        following = period.last + DAY
        if not by and period.last < span.first:
            seen("19 before the plan")
        elif not by:
            if period.last > span.last:
                seen("19 plan's end")
            yield Occurrence(name, min(period.last, span.last), max(period.first, span.first))
        else:
            later = by.startswith("next ")
            due = _day_of(by.removeprefix("next "), every, period, later=later)
            if due in span:
                seen("19 by next" if later else "19 by")
                yield Occurrence(name, due, max(following if later else period.first, span.first))
            else:
                seen("19 by outside")
        period = Span(following, last_of_month(*month_after(following, MONTHS_OF[every] - 1)))


def _day_of(by: str, every: str, period: Span, *, later: bool) -> date:
    if every == "year":
        month, day = by.split("-")
        return date(period.first.year + later, int(month), int(day))
    return date(*month_after(period.last, 1 if later else 0), int(by))


def _indicator(fields: Fields) -> Indicator:
    milestones = fields.get("milestones") or ()
    return Indicator(
        id=fields["id"],
        target=Fraction(fields["target"]),
        kind=fields["kind"],
        due=_day(fields["due"]),
        baseline=_number(fields.get("baseline")),
        yearly=fields.get("every") == "year",
        lower=fields.get("better") == "lower",
        most=_number(fields.get("most")),
        milestones=tuple((_day(one["date"]), Fraction(one["target"])) for one in milestones),
        shares={one["unit"]: Fraction(one["target"]) for one in fields.get("shares") or ()},
        fields=fields,
    )


def _entry(path: Path) -> Entry:
    fields = _file(path)
    return Entry(
        id=path.stem,
        about=fields["about"],
        unit=fields["unit"],
        date=_day(fields["date"]),
        recorded=datetime.fromisoformat(fields["recorded"]),
        status=fields.get("status"),
        share=_number(fields.get("percent")),
        actuals={name: Fraction(value) for name, value in (fields.get("actuals") or {}).items()},
        period=fields.get("period"),
        corrects=fields.get("corrects"),
        withdraws=fields.get("withdraws"),
        returns=fields.get("returns"),
        chases=fields.get("chases"),
        fields=fields,
    )
