"""The doubts of an import, asked of a person one at a time; what is not answered waits in the files."""

from typing import Final

import msgspec

from qtrack.cli.write.recording import YES
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.plan import PlanHead
from qtrack.notice.draft import Draft
from qtrack.notice.notebook import Doubt, to_check
from qtrack.ui.screen import Screen

#: What a person can type where the notice does not say it.
_TYPED: Final = frozenset({"title", "number", "issuer"})
#: What leaves all that remain for later.
_QUIT: Final = "q"


def answered(screen: Screen, own: Draft) -> Draft:
    """Ask of each doubt, and return the draft without those that were settled.

    Raises QtrackError where there is nobody to ask.
    """
    if not screen.can_ask:
        raise QtrackError(
            msg("There is nobody to ask."), msg("Leave --ask out: what is in doubt is marked in the files.")
        )
    head, settled = own.head, list[Doubt]()
    for at, doubt in enumerate(own.doubts, 1):
        answer = _answer(screen, doubt, msg("{at} of {all}", at=at, all=len(own.doubts)))
        if answer is None:
            break
        if answer and doubt.about in _TYPED and answer not in _words(screen):
            head = _with(head, doubt.about, answer)
        if answer:
            settled.append(doubt)
    done = {(one.about, to_check(one.message)) for one in settled}
    notes = {
        about: tuple(one for one in told if (about, one) not in done) for about, told in own.notes.items()
    }
    doubts = tuple(one for one in own.doubts if one not in settled)
    return msgspec.structs.replace(own, head=head, notes=notes, doubts=doubts)


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


def _with(head: PlanHead, field: str, value: str) -> PlanHead:
    if field == "title":
        return msgspec.structs.replace(head, title=value)
    return msgspec.structs.replace(head, document=msgspec.structs.replace(head.document, **{field: value}))
