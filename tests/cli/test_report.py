"""`qtrack report`: where a paper goes and which days it speaks for; what it says is tested with its view."""

import os
import subprocess
import sys
import tempfile
import webbrowser
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, LATER, Runner, everything
from tests.conftest import ROOT
from tests.repositories import commit, git, lay, raw_commit, repository
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


def test_who_replaces_a_file_is_told_so(run: Runner, folder: Path) -> None:
    first = run("report", "weekly", "--of", "2019-W07", "--save")
    assert (first.code, first.err) == (0, "")
    again = run("report", "weekly", "--of", "2019-W07", "--save")
    assert again.out == first.out == "reports/2019-W07-weekly.md\n"
    assert again.err == "reports/2019-W07-weekly.md was there, and is replaced.\n"
    (folder / "a.csv").write_text("x", encoding="utf-8")
    assert run("form", "计量处", "-o", "a.csv", environ=CHINESE).err == "a.csv 原有的文件已被替换。\n"


@pytest.mark.parametrize(
    "arguments", [("report", "weekly", "-o"), ("form", "计量处", "--output"), ("demo",)], ids=" ".join
)
def test_nothing_is_written_into_the_plan(arguments: tuple[str, ...], run: Runner, folder: Path) -> None:
    before = everything(folder)
    done = run(*arguments, "plan/progress/T01/x")
    said = "lies in the plan's folder, where only the plan itself belongs. Name a file elsewhere."
    assert (done.code, done.out, done.err) == (2, "", f"qtrack: {folder}/plan/progress/T01/x {said}\n")
    assert everything(folder) == before
    (folder / "reports").symlink_to(folder / "plan" / "tasks")
    assert run("report", "weekly", "--save").code == 2
    assert everything(folder) == before


@pytest.mark.skipif(not Path("/proc/self/fd/1").exists(), reason="only some systems name it")
@pytest.mark.parametrize("arguments", ["report weekly", "form 计量处", "report ledger --format csv"])
def test_stdout_by_its_name_takes_the_paper_alone(arguments: str, folder: Path) -> None:
    line = f'"$PYTHON" -m qtrack {arguments}'
    (folder / "stdout").symlink_to("/proc/self/fd/1")  # as /dev/stdout is, which no test is to break

    def run(streams: str) -> tuple[int, bytes, bytes]:
        shell = ["/bin/sh", "-c", f"{line} {streams}; cat a"]
        environ = os.environ | {"PYTHON": sys.executable, "PYTHONPATH": str(ROOT), "QTRACK_LANG": "zh"}
        done = subprocess.run(shell, cwd=folder, env=environ, capture_output=True, check=False)
        return done.returncode, done.stdout, done.stderr

    plain = run("> a")
    assert plain[1]
    assert run("-o stdout > a") == plain
    assert run("-o stdout | cat > a") == plain


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
    "half-year": ("2019H1", "half-year", "2018H2", "质量提升工作方案半年报"),
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


def test_a_period_before_the_plan_is_refused(run: Runner) -> None:
    assert run("report", "weekly", "--of", "2018-W52", environ=CHINESE) == (
        2,
        "",
        "qtrack：2018-W52 这一期到 2018-12-30 为止，方案 2019-01-01 才开始。第一期是 2019-W01。\n",
    )
    assert run("report", "annual", "--as-of", "2018-12-31", environ=CHINESE).code == 2
    first = run("report", "weekly", "--of", "2019-W01").out
    assert "\n第1期（2019年1月1日至1月6日）\n" in first
    assert "本期为第一期，没有上期可比。" in first
    assert "较上期" not in first


def test_after_the_plan_has_ended_issues_have_no_number(run: Runner) -> None:
    late = run("report", "weekly", "--of", "2019-W16", "--as-of", "2019-04-21").out
    assert "\n方案期满之后（2019年4月15日至4月21日）\n" in late
    assert "方案期已于4月10日届满" in late


