"""The real commands, called in this process as a shell would call them."""

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from fractions import Fraction
from pathlib import Path
from typing import Any

from qtrack.cli.main import main


class RefusedError(Exception):
    """A command refused what it was asked."""


def text_of(folder: Path, *arguments: str, codes: tuple[int, ...] = (0,)) -> str:
    """Run a command on a plan and give what it printed."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*arguments, "--plan", str(folder)], environ={"QTRACK_LANG": "en"}, cwd=folder)
        out.flush()
    if code not in codes:
        told = f"{' '.join(arguments)}: {code} {err.getvalue()}"
        raise RefusedError(told)
    raw = out.buffer
    if not isinstance(raw, io.BytesIO):
        raise TypeError(sys.stdout)
    return raw.getvalue().decode()


def json_of(folder: Path, *arguments: str, codes: tuple[int, ...] = (0,)) -> Any:  # noqa: ANN401 - what JSON has
    """Run a command with `--format json`; numbers come as exact fractions."""
    text = text_of(folder, *arguments, "--format", "json", codes=codes)
    return json.loads(text, parse_float=Fraction, parse_int=Fraction)
