"""What commands declare of their options, and what of a command line does not fit it."""

from itertools import product

import pytest

from qtrack.cli.commands import load_command
from qtrack.cli.names import COMMANDS, Name
from qtrack.cli.parameters import parameters_of
from tests.cli.conftest import ENGLISH, Runner


@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_no_plain_text_is_read_where_it_is_declared(name: Name) -> None:
    plain = {str, str | None, list[str], list[str] | None, bool}
    for parameter in parameters_of(load_command(name)):
        assert (parameter.kind in plain) == (parameter.parse is None), parameter
        assert parameter.flag == (not parameter.metavar), parameter


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("report", "-o"), "The option -o needs a value. See “qtrack report --help”."),
        (("form", "--outpt=x"), "There is no option --outpt; perhaps --output. See “qtrack form --help”."),
        (("due", "--stale=yes"), "The option --stale takes no value. See “qtrack due --help”."),
        (("due", "-5"), "There is no option -5. See “qtrack due --help”."),
        (("due", "--within", "5", "-hx"), "There is no option -x. See “qtrack due --help”."),
        (("find", "--", "-x", "y"), "Too many words: y. See “qtrack find --help”."),
        (("--land", "status"), "There is no option --land; perhaps --lang. See “qtrack --help”."),
        (("return", "T01", "--by", "x"), "--reason is missing. See “qtrack return --help”."),
        (("close", "--evidence", "x"), "ID is missing. See “qtrack close --help”."),
    ],
)
def test_what_does_not_fit_is_named(arguments: tuple[str, ...], said: str, run: Runner) -> None:
    assert run(*arguments, environ=ENGLISH) == (2, "", f"qtrack: {said}\n")


FLAGS = ("--", "-", "-o", "-h", "-ho", "--as-of", "--as-of=", "--stale", "--stale=1", "--sta", "--lang")
WORDS = (*FLAGS, "x", "2019-01-01")


@pytest.mark.parametrize("words", list(product(WORDS, WORDS)), ids=" ".join)
def test_no_command_line_is_beyond_explanation(words: tuple[str, ...], run: Runner) -> None:
    for before in ((), ("due",), ("report",)):
        assert run(*before, *words, environ=ENGLISH).code in {0, 2}, words
