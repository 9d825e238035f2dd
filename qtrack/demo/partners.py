"""What the other units say that a round of reports asks: a short word each, before the lead sums up.

They speak of their own part only and say no share, so that a task fares as its own lines tell.
"""

from datetime import date, timedelta
from typing import Final

from qtrack.demo.chance import Chance
from qtrack.demo.lines import Line
from qtrack.demo.workdays import is_working
from qtrack.model.plan import Plan, Task
from qtrack.standing.reporting import Asked, Window, asked, current_window

_SILENT_ONE_IN: Final = 7
_MANY: Final = 8
_SPOKE_ONE_IN: Final = 4  # of many units in months long past, before the habit grew
_RECENT: Final = timedelta(days=95)
_EARLIEST: Final = 12

_WORDS: Final = (
    "按分工完成本月工作，情况已报牵头处室汇总",
    "配合牵头处室开展调研1次，提出意见3条",
    "本月派员参加联合工作组，承担的部分按计划推进",
    "已提供技术支持和数据，后续工作有序开展",
    "承担的工作按月度安排完成，无新增问题",
)
_WORDS_OF_MANY: Final = (
    "组织集中宣传活动1场，发放资料300份",
    "在服务窗口设点宣传，接受咨询40人次",
    "通过网站和公众号推送宣传稿5篇",
    "参加统一组织的宣传活动，派出志愿者6人",
    "进社区、进校园开展讲座2场",
)


def partner_lines(plan: Plan, task: Task, told: list[Line], chance: Chance, limit: date) -> list[Line]:
    """Return the words of those asked besides the lead, in every round in which something is told.

    Now and then one stays silent. Where a group is asked as one, one of its members speaks.
    """
    whom = [each for each in asked(task, plan.register) if each.by and each.id != task.responsible.lead]
    rounds: dict[Window, list[Line]] = {}
    for line in told:
        window = current_window(plan.head, line.date)
        if window is not None:
            rounds.setdefault(window, []).append(line)
    found: list[Line] = []
    for window, lines in rounds.items():
        seldom = len(whom) > _MANY and window.deadline < limit - _RECENT
        heard = {line.unit for line in lines}
        for each in whom:
            if not each.answered(heard) and _speaks(each, task, window, chance, seldom=seldom):
                found += _said(each, task, window, lines, chance, many=len(whom) > _MANY)
    return found


def _speaks(each: Asked, task: Task, window: Window, chance: Chance, *, seldom: bool) -> bool:
    question = ("partner", task.id, each.id, window.deadline)
    if seldom:
        return chance.below(_SPOKE_ONE_IN, *question) == 0
    return chance.below(_SILENT_ONE_IN, *question) > 0


def _said(
    each: Asked, task: Task, window: Window, lines: list[Line], chance: Chance, *, many: bool
) -> list[Line]:
    """Return the line of one that is asked, some days before the last word of the round."""
    units = sorted(each.by or ())
    unit = each.id if each.id in units and len(units) == 1 else units[chance.below(len(units), task.id)]
    question = (task.id, unit, window.deadline)
    day = max(line.date for line in lines) - timedelta(days=chance.between(1, _EARLIEST, "ahead", *question))
    while not is_working(day):
        day -= timedelta(days=1)
    if day < window.start:
        return []
    words = _WORDS_OF_MANY if many else _WORDS
    return [Line(task.id, unit, day, words[chance.below(len(words), "word", *question)])]
