"""The closed list of kinds, and one change of one kind. How changes are found stands elsewhere."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

import msgspec

from qtrack.locale.message import Message, msg
from qtrack.model.problem import Place


class ChangeKind(StrEnum):
    """What an edit means, named for its meaning and not for the lines that moved."""

    PLAN_ADDED = "plan-added"
    PLAN_REMOVED = "plan-removed"
    PLAN_MOVED = "plan-moved"  # to another folder of the repository
    PLAN_REWORDED = "plan-reworded"
    DOCUMENT_CHANGED = "document-changed"
    OFFICE_REPLACED = "office-replaced"
    SETTING_CHANGED = "setting-changed"
    PLAN_START_POSTPONED = "plan-start-postponed"
    PLAN_START_ADVANCED = "plan-start-advanced"
    PLAN_END_POSTPONED = "plan-end-postponed"
    PLAN_END_ADVANCED = "plan-end-advanced"
    READING_CHANGED = "reading-changed"  # the day by which a wording such as 到2020年 is tracked
    REVISION_ADDED = "revision-added"
    REVISION_REMOVED = "revision-removed"
    REVISION_CHANGED = "revision-changed"
    ENDED = "ended"  # a task or a deliverable, by a notice that takes its place
    ENDED_NO_LONGER = "ended-no-longer"
    ID_RETIRED = "id-retired"
    ID_UNRETIRED = "id-unretired"
    REPORTING_LOOSENED = "reporting-loosened"
    REPORTING_TIGHTENED = "reporting-tightened"
    LIGHT_THRESHOLD_LOOSENED = "light-threshold-loosened"
    LIGHT_THRESHOLD_TIGHTENED = "light-threshold-tightened"

    CHECK_SILENCED = "check-silenced"  # by a comment in any file of the plan
    CHECK_UNSILENCED = "check-unsilenced"
    TEMPLATE_ADDED = "template-added"
    TEMPLATE_REMOVED = "template-removed"
    TEMPLATE_CHANGED = "template-changed"

    UNIT_REGISTERED = "unit-registered"
    UNIT_DEREGISTERED = "unit-deregistered"
    UNIT_RENAMED = "unit-renamed"
    UNIT_KIND_CHANGED = "unit-kind-changed"
    UNIT_PHONE_CHANGED = "unit-phone-changed"
    GROUP_REGISTERED = "group-registered"
    GROUP_DEREGISTERED = "group-deregistered"
    GROUP_RENAMED = "group-renamed"
    GROUP_MEMBER_ADDED = "group-member-added"
    GROUP_MEMBER_DROPPED = "group-member-dropped"

    SECTION_ADDED = "section-added"
    SECTION_REMOVED = "section-removed"
    SECTION_RENUMBERED = "section-renumbered"
    SECTION_MOVED = "section-moved"
    SECTION_REWORDED = "section-reworded"
    MEASURE_ADDED = "measure-added"
    MEASURE_REMOVED = "measure-removed"
    MEASURE_MOVED = "measure-moved"
    MEASURE_REWORDED = "measure-reworded"
    TASK_ADDED = "task-added"
    TASK_REMOVED = "task-removed"
    TASK_RENUMBERED = "task-renumbered"
    TASK_MOVED = "task-moved"
    TASK_REWORDED = "task-reworded"
    TASK_START_POSTPONED = "task-start-postponed"
    TASK_START_ADVANCED = "task-start-advanced"
    SOURCE_CHANGED = "source-changed"
    PERSON_CHANGED = "person-changed"  # 分管领导, 责任人, 联系人
    REMARK_CHANGED = "remark-changed"
    DELIVERABLE_ADDED = "deliverable-added"
    DELIVERABLE_REMOVED = "deliverable-removed"
    DELIVERABLE_RENUMBERED = "deliverable-renumbered"
    DELIVERABLE_MOVED = "deliverable-moved"
    DELIVERABLE_REWORDED = "deliverable-reworded"
    WEIGHT_CHANGED = "weight-changed"  # 分值
    COVERS_CHANGED = "covers-changed"
    RECURRENCE_CHANGED = "recurrence-changed"
    INDICATOR_ADDED = "indicator-added"
    INDICATOR_REMOVED = "indicator-removed"
    INDICATOR_RENUMBERED = "indicator-renumbered"
    INDICATOR_MOVED = "indicator-moved"
    INDICATOR_REWORDED = "indicator-reworded"
    INDICATOR_KIND_CHANGED = "indicator-kind-changed"
    INDICATOR_UNIT_CHANGED = "indicator-unit-changed"
    TARGET_RAISED = "target-raised"
    TARGET_LOWERED = "target-lowered"
    TARGET_RANGE_CHANGED = "target-range-changed"  # the upper end of a range
    TARGET_REWORDED = "target-reworded"  # with or without 力争, 以上, 左右
    BINDING_CHANGED = "binding-changed"  # 约束性, 预期性
    SHARE_ADDED = "share-added"  # what one unit is to do of a target
    SHARE_REMOVED = "share-removed"
    SHARE_CHANGED = "share-changed"
    BASELINE_CHANGED = "baseline-changed"
    MILESTONE_ADDED = "milestone-added"
    MILESTONE_REMOVED = "milestone-removed"
    MILESTONE_CHANGED = "milestone-changed"
    DUE_POSTPONED = "due-postponed"
    DUE_ADVANCED = "due-advanced"
    DUE_ADDED = "due-added"
    DUE_REMOVED = "due-removed"
    ORDER_CHANGED = "order-changed"

    LEAD_REPLACED = "lead-replaced"
    LEAD_ADDED = "lead-added"
    LEAD_REMOVED = "lead-removed"
    UNIT_ADDED = "unit-added"
    UNIT_DROPPED = "unit-dropped"
    ROLE_CHANGED = "role-changed"
    ASKING_TIGHTENED = "asking-tightened"  # every member of the groups reports on its own
    ASKING_LOOSENED = "asking-loosened"

    ENTRY_ADDED = "entry-added"
    ENTRY_CORRECTED = "entry-corrected"
    ENTRY_WITHDRAWN = "entry-withdrawn"
    ENTRY_MENDED = "entry-mended"  # can be read again
    ENTRY_ALTERED = "entry-altered"
    ENTRY_DELETED = "entry-deleted"

    # by the edit alone, at a day; see `qtrack.records.improvements`
    LIGHT_IMPROVED = "light-improved"
    LATE_MATTER_GONE = "late-matter-gone"
    ASKED_NO_LONGER = "asked-no-longer"


#: History is written once; whoever edits or deletes an entry, or the plan with all of them, tampers with it.
TAMPERING: Final = frozenset({ChangeKind.ENTRY_ALTERED, ChangeKind.ENTRY_DELETED, ChangeKind.PLAN_REMOVED})

#: How history grows: reports of work, no edits of the plan.
GROWTH: Final = frozenset({ChangeKind.ENTRY_ADDED, ChangeKind.ENTRY_CORRECTED, ChangeKind.ENTRY_WITHDRAWN})

Value = str | int | Decimal | date | tuple[str, ...] | None


class Change(msgspec.Struct, frozen=True):
    """One change: what it is about, from what, to what, and where.

    `message` says it in a sentence. `loosens`: less is asked than before. `units` are the ids of the
    units and groups that it touches, none where it touches all. `place` is a place in the new plan; its
    line stays 0 where the new plan has no such file.
    """

    kind: ChangeKind
    about: str
    message: Message
    place: Place
    before: Value = None
    after: Value = None
    loosens: bool = False
    units: tuple[str, ...] = ()

    @property
    def tampers(self) -> bool:
        """Whether recorded history is touched."""
        return self.kind in TAMPERING

    @property
    def sentence(self) -> Message:
        """The message, and in the same sentence whether the change loosens or tampers."""
        if self.tampers:
            return msg("{change}; this tampers with the record", change=self.message)
        if self.loosens:
            return msg("{change}; this loosens the plan", change=self.message)
        return self.message
