"""The one door out: data to stdout, talk to stderr, in whatever the console can show.

On a terminal pages are coloured and fitted to its width; in a pipe there is no colour, no wrapping
and no cutting. There a file, such as JSON, CSV or a paper, is UTF-8; what people read is in the encoding of
the console. Stdout may be full or closed, or its reader may have left: the first two are told.
"""

import codecs
import contextlib
import errno
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from qtrack.errors import CancelledError, QtrackError
from qtrack.locale.message import KEY_LANGUAGE, Message, Translator, msg, nmsg
from qtrack.store.tree import reason
from qtrack.ui.line import COMMON_CHINESE, Line, clean, lacking, make_safe, one_line, plain

if TYPE_CHECKING:
    from qtrack.ui.terminal import Terminal

#: What a pipe is wide enough for: nothing is ever wrapped.
UNLIMITED: Final = 100_000

#: So many lines are drawn at once, so that the first of a long page are soon to be seen.
_CHUNK: Final = 200

_ON_WINDOWS: Final = os.name == "nt"

#: The columns and lines of a terminal that does not tell them.
_USUAL_SIZE: Final = (80, 25)

#: What a terminal and its user say of colours.
_OF_COLOUR: Final = ("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")

#: What tells a spreadsheet that a file is UTF-8.
_MARK: Final = codecs.BOM_UTF8.decode()


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
        #: What was sent to stdout, in order, each with whether it is a file; None where that is not all.
        self.sent: list[tuple[bool, str]] | None = None
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
    def is_coloured(self) -> bool:
        """Whether there is to be colour in a pipe, too."""
        return bool(self.environ.get("FORCE_COLOR"))

    @property
    def _is_file(self) -> bool:
        """Whether stdout has a number, as that of a process has; a stream of a test has none."""
        try:
            return self.out.fileno() >= 0
        except (OSError, ValueError):
            return False

    def goes_to(self, path: Path) -> bool:
        """Tell whether a path is another name of stdout."""
        try:
            return self._is_file and os.path.samestat(path.stat(), os.fstat(self.out.fileno()))
        except OSError:
            return False

    @property
    def can_ask(self) -> bool:
        """Whether a person reads what is asked on stderr and can answer on stdin."""
        return self.inp is not None and self.inp.isatty() and self.err.isatty()

    def ask(self, question: str) -> str:
        """Ask on stderr and return what is answered, without blanks around it; raise EOFError at the end."""
        blanks = question[len(question.rstrip()) :]
        text = self._told(clean(question), self.err) + blanks
        if self._edits:
            return input(text).strip()
        self.err.write(text)
        self.err.flush()
        answer = self.inp.readline() if self.inp is not None else ""
        if not answer:
            raise EOFError
        return answer.strip()

    def ask_for(self, question: Message) -> str:
        """Ask until something is answered; raise CancelledError where a person leaves instead."""
        try:
            while not (answer := self.ask(self.say(question))):
                pass
        except (EOFError, KeyboardInterrupt):
            self.talk("")
            self.talk(msg("Nothing was written."))
            raise CancelledError from None
        return answer

    @property
    def _edits(self) -> bool:
        """Whether what is typed can be edited as it is seen; else of a wide sign taken back a half stays.

        The question stands on stdout then, which is the same terminal.
        """
        try:
            numbers = self.inp and (self.inp.fileno(), self.out.fileno())
        except (OSError, ValueError):
            return False
        if numbers != (0, 1) or not self.is_terminal:
            return False
        with contextlib.suppress(ImportError):  # Windows edits by itself
            import readline  # noqa: F401 - it is what input reads by, once it is there

            return True
        return False

    def write(self, text: str | bytes) -> None:
        """Write a file as it is, such as JSON or a paper: in UTF-8, but for a terminal.

        Raises QtrackError for bytes on a terminal.
        """
        if self.is_terminal and isinstance(text, bytes):
            raise QtrackError(
                msg("This is a file for another program, and nothing to be read on a terminal."),
                msg("Name a file with -o FILE."),
            )
        with self._delivering():
            if isinstance(text, str):
                self._send_file(text)
            else:
                self.sent = None
                self.out.flush()
                self.out.buffer.write(text)
        if _ON_WINDOWS and self._is_file and (isinstance(text, bytes) or text.startswith(_MARK)):
            self._warn_of_recoding()

    def _warn_of_recoding(self) -> None:
        from qtrack.store.user.shells import recodes

        if recodes(self.out.fileno()):
            self.talk(
                msg(
                    "warning: Windows PowerShell reads what passes “>” and “|” in another encoding, "
                    "and Chinese is lost; -o FILE writes it as it is."
                )
            )

    def line(self, message: Message | str) -> None:
        """Write one line for people; a string is text of the user's, not a message."""
        text = self.say(message) if isinstance(message, Message) else message
        with self._delivering():
            self._send(self._told(one_line(text), self.out) + "\n")

    def lines(self, text: str) -> None:
        """Write a page of several lines for people."""
        for line in text.split("\n"):
            self.line(line)

    def confirm(self, text: str, done: Message, *, is_file: bool = False) -> None:
        """Write what tells that something is done; where stdout does not take it, say `done` on stderr.

        That is no error: whoever was told of one would do it again.
        """
        if not is_file:
            text = "\n".join(self._told(line, self.out) for line in text.split("\n"))
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
        self.sent = None
        text = self._spoken(message) if isinstance(message, Message) else message
        try:
            self.err.write(self._told(one_line(text), self.err) + "\n")
            self.err.flush()
        except OSError:  # there is nobody left to tell
            _forget(self.err)

    def _told(self, text: str, stream: TextIO) -> str:
        """Return a line as a stream is to show it; on a terminal it is broken where a text may be."""
        if not stream.isatty():
            return text
        from qtrack.ui.wrap import fold

        own = text.lstrip(" ")
        before = " " * (len(text) - len(own))
        width = max(self._size(stream).columns - len(before), 1)
        return "\n".join(before + line for line in fold(own, width))

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
        self.talk(msg("qtrack: {what} {remedy}", what=error.message, remedy=error.hint))

    @property
    def width(self) -> int:
        """The columns that a line of a page has."""
        return self.terminal.console.width if self.is_terminal else UNLIMITED

    @property
    def height(self) -> int:
        """The lines that are seen at once."""
        return self._size().lines if self.is_terminal else UNLIMITED

    @cached_property
    def terminal(self) -> "Terminal":
        """What draws in colour on stdout; made only where that is asked for."""
        from qtrack.ui.terminal import Terminal

        width, no_color = None if self.is_terminal else UNLIMITED, bool(self.environ.get("NO_COLOR"))
        return Terminal(self.out, width, no_color=no_color)

    def show(self, lines: Iterable[Line]) -> None:
        """Show the lines of a page, without blanks at their ends."""
        lines = iter(lines)
        self.show_text(map(self._drawn, iter(lambda: list(islice(lines, _CHUNK)), [])))

    def _drawn(self, lines: list[Line]) -> str:
        if self.is_terminal or self.is_coloured:
            return self.terminal.draw(lines)
        return "".join([f"{plain(line).rstrip(' ')}\n" for line in lines])

    def confirm_lines(self, lines: Iterable[Line], done: Message) -> None:
        """Show the few lines that tell what was done, as `confirm` does."""
        self.confirm(self._drawn(list(lines)), done)

    def show_text(self, chunks: Iterable[str]) -> None:
        """Show a page that is drawn, as it comes; on a terminal what is longer than that in a pager."""
        with self._delivering():
            if self.is_terminal and self._is_file:
                chunks, first, height = iter(chunks), "", self._size().lines
                while first.count("\n") < height and (more := next(chunks, "")):
                    first += more
                if first.count("\n") >= height and self._paged(first, chunks):
                    return
                chunks = chain((first,), chunks)
            for chunk in chunks:
                self._send(chunk)

    def _paged(self, first: str, rest: Iterator[str]) -> bool:
        """Show a page in a pager; tell whether there is one. What is to be kept is drawn meanwhile."""
        from qtrack.store.programs.pager import page, pager_of

        drawn: list[str] = []

        def chunks() -> Iterator[str]:
            yield first
            if self.sent is not None:
                drawn.extend((first, *rest))
            yield from drawn[1:] or rest

        command = pager_of(self.environ)
        shown = bool(command) and page(command, chunks(), self.out, self.environ)
        if shown and self.sent is not None:
            self.sent = [*self.sent, (False, "".join(drawn))] if drawn else None
        return shown

    @property
    def asking_size(self) -> os.terminal_size:
        """The columns and lines of the terminal on which questions are asked."""
        return self._size(self.err)

    def _size(self, stream: TextIO | None = None) -> os.terminal_size:
        """Return the columns and lines of the terminal, as the system or its user says."""
        said = [self.environ.get(name, "") for name in ("COLUMNS", "LINES")]
        own = (0, 0)
        with contextlib.suppress(OSError):
            own = os.get_terminal_size((stream or self.out).fileno())
        known = zip(said, own, _USUAL_SIZE, strict=True)
        return os.terminal_size(
            int(text) if text.isdecimal() else found or usual for text, found, usual in known
        )

    @property
    def looks(self) -> str | None:
        """What decides how a page is drawn, beside what it says; None where that is not known."""
        if not self.is_terminal and not self.is_coloured:
            return ""
        if self.is_terminal and (os.name == "nt" or not self._is_file):
            return None
        size = tuple(self._size()) if self.is_terminal else ()
        return repr((size, [(name, self.environ.get(name)) for name in _OF_COLOUR]))

    def _send(self, text: str) -> None:
        if self.sent is not None:
            self.sent.append((False, text))
        if not self.is_terminal:
            self._lost |= lacking(text, self.out.encoding)
        self.out.write(text)

    def _send_file(self, text: str) -> None:
        if self.sent is not None:
            self.sent.append((True, text))
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
        if lacking(COMMON_CHINESE, self.err.encoding) and lacking(said, self.err.encoding):
            return Translator(KEY_LANGUAGE).say(message)
        return said


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
