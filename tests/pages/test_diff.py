"""An edit as Markdown: what matters is seen, the rest folded, and what has no room counted."""

from qtrack.changes.compare import compare
from qtrack.locale.message import Translator
from qtrack.pages.diff.show import markdown
from qtrack.records.edits import Edits, edit_line
from tests.small import Files, plan_of, task


def page(old: Files, new: Files) -> Edits:
    plans = plan_of(old), plan_of(new)
    lines = (edit_line(change, plans, lambda place: place, "plan") for change in compare(*plans))
    return Edits("HEAD~1", "HEAD", tuple(lines))


def parts(count: int) -> str:
    return "".join(f"  - {{id: T01.{number}, title: 建{number}}}\n" for number in range(1, count + 1))


MANY = task(f"due: 2019-03-01\ndeliverables:\n{parts(60)}")
NONE = task("due: 2019-04-01")
SAY = Translator("zh")


def test_other_changes_are_folded_and_what_loosens_is_not() -> None:
    text = markdown(page(NONE, MANY), SAY)
    seen, folded, rest = text.partition("\n<details><summary>其他变更 61 处</summary>\n\n")
    assert folded
    assert "- " not in seen
    assert rest.count("\n- ") == 60
    assert rest.endswith("\n\n</details>\n")
    assert "<details>" not in markdown(page(MANY, task("due: 2019-04-01\ndeliverables:\n" + parts(60))), SAY)


def test_of_a_long_list_the_first_points_are_seen() -> None:
    seen, _, rest = markdown(page(MANY, NONE), SAY).partition("\n<details><summary>另有 41 处</summary>\n\n")
    assert (seen.count("\n- "), rest.count("- 删除事项")) == (20, 41)


def test_what_is_folded_is_closed_before_what_has_no_room_is_counted() -> None:
    text = markdown(page(NONE, MANY), SAY, 2000)
    assert len(text) <= 2000
    told, _, left_out = text.partition("\n</details>\n\n")
    assert left_out.startswith("还有 ")
    assert f" {61 - told.count(chr(10) + '- ')} " in left_out
