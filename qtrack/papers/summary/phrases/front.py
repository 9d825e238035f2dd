"""The chapters of the first pages, each with its heading and its matters, one a sentence."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.papers.summary.phrases.chapter import Chapter, Page, and_more, chapter, rest_of, see_there
from qtrack.papers.summary.phrases.matter import (
    THIS,
    due_matter,
    late_matter,
    red_matter,
    silent_matter,
    stuck_matter,
    subject,
    turn_clause,
    turn_matter,
    waiting_matter,
)
from qtrack.papers.summary.phrases.span import achieved
from qtrack.records.since.light_changes import Turn

_CHAPTERS: Final = (
    msg("1. {title}"),
    msg("2. {title}"),
    msg("3. {title}"),
    msg("4. {title}"),
    msg("5. {title}"),
    msg("6. {title}"),
)
_GROUPS: Final = (msg("(1) {title}"), msg("(2) {title}"), msg("(3) {title}"))


def chapters(page: Page, opening: Sequence[Message]) -> tuple[Chapter, ...]:
    """Return the chapters that have anything to tell, numbered; `opening` is what the first has to say."""
    first = [] if page.brief else [achieved(page), _changed(page, opening)]
    made = [*first, _red(page), _stuck(page), _due(page), _silent(page)]
    told = [own for own in made if own is not None]
    return tuple(
        msgspec.structs.replace(
            own,
            title=_with(number, title=own.title),
            groups=tuple(
                msgspec.structs.replace(group, title=group.title and _with(letter, title=group.title))
                for letter, group in zip(_GROUPS, own.groups, strict=False)
            ),
        )
        for number, own in zip(_CHAPTERS, told, strict=False)
    )


def _with(pattern: Message, **values: object) -> Message:
    return Message(pattern.text, tuple(values.items()))


def moved(page: Page) -> list[Message]:
    """Tell in sentences what turned for the worse, what was finished, what is newly late."""
    if not page.front.worse:
        return _ended(page)
    names = tuple(turn_clause(turn, page) for turn in page.front.worse)
    return [
        msg("Worse than before: {names}{more}.", names=names, more=and_more("worse", page)),
        *_ended(page),
    ]


def _changed(page: Page, opening: Sequence[Message]) -> Chapter | None:
    own = page.front
    told = {matter.id for matter in own.red} | {stuck.id for stuck in own.stuck}

    def turned(turns: Sequence[Turn]) -> Iterator[Message]:
        return (turn_matter(turn, page, brief=turn.id in told) for turn in turns)

    rest = sum(own.rest.get(name, 0) for name in ("worse", "better", "other"))
    return chapter(
        "changed",
        msg("Changes {this}", this=THIS[page.kind]),
        (msg("Worse than before"), turned(own.worse)),
        (msg("Better than before"), turned(own.better)),
        (msg("Rated anew or no longer"), turned(own.other)),
        opening=opening,
        closing=[*rest_of(rest, "turns", page), *_ended(page)],
    )


def _ended(page: Page) -> list[Message]:
    """Say what was finished, and what is newly late."""
    own, changed, closing = page.front, page.changes, []
    if own.finished:
        names = tuple(subject(row, page, row.ended) for row in own.finished)
        total = len(own.finished) + own.rest.get("finished", 0)
        finished = nmsg(
            "{n} matter was finished {this}: {names}{more}.",
            "{n} matters were finished {this}: {names}{more}.",
            total,
            this=THIS[page.kind],
            names=names,
            more=and_more("finished", page),
        )
        if page.span:  # which has counted what was done
            finished = msg("Finished were {names}{more}.", names=names, more=and_more("finished", page))
        closing.append(finished)
    if own.newly_late:
        names = tuple(late_matter(row, page) for row in own.newly_late)
        total = len(own.newly_late) + own.rest.get("newly_late", 0)
        closing.append(
            nmsg(
                "{n} more is newly late: {names}{more}.",
                "{n} more are newly late: {names}{more}.",
                total,
                names=names,
                more=and_more("newly_late", page),
            )
        )
    elif changed.since and not changed.newly_late:
        closing.append(msg("Nothing is newly overdue or behind {this}.", this=THIS[page.kind]))
    return closing


def _red(page: Page) -> Chapter | None:
    own = page.front
    return chapter(
        "red",
        msg("Red, and why") if page.brief else msg("Red, and what was promised"),
        (None, (red_matter(matter, page) for matter in own.red)),
        closing=rest_of(own.rest.get("red", 0), "late", page),
    )


def _stuck(page: Page) -> Chapter | None:
    own = page.front
    return chapter(
        "stuck",
        msg("What needs a decision or coordination"),
        (
            None,
            [
                *(stuck_matter(stuck, page) for stuck in own.stuck),
                *(waiting_matter(row, page) for row in own.waiting),
            ],
        ),
        closing=[
            *rest_of(own.rest.get("stuck", 0), "problems", page),
            *_reminded(own.rest.get("waiting", 0), page),
        ],
    )


def _reminded(number: int, page: Page) -> list[Message]:
    """Count the matters with reminders past their time that found no room."""
    if not number:
        return []
    return [
        nmsg(
            "{n} more matter has reminders without a reply in time{see}.",
            "{n} more matters have reminders without a reply in time{see}.",
            number,
            see=see_there("reminders", page),
        )
    ]


def _due(page: Page) -> Chapter | None:
    own = page.front
    return chapter(
        "due",
        msg("Due next"),
        (None, (due_matter(row, page) for row in own.due)),
        closing=rest_of(own.rest.get("due", 0), "due", page),
    )


def _silent(page: Page) -> Chapter | None:
    own = page.front
    opening = []
    if own.units:
        names = tuple(
            nmsg("{unit} ({n} task)", "{unit} ({n} tasks)", tasks, unit=unit) for unit, _, tasks in own.units
        )
        total = len(own.units) + own.rest.get("units", 0)
        if total > len(own.units):
            opening.append(
                msg(
                    "Not reported in time: {names} and others, {total} in all{see}.",
                    names=names,
                    total=total,
                    see=see_there("unreported", page),
                )
            )
        else:
            opening.append(msg("Not reported in time: {names}.", names=names))
    if own.silent:
        names = tuple(silent_matter(row, page) for row in own.silent)
        more = own.rest.get("silent", 0)
        silent = msg("Silent for longer than the plan allows: {names}.", names=names)
        if more:
            silent = nmsg(
                "Silent for longer than the plan allows: {names}, and {n} more{see}.",
                "Silent for longer than the plan allows: {names}, and {n} more{see}.",
                more,
                names=names,
                see=see_there("late", page),
            )
        opening.append(silent)
    return chapter("silent", msg("Who is silent"), opening=opening)