def test_a_paper_of_a_part_says_so_in_its_text_and_its_name(run: Runner, folder: Path) -> None:
    done = run("report", "monthly", "--unit", "计量处", "--section", "1", "--save")
    assert done.out == "reports/2019-02-monthly-S1-metrology.md\n"
    text = (folder / "reports" / "2019-02-monthly-S1-metrology.md").read_text(encoding="utf-8")
    assert "\n范围：“夯实质量基础”部分。\n\n范围：计量处承担的任务。\n" in text
    assert "“夯实质量基础”中计量处承担任务1项亮灯情况：" in text
    assert "方案任务" not in text
    office = run("report", "monthly", "--unit", "办公室").out
    assert "办公室没有承担任务。" in office
    assert "方案中还没有任务" not in office
    assert "“夯实质量基础”共有任务1项亮灯情况：" in run("report", "monthly", "--section", "1").out
    assert (
        "“夯实质量基础”中没有办公室承担的任务。"
        in run("report", "monthly", "--section", "1", "--unit", "办公室").out
    )


def test_a_paper_says_that_its_plan_was_edited_and_hides_the_commit(tmp_path: Path, run: Runner) -> None:
    top = repository(tmp_path)
    made = git(top, "rev-parse", "HEAD").strip()[:12]
    told = "方案有尚未审定的修改。"
    assert told not in run("report", "weekly", cwd=top).out
    lay(top / "plan", said(45, "percent: 50\n"))
    assert run("report", "weekly", cwd=top).out.endswith(f"\n{told}\n")
    page = run("report", "weekly", "--format", "html", cwd=top).out
    assert told in page
    assert f'<meta name="revision" content="{made}">' in page
    assert told not in run("report", "weekly").out


def test_the_annex_of_edits_says_where_a_shallow_clone_ends(tmp_path: Path, run: Runner) -> None:
    top = repository(tmp_path)
    commit(top / "plan", task("due: 2019-03-01"), "定时限", "2019-02-12")
    commit(top / "plan", said(43), "报送", "2019-02-13")
    commit(top / "plan", task("due: 2019-03-20"), "推迟", "2019-02-14")

    def nine(depth: int, week: str) -> str:
        clone = tmp_path / f"{depth}-{week}"
        git(tmp_path, "clone", "--quiet", f"--depth={depth}", top.as_uri(), str(clone))
        edge = git(clone, "rev-list", "--max-parents=0", "HEAD").strip()[:8]
        return annex(run("report", "weekly", "--of", week, cwd=clone).out, 13).replace(edge, "EDGE")

    ends = "这是浅克隆：只查到2月{}日（EDGE）为止，更早的看不到。用 git fetch --unshallow 可取回其余历史。"
    assert nine(1, "2019-W07") == f"{ends.format(14)}本期是否修改过方案，无从得知。"
    assert nine(1, "2019-W06") == f"{ends.format(14)}本期是否修改过方案，无从得知。"
    assert nine(1, "2019-W08") == "本期方案没有修改。"
    assert nine(2, "2019-W07") == (
        f"{ends.format(13)}本期方案修改1次：\n\n- 2月14日 张三：推迟\n"
        "  - “健全量传溯源体系”完成时限由3月1日推迟到3月20日（推迟19天），属放宽"
    )


def test_an_odd_date_stops_no_paper(tmp_path: Path, run: Runner) -> None:
    top = repository(tmp_path)
    lay(top / "plan", task("due: 2019-03-01"))
    git(top, "add", "--all")
    raw_commit(top, "张三 <z@x> 253402300800 +0000", committer="张三 <z@x> 1550000000 +0800")
    done = run("report", "weekly", "--of", "2019-W07", cwd=top)
    assert (done.code, done.err) == (0, "")
    assert "  - git 所记本次提交的日期为“253402300800 +0000”，不合历法\n" in done.out


