"""The head of a plan, plan.yaml: where it is found, which language it speaks, which format it states."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from qtrack.errors import QtrackError
from qtrack.locale.message import LANGUAGES, msg
from qtrack.model.plan import FORMAT
from qtrack.store.yaml.nodes import MapNode, Node, TextNode, compose, find

HEAD: Final = "plan.yaml"
UNITS: Final = "units.yaml"


def find_plan(named: str | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """Return the folder that holds plan.yaml.

    `named` (the option) goes before `QTRACK_PLAN`, which goes before the search from `cwd` upward for
    `plan/plan.yaml`. A named folder may be the plan's own or the one that holds `plan/`. Raises
    QtrackError where there is no plan.
    """
    for source, text in (("--plan", named), ("QTRACK_PLAN", environ.get("QTRACK_PLAN"))):
        if text:
            folder = cwd / text
            found = _inside(folder) or _inside(folder / "plan")
            if found is None:
                raise QtrackError(
                    msg("{source} names {folder}, but there is no plan.yaml.", source=source, folder=text),
                    msg("Name the folder that holds plan.yaml."),
                )
            return found
    for folder in (cwd, *cwd.parents):
        found = _inside(folder / "plan") or _inside(folder)
        if found is not None:
            return found
    raise QtrackError(
        msg(
            "There is no plan here: neither {folder} nor a folder above it holds plan/plan.yaml.",
            folder=str(cwd),
        ),
        msg("Go to the plan's folder, or name it with --plan or QTRACK_PLAN."),
    )


def _inside(folder: Path) -> Path | None:
    try:
        return folder if (folder / HEAD).is_file() else None
    except OSError:
        return None


_FORM: Final = re.compile(r"-?\d{1,9}", re.ASCII)


def format_node(root: Node) -> TextNode | None:
    """Return where the head of a plan states its format as a whole number, or None."""
    stated = find(root, ("format",), on_key=False)
    if not isinstance(root, MapNode) or not isinstance(stated, TextNode):
        return None
    return stated if _FORM.fullmatch(stated.value) else None


def refuse_other_format(root: Node) -> None:
    """Raise QtrackError where the head of a plan states another format than ours."""
    stated = format_node(root)
    if stated is None:
        return
    if int(stated.value) > FORMAT:
        raise newer_format(stated.value)
    if int(stated.value) < FORMAT:
        raise QtrackError(
            msg(
                "plan.yaml is of format {format}; this qtrack reads format {newest}.",
                format=stated.value,
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
    try:
        root = compose(HEAD, (folder / HEAD).read_bytes())
    except OSError:
        return None
    if not isinstance(root, MapNode):
        return None
    stated = find(root, ("language",), on_key=False)
    if stated is root:  # not stated
        return _UNSTATED
    return stated.value if isinstance(stated, TextNode) and stated.value in LANGUAGES else None
