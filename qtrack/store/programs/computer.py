"""What can be known of a computer without writing to it: its Chinese fonts, and the disk under a folder."""

import platform
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from qtrack.store.tree import HEAD

#: How the files of Chinese fonts begin on Windows and on a Mac.
_FONTS: Final = re.compile(
    r"(?:simsun|simhei|simfang|simkai|msyh|fangsong|pingfang|songti|stheiti|kaiti|noto\w+cjk|sourcehan)",
    re.IGNORECASE,
)
#: File systems without hard links, and those of other computers, by the names that Linux has for them.
NO_LINKS: Final = frozenset({"vfat", "msdos", "exfat"})
NETWORK: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "davfs"})


def chinese_fonts(environ: Mapping[str, str]) -> int | None:
    """Return how many Chinese fonts there are, None where that cannot be known."""
    if platform.system() not in {"Windows", "Darwin"}:
        return _listed_fonts()
    named = ("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft/Windows/Fonts"), ("HOME", "Library/Fonts")
    folders = [Path(environ[name], below) for name, below in named if environ.get(name)]
    folders += [Path("/System/Library/Fonts"), Path("/Library/Fonts")]
    files = (file for folder in folders if folder.is_dir() for file in folder.rglob("*.tt[cf]"))
    return len({file.name for file in files if _FONTS.match(file.name)})


def _listed_fonts() -> int | None:
    try:
        done = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, check=True)  # noqa: S607 - as the person has it
    except (OSError, subprocess.CalledProcessError):
        return None
    return len(set(done.stdout.splitlines()))


def file_system(folder: Path) -> str:
    """Return the kind of file system under a folder, as Linux names it; nothing where that is not known."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape")
        place = folder.resolve()
    except (OSError, RuntimeError):
        return ""
    found = [line.split(" ")[1:3] for line in mounts.splitlines() if line.count(" ") > 1]
    over = [(re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), at), kind) for at, kind in found]
    return max(((len(at), kind) for at, kind in over if place.is_relative_to(at)), default=(0, ""))[1]


def tells_case(folder: Path) -> bool:
    """Tell whether the disk under a plan takes upper and lower case for two things."""
    try:
        return not (folder / HEAD).samefile(folder / HEAD.upper())
    except OSError:
        return True
