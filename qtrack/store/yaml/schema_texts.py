"""What the schemas say of every key, to whoever rests on it in an editor: a title, a colon, a sentence.

The names before the dot are those of the types that files are read into; a name alone is the thing as a
whole. A test holds that nothing is left out.
"""

from typing import Final

from qtrack.locale.message import mark

WORDS: Final[dict[str, str]] = {
    # plan.yaml
    "PlanHead": mark("Head of the plan: what plan.yaml says; one file a plan."),
    "PlanHead.format": mark("Form of the files: a number that “qtrack migrate” keeps; now 1."),
    "PlanHead.title": mark("Title of the plan: in full, as the document has it."),
    "PlanHead.short": mark("Short title: what papers and tables call the plan."),
    "PlanHead.document": mark("Document: the paper that the plan comes from."),
    "PlanHead.start": mark("First day: pace is counted from this day on, as 2018-09-30."),
    "PlanHead.end": mark("Last day: the last day that still belongs to the plan, as 2020-12-31."),
    "PlanHead.office": mark("Tracking office: the id of the unit that makes the papers and chases reports."),
    "PlanHead.language": mark("Language: of the papers; zh or en."),
    "PlanHead.timezone": mark("Timezone: where a day begins and ends, as Asia/Shanghai."),
    "PlanHead.deadlines": mark(
        "Deadlines in words: the day by which each wording of the document is tracked."
    ),
    "PlanHead.reporting": mark("Reporting: when units report; left out, no report is ever late."),
    "PlanHead.pace": mark("Pace: the time gone is counted by days, or by whole calendar months."),
    "PlanHead.lights": mark("Lights: from what gap and after how many days a light changes."),
    "PlanHead.retired": mark("Retired ids: given up, and not to be used again."),
    "Document.number": mark("Number of the document: in full, with year and number."),
    "Document.issuer": mark("Issued by: the office that issued the document."),
    "Document.issued": mark("Issued on: the date of the document, as 2018-09-30."),
    "Document.published": mark("Published on: the day it was made public, where that is known."),
    "Deadline.wording": mark("Wording: as the document puts the deadline."),
    "Deadline.date": mark("Day: the last day that is in time for this wording."),
    "Reporting.every": mark("How often: every month is what there is."),
    "Reporting.by_day": mark("Day of the month: units report by this day, 1 to 28."),
    "LightRule.rule": mark(
        "Rule: the place whose published rule the lights follow; the thresholds beside it replace its own."
    ),
    "LightRule.yellow_gap": mark(
        "Yellow gap: behind pace from which a light is yellow, in percentage points; of sanya in percent of "
        "the pace."
    ),
    "LightRule.red_gap": mark(
        "Red gap: behind pace beyond which a light is red, in percentage points; of sanya in percent of the "
        "pace."
    ),
    "LightRule.due_soon_days": mark(
        "Due soon: so many days before its deadline open work turns yellow; by suqian and sanming blue."
    ),
    "LightRule.stale_days": mark("Stale: after more than so many days without a report work turns yellow."),
    # units.yaml
    "Register": mark("Register of units: every unit and group, once; everywhere else they go by their id."),
    "Register.units": mark("Units: all bodies that the plan names."),
    "Register.groups": mark("Groups: several units under one name."),
    "Unit.id": mark("Id of the unit: small letters, digits and -; it stays when the name changes."),
    "Unit.name": mark("Name of the unit: in full."),
    "Unit.short": mark("Short name of the unit: for tables."),
    "Unit.kind": mark(
        "Kind of unit: division of the bureau, affiliate, bureau of a city or county, or external."
    ),
    "Unit.aliases": mark("Other names: what people also call the unit; found when they type it."),
    "UnitGroup.id": mark("Id of the group: small letters, digits and -; no unit has the same."),
    "UnitGroup.name": mark("Name of the group: as the document has it."),
    "UnitGroup.short": mark("Short name of the group: for tables; the name where it is left out."),
    "UnitGroup.members": mark("Members: ids of units, or of other groups."),
    "UnitGroup.aliases": mark("Other names of the group: found when people type them."),
    # sections
    "Section": mark(
        "Section: one of the parts of the plan with its measures; the first has the overall goals."
    ),
    "Section.id": mark("Id of the section: S and its number; the file has the same name."),
    "Section.number": mark("Number of the section: as it is printed in the document."),
    "Section.title": mark("Title of the section: the heading in the document."),
    "Section.due": mark(
        "Deadline of the goals: the last day that is in time; left out, the end of the plan."
    ),
    "Section.measures": mark("Measures: in the order of the document."),
    "Section.deliverables": mark("Goals to check: what hangs on the section itself and not on a task."),
    "Section.indicators": mark("Goals in figures: what hangs on the section itself and not on a task."),
    "Measure.id": mark("Id of the measure: M and two digits, in one row through all sections."),
    "Measure.number": mark("Number of the measure: as it is printed in the document."),
    "Measure.title": mark("Title of the measure: the heading in the document."),
    # tasks
    "Task": mark("Task: what is tracked; one file each."),
    "Task.id": mark("Id of the task: T and two digits; the file has the same name."),
    "Task.measure": mark("Measure: the id of the measure that the task belongs to, as M15."),
    "Task.title": mark("Title of the task: short and checkable, in one's own words."),
    "Task.source": mark("Source: where in the document the task stands."),
    "Task.responsible": mark("Responsible: who answers for the task; name at least one."),
    "Task.partners": mark(
        "Partners: ids of units outside that the document names; they are not asked to report."
    ),
    "Task.due": mark("Deadline of the task: the last day that is in time; left out, it is ongoing."),
    "Task.deliverables": mark("Deliverables: checkable things inside the task."),
    "Task.indicators": mark("Indicators: figures to reach or to hold."),
    "Responsibility.lead": mark(
        "Lead: the id of the unit that leads and reports, else the first that is named."
    ),
    "Responsibility.shared": mark("Shared: ids of the other responsible units."),
    "Responsibility.by_duty": mark("By duty: ids of units or groups that do their own part."),
    "Responsibility.each": mark(
        "Each: true where every unit named and every member of a group is asked on its own."
    ),
    "Deliverable.id": mark("Id of the deliverable: that of the task, a dot and a number, as T18.1."),
    "Deliverable.title": mark("Title of the deliverable: short and checkable."),
    "Deliverable.due": mark(
        "Deadline of the deliverable: not after that of the task; left out, the task's own."
    ),
    "Deliverable.every": mark(
        "Returns: “year”, “quarter” or “month” for what is due in each of them; left out, it is due once."
    ),
    "Deliverable.first": mark(
        "First: the first year, quarter or month that counts, as 2019, 2019Q1 or 2019-03; only with “every”."
    ),
    "Deliverable.by": mark(
        "Due day: 03-15 of each year, 25 of each month or of the last month of each quarter; “next 03-31” or "
        "“next 10” in the one after; left out, the last day; only with “every”."
    ),
    "Deliverable.covers": mark("Years covered: what a report or a plan speaks of, as 2017 or 2019-2021."),
    "Indicator.id": mark("Id of the indicator: small letters, digits and -; entries give values under it."),
    "Indicator.name": mark("Name of the indicator: what is counted."),
    "Indicator.unit": mark("Unit of measure: such as % in quotes."),
    "Indicator.target": mark("Target: digits only; the unit stands in “unit”."),
    "Indicator.qualifiers": mark(
        "Words around the target: “strive” (aim for it), “at-least” (so many or more); printed, not measured."
    ),
    "Indicator.baseline": mark(
        "Baseline: the value at the start; progress counts from it. Without it no gap to the pace is told."
    ),
    "Indicator.kind": mark("Kind of target: “reach” it by the deadline, or “hold” it throughout."),
    "Indicator.due": mark("Deadline of the indicator: the last day that is in time."),
    "Indicator.every": mark(
        "Yearly: “year” where the target is that of each year anew; left out, it is one for all time."
    ),
    "Indicator.milestones": mark("Milestones: interim targets, earliest first; the pace follows them."),
    "Milestone": mark("Milestone: a value on the way to the target, and the day by which it is reached."),
    "Milestone.date": mark("Date of the milestone: the last day that is in time."),
    "Milestone.target": mark("Target of the milestone: digits only, more than the one before."),
    # entries
    "Entry": mark("Entry: what a unit said, once; “qtrack record” writes it, nobody edits it."),
    "Entry.about": mark("About: the id of a section, a task or a deliverable, as T18 or T18.1."),
    "Entry.unit": mark("Unit: the id of the unit that reports."),
    "Entry.date": mark("Date: the day when it was so, as 2019-03-29."),
    "Entry.recorded": mark("Recorded: when it was written down, as 2019-04-01T09:12:44+08:00."),
    "Entry.summary": mark("Summary: what was done, in a sentence or two."),
    "Entry.by": mark("By: who wrote it down."),
    "Entry.status": mark(
        "Status: one of not-started, in-progress, blocked, done, closed (by the verifying office), dropped."
    ),
    "Entry.percent": mark("Percent: the share of the work done, 0 to 100, without a % sign."),
    "Entry.actuals": mark("Actual values: indicator id and figure, as it stood on the date."),
    "Entry.period": mark(
        "Occurrence: the year, quarter or month meant of what returns, or the year of a yearly target."
    ),
    "Entry.problems": mark("Problems: what stands in the way."),
    "Entry.next": mark("Next: the next steps."),
    "Entry.evidence": mark("Evidence: numbers of papers, names of files."),
    "Entry.corrects": mark("Corrects: the id of the earlier entry that this one stands in for."),
    "Entry.withdraws": mark(
        "Withdraws: the id of the earlier entry that no longer counts; the summary says why."
    ),
    "Entry.returns": mark(
        "Returns: the id of the earlier entry that said done, where work is sent back; the summary says why."
    ),
    "Entry.chases": mark("Reminder: where the entry reminds a unit; it is no report and changes no light."),
    "Chase.number": mark("Number of the reminder: year, dash and number in it, as 2019-007."),
    "Chase.level": mark("Level: remind, then warn, then supervise."),
    "Chase.unit": mark("Reminded: the id of the unit that is to reply."),
    "Chase.reply_by": mark("Reply by: the last day to reply, as 2019-07-05."),
    "Chase.phone": mark("Taken by: who took the call, where it was made by telephone."),
    "Chase.answer": mark("Answer on the telephone: what they said."),
}
