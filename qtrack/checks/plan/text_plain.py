r"""text-plain: titles and names are plain text on one line.

Control characters can steer a terminal, and a line break would tear a table apart.

Passes: `title: 健全社会公用计量标准`
Fails: `title: "健全\e[31m标准"`
"""

from collections.abc import Iterator

from qtrack.checks.context import CheckContext, problem
from qtrack.checks.entries.entry_text import unseen
from qtrack.locale.message import msg
from qtrack.model.problem import Problem

NAME = "text-plain"

Spot = tuple[str, str, tuple[str | int, ...]]


def check(context: CheckContext) -> Iterator[Problem]:
    """Yield each text with a character that cannot be printed."""
    for text, path, keys in (*_of_settings(context), *_of_units(context), *_of_holders(context)):
        if unseen(text):
            message = msg("this text holds a character that cannot be printed; write plain text on one line")
            yield problem(NAME, message, path, *keys)


def _of_settings(context: CheckContext) -> Iterator[Spot]:
    head = context.plan.head
    for key in ("title", "short"):
        yield getattr(head, key), "plan.yaml", (key,)
    for key in ("number", "issuer"):
        yield getattr(head.document, key), "plan.yaml", ("document", key)
    for at, deadline in enumerate(head.deadlines):
        yield deadline.wording, "plan.yaml", ("deadlines", at, "wording")


def _of_units(context: CheckContext) -> Iterator[Spot]:
    for shelf in ("units", "groups"):
        for at, body in enumerate(getattr(context.plan.register, shelf)):
            for key in ("id", "name", "short"):
                yield getattr(body, key), "units.yaml", (shelf, at, key)
            for number, alias in enumerate(body.aliases):
                yield alias, "units.yaml", (shelf, at, "aliases", number)


def _of_holders(context: CheckContext) -> Iterator[Spot]:
    for section in context.plan.sections:
        yield section.number, section.path, ("number",)
        for at, measure in enumerate(section.measures):
            yield measure.number + measure.title, section.path, ("measures", at, "title")
    for task in context.plan.tasks:
        yield task.source, task.path, ("source",)
    for holder in context.holders:
        yield holder.title, holder.path, ("title",)
    for holder, at, deliverable in context.deliverables():
        yield deliverable.title + deliverable.covers, holder.path, ("deliverables", at, "title")
    for holder, at, indicator in context.indicators():
        yield indicator.name + indicator.unit, holder.path, ("indicators", at, "name")
