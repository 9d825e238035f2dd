"""Every refusal of the command line: the place, what was understood, and one thing to type next."""

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Final

import pytest

from qtrack.cli.commands import load_command
from qtrack.cli.help import options_of
from qtrack.cli.names import COMMANDS
from qtrack.cli.parameters import Option
from qtrack.locale.message import Translator
from tests.cli.conftest import CHINESE, ENGLISH, Runner, everything
from tests.conftest import NOTICES, ROOT
from tests.repositories import repository
from tests.small import said

CODE: Final = ROOT / "qtrack"
WRONG: Final = "qqq"
ENTRY: Final = "2019-02-05-000001"
#: What a command needs beside the option that is wrong.
NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "show": ("T01",),
    "find": ("计量",),
    "record": ("T01", "--unit", "计量处", "--summary", "x"),
    "correct": (ENTRY,),
    "withdraw": (ENTRY, "--reason", "x"),
    "close": ("T01", "--evidence", "x", "--verified-by", "office"),
    "return": ("T01", "--reason", "x", "--unit", "office"),
    "report": ("weekly",),
    "demo": ("new",),
    "form": ("计量处",),
    "import": ("notice.txt", "--to", "new"),
    "set": ("T01", "title", "x"),
    "edit": ("T01",),
    "new": ("task", "M01", "x", "--lead", "metrology"),
    "move": ("T01", "M02"),
    "retire": ("T02",),
    "init": (
        "new",
        "--title",
        "x",
        "--number",
        "1",
        "--issuer",
        "x",
        "--issued",
        "2019-01-01",
        "--end",
        "2019-12-31",
    ),
}
#: What an option needs beside what its command needs.
BESIDE: Final = {("audit", "--at"): ("--anchor",)}
#: What takes any text there is.
FREE: Final = {"TEXT", "NAME", "VALUE", "WORD…"}
ANY: Final = {("demo", "DIR"), ("import", "--to"), ("init", "DIR")}
ANY_FILE: Final = ("--output", "FILE")
#: Told among what else is told of the computer.
TOLD: Final = {("doctor", "--plan")}
#: Refused for another reason, before anybody looks at the value.
UNREAD: Final = {("chase", "--issuer"), ("import", "PLAN")}

