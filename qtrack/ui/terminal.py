"""Lines as Rich draws them where there is colour: on a terminal, and in a pipe that is told to have it."""

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console, RenderableType
from rich.segment import Segment, Segments

from qtrack.ui.line import Line, trimmed


class Terminal:
    """What draws on a stream: as wide as the terminal is, or as it is told."""

    def __init__(self, stream: TextIO, width: int | None, *, no_color: bool) -> None:
        self.console = Console(
            file=stream,
            width=width,
            force_terminal=True,
            no_color=no_color,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=None if width is None else False,
        )

    def draw(self, lines: Iterable[Line]) -> str:
        """Return lines, each as it stands, in their colours."""
        segments: list[Segment] = []
        for line in lines:
            segments += (
                Segment(text, self.console.get_style(style) if style else None)
                for text, style in trimmed(line)
            )
            segments.append(Segment.line())
        return self.drawn(Segments(segments))

    def drawn(self, drawing: RenderableType) -> str:
        """Return whatever Rich draws."""
        with self.console.capture() as captured:
            self.console.print(drawing, end="", soft_wrap=isinstance(drawing, Segments))
        return captured.get()
