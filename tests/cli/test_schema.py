"""`qtrack schema`: what it prints, and how it keeps the schemas beside a plan."""

import json
from pathlib import Path

import pytest

from qtrack.cli.main import main
from tests.small import head, small_plan

ENGLISH = {"QTRACK_LANG": "en"}
KINDS = ["plan", "units", "section", "task", "entry"]


def test_a_schema_is_printed_without_a_plan_and_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "task"], ENGLISH, tmp_path) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert printed["title"] == "任务"


def test_a_schema_speaks_another_language_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "task", "--lang", "en"], {}, tmp_path) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Task"


def test_without_a_kind_all_stand_in_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"], ENGLISH, tmp_path) == 0
    assert list(json.loads(capsys.readouterr().out)["$defs"]) == KINDS


def test_schemas_are_written_checked_and_written_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_plan(tmp_path) / ".schemas"
    paths = "".join(f"plan/.schemas/{kind}.json\n" for kind in KINDS)

    assert main(["schema", "--check"], ENGLISH, tmp_path) == 1
    out, err = capsys.readouterr()
    assert out == paths
    assert err == "5 schemas are out of date; “qtrack schema --write” writes them anew.\n"
    assert not folder.exists()

    assert main(["schema", "--write"], ENGLISH, tmp_path) == 0
    assert capsys.readouterr() == (paths, "5 schemas written.\n")
    assert main(["schema", "task"], ENGLISH, tmp_path) == 0
    assert capsys.readouterr().out == (folder / "task.json").read_text(encoding="utf-8")

    assert main(["schema", "--check"], ENGLISH, tmp_path) == 0
    assert capsys.readouterr() == ("", "The schemas are up to date.\n")
    assert main(["validate", "--strict"], ENGLISH, tmp_path) == 0
    capsys.readouterr()

    (folder / "task.json").write_bytes(b"\xff")
    assert main(["schema", "--check"], ENGLISH, tmp_path) == 1
    assert capsys.readouterr().out == "plan/.schemas/task.json\n"
    assert main(["schema", "--write"], ENGLISH, tmp_path) == 0
    assert main(["schema", "--check"], ENGLISH, tmp_path) == 0


def test_schemas_beside_a_plan_speak_its_language_whoever_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_plan(tmp_path, head("language: en")) / ".schemas"
    assert main(["schema", "--write", "--lang", "zh"], {}, tmp_path) == 0
    assert json.loads((folder / "task.json").read_text(encoding="utf-8"))["title"] == "Task"
    assert main(["schema", "--check"], {"QTRACK_LANG": "zh"}, tmp_path) == 0
    capsys.readouterr()


def test_other_files_among_the_schemas_are_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small_plan(tmp_path) / ".schemas"
    folder.mkdir()
    (folder / "notes.json").write_text("{}", encoding="utf-8")
    assert main(["validate", "--strict"], ENGLISH, tmp_path) == 1
    assert "plan/.schemas/notes.json:1:1: warning" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tusk"], "KIND cannot be “tusk”. It can be plan, units, section, task, entry."),
        (
            ["--check", "--write"],
            (
                "KIND, --check, --write and --output do not go together. "
                "Give one of them, such as “qtrack schema --write”."
            ),
        ),
        (
            ["task", "--check"],
            (
                "KIND, --check, --write and --output do not go together. "
                "Give one of them, such as “qtrack schema --write”."
            ),
        ),
        (["task", "--output", "status"], "KIND, --check, --write and --output do not go together."),
        (
            ["--output", "form"],
            "--output cannot be “form”. It can be status, show, units, mine, matrix, due,",
        ),
        (["--plan", "none"], "--plan is “none”, where there is no plan.yaml."),
    ],
)
def test_what_does_not_fit_is_refused(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", *arguments], ENGLISH, tmp_path) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"qtrack: {said}")
