"""The two sides of a comparison, each with all it holds, and which plan of one is that of the other.

A plan is known by its plan.yaml, wherever it lies. Where it is not in the folder where the other side has it,
that side is looked through for the folder that shares most with it.
"""

import re
from collections.abc import Callable, Container, Iterable
from pathlib import Path
from typing import Final

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.model.ids import ENTRY_ID
from qtrack.store.git.objects import FOLDER, Objects
from qtrack.store.git.trees import Checkout, ObjectTree, blob_id, index_tree
from qtrack.store.tree import HEAD, UNITS, Tree

_SHELVES: Final = ("sections", "tasks", "progress")
#: So much of an id is shown of a commit.
SHORT: Final = 8
_TITLE: Final = re.compile(rb"^title:[ \t]*(.+?)[ \t\r]*$", re.MULTILINE)


class State(msgspec.Struct, frozen=True):
    """One state of the plan: what to call it, its files, and its folder from the repository's top.

    `copied` where the younger state lies elsewhere although its plan is in this folder, too. `another`
    where it holds no files since the plan in this folder is another one. `commit` is the full id of the one
    that it is the state of, if it is.
    """

    name: Message | str
    tree: Tree
    prefix: str
    copied: bool = False
    commit: str = ""
    another: bool = False

    def as_another(self) -> "State":
        """Return the state of a plan that is not here, since what lies in its folder is another."""
        tree = ObjectTree(self.tree.objects, {}) if isinstance(self.tree, ObjectTree) else self.tree
        return msgspec.structs.replace(self, tree=tree, another=True)

    @property
    def holds_plan(self) -> bool:
        """Whether there is a plan in this folder at all."""
        if isinstance(self.tree, ObjectTree):
            return bool(self.tree.blob(HEAD))
        return any(path == HEAD for path in self.tree.paths())

    def blob(self, path: str) -> str:
        """Return git's id of what a file holds, nothing where git has none."""
        return self.tree.blob(path) if path and isinstance(self.tree, ObjectTree) else ""


class Side(msgspec.Struct, frozen=True):
    """All that one side holds: what to call it, the files below a folder, the folders that hold a plan."""

    name: Message | str
    below: Callable[[str], Tree]
    folders: Callable[[], tuple[str, ...]]
    commit: str = ""

    def at(self, folder: str) -> State:
        """Return what it holds in a folder, be it a plan or not."""
        return State(self.name, self.below(folder), folder, commit=self.commit)

    def known(self, folders: Iterable[str]) -> State | None:
        """Return the plan in the first of these folders that holds one."""
        return next((state for state in map(self.at, folders) if state.holds_plan), None)

    def only(self) -> State | None:
        """Return its plan where it holds just one."""
        folders = self.folders()
        return self.at(folders[0]) if len(folders) == 1 else None

    def again(self, plan: State, its: "Side") -> State | None:
        """Return what here is the plan of the other side, wherever it lies.

        A plan that the other side has in the same folder is another one, unless both share entries.
        """
        still = its.folders()
        found = [
            (shared, state)
            for state in map(self.at, self.folders())
            if (shared := _shared(state.tree, plan.tree))[0] or state.prefix not in still
        ]
        heirs = [(shared, state) for shared, state in found if shared[0] and state.prefix not in still]
        if len(heirs) > 1:  # a plan and copies of it: what differs must not hide behind one that does not
            return min(heirs, key=lambda pair: pair[0])[1]
        if not found:
            return None
        _, state = max(found, key=lambda pair: pair[0])
        stays = state.prefix in still and _shared(state.tree, its.below(state.prefix))[0] > 0
        return msgspec.structs.replace(state, copied=stays)

    def followed(self, plan: State, its: "Side") -> State:
        """Return the other side's plan as it is here: in its folder, else elsewhere, else none.

        What lies in its folder here and elsewhere there is another plan, which gave way to this one.
        """
        state = self.known((plan.prefix,))
        if state and isinstance(state.tree, ObjectTree) and its.holds_beside(plan, state):
            return self.again(plan, its) or state.as_another()
        return state or self.again(plan, its) or self.at(plan.prefix)

    def holds_beside(self, plan: State, other: State) -> bool:
        """Tell whether another state is not that of a plan here, but of one in another folder here.

        It has another title and none of its entries, which are all in the other folder.
        """
        if plan.blob(HEAD) == other.blob(HEAD) or _title(plan.tree) == _title(other.tree):
            return False
        entries, _ = _marks(other.tree)
        if not entries or _shared(plan.tree, other.tree)[0]:
            return False
        folders = (folder for folder in self.folders() if folder != plan.prefix)
        return any(_shared(self.below(folder), other.tree)[0] == len(entries) for folder in folders)


