"""`qtrack units`: every unit in a line, and one unit's own list."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import CHINESE, Runner
from tests.small import head, said, small_plan, task


@pytest.fixture(autouse=True)
def _told(folder: Path) -> None:
    small_plan(
        folder,
        head("reporting: {every: month, by_day: 25}"),
        task("due: 2019-02-10\n"),
        said(20, "percent: 20\n"),
    )


def test_all_units_as_a_page(run: Runner) -> None:
    done = run("units", environ=CHINESE)
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "质量提升工作方案  4 个单位  截至 2019-02-19\n"
        "单位     牵头 责任 按职责落实 红 黄 绿 蓝 未评 逾期 未按时报送\n"
        "计量处      1    0          0  1  0  0  0    0    1          0\n"
        "省计量院    0    1          0  0  0  0  0    0    0          1\n"
        "福州局      0    0          1  0  0  0  0    0    0          0\n"
        "厦门局      0    0          1  0  0  0  0    0    0          0\n"
    )


def test_one_unit_as_a_page(run: Runner) -> None:
    done = run("units", "计量处")
    assert done.out == (
        "质量提升工作方案  计量处  as of 2019-02-19\n"
        "leads 1 task  red 1\n"
        "\n"
        "lead  1\n"
        "id  light task             attention              why"
        "                              share pace lead   due\n"
        "T01 red   健全量传溯源体系 overdue, to report now 9 days overdue; 80 points behind"
        "   20% 100% 计量处 2019-02-10\n"
    )


def test_json_has_what_the_page_has(run: Runner) -> None:
    found = json.loads(run("units", "--format", "json").out)
    assert (found["format"], found["as_of"], found["known_at"], found["notes"]) == (1, "2019-02-19", None, [])
    assert found["units"][0] == {
        "id": "metrology",
        "name": "计量处",
        "short": "计量处",
        "lead": 1,
        "shared": 0,
        "by_duty": 0,
        "support": 0,
        "lights": {"red": 1, "yellow": 0, "green": 0, "blue": 0, "none": 0},
        "overdue": 1,
        "unreported": 0,
    }
    own = json.loads(run("units", "计量处", "--format", "json").out)
    assert own["unit"] == {"id": "metrology", "name": "计量处"}
    (row,) = own["tasks"]
    assert (row["role"], row["marks"], row["task"]["id"]) == ("lead", ["overdue", "to-report"], "T01")


@pytest.mark.parametrize("arguments", [(), ("计量处",)])
def test_csv_and_markdown(arguments: tuple[str, ...], run: Runner) -> None:
    text = run("units", *arguments, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0]["id"] == ("T01" if arguments else "metrology")
    assert run("units", *arguments, "--format", "markdown").out.startswith("# 质量提升工作方案  ")


def test_filters_and_roles(run: Runner) -> None:
    assert "No task passes the filters; none is left after --role lead.\n" in (
        run("units", "厦门局", "--role", "lead").out
    )
    assert run("units", "厦门局", "--role", "按职责落实", environ=CHINESE).code == 0
    assert run("units", "nobody").code == 2
