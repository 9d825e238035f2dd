"""The doubts of an import, asked of a person one at a time; what is not answered waits in the files."""

import re
from pathlib import Path
from typing import Final

import msgspec

from qtrack.cli.write.recording import YES
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.notice.draft import Draft
from qtrack.notice.notebook import Doubt
from qtrack.notice.write import remaining, scalar
from qtrack.store.disk import write_file
from qtrack.ui.screen import Screen

#: What a person can type where the notice does not say it.
_TYPED: Final = frozenset({"title", "number", "issuer"})
#: What leaves all that remain for later.
_QUIT: Final = "q"


def need_somebody(screen: Screen) -> None:
    """Raise QtrackError where there is nobody to ask."""
    if not screen.can_ask:
        raise QtrackError(
            msg("There is nobody to ask."), msg("Leave --ask out: what is in doubt is marked in the files.")
        )


def answered(screen: Screen, own: Draft, folder: Path) -> Draft:
    """Ask of each doubt that stands in the files of a draft, and return the draft with those that still do.

    Each answer is written at once: the comment goes, and what was typed comes in.
    """
    waiting = list(dict.fromkeys(doubt for doubt, _, _ in _remaining(own, folder)))
    for at, doubt in enumerate(waiting, 1):
        answer = _answer(screen, doubt, msg("{at} of {all}", at=at, all=len(waiting)))
        if answer is None:
            break
        if answer:
            typed = answer if doubt.about in _TYPED and answer not in _words(screen) else ""
            _settle(own, folder, doubt, typed)
    still = {doubt for doubt, _, _ in _remaining(own, folder)}
    return msgspec.structs.replace(own, doubts=tuple(doubt for doubt in own.doubts if doubt in still))


def _remaining(own: Draft, folder: Path) -> tuple[tuple[Doubt, str, int], ...]:
    paths = {own.path(doubt.about) for doubt in own.doubts}
    return remaining(own, {path: _text(folder / path) for path in paths if (folder / path).is_file()})


def _text(path: Path) -> str:
    """Return what a file says, its line ends and what is no text in it kept."""
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _settle(own: Draft, folder: Path, doubt: Doubt, typed: str) -> None:
    """Take a comment out of its file, and put what was typed behind the key below it."""
    for one, path, at in _remaining(own, folder):
        if one == doubt:
            lines = _text(folder / path).split("\n")
            del lines[at]
            if typed and (key := re.match(rf"(\s*{doubt.about}: ).*?(\r?)$", lines[at])):
                lines[at] = f"{key[1]}{scalar(typed)}{key[2]}"
            write_file(folder / path, "\n".join(lines).encode("utf-8", "surrogateescape"))
            return


def _words(screen: Screen) -> frozenset[str]:
    return frozenset(screen.say(YES).split("|"))


def _answer(screen: Screen, doubt: Doubt, place: object) -> str | None:
    """Return a yes or what was typed, nothing for later, None where all that remain are left for later."""
    values = {"line": doubt.line, "about": doubt.about, "message": doubt.message, "text": doubt.text}
    screen.talk(msg("line {line}  {about}  {message}: “{text}”", **values))
    question = (
        msg("{place}: type it; Enter later, q all later: ", place=place)
        if doubt.about in _TYPED
        else msg("{place}: is it right so? y yes; Enter later, q all later: ", place=place)
    )
    while True:
        try:
            answer = screen.ask(screen.say(question))
        except EOFError:
            return None
        if answer.casefold() == _QUIT:
            return None
        if not answer or answer.casefold() in _words(screen) or doubt.about in _TYPED:
            return answer