def same_plan(old: Side, new: Side, candidates: tuple[str, ...]) -> tuple[State, State]:
    """Return the plan on both sides; it lies in the first of these folders that holds one, or elsewhere."""
    was, now = old.known(candidates), new.known(candidates)
    if not was and not now:
        now = new.only()
    if now and not was:
        was = old.followed(now, new)
    elif was and not now:
        now = new.followed(was, old)
    return was or old.at(candidates[0]), now or new.at(candidates[0])


def all_plans(old: Side, new: Side) -> tuple[tuple[State, State], ...]:
    """Return every plan of either side together with what it is on the other."""
    pairs = [(old.followed(now, new), now) for now in map(new.at, new.folders())]
    met = {was.prefix for was, _ in pairs if was.holds_plan and not was.copied}
    pairs += [(was, new.followed(was, old)) for was in map(old.at, old.folders()) if was.prefix not in met]
    return tuple(sorted(pairs, key=lambda pair: pair[1].prefix))


def tree_side(tree: ObjectTree, name: Message | str, commit: str = "") -> Side:
    """Return the side that a commit, a tree, or nothing is."""
    return Side(name, tree.below, lambda: plan_folders(tree), commit)


def index_side(objects: Objects) -> Side:
    """Return what is staged."""
    return Side(
        msg("the index"),
        lambda folder: index_tree(objects, folder),
        lambda: plan_folders(index_tree(objects, "")),
    )


def disk_side(objects: Objects, own: str, folder: Path | None) -> Side:
    """Return the working tree; the plan that is asked about lies in `folder`, from the top `own`, if any."""
    shown = objects.repository.ask("rev-parse", "--show-toplevel")
    if not shown:
        raise QtrackError(
            msg("There is no plan in a working tree here."),
            msg("Name two revisions, such as HEAD~1..HEAD, and where they differ the plan's --plan."),
        )
    top = Path(shown.removesuffix("\n"))

    def tree(at: str) -> Tree:
        return Checkout(objects, folder if folder and at == own else top / at, at)

    def folders() -> tuple[str, ...]:
        listed = objects.repository.git(
            *("ls-files", "-z", "--cached", "--others", "--exclude-per-directory=.gitignore", "--full-name"),
            *("--", f":(top,glob)**/{HEAD}"),
        )
        found = dict.fromkeys(path.rpartition("/")[0] for path in listed.split("\0")[:-1])
        return tuple(at for at in found if _is_plan({path.partition("/")[0] for path in tree(at).paths()}))

    return Side(msg("the working tree"), tree, folders)


def plan_folders(tree: ObjectTree) -> tuple[str, ...]:
    """Return all folders of a tree that hold a plan, empty for its top."""
    top, known = tree.top, tree.objects.plan_folders
    if isinstance(top, str) and top in known:
        return known[top]
    held = tree.objects.folder(top)
    own = _is_plan(held)
    found = [""] if own else []
    for name, (kind, inner) in held.items():
        if kind == FOLDER and not (own and name in _SHELVES):
            below = plan_folders(ObjectTree(tree.objects, inner))
            found += [f"{name}/{folder}".removesuffix("/") for folder in below]
    if isinstance(top, str):
        known[top] = tuple(found)
    return tuple(found)


def _is_plan(names: Container[str]) -> bool:
    return HEAD in names and any(name in names for name in (UNITS, *_SHELVES))


def _shared(one: Tree, other: Tree) -> tuple[int, int, bool]:
    """Tell how many entries two plans share by their ids, how many files, and whether the title."""
    (entries, files), (others, held) = _marks(one), _marks(other)
    return len(entries & others), len(files & held), _title(one) == _title(other)


def _marks(tree: Tree) -> tuple[set[str], set[str]]:
    """Return the names of the entries of a plan, and what its files hold."""
    paths = [path for path in tree.paths() if path in {HEAD, UNITS} or path.partition("/")[0] in _SHELVES]
    entries = {path.rpartition("/")[2] for path in paths if path.startswith("progress/")}
    blob = tree.blob if isinstance(tree, ObjectTree) else lambda path: blob_id(_read(tree, path))
    named = {name for name in entries if ENTRY_ID.fullmatch(name.removesuffix(".yaml"))}
    return named, {blob(path) for path in paths}


def _title(tree: Tree) -> bytes:
    found = _TITLE.search(_read(tree, HEAD))
    return found[1] if found else b""


def _read(tree: Tree, path: str) -> bytes:
    """Return what a file holds with the line ends that git keeps; nothing where it cannot be read."""
    try:
        return tree.read(path).replace(b"\r\n", b"\n")
    except OSError:
        return b""
