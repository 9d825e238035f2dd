"""The head of a plan: its document, its times, how it reports and how its lights are ruled.

Field names are the keys of `plan.yaml`, see `qtrack.model.plan`.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final, Literal

import msgspec

from qtrack.model.ids import About, Retired, UnitId, asks
from qtrack.model.period import PeriodKind, WithinText

#: The form of the files that this qtrack writes. A new one needs a step in `qtrack.store.migrate`.
FORMAT: Final = 2


#: What returns every month is counted month by month; no plan is as long as that would take.
MOST_YEARS: Final = 100

#: The oldest form that is read as it stands: all that the newer ones added may be left out.
OLDEST_FORMAT: Final = 1


class Document(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The paper that the plan comes from.

    - number: Number of the document: in full, with year and number.
    - issuer: Issued by: the office that issued the document.
    - issued: Issued on: the date of the document, as 2018-09-30.
    - published: Published on: the day it was made public, where that is known.
    """

    number: str
    issuer: str
    issued: date
    published: date | None = None


class Deadline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The day by which a wording of the document, such as 到2020年, is tracked.

    - wording: Wording: as the document puts the deadline.
    - date: Day: the last day that is in time for this wording.
    - within: Counted: so long from the day of the document on, as “3 months” or “30 days”; it must come to
      this day.
    """

    wording: str
    date: date
    within: WithinText = ""


class Revision(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A later notice that revises the document: what it changes, and what it takes the place of.

    - number: Number of the notice: in full, with year and number.
    - issued: Notice issued on: its date, as 2019-05-20; what it ends is ended from that day on.
    - title: Title of the notice: in full.
    - issuer: Notice issued by: the office that issued it; left out, that of the document.
    - revises: Revised: ids of sections, tasks and deliverables that go on as the notice has them.
    - ends: Ended: ids of tasks and deliverables in the place of which the notice puts something else.
    """

    number: str
    issued: date
    title: str = ""
    issuer: str = ""
    revises: tuple[About, ...] = ()
    ends: tuple[About, ...] = ()


class Reporting(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When units report: once a week, month, quarter, half-year or year, by this day of it.

    - every: How often: “week”, “month”, “quarter”, “half-year” or “year”; left out, every month.
    - by_day: Day: units report by this day, 1 to 28 of the month or of the last month of what is longer; of
      the week 1, Monday, to 7, Sunday.
    """

    every: PeriodKind = PeriodKind.MONTH
    by_day: Annotated[int, asks(minimum=1, maximum=28)] = 25


class Pace(StrEnum):
    """What pace is counted in."""

    DAYS = "days"
    MONTHS = "months"  # whole calendar months


#: The place whose published rule the lights follow; `qtrack.standing.rules` says what each asks.
LightPreset = StrEnum("LightPreset", "YINCHUAN SANYA OUHAI SUQIAN SANMING")


class LightRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rule of the lights, and thresholds of one's own in the place of those that it has.

    Gaps are in what the rule measures them in, percentage points or percent of the pace; the others are
    days.

    - rule: Rule: the place whose published rule the lights follow; the thresholds beside it replace its
      own.
    - yellow_gap: Yellow gap: behind pace from which a light is yellow, in percentage points; of sanya in
      percent of the pace.
    - red_gap: Red gap: behind pace beyond which a light is red, in percentage points; of sanya in percent
      of the pace.
    - due_soon_days: Due soon: so many days before its deadline open work turns yellow; by suqian and
      sanming blue.
    - stale_days: Stale: after more than so many days without a report work turns yellow.
    """

    rule: LightPreset = LightPreset.YINCHUAN
    yellow_gap: Annotated[Decimal | None, asks(minimum=0)] = None
    red_gap: Annotated[Decimal | None, asks(minimum=0)] = None
    due_soon_days: Annotated[int | None, asks(minimum=0)] = None
    stale_days: Annotated[int | None, asks(minimum=0)] = None


class PlanHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `plan.yaml` says.

    - format: Form of the files: a number that “qtrack migrate” keeps; now 2, and 1 is read as well.
    - title: Title of the plan: in full, as the document has it.
    - document: Document: the paper that the plan comes from.
    - start: First day: pace is counted from this day on, as 2018-09-30.
    - end: Last day: the last day that still belongs to the plan, as 2020-12-31.
    - short: Short title: what papers and tables call the plan.
    - office: Tracking office: the id of the unit that makes the papers and chases reports.
    - language: Language: of the papers; zh or en.
    - timezone: Timezone: where a day begins and ends, as Asia/Shanghai.
    - deadlines: Deadlines in words: the day by which each wording of the document is tracked.
    - retired: Retired ids: given up, and not to be used again.
    - revisions: Revisions: later notices that revise the document, with what each revises or ends.
    - reporting: Reporting: when units report; left out, no report is ever late.
    - pace: Pace: the time gone is counted by days, or by whole calendar months.
    - lights: Lights: from what gap and after how many days a light changes.
    """

    format: Annotated[int, asks(enum=[*range(OLDEST_FORMAT, FORMAT + 1)])]
    title: str
    document: Document
    start: date
    end: date
    short: str = ""
    office: UnitId = ""
    language: Literal["zh", "en"] = "zh"
    timezone: str = "Asia/Shanghai"
    deadlines: tuple[Deadline, ...] = ()
    retired: tuple[Retired, ...] = ()
    revisions: tuple[Revision, ...] = ()
    reporting: Reporting | None = None
    pace: Pace = Pace.DAYS
    lights: LightRule = LightRule()

    @property
    def name(self) -> str:
        """The short name, where it has one."""
        return self.short or self.title

    def ending(self, about: str, day: date) -> Revision | None:
        """Return the notice by which a task or a deliverable is ended on a day, None where it goes on."""
        return next((one for one in self.revisions if about in one.ends and one.issued <= day), None)
