"""The templates that a plan has of its own, as text; what they mean is for whoever runs them."""

from collections.abc import Mapping
from pathlib import Path

from qtrack.model.problem import Problem
from qtrack.store.tree import DOCUMENT_ENDING, LARGEST_FILE, TEMPLATE_ENDING, TEMPLATES, FolderTree

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


def own_documents(folder: Path) -> dict[str, bytes | Problem]:
    """Read the templates in Word in a plan's folder, by their names; a draft that Word keeps open is none."""
    if not (folder / TEMPLATES).is_dir() or (folder / TEMPLATES).is_symlink():
        return {}
    names = [path.removeprefix(f"{TEMPLATES}/") for path in sorted(FolderTree(folder).paths(TEMPLATES))]
    found = {name: own_document(folder, name) for name in names if name.endswith(DOCUMENT_ENDING)}
    return {name: raw for name, raw in found.items() if raw is not None and not name.startswith("~$")}


def own_document(folder: Path, name: str) -> bytes | Problem | None:
    """Return a template in Word that a plan has of its own, None where it has none of that name."""
    if not (folder / template_path(name)).exists():
        return None
    from qtrack.store.yaml.nodes import read_raw, too_large

    raw = read_raw(FolderTree(folder), template_path(name))
    return too_large(template_path(name)) if isinstance(raw, bytes) and len(raw) > LARGEST_FILE else raw
