"""Which commands there are, and nothing else. Their modules are imported when they are called."""

from collections.abc import Callable
from importlib import import_module
from typing import Final

#: The name a person types, in the order of the help, and the module that holds the function.
COMMANDS: Final = {
    "status": "qtrack.cli.status",
    "show": "qtrack.cli.show",
    "record": "qtrack.cli.record",
    "diff": "qtrack.cli.diff",
    "changes": "qtrack.cli.changes",
    "validate": "qtrack.cli.validate",
    "explain": "qtrack.cli.explain",
    "schema": "qtrack.cli.schema",
    "migrate": "qtrack.cli.migrate",
    "report": "qtrack.cli.report",
    "demo": "qtrack.cli.demo",
}


def load_command(name: str) -> Callable[..., int]:
    """Return the function behind a name."""
    command: Callable[..., int] = getattr(import_module(COMMANDS[name]), name)
    return command
