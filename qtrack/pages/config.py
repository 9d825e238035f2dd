"""What a person has set, and what holds where nothing is: a line a setting, and as JSON."""

from enum import StrEnum
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.ui.labels import NOTHING
from qtrack.ui.line import BLANK
from qtrack.ui.screen import Screen
from qtrack.ui.table import Column, rows_drawn
from qtrack.ui.wrap import indented


class Key(StrEnum):
    """What can be set, and the day that only a variable says."""

    UNIT = "unit"
    BY = "by"
    LANG = "lang"
    FORMAT = "format"
    PAGER = "pager"
    EDITOR = "editor"
    AS_OF = "as-of"


KEYS: Final[dict[Key, Message]] = {
    Key.UNIT: msg("unit"),
    Key.BY: msg("recorded by"),
    Key.LANG: msg("language"),
    Key.FORMAT: msg("form of output"),
    Key.PAGER: msg("pager"),
    Key.EDITOR: msg("editor"),
    Key.AS_OF: msg("date of pages"),
}

#: What a value comes from; the first ones are places of `store.user.settings`.
Source = StrEnum("Source", "VARIABLE COMMAND LOCAL FILE GLOBAL OPTION GIT LOGIN DEFAULT")


class SettingRow(msgspec.Struct, frozen=True):
    """One setting: what holds, from what, where that stands, and what is wrong with it, if anything."""

    name: Key
    value: str
    source: Source
    place: Message
    wrong: Message | None = None


class SettingsPage(msgspec.Struct, frozen=True):
    """The settings that were asked for."""

    settings: tuple[SettingRow, ...]


def show_settings(page: SettingsPage, screen: Screen) -> None:
    """Show a line a setting, and how one is set."""
    say = screen.say
    columns = (
        Column[SettingRow](msg("setting"), lambda row: row.name.value),
        Column[SettingRow](msg("means"), lambda row: say(KEYS[row.name])),
        Column[SettingRow](
            msg("value"),
            lambda row: row.value or NOTHING,
            flexible=True,
            note=lambda row: f"→ {say(row.wrong)}" if row.wrong else "",
        ),
        Column[SettingRow](msg("from"), lambda row: say(row.place), flexible=True),
    )
    hint = msg("“qtrack config KEY VALUE” sets one, “qtrack config --unset KEY” takes it back.")
    lines = [*rows_drawn(columns, page.settings, screen.translator, screen.width), BLANK]
    screen.show([*lines, *indented(say(hint), 0, screen.width)])
