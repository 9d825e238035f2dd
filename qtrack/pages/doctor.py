"""What is found of a computer and its plan: a line a matter, with the remedy below, and as JSON."""

from enum import StrEnum
from typing import Final

import msgspec

from qtrack.locale.message import KEY_LANGUAGE, Message, Translator, msg
from qtrack.ui.line import COMMON_CHINESE, lacking
from qtrack.ui.screen import Screen
from qtrack.ui.table import Column, groups_drawn


class State(StrEnum):
    """How a matter stands."""

    FINE = "fine"
    LOOK = "look"  # it works, but not as one may think
    BROKEN = "broken"


class Matter(msgspec.Struct, frozen=True):
    """One matter: how it stands, what was found, and what to do where it is not right."""

    name: str
    state: State
    text: Message
    remedy: Message | None = None


class Examination(msgspec.Struct, frozen=True):
    """All that was found."""

    matters: tuple[Matter, ...]


_STATES: Final = {State.FINE: msg("fine"), State.LOOK: msg("look here"), State.BROKEN: msg("broken")}
_STYLES: Final = {State.FINE: "green", State.LOOK: "black on yellow", State.BROKEN: "bold white on red"}
#: What matters are called whose name alone does not say it.
NAMES: Final = {"user": msg("git user"), "settings": msg("git settings"), "case": msg("letter case")}


def show_examination(page: Examination, screen: Screen) -> None:
    """Show a line a matter; in English where stdout knows no Chinese at all, which is itself a matter."""
    mute = lacking(COMMON_CHINESE, screen.out.encoding)
    translator = Translator(KEY_LANGUAGE) if mute else screen.translator
    say = translator.say
    columns = (
        Column[Matter](
            msg("state"),
            lambda matter: say(_STATES[matter.state]),
            style=lambda matter: _STYLES[matter.state],
        ),
        Column[Matter](msg("matter"), lambda matter: say(NAMES.get(matter.name, matter.name))),
        Column[Matter](
            msg("found"),
            lambda matter: say(matter.text),
            flexible=True,
            note=lambda matter: f"→ {say(matter.remedy)}" if matter.remedy else "",
        ),
    )
    screen.show(groups_drawn(columns, [((), page.matters)], translator, screen.width, header=False))
