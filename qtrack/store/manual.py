"""The manual of what loading finds: one page a check, in the form that `qtrack.model.problem` reads.

These checks are not a function each, as those of a loaded plan are: they are raised wherever a file is read.
Their pages stand in manual.md. Templates of one's own are read here too; whether they are sound is for the
layer to say that runs them.
"""

from pathlib import Path

from qtrack.model.problem import ManualPage, page_of


def pages() -> tuple[ManualPage, ...]:
    """Return the pages of all checks that loading makes."""
    text = Path(__file__).with_suffix(".md").read_text(encoding="utf-8")
    return tuple(page_of(page) for page in text.split("## ")[1:])
