"""The one door out: data to stdout, talk to stderr, in whatever the console can show.

On a terminal pages are coloured and fitted to its width; in a pipe there is no colour, no wrapping
and no cutting. There a file, such as JSON, CSV or a paper, is UTF-8; what people read is in the encoding of
the console. Stdout may be full or closed, or its reader may have left: the first two are told.
"""

import codecs
import contextlib
import errno
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from qtrack.errors import QtrackError
from qtrack.locale.message import KEY_LANGUAGE, Message, Translator, msg, nmsg
from qtrack.store.tree import reason

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

#: What a pipe is wide enough for: nothing is ever wrapped.
UNLIMITED: Final = 100_000

#: A character that every encoding of Chinese has: that of writing itself.
_COMMON_CHINESE: Final = chr(0x6587)

#: Codes that steer a terminal or a text, and the bytes of a file's name that are no text at all.
_CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
#: What ends a line to some program.
BREAK: Final = re.compile("\r\n|[\n\r\u2028\u2029]")

#: What tells a spreadsheet that a file is UTF-8.
_MARK: Final = codecs.BOM_UTF8.decode()

#: Blanks at the end of a line, among the codes that end a style there.
_BLANKS: Final = re.compile(r"(?: |\x1b\[[\d;]*m)+$", re.MULTILINE)


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
        self._lost: set[str] = set()
        self._refused: QtrackError | None = None
        if inp is not None and inp.isatty() and hasattr(inp, "reconfigure"):
            inp.reconfigure(errors="replace")  # whoever asks sees the sign and asks again
        for stream in (out, err):
            make_safe(stream)

    @property
    def is_terminal(self) -> bool:
        """Whether a person is looking at stdout."""
        return self.out.isatty()

    @property
    def _coloured(self) -> bool:
        """Whether there is to be colour in a pipe, too."""
        return bool(self.environ.get("FORCE_COLOR"))

    def goes_to(self, path: Path) -> bool:
        """Tell whether a path is another name of stdout."""
        try:
            return os.path.samestat(path.stat(), os.fstat(self.out.fileno()))
        except (OSError, ValueError):  # a stream of a test has no number
            return False

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

    def write(self, text: str) -> None:
        """Write a file as it is, such as JSON or a paper: in UTF-8, but for a terminal."""
        with self._delivering():
            self._send_file(text)

    def line(self, message: Message | str) -> None:
        """Write one line for people; a string is text of the user's, not a message."""
        text = self.say(message) if isinstance(message, Message) else message
        with self._delivering():
            self._send(one_line(text) + "\n")

    def lines(self, text: str) -> None:
        """Write a page of several lines for people."""
        for line in text.split("\n"):
            self.line(line)

    def confirm(self, text: str, done: Message, *, is_file: bool = False) -> None:
        """Write what tells that something is done; where stdout does not take it, say `done` on stderr.

        That is no error: whoever was told of one would do it again.
        """
        try:
            (self._send_file if is_file else self._send)(text)
            self.out.flush()
        except OSError as error:
            _forget(self.out)
            self.talk(msg("{done} Stdout did not take the word of it: {why}.", done=done, why=reason(error)))

    def talk(self, message: Message | str) -> None:
        """Tell the person something beside the data, on stderr; a string is text of the user's."""
        try:
            with self._delivering():
                self.out.flush()
        except QtrackError as error:
            self._refused = error  # told of at the end, when all data should have left
        text = self._spoken(message) if isinstance(message, Message) else message
        try:
            self.err.write(one_line(text) + "\n")
            self.err.flush()
        except OSError:  # there is nobody left to tell
            _forget(self.err)

    def finish(self) -> None:
        """See that all data has left, and tell which signs did not; raise QtrackError where it is refused."""
        with self._delivering():
            self.out.flush()
        if self._refused:
            raise self._refused
        if self._lost:
            self.talk(
                nmsg(
                    "warning: {n} sign that {encoding} has not stands as “?”; "
                    "with PYTHONIOENCODING=utf-8, or as JSON, CSV or Markdown, none is lost.",
                    "warning: {n} signs that {encoding} has not stand as “?”; "
                    "with PYTHONIOENCODING=utf-8, or as JSON, CSV or Markdown, none is lost.",
                    len(self._lost),
                    encoding=self.out.encoding,
                )
            )

    def close(self) -> None:
        """Leave nothing in stdout that Python would complain of at its end."""
        try:
            self.out.flush()
        except OSError:
            _forget(self.out)

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

        return Console(
            file=self.out,
            width=None if self.is_terminal else UNLIMITED,
            force_terminal=self.is_terminal or self._coloured,
            no_color=bool(self.environ.get("NO_COLOR")),
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=None if self.is_terminal else False,
        )

    def show(self, *parts: "RenderableType") -> None:
        """Draw the parts of a page one below the other, without blanks at the ends of lines."""
        drawn = self._plain(parts)
        if drawn is None:
            console = self.console()
            with console.capture() as captured:
                for part in parts:
                    console.print(part)
            drawn = captured.get()
        with self._delivering():
            self._send(_BLANKS.sub(lambda found: found[0].replace(" ", ""), drawn))

    def _plain(self, parts: Sequence["RenderableType"]) -> str | None:
        """Return parts that are all text as they stand in a pipe, where nothing is laid out; else None."""
        from rich.text import Text

        texts = [part.plain for part in parts if isinstance(part, Text)]
        if self.is_terminal or self._coloured or len(texts) < len(parts):
            return None
        return "".join(f"{text}\n" for text in texts)

    def _send(self, text: str) -> None:
        if not self.is_terminal:
            self._lost |= lacking(text, self.out.encoding)
        self.out.write(text)

    def _send_file(self, text: str) -> None:
        buffer = getattr(self.out, "buffer", None)
        if self.is_terminal:
            self._send(clean(text.removeprefix(_MARK).replace("\r\n", "\n")))
        elif buffer is None:
            self.out.write(text)
        else:
            self.out.flush()
            buffer.write(text.encode("utf-8", "qtrack"))

    @contextlib.contextmanager
    def _delivering(self) -> Iterator[None]:
        """Go on in silence where the reader has left, as `| head` does; raise QtrackError for the rest."""
        try:
            yield
        except OSError as error:
            _forget(self.out)
            if isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL):
                return
            raise QtrackError(
                msg("The output cannot be delivered: {why}.", why=reason(error)),
                msg("Look where stdout leads to."),
            ) from error

    def _spoken(self, message: Message) -> str:
        """Return a message in the language of the screen, in English where stderr knows no Chinese at all."""
        said = self.say(message)
        if lacking(_COMMON_CHINESE, self.err.encoding) and lacking(said, self.err.encoding):
            return Translator(KEY_LANGUAGE).say(message)
        return said


