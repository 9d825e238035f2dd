"""The functions behind the names of commands; a module is imported when one of its commands is called."""

from collections.abc import Callable
from importlib import import_module
from typing import Final

Command = Callable[..., int]

#: The commands in each module below `qtrack.cli`.
MODULES: Final = {
    "read.status": "status show",
    "read.lists": "units mine matrix due indicators find history",
    "read.chase": "chase",
    "write.record": "record",
    "write.spreadsheet": "form",
    "write.correct": "correct withdraw",
    "write.undo": "undo",
    "write.judge": "close return",
    "edit.set": "set",
    "edit.edit": "edit",
    "edit.move": "move",
    "edit.retire": "retire",
    "edit.new": "new",
    "edit.init": "init",
    "review.diff": "diff",
    "review.changes": "changes",
    "review.audit": "audit",
    "papers.report": "report",
    "admin.config": "config",
    "admin.completion": "completion",
    "admin.validate": "validate",
    "admin.doctor": "doctor",
    "admin.manual": "explain help",
    "admin.schema": "schema migrate",
    "admin.import_notice": "import",
    "admin.demo": "demo",
}


def load_command(name: str) -> Command:
    """Return the function of this name, with `_` behind it where Python has another; raise KeyError."""
    modules = {command: module for module, commands in MODULES.items() for command in commands.split()}
    found = vars(import_module(f"qtrack.cli.{modules[name]}"))
    command: Command = found[f"{name}_" if f"{name}_" in found else name]
    return command
