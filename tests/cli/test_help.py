"""Help pages: of every command, in one language and not the other, within the terminal."""

import re
from typing import Final

import pytest
from rich.cells import cell_len

from qtrack.cli.commands import load_command
from qtrack.cli.help import options_of
from qtrack.cli.names import COMMANDS
from qtrack.locale import words
from qtrack.locale.message import Translator
from qtrack.papers.registry import PAPERS
from tests.cli.conftest import CHINESE, ENGLISH, Runner

PAGES = [(), *((name,) for name in COMMANDS)]
WORD = re.compile(r"[\u3400-\u9fff]")
#: Three words of Latin letters in a row are a sentence; names of options and metavars are not.
ENGLISH_SENTENCE = re.compile(r"(?<![-\w|“])[a-z][a-z']+ [a-z][a-z']+ [a-z][a-z']+(?!\w)", re.IGNORECASE)


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_help_in_english_holds_no_chinese(page: tuple[str, ...], run: Runner) -> None:
    done = run(*page, "--help", environ=ENGLISH)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: qtrack {' '.join(page)}".rstrip())
    assert not WORD.search(done.out)
    assert "-h, --help" in done.out


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_help_in_chinese_holds_no_english_sentence(page: tuple[str, ...], run: Runner) -> None:
    done = run(*page, "--help", environ=CHINESE)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"用法：qtrack {' '.join(page)}".rstrip())
    said = done.out.partition("例如：")[0]
    assert not ENGLISH_SENTENCE.search(said), ENGLISH_SENTENCE.findall(said)
    assert ("[选项]" if page else "[--lang 语言]") in done.out.partition("\n")[0]


@pytest.mark.parametrize("page", PAGES[1:], ids=" ".join)
def test_every_option_says_what_it_does(page: tuple[str, ...], run: Runner) -> None:
    lines = run(*page, "--help", environ=CHINESE).out.split("\n")
    options = lines[lines.index("选项：") + 1 : lines.index("例如：")]
    for at, line in enumerate(options):
        if line.startswith("  -"):
            words = re.split(r" {2,}", line.strip())
            said = words[1] if len(words) > 1 else options[at + 1]
            assert WORD.search(said), line


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_help_page_is_wider_than_the_terminal(
    language: str, width: int, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    for page in PAGES:
        monkeypatch.setenv("COLUMNS", str(width))
        printed = run(*page, "--help", "--lang", language).out
        assert max(cell_len(line) for line in printed.split("\n")) <= width


def test_what_must_be_given_is_said_to_be_required(run: Runner) -> None:
    assert "  --reason 文字       撤回的原因。（必填）\n" in run("withdraw", "--help", environ=CHINESE).out


def test_the_first_page_lists_every_command_and_fits_a_small_screen(run: Runner) -> None:
    for arguments in ((), ("--help",), ("-h",), ("--help", "status")):
        printed = run(*arguments)
        assert printed.code == 0
        assert [
            name for name in COMMANDS if not re.search(rf"(^| ) {name}  ", printed.out, re.MULTILINE)
        ] == []
        assert printed.out.count("\n") < 24


def test_help_of_a_command_is_asked_for_either_way(run: Runner) -> None:
    assert run("show", "--help") == run("show", "-h") == run("show", "T01", "-h")


def test_help_needs_no_plan(run: Runner, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert run("status", "--help", cwd=tmp_path_factory.mktemp("empty"), environ={}).code == 0


def test_the_help_of_report_names_every_paper_there_is(run: Runner) -> None:
    assert tuple(words.PAPERS) == tuple(PAPERS)
    assert f"Which paper: {', '.join(PAPERS)}." in flowing(run("report", "--help", environ=ENGLISH).out)
    said = "、".join(f"{name} {Translator('zh').show(words.shown([name], words.PAPERS))}" for name in PAPERS)
    assert f"哪种文书：{said}。".replace(" ", "") in flowing(
        run("report", "--help", environ=CHINESE).out
    ).replace(" ", "")


def flowing(page: str) -> str:
    """Return a page as one line."""
    return " ".join(page.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_choice_of_every_option_is_in_the_help(name: str, run: Runner) -> None:
    for environ in (ENGLISH, CHINESE):
        page = flowing(run(name, "--help", environ=environ).out).replace(" ", "")
        for option in options_of(load_command(name)):
            missing = [word for word in option.choices if word not in page]
            assert not missing, option


#: What is not said, or shown besides, where it is not given.
WITHOUT: Final = {
    "--measure",
    "--since",
    "--phone",
    "--answer",
    "--period",
    "--verify",
    "VALUE",
    "KEY VALUE…",
    "COMMAND",
}


@pytest.mark.parametrize("name", [name for name in COMMANDS if name not in {"record", "correct", "close"}])
def test_what_may_be_left_out_says_what_holds_then(name: str) -> None:
    for option in options_of(load_command(name)):
        optional = not (option.flag or option.required) and option.default in {None, ""}
        said = option.help.startswith(("Only ", "With these ")) or "else" in option.help.casefold()
        assert said or not optional or {option.shown, option.metavar} & WITHOUT, option
