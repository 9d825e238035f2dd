"""Questions on a terminal: one at a time, lists chosen from by their own ids, help, and a step back.

Everything stands on stderr, and no list is longer than the screen.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, mark, msg
from qtrack.locale.words import plain
from qtrack.model.ids import parse_about
from qtrack.store.form.cells import CellError
from qtrack.ui.line import width_of
from qtrack.ui.screen import Screen
from qtrack.ui.wrap import cut

ValueT = TypeVar("ValueT")

#: What stands in the place of bytes that are no text.
_UNREAD: Final = "\ufffd"
#: The lines of a screen that a list leaves to what stands around it.
_AROUND: Final = 9
_LEAST: Final = 5
_BACK: Final = mark("<|back")
_HELP: Final = mark("?|help")
_MORE: Final = "+"
#: What empties an answer that was given before.
EMPTY: Final = "-"


class BackError(Exception):
    """Somebody wants to go a step back; whoever asks the questions catches it."""


class Choice(NamedTuple):
    """What can be chosen: by any of its `keys`, the first of which stands before it, or by its text."""

    value: Any
    keys: tuple[str, ...]
    text: str


class Prompt:
    """What asks, on one screen."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.width, self.height = screen.asking_size
        self._back = {plain(word) for word in screen.say(_BACK).split("|")}
        self._help = {plain(word) for word in screen.say(_HELP).split("|")}

    def answer(
        self,
        label: Message,
        read: Callable[[str], ValueT],
        default: str = "",
        *,
        needed: bool = False,
        note: Message | None = None,
    ) -> ValueT | None:
        """Ask once and again until the answer can be read; None where nothing was answered.

        Raises BackError where a step back is wanted.
        """
        asked = msg("{label} [{default}]: ", label=label, default=default) if default else None
        question = self.screen.say(asked or msg("{label}: ", label=label))
        while True:
            text = self.screen.ask(question) or default
            if text and plain(text) in self._back:
                raise BackError
            if text and plain(text) in self._help:
                self._explain(note)
            elif _UNREAD in text:
                self.screen.talk(msg("That came in an encoding which is not that of the terminal."))
            elif text:
                try:
                    return read(text)
                except _AgainError:
                    continue
                except CellError as error:
                    self.screen.talk(msg("{text}.", text=error.message))
                except QtrackError as error:
                    self.screen.talk(error.message)
                    self.screen.talk(error.hint)
            elif needed:
                self.screen.talk(msg("An answer is needed here."))
            else:
                return None

    def choose(
        self,
        label: Message,
        choices: Sequence[Choice],
        take: Callable[[Any], ValueT],
        default: str = "",
        *,
        other: Callable[[str], Any] | None = None,
        needed: bool = False,
        note: Message | None = None,
    ) -> ValueT | None:
        """Show what there is and ask which of it, by key or by a part of its text, else what `other` reads.

        `take` makes of what was chosen what is returned, and refuses it by a CellError.
        """
        shown = _Shown(self, choices)
        shown.page()

        def read(text: str) -> ValueT:
            if text == _MORE:
                shown.next()
                raise _AgainError
            found = _found(text, choices)
            if len(found) > 1:
                shown.narrow(found)
                raise _AgainError
            if found:
                chosen = found[0]
                if plain(text) not in {plain(own) for own in (*chosen.keys, chosen.text)}:
                    self.line(f"  → {chosen.keys[0]} {chosen.text}")
                return take(chosen.value)
            if other is None:
                raise CellError(none_of_these(text, choices))
            return take(other(text))

        return self.answer(label, read, default, needed=needed, note=note)

    def first(self, ask: Callable[[], ValueT]) -> ValueT:
        """Ask what nothing comes before, also where a step back is wanted."""
        while True:
            try:
                return ask()
            except BackError:
                self.screen.talk(msg("This is the first question."))

    def line(self, text: str) -> None:
        """Show a line, cut where the screen ends."""
        self.screen.talk(cut(text, self.width))

    def _explain(self, note: Message | None) -> None:
        if note is not None:
            self.screen.talk(msg("  {note}", note=note))
        self.screen.talk(
            msg(
                "  Enter takes what stands in brackets, or leaves it out; - empties it; "
                "< goes a step back; Ctrl-C gives up."
            )
        )


class _AgainError(Exception):
    """The list was shown anew; the question is asked again."""


class _Shown:
    """A list as it stands on the screen, a page of it at a time."""

    def __init__(self, prompt: Prompt, choices: Sequence[Choice]) -> None:
        self.prompt, self.choices, self.start = prompt, choices, 0
        self.rows = max(prompt.height - _AROUND, _LEAST)

    def narrow(self, choices: Sequence[Choice]) -> None:
        """Show these only."""
        self.choices, self.start = choices, 0
        self.page()

    def next(self) -> None:
        """Show the next page, after the last one the first."""
        self.start = self.start + self.rows if self.start + self.rows < len(self.choices) else 0
        self.page()

    def page(self) -> None:
        """Show a page: a line a choice, or all in one line where that has room."""
        lines = [f"{choice.keys[0]} {choice.text}" for choice in self.choices]
        row = "  " + "   ".join(lines)
        if lines and width_of(row) <= self.prompt.width:
            self.prompt.screen.talk(row)
            return
        wide = max((width_of(choice.keys[0]) for choice in self.choices), default=0)
        for choice in self.choices[self.start : self.start + self.rows]:
            key = choice.keys[0]
            self.prompt.line(f"  {key}{' ' * (wide - width_of(key))}  {choice.text}")
        last = min(self.start + self.rows, len(self.choices))
        if last - self.start < len(self.choices):
            self.prompt.screen.talk(
                msg(
                    "  {first} to {last} of {all}; + shows more, a part of the text finds it",
                    first=self.start + 1,
                    last=last,
                    all=len(self.choices),
                )
            )


def _found(text: str, choices: Sequence[Choice]) -> Sequence[Choice]:
    """Return the choice with this key, or this text as a whole, else those whose text has it in it."""
    typed = plain(text)
    exact = [choice for choice in choices if typed in {plain(word) for word in (*choice.keys, choice.text)}]
    if exact or parse_about(text):  # a number within a title is none that stands before it
        return exact[:1]
    return [choice for choice in choices if typed and typed in plain(choice.text)]


def none_of_these(text: str, choices: Sequence[Choice]) -> Message:
    """Say that a text chooses none of these, and how one is chosen."""
    keys = tuple(choice.keys[0] for choice in choices)
    return msg(
        "“{text}” is none of these; type what stands before one, {first} to {last}, or a part of its text",
        text=text,
        first=keys[0],
        last=keys[-1],
    )
