"""What finds room on the first two pages, and what is only named or counted there."""

from functools import cache

import msgspec

from qtrack.locale.message import Translator
from qtrack.model.period import Period
from qtrack.papers.engine.paper import PaperForm, ReportContext
from qtrack.papers.registry import render_paper
from qtrack.papers.summary import room
from qtrack.papers.summary.view import Summary, brief, summary
from tests.papers.crowded import LAST, crowded_plan
from tests.papers.papers import WEEK

LISTS = [name for name in dict.fromkeys(name for name, _ in room.TURNS) if name != "red_named"]


@cache
def crowded(kind: str = WEEK, *, one: bool = False) -> Summary:
    return (brief if one else summary)(ReportContext(crowded_plan(), LAST, period=Period.parse(kind)))


def with_room(page: Summary, lines: float) -> Summary:
    """Return the paper as it is where its chapters have so many lines."""
    measure = room.Measure(page, "zh")
    measure.room = lines
    return msgspec.structs.replace(page, front=room.filled(page, measure))


def test_every_list_is_told_and_counted_whole() -> None:
    for lines in (0, 10, 20, 29, 60, 200):
        for page in (crowded(), crowded("2019-02")):
            own = with_room(page, lines)
            for name in LISTS:
                told = len(getattr(own.front, name)) + (len(own.front.red_named) if name == "red" else 0)
                assert told + own.front.rest.get(name, 0) == len(getattr(page.matters, name)), name


def test_no_more_is_told_than_there_are_lines_for() -> None:
    page = crowded()
    measure = room.Measure(page, "zh")
    least = measure.of(with_room(page, 0).front)
    for lines in range(int(least) + 1, 60, 3):
        assert measure.of(with_room(page, lines).front) <= lines
    assert measure.of(page.front) > measure.room - 3  # the room is used


def test_each_weighty_list_has_its_first_before_any_has_more() -> None:
    page = crowded()
    more = [own for lines in range(60) if len((own := with_room(page, lines).front).red) > 1]
    assert len(more) > 5
    assert [own for own in more if not own.stuck or len(own.red) + len(own.red_named) < 8] == []


def test_red_goes_before_lesser_matters() -> None:
    page = crowded()
    few = {name: getattr(page.matters, name)[:4] for name, _ in room.TURNS}  # more leave room for no other
    page = msgspec.structs.replace(page, matters=msgspec.structs.replace(page.matters, **few))
    lesser = [own for lines in range(30, 90, 3) if (own := with_room(page, lines).front).finished]
    assert len(lesser) > 5
    assert [own for own in lesser if own.rest.get("red")] == []
    assert [own for own in lesser if own.better and own.rest.get("finished")] == []


def test_the_red_tasks_that_are_not_told_are_named_behind_those_that_are() -> None:
    page = crowded()
    ids = [matter.id for matter in (*page.front.red, *page.front.red_named)]
    assert ids == [matter.id for matter in page.matters.red][: len(ids)]
    assert page.front.red
    assert page.front.red_named
    text = render_paper("weekly", page, PaperForm.MARKDOWN, Translator("zh"))
    chapter = text.partition("红灯任务及下一步措施")[2].partition("## ")[0]
    assert f"另有{501 - len(ids)}项，详见附件3" in chapter
    assert chapter.rstrip().endswith("等。")
    assert "其他红灯任务有" in chapter


def test_a_list_that_found_no_room_still_says_how_many_there_are() -> None:
    page = with_room(crowded(), 0)
    text = render_paper("weekly", page, PaperForm.MARKDOWN, Translator("zh"))
    front = text.partition("附件：")[0]
    assert "红灯任务及下一步措施\n\n共501项，详见附件3。" in front
    assert "需协调解决的事项\n\n共100项，详见附件9。" in front


def test_the_one_page_only_counts_reminders_and_what_got_better() -> None:
    front = crowded(one=True).front
    assert (front.waiting, front.better, front.other, front.silent) == ((), (), (), ())
    assert front.rest["waiting"] == 100
    assert front.red
