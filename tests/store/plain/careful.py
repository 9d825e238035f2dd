"""What the parser and the careful reader make of a file."""

from typing import TypeVar

import msgspec

from qtrack.model.problem import Problem
from qtrack.store.yaml.nodes import compose
from qtrack.store.yaml.problems import suppressions
from qtrack.store.yaml.reader import FileReader

KindT = TypeVar("KindT", bound=msgspec.Struct)


def carefully(text: str, kind: type[KindT], **known: object) -> KindT | None:
    """Return what they give, None where there is anything to tell of."""
    root = compose("x.yaml", text.encode())
    if isinstance(root, Problem) or suppressions("x.yaml", text, root):
        return None
    return FileReader("x.yaml").read(root, kind, known)
