"""`qtrack find TEXT`: where a text stands."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, Runner
from tests.small import said, small_plan


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(folder, said(20, "summary: 量传体系已建\nproblems: =经费|不足\n"))


def test_the_page_in_chinese(run: Runner) -> None:
    done = run("find", "量传", environ=CHINESE)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "质量提升工作方案  “量传”共 2 处  截至 2019-02-19\n"
        "T01  名称\n"
        "  健全量传溯源体系\n"
        "T01  内容  2019-01-20  计量处  健全量传溯源体系\n"
        "  量传体系已建\n"
    )


def test_json_says_where_in_the_line(run: Runner) -> None:
    found = json.loads(run("find", "体系", "--format", "json").out)
    assert (found["format"], found["text"]) == (1, "体系")
    assert [(each["kind"], each["spans"]) for each in found["hits"]] == [
        ("title", [{"start": 6, "end": 8}]),
        ("summary", [{"start": 2, "end": 4}]),
    ]


def test_csv_and_markdown_are_safe(run: Runner) -> None:
    assert "'=经费|不足" in run("find", "经费", "--format", "csv").out
    assert "=经费\\|不足" in run("find", "经费", "--format", "markdown").out


def test_nothing_found_is_no_failure(run: Runner) -> None:
    done = run("find", "没有的词")
    assert done.code == 0
    assert done.out.endswith("“没有的词” stands nowhere.\n")


def test_a_word_that_is_no_text_is_found_nowhere(run: Runner) -> None:
    done = run("find", "\udcff", "--format", "json")
    assert (done.code, json.loads(done.out)["format"], done.err) == (0, 1, "")
