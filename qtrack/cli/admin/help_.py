"""`qtrack help [TOPIC]`: the manual, from the package."""

from typing import Annotated

from qtrack.cli.commands import COMMANDS, load_command
from qtrack.cli.context import RunContext
from qtrack.cli.help import show_command_help
from qtrack.cli.parameters import argument
from qtrack.errors import ExitCode
from qtrack.locale.message import mark, msg
from qtrack.pages.manual.topics import find_topic, no_topic, topic_text, topic_titles
from qtrack.ui.terminal_markdown import show_markdown


def help_(
    context: RunContext,
    *,
    topic: Annotated[
        str | None,
        argument("TOPIC", mark("A topic of the manual, or a command.")),
    ] = None,
) -> int:
    """Print a topic of the manual, as Markdown in a pipe; without a name list the topics."""
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
    for command in COMMANDS:
        if command == topic.strip().casefold():
            show_command_help(command, load_command(command), context.screen)
            return ExitCode.OK
    raise no_topic(topic, COMMANDS)