def test_the_annex_of_edits_tells_those_of_the_period(tmp_path: Path, run: Runner) -> None:
    top = repository(tmp_path)
    commit(top / "plan", task("due: 2019-03-01"), "定<b>时限", "2019-01-10")
    commit(top / "plan", task("due: 2019-03-20"), "推迟", "2019-02-12")
    commit(top / "plan", said(46, "percent: 50\n"), "报进展", "2019-02-18")
    commit(top / "plan", head("lights: {red_gap: 40}"), "放宽红灯", "2019-02-20")
    week = run("report", "weekly", "--of", "2019-W07", cwd=top).out
    assert annex(week, 13) == (
        "本期方案修改1次：\n\n- 2月12日 张三：推迟\n"
        "  - “健全量传溯源体系”完成时限由3月1日推迟到3月20日（推迟19天），属放宽"
    )
    assert annex(run("report", "weekly", cwd=top).out, 13) == "本期方案没有修改。"
    year = run("report", "annual", cwd=top, now=LATER).out
    assert [line for line in annex(year, 13).splitlines() if line.startswith("- ")] == [
        "- 1月2日 张三：first",
        "- 1月10日 张三：定\\<b\\>时限",
        "- 2月12日 张三：推迟",
        "- 2月20日 张三：放宽红灯",
    ]
    early = run("report", "annual", "--known-at", "2019-02-15", cwd=top, now=LATER).out
    assert "放宽红灯" not in early
    assert "推迟" in early
    assert "放宽红灯" in run("report", "annual", "--format", "html", cwd=top, now=LATER).out


def annex(markdown: str, number: int) -> str:
    """Return what stands below the title of an annex."""
    _, _, rest = markdown.partition(f"\n## 附件{number}：")
    return rest.partition("\n## ")[0].partition("\n---\n")[0].partition("\n")[2].strip()


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


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("ledger", "质量提升工作方案台账"),
        ("assignments", "质量提升工作方案任务分工表"),
        ("unit", "计量处任务清单"),
    ],
)
def test_a_paper_of_a_day_speaks_for_the_last_day_of_a_period(kind: str, title: str, run: Runner) -> None:
    of = ("report", kind, "--unit", "计量处")
    today = run(*of).out
    assert today.startswith(f"# {title}\n")
    assert "截至2019年2月19日" in today
    assert today == run(*of, "--of", "2019-02").out == run(*of, "--as-of", "2019-02-19").out
    assert run(*of, "--of", "2019-01").out == run(*of, "--as-of", "2019-01-31").out != today
    assert run(*of, "--of", "soon") == (
        2,
        "",
        (
            "qtrack: --of is “soon”, which is not a period. "
            "Write it as 2018-W43, 2018-10, 2018Q4, 2018H2 or 2018.\n"
        ),
    )


@pytest.mark.parametrize("kind", ["ledger", "assignments"])
def test_a_table_goes_to_a_spreadsheet_with_its_mark(kind: str, run: Runner, folder: Path) -> None:
    done = run("report", kind, "--format", "csv", "--section", "S1", "--save")
    assert done == (0, f"reports/2019-02-19-{kind}-S1.csv\n", "")
    raw = (folder / "reports" / f"2019-02-19-{kind}-S1.csv").read_bytes()
    assert raw.startswith("\ufeff序号,".encode())
    assert raw.count(b"\r\n") == 2
    assert (
        run("report", kind, "--format", "csv", "--section", "S1").out.encode().splitlines()
        == raw.splitlines()
    )


@pytest.mark.parametrize("kind", ["weekly", "annual", "chase"])
def test_a_paper_that_is_no_table_has_no_csv(kind: str, run: Runner, folder: Path) -> None:
    before = everything(folder)
    assert run("report", kind, "--unit", "计量处", "--format", "csv", "--save") == (
        2,
        "",
        (
            "qtrack: This paper is not one table, so there is no csv of it. "
            "Ask for markdown or html, or for one of ledger, assignments, unit, scorecard.\n"
        ),
    )
    assert everything(folder) == before


def test_a_units_list_needs_a_unit_or_a_group(run: Runner) -> None:
    assert run("report", "unit") == (
        2,
        "",
        "qtrack: This paper is of one unit, and none is named. Name it with --unit.\n",
    )
    assert run("report", "unit", environ=CHINESE).err == (
        "qtrack：这种文书按单位出，没有指明单位。请用 --unit 指明单位。\n"
    )
    group = run("report", "unit", "--unit", "各市县局").out
    assert group.startswith("# 各市县局任务清单\n")
    assert "\n## 三、按职责落实任务\n\n### 其他在办（任务1项）\n" in group
    assert "没有牵头的任务。" in group
    assert "> 该单位没有负责的任务。" in run("report", "unit", "--unit", "办公室").out


