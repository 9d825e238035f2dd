"""A terminal for tests: a real process, keys that are typed, and the screen as a person sees it."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, Self

import pyte
from rich.cells import cell_len

ENTER: Final = "\r"
TAB: Final = "\t"
CTRL_C: Final = "\x03"
#: A loaded machine takes its time; only a test that fails waits so long.
_PATIENCE: Final = 60.0
#: Makes the terminal that it is started on its own, so that Ctrl-C and /dev/tty lead there.
_LOGIN: Final = "import os, sys; os.login_tty(0); os.execvp(sys.argv[1], sys.argv[1:])"


class _Screen(pyte.Screen):
    """A screen that carries a wide sign over to the next line where one column is left, as terminals do."""

    def draw(self, data: str) -> None:
        for sign in data:
            if self.cursor.x == self.columns - 1 and cell_len(sign) > 1:
                super().draw(" ")
            super().draw(sign)


class Window:
    """A terminal of so many columns and lines in which one command runs; use it as a context.

    `environ` is the whole environment of the command, but for TERM.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        environ: Mapping[str, str],
        *,
        columns: int = 80,
        lines: int = 24,
    ) -> None:
        import pty  # noqa: PLC0415 - not on Windows
        import termios  # noqa: PLC0415 - not on Windows

        self._screen = _Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self._ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (lines, columns))
        self.process = subprocess.Popen(
            [sys.executable, "-ISc", _LOGIN, *command],
            cwd=folder,
            env={**environ, "TERM": "xterm-256color"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        self._over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._ours)

    @property
    def text(self) -> str:
        """The screen as it is now: lines without blanks at their ends, to the last that holds something."""
        cells = self._screen.buffer
        lines = (
            "".join(cells[row][column].data for column in range(self._screen.columns))
            for row in range(self._screen.lines)
        )
        return "\n".join(line.rstrip() for line in lines).rstrip("\n")

    @property
    def line(self) -> str:
        """The line that the cursor stands in."""
        return [*self.text.split("\n"), *[""] * self._screen.lines][self._screen.cursor.y]

    @property
    def title(self) -> str:
        """What the command called the window."""
        return self._screen.title

    def type(self, keys: str) -> None:
        """Send keys, as a person types them."""
        os.write(self._ours, keys.encode())

    def see(self, text: str) -> str:
        """Wait until a text stands on the screen, and return the screen; fail where it does not come."""
        self.until(lambda: text in self.text, f"“{text}”")
        return self.text

    def until(self, seen: Callable[[], bool], what: str) -> None:
        """Wait until something is so on the screen; fail where it does not come."""
        last = time.monotonic() + _PATIENCE
        while not seen():
            assert not self._over, f"It ended without {what}:\n{self.text}"
            assert time.monotonic() < last, f"{what} did not come:\n{self.text}"
            self._read(0.2)

    def end(self) -> int:
        """Wait until the command has ended, and return its exit code; the screen shows all it said."""
        last = time.monotonic() + _PATIENCE
        while not self._over:
            assert time.monotonic() < last, f"It did not end:\n{self.text}"
            self._read(0.2)
        return self.process.wait(_PATIENCE)

    def _read(self, seconds: float) -> None:
        if not select.select([self._ours], [], [], seconds)[0]:
            return
        try:
            came = os.read(self._ours, 65536)
        except OSError:  # Linux ends a terminal's last read so
            came = b""
        self._over = not came
        self._stream.feed(came)


class TmuxWindow(Window):
    """The same in tmux, where people sit; it is asked for each look at the screen, so it is slower."""

    def __init__(self, command: Sequence[str], folder: Path, environ: Mapping[str, str]) -> None:
        self._environ = dict(environ)
        self._name = f"qtrack-{os.getpid()}-{os.urandom(4).hex()}"
        size = ("-x", "80", "-y", "24", "-c", str(folder))
        self._over = False
        self._tmux("-f", os.devnull, "new-session", "-d", *size, *command, ";", "set", "status", "off")
        self._tmux("resize-window", "-x", "80", "-y", "24")

    def __exit__(self, *_: object) -> None:
        self._tmux("kill-server")

    @property
    def text(self) -> str:
        """The screen as it is now."""
        lines = self._tmux("capture-pane", "-p").split("\n")
        return "\n".join(line.rstrip() for line in lines).rstrip("\n")

    @property
    def line(self) -> str:
        """The line that the cursor stands in."""
        row = int(self._tmux("display", "-p", "#{cursor_y}"))
        return self._tmux("capture-pane", "-p", "-S", str(row), "-E", str(row)).rstrip()

    @property
    def title(self) -> str:
        """What the command called the window."""
        return self._tmux("display", "-p", "#{pane_title}").strip()

    def type(self, keys: str) -> None:
        """Send keys, as a person types them."""
        for part in filter(None, keys.partition(ENTER)):
            self._tmux("send-keys", *(("Enter",) if part == ENTER else ("-l", part)))

    def _read(self, seconds: float) -> None:
        time.sleep(seconds / 10)  # before the next look

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            ["tmux", "-u", "-L", self._name, *arguments],
            env=self._environ,
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout
