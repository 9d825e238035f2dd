"""`qtrack report`: where a paper goes and which days it speaks for; what it says is tested with its view."""

import tempfile
import webbrowser
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, LATER, Runner, everything
from tests.repositories import commit, git, lay, repository
from tests.small import head, said, small_plan, task


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


KINDS = {
    "weekly": ("2019-W08", "week", "2018-W43", "质量提升工作方案周报"),
    "monthly": ("2019-02", "month", "2018-10", "质量提升工作方案月报"),
    "quarterly": ("2019Q1", "quarter", "2018Q4", "质量提升工作方案季报"),
    "annual": ("2019", "year", "2018", "质量提升工作方案年报"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_summary_is_of_its_own_kind_of_period(kind: str, run: Runner) -> None:
    running, name, pattern, title = KINDS[kind]
    made = run("report", kind)
    assert made.out.startswith(f"# {title}\n")
    assert made.out == run("report", kind, "--of", running).out
    for period in ({each[0] for each in KINDS.values()} - {running}) | {"soon", "2018-W54"}:
        assert run("report", kind, "--of", period) == (
            2,
            "",
            f"qtrack: --of is “{period}”, which is not a {name}. Write it as {pattern}.\n",
        )


def test_a_period_that_has_not_begun_is_refused(run: Runner) -> None:
    assert run("report", "monthly", "--of", "2019-03", environ=CHINESE) == (
        2,
        "",
        "qtrack：2019-03 这一期到 2019-03-01 才开始。请指定 2019-02-19 前已开始的一期。\n",
    )


def test_a_paper_of_a_part_says_so_in_its_text_and_its_name(run: Runner, folder: Path) -> None:
    done = run("report", "monthly", "--unit", "计量处", "--section", "1", "--save")
    assert done.out == "reports/2019-02-monthly-S1-metrology.md\n"
    text = (folder / "reports" / "2019-02-monthly-S1-metrology.md").read_text(encoding="utf-8")
    assert "\n仅限“夯实质量基础”部分。\n\n仅限计量处承担的任务。\n" in text
    assert "方案共有任务 1 项" in text
    assert "方案中还没有任务" in run("report", "monthly", "--unit", "办公室").out


def test_a_paper_tells_which_plan_it_was_made_from(tmp_path: Path, run: Runner) -> None:
    top = repository(tmp_path)
    made = git(top, "rev-parse", "HEAD").strip()[:12]
    assert run("report", "weekly", cwd=top).out.endswith(f"\n方案版本：{made}。\n")
    lay(top / "plan", said(45, "percent: 50\n"))
    assert f"方案版本：{made}，另有未提交的修改。" in run("report", "weekly", "--format", "html", cwd=top).out
    assert "方案版本" not in run("report", "weekly").out


def test_chapter_nine_tells_the_edits_of_the_period(tmp_path: Path, run: Runner) -> None:
    top = repository(tmp_path)
    commit(top / "plan", task("due: 2019-03-01"), "定<b>时限", "2019-01-10")
    commit(top / "plan", task("due: 2019-03-20"), "推迟", "2019-02-12")
    commit(top / "plan", said(46, "percent: 50\n"), "报进展", "2019-02-18")
    commit(top / "plan", head("lights: {red_gap: 40}"), "放宽红灯", "2019-02-20")
    week = run("report", "weekly", "--of", "2019-W07", cwd=top).out
    assert chapter(week, "九") == (
        "本期方案修改 1 次：\n\n- 2019-02-12 张三：推迟\n"
        "  - T01 完成时限由 2019-03-01 推迟到 2019-03-20（推迟 19 天），属放宽"
    )
    assert chapter(run("report", "weekly", cwd=top).out, "九") == "本期方案没有修改。"
    year = run("report", "annual", cwd=top, now=LATER).out
    assert [line for line in chapter(year, "九").splitlines() if line.startswith("- ")] == [
        "- 2019-01-02 张三：first",
        "- 2019-01-10 张三：定\\<b\\>时限",
        "- 2019-02-12 张三：推迟",
        "- 2019-02-20 张三：放宽红灯",
    ]
    early = run("report", "annual", "--known-at", "2019-02-15", cwd=top, now=LATER).out
    assert "放宽红灯" not in early
    assert "推迟" in early
    assert "放宽红灯" in run("report", "annual", "--format", "html", cwd=top, now=LATER).out


def chapter(markdown: str, number: str) -> str:
    """Return what stands below the title of a chapter."""
    _, _, rest = markdown.partition(f"\n## {number}、")
    return rest.partition("\n## ")[0].partition("\n")[2].strip()


def test_a_page_is_shown_in_the_browser(
    run: Runner, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shown: list[str] = []

    def open_page(address: str) -> bool:
        shown.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", open_page)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("temporary")))
    done = run("report", "weekly", "--open")
    assert (done.code, done.err) == (0, "")
    (address,) = shown
    assert address == Path(done.out.strip()).as_uri()
    assert Path(done.out.strip()).name == "2019-W08-weekly.html"
    assert Path(done.out.strip()).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    run("report", "weekly", "--open", "-o", "x.html")
    assert shown[1] == (folder / "x.html").as_uri()


def test_without_a_browser_the_file_is_named_all_the_same(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    assert run("report", "weekly", "--open", "-o", "x.html", environ=CHINESE) == (
        0,
        "x.html\n",
        "未能启动浏览器，请自行打开该文件。\n",
    )


def test_only_pages_are_shown_in_the_browser(run: Runner) -> None:
    assert run("report", "weekly", "--open", "--format", "markdown") == (
        2,
        "",
        (
            "qtrack: --open shows a page in the browser, and markdown is none. "
            "Give --format html, or leave --format out.\n"
        ),
    )


def test_a_file_that_cannot_be_written_is_named(run: Runner, folder: Path) -> None:
    (folder / "reports").write_text("x", encoding="utf-8")
    done = run("report", "weekly", "--save")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"qtrack: {folder}/reports/2019-W08-weekly.md cannot be written: ")
