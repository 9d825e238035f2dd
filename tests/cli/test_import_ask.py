"""`qtrack import --ask`: one question a doubt, and what is not answered waits in the files."""

from pathlib import Path

from tests.cli.conftest import ENGLISH, Ask, Runner
from tests.conftest import NOTICES

NOBODY = str(NOTICES / "nobody.txt")
IMPORT = ("import", NOBODY, "--to", "plan", "--ask")


def test_what_is_typed_and_what_is_right_is_no_doubt_any_more(ask: Ask, tmp_path: Path) -> None:
    done = ask(*IMPORT, typed=("某街办〔2024〕1号", "", "y", "q"))
    assert done.code == 0, done.err
    head = (tmp_path / "plan" / "plan.yaml").read_text(encoding="utf-8")
    assert "  number: 某街办〔2024〕1号\n" in head
    assert "  # 待核：通知中没有找到\n  issuer: 待核\n" in head
    task = (tmp_path / "plan" / "tasks" / "T01.yaml").read_text(encoding="utf-8")
    assert "没有写责任单位" not in task
    assert "待核 4 处" in done.out
    assert done.err.count("留待以后") == 4 * 2


def test_all_can_be_left_for_later(ask: Ask, tmp_path: Path) -> None:
    done = ask(*IMPORT, typed=())
    assert done.code == 0, done.err
    assert "待核 6 处" in done.out
    assert "# 待核：没有写责任单位" in (tmp_path / "plan" / "tasks" / "T01.yaml").read_text(encoding="utf-8")


def test_what_was_left_for_later_is_asked_again_and_nothing_else_is_touched(ask: Ask, tmp_path: Path) -> None:
    ask(*IMPORT, typed=("某街办〔2024〕1号", "q"))
    task = tmp_path / "plan" / "tasks" / "T01.yaml"
    task.write_bytes(task.read_bytes().replace(b"\n", b"\r\n").replace("清理".encode(), "清扫".encode()))
    before = task.read_bytes()
    again = ask(*IMPORT, typed=("某街道办", "y"))
    assert again.code == 0, again.err
    assert again.err.count("留待以后") == 3 * 2
    head = (tmp_path / "plan" / "plan.yaml").read_text(encoding="utf-8")
    assert "  number: 某街办〔2024〕1号\n  issuer: 某街道办\n" in head
    assert (
        task.read_bytes()
        == "".join(
            line for line in before.decode().splitlines(keepends=True) if "没有写责任单位" not in line
        ).encode()
    )
    assert ask(*IMPORT, typed=()).err.count("留待以后") == 2


def test_without_a_terminal_there_is_nobody_to_ask(run: Runner, tmp_path: Path) -> None:
    done = run("import", NOBODY, "--to", "plan-b", "--ask", environ=ENGLISH)
    assert (done.code, done.err) == (
        2,
        "qtrack: There is nobody to ask. Leave --ask out: what is in doubt is marked in the files.\n",
    )
    assert not (tmp_path / "plan-b").exists()
