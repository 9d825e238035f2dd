"""Which commands there are, and nothing else. Their modules are imported when they are called."""

from collections.abc import Callable
from importlib import import_module
from typing import Final

#: The name a person types, in the order of the help, and the module; its function is named like it.
COMMANDS: Final = {
    "status": "qtrack.cli.read.status",
    "show": "qtrack.cli.read.show",
    "units": "qtrack.cli.read.units",
    "matrix": "qtrack.cli.read.matrix",
    "due": "qtrack.cli.read.due",
    "indicators": "qtrack.cli.read.indicators",
    "find": "qtrack.cli.read.find",
    "chase": "qtrack.cli.read.chase",
    "history": "qtrack.cli.read.history",
    "record": "qtrack.cli.write.record",
    "form": "qtrack.cli.write.form",
    "correct": "qtrack.cli.write.correct",
    "withdraw": "qtrack.cli.write.withdraw",
    "close": "qtrack.cli.write.close",
    "return": "qtrack.cli.write.return_",
    "diff": "qtrack.cli.review.diff",
    "changes": "qtrack.cli.review.changes",
    "audit": "qtrack.cli.review.audit",
    "validate": "qtrack.cli.admin.validate",
    "explain": "qtrack.cli.admin.explain",
    "schema": "qtrack.cli.admin.schema",
    "migrate": "qtrack.cli.admin.migrate",
    "report": "qtrack.cli.papers.report",
    "demo": "qtrack.cli.admin.demo",
}


def load_command(name: str) -> Callable[..., int]:
    """Return the function behind a name."""
    module = COMMANDS[name]
    command: Callable[..., int] = getattr(import_module(module), module.rpartition(".")[2])
    return command
