"""The folders that a system gives to the programs of a user: for what is kept, and for what is set."""

import sys
from collections.abc import Mapping
from pathlib import Path


def cache_folder(environ: Mapping[str, str]) -> Path | None:
    """Return the folder of all that is kept, None where the system names no place for such things."""
    return _own(environ, "LOCALAPPDATA", "Library/Caches", "XDG_CACHE_HOME", ".cache")


def config_folder(environ: Mapping[str, str]) -> Path | None:
    """Return the folder of what the user has set, None where the system names no place for such things."""
    return _own(environ, "APPDATA", "Library/Application Support", "XDG_CONFIG_HOME", ".config")


def _own(environ: Mapping[str, str], windows: str, mac: str, variable: str, usual: str) -> Path | None:
    """Return our folder where programs keep such things; what is no absolute path counts as not said."""
    if sys.platform == "win32":
        place = absolute(environ.get(windows))
    else:
        home = absolute(environ.get("HOME"))
        below = mac if sys.platform == "darwin" else usual
        place = absolute(environ.get(variable)) or (home and home / below)
    return place and place / "qtrack"


def absolute(named: str | None) -> Path | None:
    """Return a path that a variable names, None where that is no absolute one."""
    return Path(named) if named and Path(named).is_absolute() else None
