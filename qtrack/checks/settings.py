"""The settings of plan.yaml, and the texts of all files but entries."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final
from unicodedata import normalize
from zoneinfo import ZoneInfo

from msgspec.structs import fields

from qtrack.checks.context import CheckContext, Finding, finding
from qtrack.checks.entries import unseen
from qtrack.locale.message import msg
from qtrack.model.head import FORMAT, Deadline, LightRule, PlanHead, Reporting
from qtrack.model.ids import Form
from qtrack.model.indicator import Indicator
from qtrack.model.period import PeriodKind
from qtrack.model.plan import Deliverable, Section, Task
from qtrack.model.problem import Level
from qtrack.model.responsibility import Responsibility
from qtrack.model.units import Unit
from qtrack.standing.reported.reporting import LAST_DAY
from qtrack.standing.rules import rule_of


def thresholds_sound(context: CheckContext) -> Iterator[Finding]:
    """thresholds-sound: the settings of plan.yaml, and a task's reporting, can be worked with.

    With a yellow threshold beyond the red one no light would be yellow, and not every month has a day 31. A
    gap that is left out is that of the rule that is named, Yinchuan's unless told otherwise.

    Passes: `lights: {yellow_gap: 10, red_gap: 30}`, `lights: {rule: sanya, red_gap: 40}`
    Fails: `lights: {yellow_gap: 30, red_gap: 10}`, `lights: {stale_days: -1}`, `by_day: 31`, `timezone:
      Mars`
    """
    head = context.plan.head
    yield from _lights(head.lights)
    yield from _reporting(head.reporting, "plan.yaml")
    for task in context.plan.tasks:
        yield from _reporting(task.reporting, task.path)
    try:
        ZoneInfo(head.timezone)
    except (ValueError, OSError, LookupError):
        message = msg("“{name}” is not a timezone; write one such as Asia/Shanghai", name=head.timezone)
        yield finding(message, "plan.yaml", "timezone")


#: The keys that format 2 brought, and with `key: value` the values of older keys.
_OF_2: Final[dict[type, tuple[str, ...]]] = {
    PlanHead: ("revisions",),
    Deadline: ("within",),
    Unit: ("contact", "kind: department"),
    Reporting: ("every: half-year", "every: year"),
    Section: ("chapter",),
    Task: ("section", "number", "supervisor", "person", "reporting", "remark", "weight"),
    Responsibility: ("co_leads", "support", "excluding", "open"),
    Deliverable: ("lead", "start", "weight", "every: half-year"),
    Indicator: ("most", "baseline_year", "binding", "shares", "weight", "kind: average", "qualifiers: about"),
}


def format_stated(context: CheckContext) -> Iterator[Finding]:
    """format-stated: a plan states the format whose keys it uses.

    It is read all the same. An older qtrack, which knows the format that is stated, refuses the plan key by
    key and does not say that it is too old for it.

    Level: warning
    Passes: `format: 2` and `co_leads: [quality]`
    Fails: `format: 1` and `co_leads: [quality]`
    """
    plan = context.plan
    if plan.head.format >= FORMAT:
        return
    used = tuple(
        dict.fromkeys(
            told for part in _parts(context) for told in _OF_2.get(type(part), ()) if _has(part, told)
        )
    )
    if used:
        message = msg(
            "the plan states format {format} and uses what came with format {newest} ({keys}); “qtrack "
            "migrate” raises it",
            format=plan.head.format,
            newest=FORMAT,
            keys=tuple(used),
        )
        yield finding(message, "plan.yaml", "format", level=Level.WARNING)


def _parts(context: CheckContext) -> Iterator[object]:
    """Yield everything whose keys are of format 2; None for some that the plan leaves out."""
    head = context.plan.head
    yield from (head, head.reporting, *head.deadlines, *context.plan.register.units)
    for holder in context.holders:
        yield from (holder, holder.responsible, *holder.deliverables, *holder.indicators)
    yield from (task.reporting for task in context.plan.tasks)


def _has(part: object, told: str) -> bool:
    key, _, value = told.partition(": ")
    own = getattr(part, key)
    if value:
        return value in (own if isinstance(own, tuple) else (own,))
    return bool(own != _left_out(type(part))[key])  # type: ignore[arg-type] # a type has a hash


@cache
def _left_out(kind: type) -> dict[str, object]:
    """Return what each key is where it is left out."""
    return {field.name: field.default for field in fields(kind)}


def _reporting(own: Reporting | None, path: str) -> Iterator[Finding]:
    if own and not 1 <= own.by_day <= LAST_DAY[own.every]:
        last = LAST_DAY[PeriodKind.MONTH]
        message = msg("by_day must be 1 to {last}, a day that every month has", last=last)
        if own.every is PeriodKind.WEEK:
            message = msg("by_day must be 1, Monday, to 7, Sunday, where units report every week")
        yield finding(message, path, "reporting", "by_day")


def _lights(own: LightRule) -> Iterator[Finding]:
    rule = rule_of(own)
    yellow = Decimal(0) if rule.yellow_gap is None else rule.yellow_gap
    if yellow < 0 or (rule.red_gap is not None and yellow > rule.red_gap):
        message = msg(
            "yellow_gap, here {yellow}, must be at least 0 and not more than red_gap, here {red}",
            yellow=yellow,
            red=msg("none") if rule.red_gap is None else rule.red_gap,
        )
        key = "red_gap" if own.yellow_gap is None else "yellow_gap"
        yield finding(message, "plan.yaml", "lights", key)
    for key, days in (("due_soon_days", own.due_soon_days), ("stale_days", own.stale_days)):
        if days is not None and days < 0:
            message = msg("{key} counts days and must be at least 0", key=key)
            yield finding(message, "plan.yaml", "lights", key)


Spot = tuple[str, str, tuple[str | int, ...]]


def text_plain(context: CheckContext) -> Iterator[Finding]:
    r"""text-plain: titles and names are plain text on one line.

    Control characters can steer a terminal, and a line break would tear a table apart.

    Passes: `title: 健全社会公用计量标准`
    Fails: `title: "健全\e[31m标准"`
    """
    for text, path, keys in (*_of_settings(context), *_of_units(context), *_of_holders(context)):
        if unseen(text):
            message = msg("this text holds a character that cannot be printed; write plain text on one line")
            yield finding(message, path, *keys)


def _of_settings(context: CheckContext) -> Iterator[Spot]:
    head = context.plan.head
    for key in ("title", "short"):
        yield getattr(head, key), "plan.yaml", (key,)
    for key in ("number", "issuer"):
        yield getattr(head.document, key), "plan.yaml", ("document", key)
    for at, deadline in enumerate(head.deadlines):
        yield deadline.wording, "plan.yaml", ("deadlines", at, "wording")
    for at, notice in enumerate(head.revisions):
        for key in ("number", "title", "issuer"):
            yield getattr(notice, key), "plan.yaml", ("revisions", at, key)


def _of_units(context: CheckContext) -> Iterator[Spot]:
    for shelf in ("units", "groups"):
        for at, body in enumerate(getattr(context.plan.register, shelf)):
            for key in ("id", "name", "short", "contact"):
                yield getattr(body, key, ""), "units.yaml", (shelf, at, key)
            for number, alias in enumerate(body.aliases):
                yield alias, "units.yaml", (shelf, at, "aliases", number)


#: The digits of a telephone and what people write about them: 0591-87654321转805、(0591) 8765 4321.
_PHONE: Final = Form(r"[0-9+\-—/、,;() ]+(?:[转xX#][0-9]+)?")
_FEWEST: Final = 3


def phone_plain(context: CheckContext) -> Iterator[Finding]:
    """phone-plain: the telephone of a unit is a number that can be called.

    It is printed on reminders. What is no number, such as the name of a person, does not belong here.

    Passes: `phone: 0591-87654321`, `phone: 0591-87654321转805`
    Fails: `phone: 张三`, `phone: "12"`
    """
    for at, unit in enumerate(context.plan.register.units):
        phone = normalize("NFKC", unit.phone)
        digits = sum(sign.isdecimal() for sign in phone)
        if phone and not (_PHONE.fullmatch(phone) and digits >= _FEWEST):
            values = {"phone": unit.phone, "name": unit.name}
            message = msg(
                "“{phone}” of {name} is no telephone number; write one such as 0591-87654321", **values
            )
            yield finding(message, "units.yaml", "units", at, "phone")


def _of_holders(context: CheckContext) -> Iterator[Spot]:
    for section in context.plan.sections:
        yield section.number, section.path, ("number",)
        yield section.chapter, section.path, ("chapter",)
        for at, measure in enumerate(section.measures):
            yield measure.number + measure.title, section.path, ("measures", at, "title")
    for task in context.plan.tasks:
        for key in ("number", "source", "remark", "supervisor", "person"):
            yield getattr(task, key), task.path, (key,)
    for holder in context.holders:
        yield holder.title, holder.path, ("title",)
    for holder, at, deliverable in context.deliverables():
        yield deliverable.title + deliverable.covers, holder.path, ("deliverables", at, "title")
    for holder, at, indicator in context.indicators():
        yield indicator.name + indicator.unit, holder.path, ("indicators", at, "name")
