"""One language a place: Chinese in the catalogue and the story of the demonstration, English in the code."""

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from tests.conftest import ROOT

CODE: Final = ROOT / "qtrack"
MODULES: Final = sorted(CODE.rglob("*.py"))
#: Signs that words are written with; punctuation of full width is typography, which code may know.
CJK: Final = re.compile("[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
MESSAGE_MAKERS: Final = {"msg", "nmsg", "mark"}
#: Words that are never said: those that people type for days, those of notices, the names of styles in Word.
UNSAID: Final = {CODE / part for part in ("store/dates.py", "papers/word/body.py", "records/new_ids.py")} | {
    *(CODE / "notice" / "phrases").glob("*.py")
}
DOC_HOLDERS: Final = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def at(path: Path, node: ast.expr, what: object) -> str:
    return f"{path.relative_to(CODE).as_posix()}:{node.lineno}: {what}"


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def unsaid(tree: ast.Module) -> set[int]:
    """Return the ids of texts that are never said: docstrings, and patterns of what people type."""
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, DOC_HOLDERS) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return docs | {
        id(each)
        for call in calls(tree, "Form", "compile", "findall", "match", "search")
        for each in call.args
    }


def texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield every text of a module that may be said."""
    skipped = unsaid(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            yield node


def calls(tree: ast.Module, *names: str) -> Iterator[ast.Call]:
    """Yield calls of functions or methods of these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and name_of(node) in names:
            yield node


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def is_raw(node: ast.expr) -> bool:
    """Tell whether an expression is a text that no catalogue knows."""
    match node:
        case ast.Constant(value=str() as value):
            return any(each.isalpha() for each in value)
        case ast.BinOp(left=left, right=right) | ast.IfExp(body=left, orelse=right):
            return is_raw(left) or is_raw(right)
        case ast.BoolOp(values=values) | ast.JoinedStr(values=values):
            return any(is_raw(each) for each in values)
        case ast.Call(func=ast.Attribute(value=value, attr="format" | "join")):
            return is_raw(value)
    return False


def arguments(call: ast.Call) -> list[ast.expr]:
    return [*call.args, *(each.value for each in call.keywords)]


def test_no_word_of_chinese_stands_in_the_code() -> None:
    spoken = [path for path in MODULES if path not in UNSAID]
    found = [(path, each) for path in spoken for each in texts(tree_of(path)) if CJK.search(str(each.value))]
    assert [at(path, each, each.value) for path, each in found] == []


def test_the_story_is_chinese_and_the_screen_knows_its_signs() -> None:
    assert CJK.search((CODE / "demo" / "story.yaml").read_text(encoding="utf-8"))
    assert CJK.search("红")
    assert not CJK.search("，“”：；、（）…Ｓ")


def test_every_error_is_a_message() -> None:
    found = [
        at(path, call, name_of(call))
        for path in MODULES
        for call in calls(tree_of(path), "QtrackError", "talk", "fail")
        if any(is_raw(each) for each in arguments(call))
    ]
    assert found == []


def test_every_option_has_help_that_the_catalogue_knows() -> None:
    declared = [
        (path, call, call.args[0])
        for path in MODULES
        if path.name != "parameters.py"
        for call in calls(tree_of(path), "option", "date_option", "flag", "argument")
        if isinstance(call.func, ast.Name)
    ]
    assert len(declared) > 30
    found = [
        at(path, call, name_of(call)) for path, call, text in declared if not isinstance(text, ast.Constant)
    ]
    assert [place.partition(":")[0] for place in found] == ["cli/write/record.py"]  # marked in a table


def test_every_message_is_a_literal_that_the_catalogue_can_gather() -> None:
    found = []
    for path in set(MODULES) - {CODE / "locale" / "message.py"}:
        for call in calls(tree_of(path), *MESSAGE_MAKERS):
            keys = call.args[: 2 if name_of(call) == "nmsg" else 1]
            if not all(is_gathered(each) for each in keys):
                found.append(at(path, call, name_of(call)))
    assert found == []


def is_gathered(key: ast.expr) -> bool:
    """Tell whether a key is a literal, or the text of another message."""
    if isinstance(key, ast.Attribute):
        return key.attr == "text"
    return isinstance(key, ast.Constant) and isinstance(key.value, str)


def test_every_message_is_given_the_values_it_names() -> None:
    found = []
    for path in MODULES:
        for call in calls(tree_of(path), "msg", "nmsg"):
            keys = [str(each.value) for each in call.args if isinstance(each, ast.Constant)]
            given = {each.arg for each in call.keywords}
            if None in given or not given or not keys:
                continue  # **values, or a pattern that is given its values later
            wanted = set().union(*(fields(each) for each in keys))
            if (wanted ^ given) - ({"n"} if name_of(call) == "nmsg" else set()):
                found.append(at(path, call, wanted ^ given))
    assert found == []


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_catalogues_are_those_of_the_code_and_whole() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "messages.py"), "check"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
