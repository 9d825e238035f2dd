"""The manual is whole: every check that any code can name has its page, and the page tells its levels."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from qtrack.errors import QtrackError
from qtrack.locale.message import Translator
from qtrack.model.problem import NOT_LISTED, Level, page_of
from qtrack.pages.manual import manual, manual_page
from tests.small import english

CODE: Final = Path(__file__).parents[2] / "qtrack"

#: What makes problems, each with the name of a check among its first two arguments.
MAKERS: Final = {"Problem", "_problem", "report", "WrongError"}


def name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def levels_in(call: ast.Call) -> set[Level]:
    """Return the levels that stand in a call, error where none does."""
    stated = [each for each in ast.walk(call) if isinstance(each, ast.Attribute)]
    return {Level[each.attr] for each in stated if name_of(each.value) == "Level"} or {Level.ERROR}


def emitted(path: Path) -> Iterator[tuple[str, set[Level]]]:
    """Yield each name of a check that stands in a module, with the levels that stand with it."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and name_of(call.func) in MAKERS:
            for each in call.args[:2]:
                if isinstance(each, ast.Constant) and isinstance(each.value, str):
                    yield each.value, levels_in(call)


def of_functions(path: Path) -> Iterator[tuple[str, set[Level]]]:
    """Yield each check of a module, named like its function, with the levels of all that it calls there."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for function in functions.values():
        if "Fails: " not in (ast.get_docstring(function) or ""):
            continue
        reached = {function.name: function}
        levels: set[Level] = set()
        for call in calls_from(function, functions, reached):
            levels |= levels_in(call) if name_of(call.func) == "finding" else set()
        yield function.name.replace("_", "-"), levels


def calls_from(
    function: ast.FunctionDef, functions: dict[str, ast.FunctionDef], reached: dict[str, ast.FunctionDef]
) -> Iterator[ast.Call]:
    for call in ast.walk(function):
        if isinstance(call, ast.Call):
            yield call
            name = name_of(call.func)
            if name in functions and name not in reached:
                reached[name] = functions[name]
                yield from calls_from(functions[name], functions, reached)


def every_check() -> dict[str, set[Level]]:
    found: dict[str, set[Level]] = defaultdict(set)
    found[NOT_LISTED] = set(Level)  # that of what is not listed
    for layer in ("store", "papers"):
        for path in (CODE / layer).rglob("*.py"):
            for name, levels in emitted(path):
                found[name] |= levels
    for path in (CODE / "checks").glob("*.py"):
        for name, levels in of_functions(path):
            found[name] |= levels
    return found


def test_every_check_that_code_can_name_has_a_page() -> None:
    names = [page.name for page in manual()]
    assert names == sorted(set(names))
    assert set(every_check()) == set(names)
    assert len(names) > 30


def test_a_page_tells_the_levels_that_the_code_gives() -> None:
    told = {page.name: set(page.levels) for page in manual()}
    assert told == every_check()


def test_every_page_is_said_in_chinese() -> None:
    chinese = Translator("zh")
    same = [text for page in manual() for text in (page.holds, page.why) if chinese.say(text) == text]
    assert same == []


def test_a_page_is_read_from_the_text_that_stands_with_its_check() -> None:
    page = page_of(
        """unit-known: whoever a task names is
        registered.

        Names change,
        ids stay.

        Level: error, warning
        Passes: `lead: metrology`
        Fails: `lead: metrolgy`,
          and names
        """
    )
    assert page.name == "unit-known"
    assert page.holds == "whoever a task names is registered."
    assert page.why == "Names change, ids stay."
    assert page.levels == (Level.ERROR, Level.WARNING)
    assert (page.passes, page.fails) == ("`lead: metrology`", "`lead: metrolgy`, and names")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "unit-known",
        "unit-known: registered.\n\nPasses: a\nFails: b",
        "unit-known: registered.\n\nWhy.\n\nPasses: a",
        "unit-known: registered.\n\nWhy.\n\nPasses: a\nFails: b\nLevel: fatal",
        "Unit Known: registered.\n\nWhy.\n\nPasses: a\nFails: b",
    ],
)
def test_a_text_of_another_form_is_no_page(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a manual page|not a valid Level"):
        page_of(text)


def test_a_check_is_found_as_people_type_it() -> None:
    assert manual_page("unit-known").name == "unit-known"
    assert manual_page(" Unit_Known ").name == "unit-known"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("unit-knwon", "CHECK is “unit-knwon”, and no check is called so."),
        ("???", "CHECK is “???”, and no check is called so."),
    ],
)
def test_an_unknown_check_is_refused_with_the_nearest(typed: str, said: str) -> None:
    with pytest.raises(QtrackError) as refused:
        manual_page(typed)
    assert english(refused.value.message) == said
