"""Matters of the plan: whether it is sound, and the clock and timezone that its days go by."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from qtrack.cli.admin.doctor.subject import Computer, Found, in_git
from qtrack.locale.message import Message, msg, nmsg
from qtrack.model.problem import Level
from qtrack.pages.doctor import State
from qtrack.store.git.setup import newest_commit
from qtrack.store.reading.loaded import NO_HEAD


def plan(computer: Computer) -> Found:
    """Tell where the plan is, and how much of it is wrong."""
    if computer.folder is None:
        state = State.BROKEN if computer.named else State.LOOK
        yield state, computer.missing.message, computer.missing.hint
        return
    loaded, problems = computer.read
    levels = [problem.level for problem in problems for _ in range(problem.times)]
    errors, warnings = levels.count(Level.ERROR), levels.count(Level.WARNING)
    plan = loaded.plan
    text = msg(
        "{folder}: {tasks}, {entries}, {errors}, {warnings}",
        folder=str(computer.folder),
        tasks=nmsg("{n} task", "{n} tasks", len(plan.tasks) if plan else 0),
        entries=nmsg("{n} entry", "{n} entries", len(plan.entries) if plan else 0),
        errors=nmsg("{n} error", "{n} errors", errors),
        warnings=nmsg("{n} warning", "{n} warnings", warnings),
    )
    state = State.BROKEN if errors else State.LOOK if warnings else State.FINE
    yield state, text, msg("“qtrack validate” shows every place.") if levels else None


def clock(computer: Computer) -> Found:
    """Tell whether this clock is behind what was recorded and committed."""
    plan = computer.plan
    now = computer.context.now
    entries = [entry.recorded for entry in plan.entries] if plan else []
    known: list[tuple[datetime, Message]] = [(max(entries), msg("the newest entry"))] if entries else []
    if in_git(computer) and (commit := newest_commit(computer.repository)):
        known.append((commit, msg("the newest commit")))
    zone = computer.context.moment(plan).tzinfo if plan else None
    newest = max(known, default=None, key=lambda pair: pair[0])
    written = _minute(now.astimezone(zone))
    if newest is None:
        yield State.FINE, msg("{now}, with nothing to compare it with", now=written)
        return
    if newest[0] <= now:
        yield State.FINE, msg("{now}, after all that was recorded and committed", now=written)
        return
    then, what = newest
    yield (
        State.LOOK,
        msg("{now}, but {what} is of {then}", now=written, what=what, then=_minute(then.astimezone(zone))),
        msg("Set this clock; where it is right, the clock of another computer was ahead."),
    )


def _minute(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def timezone(computer: Computer) -> Found:
    """Tell whether this computer knows the plan's timezone."""
    plan = computer.plan
    name = (plan.head if plan else NO_HEAD).timezone
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        text = msg("{zone} is not known here; days begin and end as on this computer", zone=name)
        yield State.LOOK, text, msg("“pip install tzdata” brings it.")
    else:
        yield State.FINE, msg("{zone} is known", zone=name)
