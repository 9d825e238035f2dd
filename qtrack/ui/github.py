"""Workflow commands that GitHub shows beside the lines of a pull request."""

from qtrack.ui.screen import BREAK, clean


def workflow_command(
    level: str, text: str, *, title: str, path: str, line: int | None, column: int = 0
) -> str:
    """Return one command, as a line; `level` is error, warning or notice."""
    where = [f"file={_property(path)}"]
    if line:
        where.append(f"line={line}")
    if column:
        where.append(f"col={column}")
    where.append(f"title={_property(title)}")
    return f"::{level} {','.join(where)}::{_data(text)}\n"


def _data(text: str) -> str:
    return BREAK.sub("%0A", clean(text.replace("%", "%25")))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
