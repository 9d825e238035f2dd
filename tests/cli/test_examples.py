"""The example in the help of each command, typed into a demonstration."""

import shlex
from pathlib import Path
from shutil import copyfile

import pytest

from qtrack.cli.main import main
from qtrack.cli.names import COMMANDS, EXAMPLES
from qtrack.locale.message import Translator
from tests.cli.conftest import LATER
from tests.conftest import NOTICES, ROOT


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_example_works(language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    environ = {"QTRACK_LANG": language, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environ |= {"QTRACK_BY": "zhangsan", "EDITOR": "true"}
    folder = tmp_path / "demo"
    assert main(["demo", str(folder), "--plan", str(ROOT / "plan")], environ, ROOT, LATER) == 0
    assert set(EXAMPLES) == set(COMMANDS)
    for name in ("notice.txt", "通知.txt"):
        copyfile(NOTICES / "scheme.txt", folder / name)
    for name in COMMANDS:
        newest = max((folder / "plan" / "progress").rglob("*.yaml"), key=lambda path: path.stat().st_mtime_ns)
        line = Translator(language).say(EXAMPLES[name]).replace("ENTRY", newest.stem)
        code = main(shlex.split(line)[1:], environ, folder, LATER)
        assert code in ({0, 1} if name in {"diff", "doctor"} else {0}), (line, capsys.readouterr().err)
