"""`qtrack help [TOPIC]` and `qtrack explain [CHECK]`: the manual, from the package."""

from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.names import COMMANDS
from qtrack.cli.parameters import argument
from qtrack.errors import ExitCode
from qtrack.locale.message import msg
from qtrack.pages.manual import (
    find_topic,
    manual,
    manual_page,
    no_topic,
    show_list,
    show_page,
    topic_text,
    topic_titles,
)
from qtrack.ui.markdown import show_markdown


def help_(
    context: RunContext,
    *,
    topic: Annotated[
        str | None, argument("A topic of the manual, or a command; else the list.", "TOPIC")
    ] = None,
) -> int:
    """Print a topic, or the list of topics."""
    language = context.screen.translator.language
    if topic is None:
        for name, title in topic_titles(language).items():
            context.screen.line(f"{name:<14}{title}")
        context.screen.talk(msg("“qtrack help TOPIC” shows one, “qtrack COMMAND --help” tells of a command."))
        return ExitCode.OK
    found = find_topic(topic, language)
    if found is not None:
        show_markdown(topic_text(found, language), context.screen, prose=True)
        return ExitCode.OK
    raise no_topic(topic, tuple(COMMANDS))


def explain(
    context: RunContext,
    *,
    check: Annotated[
        str | None, argument("The name of a check, as a problem shows it in brackets; else all.", "CHECK")
    ] = None,
) -> int:
    """Print the manual page of a check, or the list of checks."""
    if check is None:
        show_list(manual(), context.screen)
    else:
        show_page(manual_page(check), context.screen)
    return ExitCode.OK
