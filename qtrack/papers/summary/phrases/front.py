"""The chapters of the first pages, each with its heading and its matters, one a sentence."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg, nmsg
from qtrack.papers.summary.annexes import see
from qtrack.papers.summary.issue import Issue
from qtrack.papers.summary.phrases.chapter import (
    Chapter,
    and_more,
    chapter,
    not_reported,
    rest_of,
    see_there,
    whole_of,
)
from qtrack.papers.summary.phrases.matter import (
    THIS,
    Text,
    due_matter,
    in_a_row,
    joined,
    late_matter,
    red_matter,
    silent_matter,
    stuck_matter,
    subject,
    turn_clause,
    waiting_matter,
)
from qtrack.papers.summary.phrases.span import achieved
from qtrack.records.since.light_changes import Direction, Turn

_CHAPTERS: Final = (
    msg("1. {title}"),
    msg("2. {title}"),
    msg("3. {title}"),
    msg("4. {title}"),
    msg("5. {title}"),
    msg("6. {title}"),
)
#: What is said of lights that turned, by which way.
_TURNED: Final = {
    "worse": msg("Worse than before: {names}{more}."),
    "better": msg("Better than before: {names}{more}."),
    "other": msg("Rated anew or no longer: {names}{more}."),
}


def chapters(page: Issue, opening: Sequence[Message]) -> tuple[Chapter, ...]:
    """Return the chapters that have anything to tell, numbered; `opening` is what the first has to say."""
    first = [] if page.brief else [achieved(page), _changed(page, opening)]
    made = [*first, _red(page), _stuck(page), _due(page), _silent(page)]
    told = [own for own in made if own is not None]
    return tuple(
        msgspec.structs.replace(own, title=msg(number.text, title=own.title))
        for number, own in zip(_CHAPTERS, told, strict=False)
    )


def moved(page: Issue) -> list[Message]:
    """Tell in sentences what turned for the worse, what was finished, what is newly late."""
    return [*_turned("worse", page), *_ended(page)]


def compared(page: Issue) -> Message:
    """Say with which issue this one is compared, and how many lights have turned since."""
    changed = page.changes
    if changed.since is None:
        return msg("This is the first issue; there is none before to compare with.")
    ways = Counter(turn.direction for turn in changed.turned)
    better, worse, neither = (ways[way] for way in Direction)
    counts = (
        nmsg("{n} better", "{n} better", better),
        nmsg("{n} worse", "{n} worse", worse),
        nmsg("{n} rated anew or no longer", "{n} rated anew or no longer", neither),
    )
    told = tuple(count for count in counts if count.count)
    found = msg("Compared with the issue before ({date}), no light has turned.", date=changed.since)
    if told:
        found = nmsg(
            "Compared with the issue before ({date}), {n} light has turned: {told}.",
            "Compared with the issue before ({date}), {n} lights have turned: {told}.",
            len(changed.turned),
            date=changed.since,
            told=told,
        )
    return in_a_row([changed.unknown, found] if changed.unknown else [found])


def _changed(page: Issue, opening: Sequence[Message]) -> Chapter | None:
    sentences = [*opening, *(sentence for name in _TURNED for sentence in _turned(name, page))]
    whole = see("turns", page)
    if whole and not page.front.rest.keys().isdisjoint(_TURNED):
        sentences.append(msg("For all of them {see}.", see=whole))
    title = msg("Changes {this}", this=THIS[page.kind])
    return chapter("changed", title, opening=sentences, closing=_ended(page))


def _turned(name: str, page: Issue) -> list[Message]:
    """Name what turned one way; the reason stands where the matter is told again, if it is."""
    own = page.front
    turns: Sequence[Turn] = getattr(own, name)
    if not turns:
        return []
    told = {matter.id for matter in own.red} | {stuck.id for stuck in own.stuck}
    names = joined([turn_clause(turn, page, brief=turn.id in told) for turn in turns])
    rest = own.rest.get(name, 0)
    more = nmsg("; {n} more", "; {n} more", rest) if rest else ""
    return [msg(_TURNED[name].text, names=names, more=more)]


def _ended(page: Issue) -> list[Message]:
    """Say what was finished, and what is newly late."""
    own, this = page.front, THIS[page.kind]
    names = tuple(subject(row, page, row.ended) for row in own.finished)
    finished, late = whole_of("finished", page), whole_of("newly_late", page)
    closing = []
    if page.span and names:  # which has counted what was done
        closing = [msg("Finished were {names}{more}.", names=names, more=and_more("finished", page))]
    elif finished and not page.span:
        closing = [
            nmsg(
                "{n} matter was finished {this}{names}.",
                "{n} matters were finished {this}{names}.",
                finished,
                this=this,
                names=_listed(names, "finished", "finished", page),
            )
        ]
    if late:
        names = tuple(late_matter(row, page) for row in own.newly_late)
        closing.append(
            nmsg(
                "{n} more is newly late{names}.",
                "{n} more are newly late{names}.",
                late,
                names=_listed(names, "newly_late", "late", page),
            )
        )
    elif page.changes.since and not page.changes.newly_late:
        closing.append(msg("Nothing is newly overdue or behind {this}.", this=this))
    return closing


def _listed(names: tuple[Message, ...], name: str, annex: str, page: Issue) -> Text:
    """Name behind a number those that found room; where none did, say where they stand."""
    if not names:
        return see_there(annex, page)
    return msg(": {names}{more}", names=names, more=and_more(name, page))


def _red(page: Issue) -> Chapter | None:
    own = page.front
    named = tuple(subject(matter, page, matter.held.first) for matter in own.red_named)
    return chapter(
        "red",
        msg("Red, and why") if page.brief else msg("Red, and what was promised"),
        (red_matter(matter, page) for matter in own.red),
        rest=rest_of("red", "late", page),
        closing=[msg("Red, too: {names}{more}.", names=named, more=and_more("red", page))] if named else (),
    )


def _stuck(page: Issue) -> Chapter | None:
    own = page.front
    return chapter(
        "stuck",
        msg("What needs a decision or coordination"),
        [
            *(stuck_matter(stuck, page) for stuck in own.stuck),
            *(waiting_matter(row, page) for row in own.waiting),
        ],
        rest=rest_of("stuck", "problems", page),
        closing=_reminded(own.rest.get("waiting", 0), page),
    )


def _reminded(number: int, page: Issue) -> list[Message]:
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


def _due(page: Issue) -> Chapter | None:
    matters = (due_matter(row, page) for row in page.front.due)
    return chapter("due", msg("Due next"), matters, rest=rest_of("due", "due", page))


def _silent(page: Issue) -> Chapter | None:
    own, units, silent = page.front, whole_of("units", page), whole_of("silent", page)
    opening, see_them = [], see_there("unreported", page)
    if own.units:
        names = tuple(
            nmsg("{unit} ({n} task)", "{unit} ({n} tasks)", tasks, unit=unit) for unit, _, tasks in own.units
        )
        opening.append(not_reported(names, units, see_them))
    elif units:
        opening.append(
            nmsg(
                "{n} unit has not reported in time{see}.",
                "{n} units have not reported in time{see}.",
                units,
                see=see_them,
            )
        )
    if silent and not page.brief:
        names = tuple(silent_matter(row, page) for row in own.silent)
        opening.append(
            nmsg(
                "{n} task has been silent for longer than the plan allows{names}.",
                "{n} tasks have been silent for longer than the plan allows{names}.",
                silent,
                names=_listed(names, "silent", "late", page),
            )
        )
    return chapter("silent", msg("Who is silent"), opening=opening)
