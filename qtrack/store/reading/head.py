"""What the head of a plan, plan.yaml, says of language and timezone, without minding anything else in it."""

from pathlib import Path
from typing import Final

from qtrack.locale.message import LANGUAGES
from qtrack.model.head import PlanHead
from qtrack.store.reading.loaded import NO_HEAD
from qtrack.store.reading.parts import read_part
from qtrack.store.tree import HEAD

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
        raw = (folder / HEAD).read_bytes()
    except OSError:
        return None
    head = read_part(HEAD, raw, PlanHead)
    if head is not None:
        return str(getattr(head, key))
    from qtrack.store.yaml.nodes import MapNode, TextNode, compose, find

    root = compose(HEAD, raw)
    if not isinstance(root, MapNode):
        return None
    stated = find(root, (key,), on_key=False)
    if stated is root:
        return ""
    return stated.value if isinstance(stated, TextNode) else None
