"""What is offered at one press of the key: by what is typed, from the tables of what options take."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from qtrack.cli.completion import parts, words
from qtrack.cli.completion.line import Spot
from qtrack.cli.completion.question import Offer, Question
from qtrack.cli.completion.words import begins
from qtrack.cli.help import said_of
from qtrack.cli.parameters import Option
from qtrack.model.ids import holder_of, parse_about

#: Who offers values, by how the help writes them; those of a choice are offered themselves.
VALUES: Final[dict[str, Callable[[Question], Iterator[Offer]]]] = {
    "CHECK": words.checks,
    "DATE": words.dates,
    "DAYS": words.days,
    "ENTRY": parts.entries,
    "GROUP": parts.groups,
    "ID": parts.abouts,
    "ID=VALUE": parts.figures,
    "ID…": parts.abouts,
    "KEY": parts.keys,
    "M01…": parts.measures,
    "PERIOD": parts.occurrences,
    "S1…": parts.sections,
    "TOPIC": words.topics,
    "UNIT": parts.units,
    "VALUE": parts.values,
    "WHERE": parts.places,
}
#: What only a person knows, and what the shell offers best: the names of files.
FREE: Final = frozenset(
    {"TEXT", "WORD…", "NAME", "0-100", "NUMBERS", "REV", "REV|A..B|A...B", "LINE|FILE|-", "KEY VALUE…"}
)
FILES: Final = frozenset({"FILE", "DIR", "NOTICE", "PLAN"})


def takes_files(question: Question) -> bool:
    """Tell whether a file or folder is typed."""
    parameter = question.spot.parameter
    return parameter is not None and parameter.metavar in FILES


def offers(question: Question) -> list[Offer]:
    """Return what may be typed, as whole words, the likeliest first."""
    spot = question.spot
    found: Iterable[Offer]
    if spot.parameter is None or _may_be_left_out(spot):
        found = _options(question) if spot.command or spot.typed.startswith("-") else words.commands(question)
    else:
        found = _values(question, spot.parameter)
    meant = parse_about(spot.typed)  # 5 is T05
    fitting = (one for one in found if begins(one.value, spot.typed) or holder_of(one.value) == meant)
    return [
        Offer(f"{spot.before}{offer.value}", "" if offer.text == offer.value else offer.text)
        for offer in fitting
    ]


def _may_be_left_out(spot: Spot) -> bool:
    """Tell whether words of a person's own could follow, so that options are offered while there are none."""
    parameter = spot.parameter
    return parameter is not None and not (parameter.names or spot.typed) and parameter.metavar in FREE


def _values(question: Question, parameter: Option) -> Iterable[Offer]:
    if parameter.name == "of":
        return words.periods_of_paper(question)
    if parameter.choices or parameter.metavar not in VALUES:
        return words.choices(question)
    return VALUES[parameter.metavar](question)


def _options(question: Question) -> Iterator[Offer]:
    """Offer the options that are not given yet, those that must be given first."""
    for option in sorted(question.spot.options, key=lambda option: not option.required):
        yield from (Offer(name, said_of(option, question.context.screen)) for name in option.names)