CJK: Final = re.compile(r"[\u3400-\u9fff]")
ENGLISH_SENTENCE: Final = re.compile(
    r"(?<![-\w|“])[a-z][a-z']+ [a-z][a-z']+ [a-z][a-z']+(?!\w)", re.IGNORECASE
)
#: What can be typed: a command, an option, a number, or one of the words that are listed.
TYPEABLE: Final = re.compile(r"“(?:qtrack|git) |--[a-z]|\d|It can be |are |：")
#: What stands behind the findings of a check, each of which has its own remedy.
NOT_WRITTEN: Final = {"en": "Nothing was written", "zh": "没有写入任何内容"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a repository with the small plan, in which the one task was reported done."""
    copyfile(NOTICES / "scheme.txt", tmp_path / "notice.txt")
    return repository(tmp_path, said(36, "status: done\n"))


Line = tuple[tuple[str, ...], Option | None, str]


def lines_of(name: str) -> Iterator[Line]:
    """Yield what is refused of a command, each with the option that is wrong and its value."""
    needed = NEEDED.get(name, ())
    for option in options_of(load_command(name)):
        if not option.names:
            continue
        typed = option.names[0]
        if option.flag:
            yield (name, *needed, f"{typed}=1"), option, ""
            continue
        yield (name, *needed, typed), option, ""
        free = option.metavar in FREE or (typed, option.metavar) == ANY_FILE
        if not free and (name, typed) not in TOLD | ANY:
            value = "" if (name, typed) in UNREAD else WRONG
            beside = () if typed == "--from" else without(typed, needed)
            yield (name, *beside, *BESIDE.get((name, typed), ()), typed, WRONG), option, value
    yield from arguments_of(name, needed)
    yield (name, *needed, "--frobnicate"), None, "--frobnicate"
    if not any(option.many and not option.names for option in options_of(load_command(name))):
        yield (name, *needed, *("more",) * 9), None, "more"


def arguments_of(name: str, needed: tuple[str, ...]) -> Iterator[Line]:
    """Yield what is wrong of the arguments of a command, and what it cannot do without."""
    options = tuple(itertools.dropwhile(lambda typed: not typed.startswith("-"), needed))
    places = needed[: len(needed) - len(options)]
    at = 0
    for option in options_of(load_command(name)):
        if option.required:
            typed = without(option.names[0], needed) if option.names else (*places[:at], *options)
            yield (name, *typed), option, ""
        if option.names:
            continue
        if option.metavar not in FREE and (name, option.metavar) not in ANY:
            value = "" if (name, option.metavar) in UNREAD else WRONG
            yield (name, *places[:at], WRONG, *places[at + 1 :], *options), option, value
        at += 1


def without(option: str, line: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out an option and its value."""
    at = line.index(option) if option in line else len(line)
    return (*line[:at], *line[at + 2 :])


def wanting(text: str, option: Option | None, value: str, language: str) -> Iterator[str]:
    """Yield what a refusal does not have."""
    translator = Translator(language)
    shown = re.split("[| ]", translator.say(option.metavar).removesuffix("…")) if option else []
    names = [*shown, option.name, *option.names] if option else []
    if names and not any(name and name.casefold() in text.casefold() for name in names):
        yield "the place"
    if value not in text:
        yield "what was understood"
    _, _, remedy = text.rstrip().rstrip(".。").rpartition("。" if language == "zh" else ". ")
    if not TYPEABLE.search(remedy) and NOT_WRITTEN[language] not in remedy:
        yield "what to type next"
    if text.count("\n") != 1 or not text.startswith("qtrack：" if language == "zh" else "qtrack: "):
        yield "the form of a sentence"
    own = text.replace(value, "") if value else text
    if language == "zh" and (ENGLISH_SENTENCE.search(own) or not CJK.search(own)):
        yield "Chinese"
    if language == "en" and CJK.search(re.sub(r"“[^”]*”|(?: are|: ).*$", "", own)):
        yield "English"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_refusal_of_a_command_says_what_where_and_what_next(
    name: str, run: Runner, folder: Path
) -> None:
    before = everything(folder)
    found = []
    for line, option, value in lines_of(name):
        for language, environ in (("en", ENGLISH), ("zh", CHINESE)):
            done = run(*line, environ=environ)
            lacks = list(wanting(done.err, option, value, language))
            if (done.code, done.out) != (2, "") or lacks:
                found.append((" ".join(line), done.code, done.err, lacks))
    assert not found, "\n".join(map(repr, found))
    assert everything(folder) == before


#: Remedies that lie elsewhere than on the command line.
ELSEWHERE: Final = {
    "Nothing was written.",  # behind findings, each with its own remedy
    "Look whether the editor saves what you type.",
    "Move it away first.",
    "Try again.",
    "Withdraw that one first.",
    "Write it in one line.",
    "Give its name or its whole path; a path with blanks stands in double quotes.",
}
#: In a remedy that the code writes, what may come of a value counts, too.
WRITTEN: Final = re.compile(r"“(?:qtrack|git) |--[a-z]|\d|\{")


def remedies() -> Iterator[tuple[str, ast.expr | None]]:
    """Yield the remedy of every error that the command line and what it asks of records and pages raise."""
    for path in sorted(path for part in ("cli", "records", "pages") for path in (CODE / part).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "QtrackError"
            ):
                place = f"{path.relative_to(CODE).as_posix()}:{node.lineno}"
                yield place, node.args[1] if len(node.args) > 1 else None


def test_every_error_in_the_code_has_a_remedy_that_can_be_typed() -> None:
    found = list(remedies())
    assert len(found) > 70
    wrong = [place for place, remedy in found if remedy is None]
    for place, remedy in found:
        parts = ast.walk(remedy) if isinstance(remedy, ast.Call | ast.IfExp) else ()
        texts = [part.value for part in parts if isinstance(part, ast.Constant)]
        said = [text for text in texts if isinstance(text, str) and " " in text.strip()]
        wrong += [f"{place}: {text}" for text in said if text not in ELSEWHERE and not WRITTEN.search(text)]
    assert wrong == []