def test_a_ledger_of_nothing_says_so(run: Runner) -> None:
    assert "\n没有可入账的任务。\n" in run("report", "ledger", "--unit", "办公室").out
    assert "\n没有可分工的任务。\n" in run("report", "assignments", "--unit", "办公室").out


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_a_paper_signs_off_the_entries_in_its_foot(form: str, run: Runner, folder: Path) -> None:
    assert run("report", "weekly", "--anchor", "--format", form, "-o", "paper").code == 0
    verified = run("audit", "--verify", "paper")
    assert verified.code == 0
    assert verified.out.startswith(
        "The 1 entry of this line is there as it was: qtrack 2019-02-09T09:00:00+08:00"
    )
    (entry,) = (folder / "plan/progress").rglob("*.yaml")
    entry.write_text(entry.read_text(encoding="utf-8").replace("50", "60"), encoding="utf-8")
    assert run("audit", "--verify", "paper").code == 1


def test_a_paper_of_an_earlier_day_signs_off_what_was_recorded_by_then(run: Runner, folder: Path) -> None:
    lay(folder / "plan", said(50, tag="000002"))
    assert " entries 2 " in run("report", "ledger", "--anchor").out
    assert " entries 1 " in run("report", "ledger", "--anchor", "--known-at", "2019-02-15").out
    none = run("report", "ledger", "--anchor", "--known-at", "2019-01-05")
    assert (none.code, none.err) == (0, "There is no entry yet that could be signed off.\n")
    assert "sha256" not in none.out
    assert "sha256" not in run("report", "ledger").out


def test_csv_has_no_foot_to_sign_off_in(run: Runner) -> None:
    refused = run("report", "ledger", "--format", "csv", "--anchor")
    assert (refused.code, refused.out) == (2, "")
    assert "and csv has none. Give --format markdown or html." in refused.err


def test_a_brief_is_of_a_week_or_of_any_period_that_is_named(run: Runner) -> None:
    week = run("report", "brief", "--as-of", "2019-03-01", "--format", "text").out.splitlines()
    month = run("report", "brief", "--of", "2019-02", "--as-of", "2019-03-01").out
    assert week[0].startswith("第9期简报：")
    assert len(week) <= 12
    assert "\n第2期（2019年2月1日至2月28日）\n" in month


def test_a_text_is_refused_of_papers_that_are_longer(run: Runner) -> None:
    refused = run("--lang", "en", "report", "ledger", "--format", "text")
    assert refused.code == 2
    assert refused.err == (
        "qtrack: This paper is longer than a chat has room for, so there is no text of it. "
        "Ask for “qtrack report brief --format text”.\n"
    )


def test_a_reminder_has_the_figures_of_its_day_by_the_plan_that_git_had_then(
    tmp_path: Path, run: Runner
) -> None:
    top = repository(tmp_path)
    chase = "chases: {number: 2019-001, level: remind, unit: metrology, reply_by: 2019-03-20}\n"
    issued = said(45, chase, about="T01", unit="office", tag="000009")
    commit(top / "plan", {**task("due: 2019-04-10\n"), **issued}, on="2019-02-12")
    commit(top / "plan", task("due: 2019-02-01\n"), on="2019-03-10")
    sheet = run("report", "chase", "--as-of", "2019-03-12", cwd=top).out
    assert "2019年4月10日前" in sheet
    assert "2019年2月1日" not in sheet
    assert "现行方案" not in sheet


def test_a_reminder_older_than_git_says_that_it_has_the_plan_of_now(tmp_path: Path, run: Runner) -> None:
    top = repository(tmp_path)
    chase = "chases: {number: 2019-001, level: remind, unit: metrology, reply_by: 2019-03-20}\n"
    commit(top / "plan", said(1, chase, about="T01", unit="office", tag="000009"))
    sheet = run("report", "chase", "--as-of", "2019-03-12", cwd=top).out
    assert "git 中没有当日的方案，以上按现行方案计算" in sheet
