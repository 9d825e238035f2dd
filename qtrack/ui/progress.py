"""What a command is at, told on a terminal where it takes long."""

from threading import Lock, Timer
from typing import TYPE_CHECKING, Final, Self

from qtrack.locale.message import Message
from qtrack.ui.screen import Screen

if TYPE_CHECKING:
    from rich.progress import Progress

#: Seconds of work before anything is shown; most papers are made sooner.
_PATIENCE: Final = 0.5


class Steps:
    """The steps of one command, drawn on stderr as a bar that goes away when it ends.

    Nothing is drawn, and nothing imported for it, where nobody looks or the work is quick. The bar runs in
    a thread of its own, since a step gives no sign while it works.
    """

    def __init__(self, screen: Screen, count: int) -> None:
        self._screen = screen
        self._count = count
        self._done = -1
        self._text = ""
        self._bar: Progress | None = None
        self._lock = Lock()
        self._timer = Timer(_PATIENCE, self._show) if screen.err.isatty() else None

    def __enter__(self) -> Self:
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            self._count = 0  # a timer that fires only now shows nothing
            if self._bar is not None:
                self._bar.stop()

    def begin(self, step: Message) -> None:
        """Tell that the next step begins, and what it is."""
        with self._lock:
            self._done += 1
            self._text = self._screen.say(step)
            if self._bar is not None:
                self._bar.update(self._bar.task_ids[0], description=self._text, completed=self._done)

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        with self._lock:
            if not self._count:
                return
            self._bar = Progress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                TimeElapsedColumn(),
                console=Console(file=self._screen.err, no_color=bool(self._screen.environ.get("NO_COLOR"))),
                transient=True,
            )
            self._bar.add_task(self._text, total=self._count, completed=max(self._done, 0))
            self._bar.start()
