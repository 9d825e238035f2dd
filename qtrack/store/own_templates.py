"""The templates that a plan has of its own, as text; what they mean is for whoever runs them."""

from collections.abc import Mapping
from pathlib import Path

from qtrack.model.problem import Problem
from qtrack.store.tree import TEMPLATE_ENDING, TEMPLATES, FolderTree

#: Texts of templates by their names below templates/, and what kept others from being read.
OwnTemplates = tuple[Mapping[str, str], tuple[Problem, ...]]


def template_path(name: str) -> str:
    """Return the path of a template in the plan's folder."""
    return f"{TEMPLATES}/{name}"


def own_templates(folder: Path) -> OwnTemplates:
    """Read the templates in a plan's folder; none where it has no folder of them."""
    if not (folder / TEMPLATES).is_dir() or (folder / TEMPLATES).is_symlink():
        return {}, ()
    from qtrack.store.yaml.nodes import byte_order_mark, read_raw, text_of  # most plans have no templates

    tree = FolderTree(folder)
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(tree.paths(TEMPLATES)):
        if path.endswith(TEMPLATE_ENDING):
            raw = read_raw(tree, path)
            text = raw if isinstance(raw, Problem) else text_of(path, raw)
            problems += byte_order_mark(path, raw) if isinstance(raw, bytes) else ()
            if isinstance(text, Problem):
                problems.append(text)
            else:
                texts[path.removeprefix(f"{TEMPLATES}/")] = text
    return texts, tuple(problems)
