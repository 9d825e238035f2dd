"""`qtrack report`: where a paper goes and which days it speaks for; what it says is tested with its view."""

from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, Runner, everything
from tests.small import said, small_plan


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(folder, said(40, "percent: 50\n"))


def test_a_paper_is_printed_and_nothing_is_written(run: Runner, folder: Path) -> None:
    before = everything(folder)
    done = run("report", "weekly")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# ")
    assert everything(folder) == before
    page = run("report", "weekly", "--format", "html")
    assert page.code == 0
    assert page.out.startswith("<!DOCTYPE html>")


def test_a_paper_speaks_the_plans_language_unless_told_otherwise(run: Runner) -> None:
    assert run("report", "weekly").out == run("report", "weekly", environ=CHINESE).out
    assert "周报" in run("report", "weekly").out.split("\n")[0]
    for language in ("en", "en_GB"):
        assert "Weekly" in run("report", "weekly", "--lang", language).out.split("\n")[0]
    assert "周报" in run("report", "weekly", "--lang", "zh_CN").out.split("\n")[0]


@pytest.mark.parametrize(("form", "ending"), [("markdown", "md"), ("html", "html")])
def test_a_saved_paper_stands_beside_the_plan_under_its_period(
    form: str, ending: str, run: Runner, folder: Path
) -> None:
    done = run("report", "weekly", "--of", "2019-W06", "--format", form, "--save", cwd=folder / "plan")
    assert done.code == 0
    path = folder / "reports" / f"2019-W06-weekly.{ending}"
    assert done.out == f"{path}\n"
    assert (
        path.read_text(encoding="utf-8") == run("report", "weekly", "--of", "2019-W06", "--format", form).out
    )
    assert run("report", "weekly", "--of", "2019-W06", "--format", form, "--save").out == (
        f"reports/2019-W06-weekly.{ending}\n"
    )


def test_a_paper_goes_to_the_file_that_is_named(run: Runner, folder: Path) -> None:
    done = run("report", "weekly", "-o", "out/周报.md")
    assert done == (0, "out/周报.md\n", "")
    assert (folder / "out" / "周报.md").read_text(encoding="utf-8") == run("report", "weekly").out


def test_the_period_is_the_week_of_the_day_and_ends_with_it_while_it_runs(run: Runner) -> None:
    this = run("report", "weekly").out
    assert this == run("report", "weekly", "--of", "2019-W08").out
    assert this == run("report", "weekly", "--as-of", "2019-02-19").out
    assert this != run("report", "weekly", "--as-of", "2019-02-18").out
    past = run("report", "weekly", "--of", "2019-W07").out
    assert past == run("report", "weekly", "--as-of", "2019-02-17").out


@pytest.mark.parametrize("period", ["2018-10", "2018Q4", "2018", "soon", "2018-W54"])
def test_only_weeks_are_weeks(period: str, run: Runner) -> None:
    assert run("report", "weekly", "--of", period) == (
        2,
        "",
        f"qtrack: --of is “{period}”, which is not a week. Write it as 2018-W43.\n",
    )


def test_a_file_that_cannot_be_written_is_named(run: Runner, folder: Path) -> None:
    (folder / "reports").write_text("x", encoding="utf-8")
    done = run("report", "weekly", "--save")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"qtrack: {folder}/reports/2019-W08-weekly.md cannot be written: ")
