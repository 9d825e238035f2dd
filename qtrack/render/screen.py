"""The one door out: data to stdout, talk to stderr, in whatever the console can show.

On a terminal pages are coloured and fitted to its width; in a pipe there is no colour, no wrapping
and no cutting.
"""

import codecs
import contextlib
import re
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, TextIO

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.locale.translator import Translator

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

#: What a pipe is wide enough for: nothing is ever wrapped.
UNLIMITED: Final = 100_000

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

#: Blanks at the end of a line, among the codes that end a style there.
_BLANKS: Final = re.compile(r"(?: |\x1b\[[\d;]*m)+$", re.MULTILINE)

#: Plain signs for those that a console's encoding may lack.
_PLAIN: Final = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "，": ",",
        "：": ":",
        "；": ";",
        "。": ".",
        "、": ",",
        "（": "(",
        "）": ")",
    }
    | {
        "《": "<",
        "》": ">",
        "〔": "[",
        "〕": "]",
        "–": "-",
        "—": "-",
        "…": "...",
        "·": ".",
        "→": "->",
        "─": "-",
    }
)


class Screen:
    """The standard streams of one run, and the language that is spoken on them."""

    def __init__(
        self,
        translator: Translator,
        environ: Mapping[str, str],
        out: TextIO,
        err: TextIO,
        inp: TextIO | None = None,
    ) -> None:
        self.translator = translator
        self.say = translator.say
        self.environ = environ
        self.out = out
        self.err = err
        self.inp = inp
        if inp is not None and inp.isatty() and hasattr(inp, "reconfigure"):
            inp.reconfigure(errors="replace")  # whoever asks sees the sign and asks again
        for stream in (out, err):
            make_safe(stream)

    @property
    def is_terminal(self) -> bool:
        """Whether a person is looking at stdout."""
        return self.out.isatty()

    @property
    def can_ask(self) -> bool:
        """Whether a person reads what is asked on stderr and can answer on stdin."""
        return self.inp is not None and self.inp.isatty() and self.err.isatty()

    def ask(self, question: str) -> str:
        """Ask on stderr and return what is answered, without blanks around it; raise EOFError at the end."""
        self.err.write(clean(question))
        self.err.flush()
        answer = self.inp.readline() if self.inp is not None else ""
        if not answer:
            raise EOFError
        return answer.strip()

    def write_bytes(self, raw: bytes) -> None:
        """Write a file in UTF-8 as it is, whatever the console's own encoding."""
        self.out.flush()
        buffer = getattr(self.out, "buffer", None)
        if buffer is None:
            self.out.write(raw.decode())
        else:
            buffer.write(raw)

    def write(self, text: str) -> None:
        """Write data as it is, such as JSON or a paper."""
        self.out.write(text)

    def line(self, message: Message | str) -> None:
        """Write one line of data; a string is text of the user's, not a message."""
        text = self.say(message) if isinstance(message, Message) else message
        self.out.write(clean(text) + "\n")

    def talk(self, message: Message | str) -> None:
        """Tell the person something beside the data, on stderr; a string is text of the user's."""
        with contextlib.suppress(OSError):  # told of at the end, when all data should have left
            self.out.flush()
        text = self.say(message) if isinstance(message, Message) else message
        self.err.write(clean(text) + "\n")

    def fail(self, error: QtrackError) -> None:
        """Tell in one line what cannot be done and what to do about it."""
        self.talk(
            msg("qtrack: {what} {remedy}", what=error.message, remedy=error.hint)
            if error.hint is not None
            else msg("qtrack: {what}", what=error.message)
        )

    def console(self) -> "Console":
        """Return a Rich console for stdout; made only where a page is drawn."""
        from rich.console import Console

        forced = "FORCE_COLOR" in self.environ and bool(self.environ["FORCE_COLOR"])
        return Console(
            file=self.out,
            width=None if self.is_terminal else UNLIMITED,
            force_terminal=self.is_terminal or forced,
            no_color=bool(self.environ.get("NO_COLOR")),
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=None if self.is_terminal else False,
        )

    def show(self, *parts: "RenderableType") -> None:
        """Draw the parts of a page one below the other, without blanks at the ends of lines."""
        console = self.console()
        with console.capture() as captured:
            for part in parts:
                console.print(part)
        self.out.write(_BLANKS.sub(lambda found: found[0].replace(" ", ""), captured.get()))


def clean(text: str) -> str:
    """Take out control codes, so that a text of the plan can never steer a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def escape(text: str) -> str:
    """Escape control codes within JSON, so that a program reads them back and a terminal ignores them."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def make_safe(stream: TextIO) -> None:
    """Let a stream put plain signs in the place of those its encoding lacks."""
    codecs.register_error("qtrack", _plain_instead)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="qtrack")


def _plain_instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    plain = lost.translate(_PLAIN)
    return "".join(each if each.isascii() else "?" for each in plain), error.end


def standard_screen(translator: Translator, environ: Mapping[str, str]) -> Screen:
    """Return the screen of this process."""
    return Screen(translator, environ, sys.stdout, sys.stderr, sys.stdin)
