"""The format that the head of a plan states, and the refusal of one that is not read."""

import re
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.head import FORMAT, OLDEST_FORMAT
from qtrack.store.yaml.nodes import MapNode, Node, TextNode, find

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
