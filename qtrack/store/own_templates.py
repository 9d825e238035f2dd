"""The templates that a plan has of its own, as text; what they mean is for whoever runs them."""

from codecs import BOM_UTF8
from collections.abc import Mapping
from pathlib import Path

import msgspec

from qtrack.locale.message import msg
from qtrack.model.problem import Level, Place, Problem
from qtrack.store.ignored_files import TEMPLATE_ENDING, TEMPLATES
from qtrack.store.tree import FolderTree, NotAFileError, reason
from qtrack.store.yaml.nodes import text_of


class OwnTemplates(msgspec.Struct, frozen=True):
    """Texts of templates by their names below templates/, and what kept others from being read."""

    texts: Mapping[str, str] = {}
    problems: tuple[Problem, ...] = ()


def template_path(name: str) -> str:
    """Return the path of a template in the plan's folder."""
    return f"{TEMPLATES}/{name}"


def own_templates(folder: Path) -> OwnTemplates:
    """Read the templates in a plan's folder; none where it has no folder of them."""
    if not (folder / TEMPLATES).is_dir() or (folder / TEMPLATES).is_symlink():
        return OwnTemplates()
    tree = FolderTree(folder)
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(tree.paths(TEMPLATES)):
        if path.endswith(TEMPLATE_ENDING):
            text = _read(tree, path, problems)
            if text is not None:
                texts[path.removeprefix(f"{TEMPLATES}/")] = text
    return OwnTemplates(texts, tuple(problems))


def _read(tree: FolderTree, path: str, problems: list[Problem]) -> str | None:
    place = Place(path, line=1, column=1)
    try:
        raw = tree.read(path)
    except NotAFileError as error:
        problems.append(Problem("file-unreadable", error.message, place))
        return None
    except OSError as error:
        message = msg("this file cannot be read: {why}", why=reason(error))
        problems.append(Problem("file-unreadable", message, place))
        return None
    if raw.startswith(BOM_UTF8):
        message = msg("this file begins with a byte order mark; save it as UTF-8 without BOM")
        problems.append(Problem("encoding", message, place, Level.WARNING))
    text = text_of(path, raw)
    if isinstance(text, Problem):
        problems.append(text)
        return None
    return text
