"""Where the plan is."""

from pathlib import Path

import pytest

from qtrack.errors import ExitCode, QtrackError
from qtrack.store.head import find_plan
from tests.small import english, small_plan


def refused(named: str | None, environ: dict[str, str], cwd: Path) -> tuple[str, str]:
    with pytest.raises(QtrackError) as error:
        find_plan(named, environ, cwd)
    assert error.value.exit_code is ExitCode.USAGE
    assert error.value.hint is not None
    return english(error.value.message), english(error.value.hint)


@pytest.mark.parametrize("inside", ["", "plan", "plan/tasks", "src/deep/down"])
def test_the_plan_is_found_from_here_upward(inside: str, tmp_path: Path) -> None:
    root = small_plan(tmp_path)
    cwd = tmp_path / inside
    cwd.mkdir(parents=True, exist_ok=True)
    assert find_plan(None, {}, cwd) == root


def test_the_nearest_plan_is_the_one(tmp_path: Path) -> None:
    small_plan(tmp_path)
    nearer = small_plan(tmp_path / "demo")
    assert find_plan(None, {}, tmp_path / "demo") == nearer


def test_a_folder_beside_is_not_looked_into(tmp_path: Path) -> None:
    small_plan(tmp_path / "beside")
    (tmp_path / "here").mkdir()
    what, remedy = refused(None, {}, tmp_path / "here")
    assert (
        what
        == f"There is no plan here: neither {tmp_path / 'here'} nor a folder above it holds plan/plan.yaml."
    )
    assert remedy == "Go to the plan's folder, or name it with --plan or QTRACK_PLAN."


@pytest.mark.parametrize("named", ["work", "work/plan", "./work/../work/plan"])
def test_a_named_folder_is_the_plans_own_or_the_one_above(named: str, tmp_path: Path) -> None:
    root = small_plan(tmp_path / "work")
    assert find_plan(named, {}, tmp_path).resolve() == root
    assert find_plan(None, {"QTRACK_PLAN": named}, tmp_path).resolve() == root
    assert find_plan(str(tmp_path / named), {}, Path("/")).resolve() == root


def test_the_option_goes_before_the_environment_and_both_before_the_search(tmp_path: Path) -> None:
    small_plan(tmp_path)
    one, two = small_plan(tmp_path / "one"), small_plan(tmp_path / "two")
    assert find_plan("one", {"QTRACK_PLAN": "two"}, tmp_path) == one
    assert find_plan(None, {"QTRACK_PLAN": "two"}, tmp_path) == two


def test_an_empty_name_is_no_name(tmp_path: Path) -> None:
    root = small_plan(tmp_path)
    assert find_plan("", {"QTRACK_PLAN": ""}, tmp_path) == root


@pytest.mark.parametrize(
    ("named", "environ", "source"),
    [("nowhere", {}, "--plan"), (None, {"QTRACK_PLAN": "nowhere"}, "QTRACK_PLAN")],
)
def test_a_named_folder_without_a_plan_is_refused_though_one_is_here(
    named: str | None, environ: dict[str, str], source: str, tmp_path: Path
) -> None:
    small_plan(tmp_path)
    assert refused(named, environ, tmp_path) == (
        f"{source} names nowhere, but there is no plan.yaml.",
        "Name the folder that holds plan.yaml.",
    )


def test_a_folder_called_plan_yaml_is_no_plan(tmp_path: Path) -> None:
    (tmp_path / "plan" / "plan.yaml").mkdir(parents=True)
    refused(None, {}, tmp_path)


def test_a_name_that_no_file_can_have_is_refused_and_not_a_crash(tmp_path: Path) -> None:
    refused("x" * 5000, {}, tmp_path)
    refused("a\0b", {}, tmp_path)


def test_a_folder_that_may_not_be_entered_is_passed_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(_: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "is_file", forbidden)
    refused(None, {}, tmp_path)
