"""Twice as much in a file, a plan or a table takes about twice the work, whatever is wrong in it."""

from collections.abc import Callable
from functools import partial

import pytest

from qtrack.checks import run_checks
from qtrack.checks.context import CheckContext
from qtrack.locale.message import Translator
from qtrack.model.problem import listed
from qtrack.store.form.form_header import read_layout
from qtrack.store.form.rows import RowSettings, read_rows
from qtrack.store.form.spreadsheet import read_table
from qtrack.store.reading.load import load
from qtrack.store.yaml.problems import apply_suppressions, locate
from tests.cli.conftest import NOW
from tests.growth import growth
from tests.small import END, TASK, UNITS, TextTree, plan_of, said, task, tree_of

#: A little more than twice, for what is done anew from time to time; a square would be 4.
EVENLY = 2.4

INDICATORS = """
indicators:
  - {id: standards, name: 计量标准, unit: 项, target: 200, kind: reach, due: 2019-04-10}
"""
Maker = Callable[[int], TextTree]


def rows(count: int, form: str) -> str:
    """Return a line for each number, with `#` for the number."""
    return "".join(form.replace("#", f"{number}") + "\n" for number in range(1, count + 1))


def listing(count: int, form: str) -> str:
    return "[" + ", ".join(form.replace("#", f"{number}") for number in range(1, count + 1)) + "]"


def entries(count: int, form: str) -> TextTree:
    """Return a plan with entries, `#` standing for the number of an entry and `@` for the one before."""
    named = [
        said(40, form.replace("#", f"{n:06x}").replace("@", f"{n - 1:06x}") if n > 1 else "", tag=f"{n:06x}")
        for n in range(1, count + 1)
    ]
    return tree_of(*named)


UNKNOWN_FIGURES: Maker = lambda n: tree_of(  # noqa: E731 - a table of one-liners
    task(INDICATORS), said(40, "actuals:\n" + rows(n, "  a#: 1"))
)
HOSTILE: dict[str, Maker] = {
    "unknown figures": UNKNOWN_FIGURES,
    "figures of a task without any": lambda n: tree_of(said(40, "actuals:\n" + rows(n, "  a#: 1"))),
    "unknown keys": lambda n: tree_of(task(rows(n, "k#: 1"))),
    "one key again and again": lambda n: tree_of(task("source: 甲\n" * n)),
    "unknown words": lambda n: tree_of(
        task("deliverables:\n" + rows(n, "- {id: T01.#, title: 甲, every: yeer}"))
    ),
    "unknown units": lambda n: tree_of({"tasks/T01.yaml": TASK.replace("[institute]", listing(n, "u#"))}),
    "known units": lambda n: tree_of(
        {
            "units.yaml": UNITS.replace(
                "groups:", rows(n, "  - {id: v#, name: 单位#, short: 位#, kind: bureau}") + "groups:"
            )
            + f"  - {{id: g, name: 群, members: {listing(n, 'v#')}}}\n",
            "tasks/T01.yaml": TASK.replace("bureaus", "g"),
        }
    ),
    "groups in a row": lambda n: tree_of(
        {
            "units.yaml": UNITS
            + "".join(f"  - {{id: g{at}, name: 群{at}, members: [g{at + 1}]}}\n" for at in range(n))
            + f"  - {{id: g{n}, name: 末, members: [fuzhou]}}\n"
        }
    ),
    "groups in a circle": lambda n: tree_of(
        {
            "units.yaml": UNITS
            + "".join(f"  - {{id: g{at}, name: 群{at}, members: [g{(at + 1) % n}]}}\n" for at in range(n))
        }
    ),
    "wrong ids": lambda n: tree_of(task("deliverables:\n" + rows(n, "- {id: X#, title: 甲}"))),
    "silences": lambda n: tree_of(task("partners:\n" + rows(n, "  - office  # qtrack: allow lead-apart"))),
    "silences within a text": lambda n: tree_of(
        task("source: |\n" + rows(n, "  甲 # qtrack: allow lead-apart"))
    ),
    "a long chain of corrections": lambda n: entries(n, "corrects: 2019-02-09-@"),
    "closings of nothing": lambda n: entries(n, "status: closed"),
    "entries with wrong units": lambda n: entries(n, "status: blocked"),
}


def checked(tree: TextTree) -> object:
    loaded = load(tree)
    assert loaded.checkable
    found = run_checks(CheckContext(loaded.checkable, END, loaded.broken))
    return listed(apply_suppressions(locate(tree, (*loaded.problems, *found)), loaded.suppressions))


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_the_check_of_a_plan_takes_evenly_more(make: Maker) -> None:
    assert growth(lambda size: partial(checked, make(size)), 300) < EVENLY


TABLES: dict[str, Callable[[int], str]] = {
    "bad rows": lambda n: "about,summary,percent\n" + rows(n, "T01,甲,四成"),
    "unknown rows": lambda n: "about,summary,percent\n" + rows(n, "T#9,甲,4"),
    "unknown columns": lambda n: f"about,summary,{listing(n, 'percet#')}\nT01,甲{',1' * n}\n",
    "known figures": lambda n: "about,summary,standards\n" + rows(n, "T01,甲,#"),
}


@pytest.mark.parametrize("make", TABLES.values(), ids=TABLES)
def test_the_reading_of_a_table_takes_evenly_more(make: Callable[[int], str]) -> None:
    plan = plan_of(task(INDICATORS))

    def read(raw: bytes) -> object:
        table = read_table(raw, "form.csv")
        layout, wrong = read_layout(table, plan, Translator("en"))
        settings = RowSettings(NOW, "metrology", END, "")
        return wrong or read_rows(table, layout, plan, settings, lambda *_: ())

    assert growth(lambda size: partial(read, make(size).encode()), 150) < EVENLY


def test_no_name_is_compared_with_more_than_there_is_time_for() -> None:
    ground = CheckContext(plan_of(), END)
    names = [f"unit-{number}" for number in range(500_000)]
    assert ground.nearest("unit-7", names[:1]) == "unit-0"
    ground.nearest("", names)
    ground.nearest("", names)
    assert ground.nearest("unit-7", names[:1]) is None
