"""A plan's own templates as text, and what keeps one from being read."""

from pathlib import Path

from qtrack.store.own_templates import own_templates
from tests.small import line, small_plan


def test_a_plan_without_the_folder_has_none(tmp_path: Path) -> None:
    assert own_templates(small_plan(tmp_path)) == ({}, ())


def test_templates_go_by_their_names_below_the_folder(tmp_path: Path) -> None:
    root = small_plan(
        tmp_path,
        {
            "templates/weekly.md.j2": "# 周报\n",
            "templates/parts/head.j2": "",
            "templates/README.md": "?",
            "templates/weekly.md.j2~": "?",
        },
    )
    assert own_templates(root) == ({"parts/head.j2": "", "weekly.md.j2": "# 周报\n"}, ())


def test_what_cannot_be_read_is_a_problem_with_its_place(tmp_path: Path) -> None:
    root = small_plan(
        tmp_path,
        {
            "templates/bom.j2": "\ufeff表",
            "templates/gbk.j2": "一\n表".encode() + "表".encode("gbk"),
            "templates/huge.j2": "x" * 1_000_001,
        },
    )
    (root / "templates" / "link.j2").symlink_to("/etc/hostname")
    (root / "templates" / "gone.j2").symlink_to("nowhere.j2")
    texts, problems = own_templates(root)
    assert texts == {"bom.j2": "表"}
    cut = "a character is cut or damaged here; type it again, and save the file as UTF-8"
    bom = "this file begins with a byte order mark; save it as UTF-8 without BOM"
    huge = "this file has more than 1000000 bytes; no file of a plan has so many"
    link = "this is a link, of which git keeps only where it leads to; put the real thing here"
    assert [line(each) for each in problems] == [
        f"templates/bom.j2:1:1: warning: {bom} (encoding)",
        f"templates/gbk.j2:2:2: error: {cut} (encoding)",
        f"templates/gone.j2:1:1: error: {link} (file-unreadable)",
        f"templates/huge.j2:1:1: error: {huge} (file-size)",
        f"templates/link.j2:1:1: error: {link} (file-unreadable)",
    ]


def test_a_folder_elsewhere_is_not_followed(tmp_path: Path) -> None:
    root = small_plan(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "weekly.md.j2").write_text("x", encoding="utf-8")
    (root / "templates").symlink_to(tmp_path / "elsewhere")
    assert own_templates(root) == ({}, ())
