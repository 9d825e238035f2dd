"""What the disk refuses while recording: one sentence in either language, exit 2, nothing changed."""

import errno
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from qtrack.store import disk
from tests.cli.conftest import CHINESE, ENGLISH, Runner, everything

RECORD: Final = ("record", "T01", "--unit", "metrology", "--summary", "有进展")

CAUSES: Final = (
    (errno.ENOSPC, "No space left on device", "磁盘空间不足"),
    (errno.EACCES, "Permission denied", "没有权限"),
    (errno.EROFS, "Read-only file system", "文件系统只读"),
    (errno.ENOENT, "No such file or directory", "没有这个文件或文件夹"),
)


def refusing(code: int) -> Callable[..., None]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return refuse


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: errno.errorcode[cause[0]])
def test_a_refusal_is_one_sentence_and_changes_nothing(
    cause: tuple[int, str, str], folder: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, english, chinese = cause
    before = everything(folder)
    monkeypatch.setattr(disk, "make_draft", refusing(code))
    said = {}
    for name, environ in (("en", ENGLISH), ("zh", CHINESE)):
        done = run(*RECORD, environ=environ)
        assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
        said[name] = hidden(done.err, folder)
    monkeypatch.undo()
    assert said == {
        "en": f"qtrack: PATH cannot be written: {english}. Nothing was changed. "
        "Look whether the folder may be written to and the disk has room.\n",
        "zh": f"qtrack：PATH 无法写入：{chinese}。未作任何改动。请查看文件夹是否可写、磁盘是否已满。\n",
    }
    assert everything(folder) == before
    assert not (folder / "plan/progress").exists()


NOT_PROMISED: Final = (
    "qtrack: PATH is written, but the disk does not promise to keep it: Input/output error. "
    "Look whether it is still there before you record it again.\n"
)
NOT_PROMISED_ZH: Final = (
    "qtrack：PATH 已写入，但磁盘不能保证留得住：读写出错。再次填报之前，请先看它还在不在。\n"
)


@pytest.mark.parametrize(("environ", "sentence"), [(ENGLISH, NOT_PROMISED), (CHINESE, NOT_PROMISED_ZH)])
def test_what_cannot_be_promised_is_told(
    environ: Mapping[str, str], sentence: str, folder: Path, run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "_sync_folder", refusing(errno.EIO))
    monkeypatch.setattr(Path, "unlink", refusing(errno.EIO))
    done = run(*RECORD, environ=environ)
    assert (done.code, done.out) == (2, "")
    assert hidden(done.err, folder) == sentence


def hidden(said: str, folder: Path) -> str:
    """Put PATH for the name of the entry, which is another each time."""
    start = said.index(str(folder))
    return f"{said[:start]}PATH{said[said.index('.yaml', start) + len('.yaml') :]}"
