"""Notices of every form, each with the plan that is expected of it, and figures of what was found."""

import os
from pathlib import Path
from typing import Final

import pytest

from qtrack.cli.admin.import_notice import blocks_of
from qtrack.locale.message import Translator
from qtrack.model.indicator import Better
from qtrack.model.plan import Section, Task
from qtrack.notice.compare import compare
from qtrack.notice.draft import Draft, draft
from qtrack.notice.reading.blocks import Row
from qtrack.notice.reading.outline import outline
from qtrack.notice.write import files
from qtrack.store.reading.load import load
from tests.conftest import NOTICES
from tests.notice.test_draft import unsaid, untrue, valid
from tests.small import TextTree

EXPECTED: Final = NOTICES.parent / "expected"
ALL: Final = sorted(NOTICES.iterdir())


def read(path: Path) -> Draft:
    return draft(outline(blocks_of(path, path.name)))


def text_of(path: Path) -> str:
    """Return the text of a notice whatever file it is in, the cells of a row with tabs."""
    lines = []
    for block in blocks_of(path, path.name):
        cells = (
            [cell for at, cell in enumerate(block.cells) if at not in block.merged]
            if isinstance(block, Row)
            else [block.text]
        )
        lines.append("\t".join(cells))
    return "\n".join(lines)


def told(own: Draft) -> str:
    """Return a plan in few words: who, by when, how much, what; then doubts, what is left, and figures."""
    say, head = Translator("en").say, own.head
    lines = [f"{head.title} | {head.document.number} | {head.document.issuer}", f"{head.start} to {head.end}"]
    for notice in head.revisions:
        ids = f"revises {' '.join(notice.revises)}; ends {' '.join(notice.ends)}"
        lines.append(f"! {notice.number} {notice.issued} {notice.title} | {ids}")
    for body in own.register:
        members = f" = {' '.join(body.members)}" if hasattr(body, "members") else f" {body.kind}"
        lines.append(" ".join([f"{body.id} {body.name}{members}", *body.aliases]))
    for section in own.sections:
        lines += [f"[{section.chapter}]"] if section.chapter else []
        lines.append(f"{section.id} {section.number} {section.title}")
        lines += _parts(section)
        for task in own.tasks:
            if task.section == section.id:
                lines += _task(own, task)
        for measure in section.measures:
            lines.append(f"  {measure.id} {measure.number} {measure.title}")
            for task in own.tasks:
                if task.measure == measure.id:
                    lines += _task(own, task)
    lines += [f"? {one.line} {one.about}: {say(one.message)}" for one in own.doubts]
    lines += [f"- {one.line} {say(one.reason)}: {one.text}" for one in own.left]
    return "\n".join(lines) + "\n"


def _task(own: Draft, task: Task) -> list[str]:
    name, who = own.register.name, task.responsible
    roles = [f"{role.value} {'、'.join(map(name, units))}" for role, units in who.by_role.items() if units]
    roles += [f"without {'、'.join(map(name, who.excluding))}"] if who.excluding else []
    roles += ["and others"] if who.open else []
    due = [f"from {task.start}"] if task.start else []
    due += [f"due {task.due}"] if task.due else []
    due += [f"reports each {one.every} by {one.by_day}" for one in [task.reporting] if one]
    due += [f"under {task.supervisor}"] if task.supervisor else []
    due += [f"by {task.person}"] if task.person else []
    due += [f"{task.weight} points"] if task.weight else []
    due += [f"remark {task.remark}"] if task.remark else []
    place = f"{task.id} {task.number or '='} {task.source} {task.title}"
    return [f"    {place} | {'; '.join([*roles, *due])}", *_parts(task)]


def _parts(holder: Section | Task) -> list[str]:
    lines = []
    for one in holder.indicators:
        of = f" of {one.baseline_year}" if one.baseline_year else ""
        baseline = [f"from {one.baseline}{of}"] if one.baseline is not None else []
        most = f"-{one.most}" if one.most is not None else ""
        lower = ["lower"] if one.better is Better.LOWER else []
        binding = [] if one.binding is None else ["binding" if one.binding else "expected"]
        words = [
            one.name,
            f"{one.target}{most}{one.unit}",
            one.kind,
            *lower,
            *one.qualifiers,
            *binding,
            *baseline,
        ]
        words += [str(one.due), *([one.every] if one.every else [])]
        words += [f"{share.target} by {share.unit}" for share in one.shares]
        words += [f"{mark.target} by {mark.date}" for mark in one.milestones]
        lines.append("      = " + " ".join(words))
    for part in holder.deliverables:
        more = [str(one) for one in (part.due, part.every, part.first, part.by) if one]
        lines.append(" ".join(["      .", part.title, *(["|", *more] if more else [])]))
    return lines


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_notice_makes_the_plan_that_is_expected_of_it(path: Path) -> None:
    golden = EXPECTED / f"{path.stem}.txt"
    found = told(read(path))
    if os.environ.get("QTRACK_UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_plan_is_valid_lacks_nothing_and_leaves_nothing_out_unsaid(path: Path) -> None:
    own, texts = read(path), files(read(path))
    assert valid(own)
    plan = load(TextTree(texts)).plan
    assert plan is not None
    assert compare(own, plan, texts) == ()
    assert untrue(own) == []
    assert unsaid(text_of(path), own) == ""
