"""Deliverables, and duties that return (rules 9, 13, 19 to 22)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.recompute.days import Span, pace
from tests.recompute.exercised import seen
from tests.recompute.parts import FULL, Part, Time
from tests.recompute.plan import Deliverable, Entry, Occurrence, Plan, Whole
from tests.recompute.words import FINISHED, Told, told_of, told_of_occurrence, words_about


def dropped_late(told: Told, due: date) -> bool:
    """Tell whether something was dropped after its deadline and not verified (rule 13)."""
    return told.status == "dropped" and told.since is not None and told.since > due and not told.verified


def _begins(plan: Plan, one: Deliverable) -> date:
    """Give the first day of a deliverable (rule 11)."""
    if "start" not in one.fields:
        return plan.span.first
    seen("11 own start of a part")
    return date.fromisoformat(one.fields["start"])


def deliverable_at(plan: Plan, whole: Whole, one: Deliverable, entries: Sequence[Entry], day: date) -> Part:
    """Give a deliverable that does not return."""
    due = one.due or whole.due or plan.span.last
    told = told_of(words_about(entries, one.id), plan.office)
    about = [entry for entry in entries if entry.about == one.id]
    if about and not told.status:
        seen("9 no status")
    late = dropped_late(told, due)
    if late:
        seen("13 deliverable")
    share = told.share
    if told.status in FINISHED:
        seen("9 done")
        share = FULL
    elif told.status == "not-started":
        seen("9 not-started")
        share = Fraction(0)
    if told.status in FINISHED and told.since and told.since > due:
        seen("12 done late")
    return Part(
        id=one.id,
        about=one,
        due=due,
        status=told.status or ("in-progress" if about else "not-started"),
        since=told.since,
        share=share,
        pace=pace(Span(_begins(plan, one), due), day, months=plan.months),
        dropped=told.status == "dropped" and not late,
        sent_back=told.sent_back,
        last=max((entry.date for entry in about), default=None),
    )


def not_ended(plan: Plan, part: Part, day: date) -> Part:
    """Give a deliverable as it is, or where a notice has ended it by the day as dropped (rule 52)."""
    notice = plan.ended_by(part.id, day)
    if notice is None:
        return part
    if part.status in FINISHED and part.since and part.since < notice.issued:
        seen("52 part done before")
        return part
    seen("52 part")
    times = tuple(
        replace(one, state="dropped", ended=notice.issued) if one.is_open else one for one in part.times
    )
    return replace(part, status="dropped", dropped=True, since=notice.issued, sent_back=False, times=times)


def duty_at(plan: Plan, one: Deliverable, entries: Sequence[Entry], day: date) -> Part:
    """Give a duty that returns (rules 19 to 22)."""
    about = [entry for entry in entries if entry.about == one.id]
    words = words_about(entries, one.id)
    heard = [(time, told_of_occurrence(one, time, words, plan.office)) for time in one.occurrences]
    times = tuple(_time(time, told, day) for time, told in heard)
    counted = [time for time in times if time.state != "dropped"]
    if len(counted) < len(times):
        seen("22 without dropped")
    done = [time for time in counted if not time.is_open]
    gone = [time for time in counted if time.due <= day]
    opened = [time for time in counted if time.is_open]
    status = _status_of_duty(times, words, about)
    if done or gone:
        seen("22 share")
    elif counted:
        seen("22 none yet")
    return Part(
        id=one.id,
        about=one,
        due=opened[0].due if opened else plan.span.last,
        status=status,
        since=max((time.since for time in done if time.since), default=None) if status == "done" else None,
        share=Fraction(100 * len(done), len(counted)) if done or gone else None,
        pace=Fraction(100 * len(gone), len(counted)) if counted else None,
        times=times,
        dropped=status == "dropped",
        sent_back=any(told.sent_back for _, told in heard),
        last=max((entry.date for entry in about), default=None),
    )


def _time(one: Occurrence, told: Told, day: date) -> Time:
    """Give the state of an occurrence (rule 20)."""
    if told.status in FINISHED and told.since:
        state = "late" if told.since > one.due else "done"
        seen(f"20 {state}")
        return Time(one.period, one.due, one.begins, state, told.since, ended=told.since)
    if dropped_late(told, one.due):
        seen("13 occurrence")
    elif told.status == "dropped":
        seen("20 dropped")
        return Time(one.period, one.due, one.begins, "dropped", None, ended=told.since)
    state = "missed" if day > one.due else "due" if day >= one.begins else "next"
    seen(f"20 {state}")
    return Time(one.period, one.due, one.begins, state, None)


def _status_of_duty(times: Sequence[Time], words: Sequence[Entry], about: Sequence[Entry]) -> str:
    """Give the status of a duty (rule 21)."""
    whole = [at for at, word in enumerate(words) if word.status == "dropped" and word.period is None]
    after = words[whole[-1] + 1 :] if whole else []
    only_droppings = bool(whole) and all(word.status == "dropped" and word.period for word in after)
    if not any(time.is_open for time in times) and only_droppings:
        seen("21 dropped")
        return "dropped"
    if times and all(time.state == "dropped" for time in times):
        seen("21 all dropped")
        return "dropped"
    if times and all(time.state in {"done", "late", "dropped"} for time in times):
        seen("21 done")
        return "done"
    said = [word.status for word in words if word.status]
    if said and said[-1] == "blocked":
        seen("21 blocked")
        return "blocked"
    return "in-progress" if about else "not-started"
