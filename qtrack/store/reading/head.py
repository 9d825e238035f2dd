"""The head of a plan, plan.yaml: which language it speaks, which format it states."""

import re
from pathlib import Path
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import LANGUAGES, msg
from qtrack.model.head import FORMAT, OLDEST_FORMAT
from qtrack.store.reading.loaded import NO_HEAD
from qtrack.store.tree import HEAD
from qtrack.store.yaml.nodes import MapNode, Node, TextNode, compose, find

_FORM: Final = re.compile(r"-?\d{1,9}", re.ASCII)


def format_node(root: Node) -> TextNode | None:
    """Return where the head of a plan states its format as a whole number, or None."""
    stated = find(root, ("format",), on_key=False)
    if not isinstance(root, MapNode) or not isinstance(stated, TextNode):
        return None
    return stated if _FORM.fullmatch(stated.value) else None


def refuse_other_format(root: Node) -> None:
    """Raise QtrackError where the head of a plan states a format that is not read."""
    stated = format_node(root)
    if stated is None:
        return
    if int(stated.value) > FORMAT:
        raise newer_format(stated.value)
    if int(stated.value) < OLDEST_FORMAT:
        raise QtrackError(
            msg(
                "plan.yaml is of format {format}; this qtrack reads formats {oldest} to {newest}.",
                format=stated.value,
                oldest=OLDEST_FORMAT,
                newest=FORMAT,
            ),
            msg("“qtrack migrate” brings the files to it."),
        )


def newer_format(stated: str) -> QtrackError:
    """Return the refusal of files that a newer qtrack wrote."""
    return QtrackError(
        msg(
            "plan.yaml is of format {format}; this qtrack reads up to format {newest}.",
            format=stated,
            newest=FORMAT,
        ),
        msg("Install a newer qtrack."),
    )


#: What a plan speaks that does not say.
_UNSTATED: Final = "zh"


def language_of(folder: Path) -> str | None:
    """Return the language of a plan, without minding anything else in its head; None if that is no head."""
    stated = _stated(folder, "language")
    if stated == "":
        return _UNSTATED
    return stated if stated in LANGUAGES else None


def timezone_of(folder: Path) -> str:
    """Return the timezone of a plan, without minding anything else in its head."""
    return _stated(folder, "timezone") or NO_HEAD.timezone


def _stated(folder: Path, key: str) -> str | None:
    """Return what the head of a plan says under a key, nothing where it does not; None if it is no head."""
    try:
        root = compose(HEAD, (folder / HEAD).read_bytes())
    except OSError:
        return None
    if not isinstance(root, MapNode):
        return None
    stated = find(root, (key,), on_key=False)
    if stated is root:
        return ""
    return stated.value if isinstance(stated, TextNode) else None
