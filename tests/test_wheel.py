"""What is built and installed works alone: from a wheel, in a fresh environment, where there is no plan."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.conftest import everything
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name == "nt", reason="programs lie elsewhere there")]


def run(command: list[str], folder: Path, environ: Mapping[str, str] = os.environ) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environ, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def build(target: str, folder: Path) -> Path:
    """Build a wheel or the sources of what lies in a folder, and return the file."""
    run([sys.executable, "-m", "hatchling", "build", "-t", target, "-d", "dist"], folder)
    (made,) = (folder / "dist").glob("*.whl" if target == "wheel" else "*.tar.gz")
    return made


@pytest.fixture(name="sources")
def copied_sources(tmp_path: Path) -> Path:
    """Copy what a build needs, with an entry that somebody recorded, which is nobody else's business."""
    folder = tmp_path / "sources"
    built = shutil.ignore_patterns("__pycache__", "qtrack.json")
    shutil.copytree(ROOT / "qtrack", folder / "qtrack", ignore=built)
    shutil.copytree(ROOT / "plan", folder / "plan")
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    entry = folder / "plan" / "progress" / "T05" / "2019-06-25-abcdef.yaml"
    entry.parent.mkdir(parents=True)
    entry.write_text("about: T05\n", encoding="utf-8")
    return folder


def installed(wheel: Path, folder: Path) -> dict[str, str]:
    """Install a wheel into a fresh environment, without network, and return how commands of it are run.

    What it needs comes from the environment of the tests, by a path that leaves out what is edited in place.
    """
    run([sys.executable, "-m", "venv", "--without-pip", "venv"], folder)
    python = folder / "venv" / "bin" / "python"
    offline = ["--no-index", "--no-deps", "--no-compile", "--quiet"]
    run([sys.executable, "-m", "pip", "--python", str(python), "install", *offline, str(wheel)], folder)
    (packages,) = (folder / "venv" / "lib").glob("python*/site-packages")
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": str(folder / "home"), "QTRACK_LANG": "zh", "LANG": "C.UTF-8"}


@pytest.mark.parametrize("by_way_of", ["wheel", "sdist"])
def test_after_pip_install_a_demonstration_can_be_made_in_an_empty_folder(
    by_way_of: str, sources: Path, tmp_path: Path
) -> None:
    if by_way_of == "sdist":
        shutil.unpack_archive(build("sdist", sources), tmp_path / "unpacked")
        (sources,) = (tmp_path / "unpacked").iterdir()
    environ = installed(build("wheel", sources), tmp_path)
    empty = tmp_path / "empty"
    empty.mkdir()
    where = run(["python", "-c", "import qtrack; print(qtrack.__file__)"], empty, environ)
    assert where.startswith(str(tmp_path / "venv"))
    said = run(["qtrack", "demo", "demo"], empty, environ)
    assert said.startswith("demo：")
    page = run(["qtrack", "status", "--as-of", "2019-06-28"], empty / "demo", environ)
    assert page.startswith("质量强省工作方案  截至 2019-06-28\n任务 32 项")
    shipped = everything(Path(where).parent / "plan")
    assert shipped == {
        name: held
        for name, held in everything(ROOT / "plan").items()
        if name.split("/")[0] != "progress" and name.endswith((".yaml", ".json"))
    }
