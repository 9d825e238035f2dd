"""Which commands there are, and nothing else. Their modules are imported when they are called."""

from collections.abc import Callable
from importlib import import_module
from typing import Final

#: The name a person types, in the order of the help, and the module; its function is named like it.
COMMANDS: Final = {
    "status": "qtrack.cli.status",
    "show": "qtrack.cli.show",
    "units": "qtrack.cli.units",
    "matrix": "qtrack.cli.matrix",
    "due": "qtrack.cli.due",
    "indicators": "qtrack.cli.indicators",
    "find": "qtrack.cli.find",
    "chase": "qtrack.cli.chase",
    "history": "qtrack.cli.history",
    "record": "qtrack.cli.record",
    "form": "qtrack.cli.form",
    "correct": "qtrack.cli.correct",
    "withdraw": "qtrack.cli.withdraw",
    "close": "qtrack.cli.close",
    "return": "qtrack.cli.return_",
    "diff": "qtrack.cli.diff",
    "changes": "qtrack.cli.changes",
    "audit": "qtrack.cli.audit",
    "validate": "qtrack.cli.validate",
    "explain": "qtrack.cli.explain",
    "schema": "qtrack.cli.schema",
    "migrate": "qtrack.cli.migrate",
    "report": "qtrack.cli.report",
    "demo": "qtrack.cli.demo",
}


def load_command(name: str) -> Callable[..., int]:
    """Return the function behind a name."""
    module = COMMANDS[name]
    command: Callable[..., int] = getattr(import_module(module), module.rpartition(".")[2])
    return command
