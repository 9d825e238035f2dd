"""The topics of the manual that comes with the package, in two languages, as Markdown."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg

_FOLDER: Final = Path(__file__).parents[2] / "manual"

#: The topics in the order of the list.
TOPICS: Final = ("commands", "files", "lights", "templates", "git", "json", "assumptions")


def topic_text(topic: str, language: str) -> str:
    """Return the whole text of a topic."""
    return (_FOLDER / language / f"{topic}.md").read_text(encoding="utf-8")


def topic_titles(language: str) -> Mapping[str, str]:
    """Return the title of each topic by its name."""
    return {topic: topic_text(topic, language).partition("\n")[0].removeprefix("# ") for topic in TOPICS}


def find_topic(typed: str, language: str) -> str | None:
    """Return the name of a topic, which may be typed as its title; None where there is no such topic."""
    names = {title.casefold(): topic for topic, title in topic_titles(language).items()}
    return (names | {topic: topic for topic in TOPICS}).get(typed.strip().casefold())


def no_topic(typed: str, commands: Sequence[str]) -> QtrackError:
    """Return the error of a topic that is not there, with the topic or command that is meant perhaps."""
    close = get_close_matches(typed.strip().casefold(), (*TOPICS, *commands), n=1)
    return QtrackError(
        msg("The manual has no topic “{name}”; perhaps “{nearest}”.", name=typed, nearest=close[0])
        if close
        else msg("The manual has no topic “{name}”.", name=typed),
        msg("“qtrack help” lists them all."),
    )
