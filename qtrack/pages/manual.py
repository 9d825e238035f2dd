"""The manual that comes with the package: topics as Markdown, in two languages, and a page a check."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from qtrack.checks import CHECKS
from qtrack.errors import QtrackError, ambiguous
from qtrack.locale import words
from qtrack.locale.message import Message, Translator, Word, msg, nearest
from qtrack.locale.words import meant, plain, ways
from qtrack.model.problem import ManualPage, page_of
from qtrack.store import manual as of_loading
from qtrack.ui.help import text_width
from qtrack.ui.labels import LEVELS
from qtrack.ui.screen import UNLIMITED, Screen
from qtrack.ui.table import Column, rows_drawn
from qtrack.ui.wrap import fold

_FOLDER: Final = Path(__file__).parents[1] / "manual"

#: The topics in the order of the list.
TOPICS: Final = tuple(words.TOPICS)


def topic_text(topic: str, language: str) -> str:
    """Return the whole text of a topic."""
    return (_FOLDER / language / f"{topic}.md").read_text(encoding="utf-8")


def topic_titles(language: str) -> Mapping[str, str]:
    """Return the title of each topic by its name."""
    return {topic: topic_text(topic, language).partition("\n")[0].removeprefix("# ") for topic in TOPICS}


def find_topic(typed: str, language: str) -> str | None:
    """Return the name of a topic, which may be typed as its title; None where there is no such topic."""
    named = {plain(title): topic for topic, title in topic_titles(language).items()}.get(plain(typed))
    return named or meant(typed, TOPICS, words.TOPICS)


def no_topic(typed: str, commands: Sequence[str]) -> QtrackError:
    """Return the error of a topic that is not there, with the topic or command that is meant perhaps."""
    close = nearest(typed.strip().casefold(), (*TOPICS, *commands))
    return QtrackError(
        msg("TOPIC is “{name}”, which the manual does not have.", name=typed),
        msg("“qtrack help {nearest}” is there; “qtrack help” lists all.", nearest=close)
        if close
        else msg("“qtrack help” lists them all."),
    )


def manual() -> tuple[ManualPage, ...]:
    """Return every page, in the order of names."""
    of_checks = [page_of(check.__doc__ or "") for check in CHECKS]
    return tuple(sorted((*of_loading.pages(), *of_checks), key=lambda page: page.name))


def manual_page(name: str) -> ManualPage:
    """Return the page of one check; raise QtrackError where there is no such check."""
    pages = {page.name: page for page in manual()}
    table = words.words(*pages)
    found = meant(name, pages, table)
    if found is not None:
        return pages[found]
    fitting = [page for page in pages if any(plain(name) in plain(way) for way in ways(page, table))]
    if len(fitting) > 1 and plain(name):
        raise ambiguous(name, fitting, msg("CHECK"))
    close = fitting[0] if fitting else nearest(name.strip().casefold(), pages)
    raise QtrackError(
        msg("CHECK is “{name}”, and no check is called so.", name=name),
        msg("“qtrack explain {nearest}” is there; “qtrack explain” lists all.", nearest=close)
        if close
        else msg("“qtrack explain” lists them all."),
    )


def show_page(page: ManualPage, screen: Screen) -> None:
    """Write one page: name and level, what it holds, why, and the two examples."""
    width = text_width() if screen.is_terminal else UNLIMITED
    name = f"{page.name} {_other_name(page, screen.translator)}".rstrip()
    screen.line(msg("{check} ({levels})", check=name, levels=_levels(page)))
    for label, text in (
        (None, page.holds),
        (msg("Why: "), page.why),
        (msg("Passes: "), page.passes),
        (msg("Fails: "), page.fails),
    ):
        said = (screen.say(label) if label else "") + screen.say(text)
        for line in ("", *fold(said, width)):
            screen.line(line)


def show_list(pages: Sequence[ManualPage], screen: Screen) -> None:
    """Show a line for each check: its names, level, what it holds."""
    translator = screen.translator
    columns: list[Column[ManualPage]] = [
        Column(msg("check"), lambda page: page.name),
        Column(msg("name"), lambda page: _other_name(page, translator)),
        Column(msg("level"), lambda page: translator.show(_levels(page))),
        Column(msg("what it holds"), lambda page: translator.say(page.holds), flexible=True),
    ]
    if not any(_other_name(page, translator) for page in pages):
        del columns[1]
    screen.show(rows_drawn(columns, pages, translator, screen.width))
    screen.talk(msg("“qtrack explain CHECK” shows why, with examples."))


def _other_name(page: ManualPage, translator: Translator) -> str:
    """Return what a check is called in the language that is spoken, nothing where that is its name."""
    said = translator.say(Word(page.name))
    return "" if said == page.name else said


def _levels(page: ManualPage) -> tuple[Message, ...]:
    return tuple(LEVELS[level] for level in page.levels)
