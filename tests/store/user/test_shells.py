"""Completion installed where each shell looks, for one user."""

import shutil
import subprocess
from pathlib import Path

import pytest

from qtrack.errors import QtrackError
from qtrack.store.user.shells import MARK, Places, Shell, install, is_installed, places, script_of


@pytest.mark.parametrize("shell", [Shell.BASH, Shell.ZSH, Shell.FISH])
def test_it_is_installed_once_behind_what_is_there(shell: Shell, tmp_path: Path) -> None:
    there = places(shell, {"HOME": str(tmp_path)})
    for path in there.startup:
        path.write_text("alias ll='ls -l'", encoding="utf-8")
    assert not is_installed(shell, there)
    assert install(shell, there) == [there.script, *there.startup]
    assert is_installed(shell, there)
    assert install(shell, there) == []
    for path in there.startup:
        first, line = path.read_text(encoding="utf-8").splitlines()
        assert first == "alias ll='ls -l'"
        assert line.endswith(MARK)


def test_an_older_script_is_replaced(tmp_path: Path) -> None:
    there = places(Shell.FISH, {"HOME": str(tmp_path)})
    install(Shell.FISH, there)
    there.script.write_text("# older\n", encoding="utf-8")
    assert not is_installed(Shell.FISH, there)
    assert install(Shell.FISH, there) == [there.script]


def test_a_profile_of_two_bytes_a_sign_stays_one(tmp_path: Path) -> None:
    profile = tmp_path / "profile.ps1"
    profile.write_bytes("$x = '计量'\r\n".encode("utf-16"))
    there = Places(tmp_path / "completion.ps1", f". it  {MARK}", (profile,))
    install(Shell.POWERSHELL, there)
    assert profile.read_bytes().decode("utf-16") == f"$x = '计量'\r\n. it  {MARK}\n"
    assert install(Shell.POWERSHELL, there) == []


def test_without_a_home_there_is_no_place() -> None:
    with pytest.raises(QtrackError):
        places(Shell.BASH, {})


def test_the_script_of_powershell_is_read_in_any_code_page() -> None:
    script = script_of(Shell.POWERSHELL)
    assert script.isascii()
    assert "Register-ArgumentCompleter -Native" in script
    assert "--complete powershell" in script
    assert script.count("{") == script.count("}")


@pytest.mark.parametrize("shell", [Shell.BASH, Shell.ZSH, Shell.FISH])
def test_the_shell_itself_reads_its_script(shell: Shell, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} here")
    script = tmp_path / "script"
    script.write_text(script_of(shell), encoding="utf-8")
    subprocess.run([shell, "-n", str(script)], check=True)
