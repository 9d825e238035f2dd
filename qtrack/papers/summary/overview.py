"""The words of the first chapter of a summary: how the work stands, and with what that is compared."""

from qtrack.locale.dates import long_date
from qtrack.locale.message import Message, msg, nmsg
from qtrack.papers.summary.burn_up import BurnUp
from qtrack.papers.summary.chapters import LightCount
from qtrack.papers.summary.pace_lists import PaceLists
from qtrack.papers.summary.view import Summary
from qtrack.standing.lights import Light
from qtrack.standing.rules import Measured
from qtrack.ui.labels import LIGHTS, percent


def overview(page: Summary) -> Message:
    """Say how the tasks that a paper is about stand, by their lights."""
    if not page.total:
        return _no_tasks(page)
    told = msg(
        "By {date} {tasks} stand as follows: {lights}.",
        date=long_date(page.head.as_of),
        tasks=_covered(page, nmsg("{n} task", "{n} tasks", page.total)),
        lights=tuple(_light(each) for each in page.counts),
    )
    if not page.dropped_total:
        return told
    dropped = nmsg("{n} of them is dropped.", "{n} of them are dropped.", page.dropped_total)
    return msg("{first} {second}", first=told, second=dropped)


def _covered(page: Summary, tasks: Message) -> Message:
    """Name the tasks that a paper is about: those of the plan, or of a part of it."""
    section, unit = page.head.section, page.head.unit
    if section and unit:
        return msg(
            "the {tasks} of “{section}” that {unit} answers for", tasks=tasks, section=section, unit=unit
        )
    if section:
        return msg("the {tasks} of “{section}”", tasks=tasks, section=section)
    if unit:
        return msg("the {tasks} that {unit} answers for", tasks=tasks, unit=unit)
    return msg("the {tasks} of the plan", tasks=tasks)


def _no_tasks(page: Summary) -> Message:
    section, unit = page.head.section, page.head.unit
    if section and unit:
        return msg("Of “{section}” {unit} answers for no task.", section=section, unit=unit)
    if section:
        return msg("“{section}” has no tasks.", section=section)
    return msg("{unit} answers for no task.", unit=unit) if unit else msg("The plan has no tasks yet.")


def paces(lists: PaceLists) -> Message:
    """Say how many tasks are ahead of their pace, on it, behind it, and how near is on it."""
    counted = {
        msg("ahead of pace"): len(lists.ahead),
        msg("on pace by and large"): len(lists.on),
        msg("behind pace"): len(lists.behind),
        msg("finished"): lists.finished,
        msg("without a share to compare"): lists.unknown,
    }
    if lists.dropped:
        counted[msg("dropped")] = lists.dropped
    found = tuple(
        msg("{number} {pace} ({share})", number=number, pace=words, share=percent(lists.proportion(number)))
        for words, number in counted.items()
    )
    gap = lists.within
    if not gap:
        return msg("By their pace: {counts}.", counts=found)
    if lists.measured is Measured.SHARE:
        return msg("By their pace (less than {gap}% of it away is on it): {counts}.", gap=gap, counts=found)
    return msg("By their pace (less than {gap} points away is on it): {counts}.", gap=gap, counts=found)


def _light(each: LightCount) -> Message:
    if each.light is Light.NONE:
        return msg("{number} unrated ({share})", number=each.count, share=percent(each.share))
    return msg(
        "{number} {light} ({share})", number=each.count, light=LIGHTS[each.light], share=percent(each.share)
    )


def activity(page: Summary) -> Message:
    """Say what was reported and what ended."""
    if not page.reports:
        return msg("Nothing was reported in this period.")
    told = msg(
        "In this period {units} reported {entries}; {finished}.",
        units=nmsg("{n} unit", "{n} units", page.reporting_units),
        entries=nmsg("{n} entry", "{n} entries", page.reports),
        finished=nmsg("{n} matter was finished", "{n} matters were finished", len(page.finished)),
    )
    if not page.dropped:
        return told
    dropped = nmsg("{n} matter was dropped.", "{n} matters were dropped.", len(page.dropped))
    return msg("{first} {second}", first=told, second=dropped)


def burned(burn: BurnUp) -> Message:
    """Tell in a sentence what the burn-up shows."""
    return msg(
        "By {date} {done} of {total} deliverables were done; {due} were due by then, and at an even pace "
        "it would be {even}.",
        date=long_date(burn.as_of),
        done=len(burn.done),
        total=burn.total,
        due=burn.due_by_now,
        even=burn.on_pace,
    )


def turned(page: Summary) -> Message:
    """Say with what it is compared, and how many lights turned."""
    if page.previous_as_of is None:
        return msg("This is the first issue; there is none before to compare with.")
    then = msg("as of {date}, by plan and records of that day", date=long_date(page.previous_as_of))
    if page.plan_unknown:
        then = msg(
            "as of {date}, by the plan of now and records of that day", date=long_date(page.previous_as_of)
        )
    told = msg("Compared with the issue before ({then}), nothing has turned to another light.", then=then)
    if page.turns:
        told = nmsg(
            "Compared with the issue before ({then}), {n} has turned to another light:",
            "Compared with the issue before ({then}), {n} have turned to another light:",
            len(page.turns),
            then=then,
        )
    return msg("{first} {second}", first=page.plan_unknown, second=told) if page.plan_unknown else told
