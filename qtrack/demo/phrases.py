"""The sentences of the monthly rounds, chosen by what a deliverable is about.

When they are said, and by whom, is settled in `monthly`.
"""

from typing import Final

from qtrack.demo.chance import Chance
from qtrack.demo.story import story

#: How many steps of work there are, from the first to the last.
STAGES: Final = 7
_MARKS: Final = str.maketrans("“”", "‘’")


def topic_of(title: str) -> str:
    """Return the clause of a title that says what is done, without the circumstances around it."""
    clauses = _clauses(title)
    for clause in clauses:
        if not clause.startswith(story().phrases.openings) and not clause.endswith(story().phrases.endings):
            return clause
    return clauses[0]


def is_of_a_city(title: str) -> bool:
    """Tell whether any city could report on such a thing."""
    return not any(word in title for word in story().phrases.not_of_a_city)


def said_of_part(title: str, stage: int, chance: Chance, *question: object) -> str:
    """Say how one deliverable gets on."""
    return f"{topic_of(title)}：{_done(title, stage, chance, *question)}"


def said_of_whole(title: str, stage: int, chance: Chance, *question: object) -> str:
    """Say how a task gets on, by the deliverable that was worked on most."""
    leads = story().phrases.leads
    lead = leads[chance.below(len(leads), "lead", *question)]
    topic = topic_of(title).translate(_MARKS)
    return lead.format(topic=topic, done=_done(title, stage, chance, *question))


def _done(title: str, stage: int, chance: Chance, *question: object) -> str:
    topic = topic_of(title)
    phrases = story().phrases
    kind = next((kind for kind in phrases.kinds if any(word in topic for word in kind.words)), None)
    steps = kind.steps if kind else phrases.otherwise
    at = min(stage, len(steps) - 1)
    many = 11 * (at + 1) + chance.below(9, "many", *question)
    return steps[at].format(n=many, m=3 + at + chance.below(3, "few", *question))


def _clauses(title: str) -> list[str]:
    """Split at commas, but not within brackets, quotes or the titles of papers."""
    within, found = 0, [""]
    for sign in title:
        within += (sign in "“《（") - (sign in "”》）")
        if sign == "，" and within == 0:
            found.append("")
        else:
            found[-1] += sign
    return found