def clean(text: str) -> str:
    """Take out control codes, so that a text of the plan can never steer a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """Return a clean text without line breaks, so that what it quotes can never begin a line."""
    return clean(BREAK.sub(" ", text))


def escape(text: str) -> str:
    """Escape control codes within JSON, so that a program reads them back and a terminal ignores them."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _forget(stream: TextIO) -> None:
    """Send what is left in a stream, and whatever comes, to nowhere."""
    with contextlib.suppress(OSError, ValueError):  # a stream of a test has no number
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)


def standard_screen(translator: Translator, environ: Mapping[str, str]) -> Screen:
    """Return the screen of this process."""
    return Screen(translator, environ, sys.stdout, sys.stderr, sys.stdin)


#: Plain signs for those that a console's encoding may lack.
_PLAIN: Final[dict[int, int | str]] = {
    **str.maketrans("“”‘’，：；。、（）《》〔〕–—·─", "\"\"'',:;.,()<>[]--.-"),
    ord("…"): "...",
    ord("→"): "->",
}


def make_safe(stream: TextIO) -> None:
    """Let a stream put plain signs in the place of those its encoding lacks."""
    codecs.register_error("qtrack", _plain_instead)
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="qtrack")


def lacking(text: str, encoding: str | None) -> set[str]:
    """Return the signs of a text that an encoding has not, and for which there is no plain one either."""
    if encoding is None:  # of a stream of a test
        return set()
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return {sign for sign in text.translate(_PLAIN) if not sign.encode(encoding, "ignore")}
    return set()


def _plain_instead(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    plain = lost.translate(_PLAIN)
    return "".join(sign if sign.isascii() else "?" for sign in plain), error.end
