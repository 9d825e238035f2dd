"""Schemas are made from what is loaded: the same keys, each with its words in both languages."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
import yaml

from qtrack.locale.message import Translator
from qtrack.store.reading.load import load
from qtrack.store.yaml.schema import FileKind, any_schema, schema
from tests.small import TextTree, lines

#: A plan whose files have every key there is.
FULL: Final = {
    "plan.yaml": """\
format: 2
title: 质量提升工作方案
short: 方案
document: {number: 闽质监〔2018〕251号, issuer: 省质监局, issued: 2018-12-30, published: 2018-12-31}
start: 2019-01-01
end: 2020-12-31
office: office
language: zh
timezone: Asia/Shanghai
deadlines: [{wording: 到2020年, date: 2020-12-31, within: 2 years}]
retired: [T09]
revisions: [{number: 12号, issued: 2019-05-20, title: 通知, issuer: 省局, revises: [T01], ends: [T01.1]}]
reporting: {every: month, by_day: 25}
pace: months
lights: {rule: sanming, yellow_gap: 10, red_gap: 30, due_soon_days: 30, stale_days: 60}
""",
    "units.yaml": """\
units:
  - {id: office, name: 办公室, short: 办公室, kind: division, aliases: [督查室], phone: 0591-1,
     contact: 张三}
groups:
  - {id: bureaus, name: 各市县局, short: 各局, members: [office], aliases: [市县局]}
""",
    "sections/S1.yaml": """\
id: S1
number: 一
title: 夯实质量基础
chapter: 第一章 总则
due: 2020-12-31
measures: [{id: M01, number: （一）, title: 提升计量能力}]
deliverables: [{id: S1.1, title: 总体提升, due: 2020-12-31, covers: 2019-2020, weight: 1, lead: office,
  start: 2019-01-01}]
indicators:
  - {id: rate, name: 合格率, unit: '%', target: 91, kind: hold, due: 2020-12-31}
""",
    "tasks/T01.yaml": """\
id: T01
measure: M01
section: ''
number: '1.'
remark: 新增
title: 健全量传溯源体系
source: 第1项
responsible: {lead: office, shared: [bureaus], by_duty: [], each: true, co_leads: [], support: [],
  excluding: [], open: false}
partners: [bureaus]
weight: 5
supervisor: 张三
person: 李四
start: 2019-01-01
due: 2020-12-31
reporting: {every: half-year, by_day: 20}
deliverables:
  - {id: T01.1, title: 年度报告, every: year, first: 2019, by: 03-15, covers: 2019, due: 2020-12-31,
     weight: 2.5, lead: office, start: 2019-01-01}
indicators:
  - {id: count, name: 计量标准, unit: 项, target: 20, kind: reach, due: 2020-12-31, baseline: 2,
     qualifiers: [strive, at-least], better: higher, weight: 1, most: 25, baseline_year: 2018, binding: true,
     shares: [{unit: office, target: 20}],
     milestones: [{date: 2019-12-31, target: 9}]}
  - {id: batches, name: 检测批次, unit: 批, target: 20, kind: reach, due: 2020-12-31, every: year}
""",
    "progress/T01/2019-03-29-7f3a9c.yaml": """\
about: T01.1
unit: office
date: 2019-03-29
recorded: 2019-04-01T09:12:44+08:00
by: 办公室
status: in-progress
percent: 40
actuals: {count: 12}
period: 2019
summary: 有进展
problems: 无
next: 继续
evidence: [闽质监〔2019〕12号]
corrects: 2019-03-22-0b11ce
withdraws: 2019-03-22-0b11ce
returns: 2019-03-22-0b11ce
chases: {number: 2019-001, level: remind, unit: office, reply_by: 2019-04-05, phone: 张三, answer: 月底报}
""",
}

FILES: Final = dict(zip(FileKind, FULL, strict=True))


def keys_of_file(value: object, above: str = "") -> Iterator[str]:
    """Yield the keys of a file, dotted; the entries' `actuals` have keys of the user's."""
    if isinstance(value, dict) and above != "actuals":
        for key, each in value.items():
            name = f"{above}.{key}" if above else key
            yield name
            yield from keys_of_file(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from keys_of_file(each, above)


def keys_of_schema(fields: dict[str, Any], above: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the keys that a schema knows, dotted, each with what the schema says of it."""
    for key, each in fields.get("properties", {}).items():
        name = f"{above}.{key}" if above else key
        yield name, each
        yield from keys_of_schema(each, name)
        yield from keys_of_schema(each.get("items", {}), name)


def test_the_full_plan_loads() -> None:
    assert lines(load(TextTree(FULL)).problems) == []


@pytest.mark.parametrize("kind", FileKind)
def test_a_schema_has_the_keys_that_are_loaded(kind: FileKind) -> None:
    # msgspec is asked by the loader and by the schema; this file was written by hand
    held = set(keys_of_file(yaml.load(FULL[FILES[kind]], Loader=yaml.BaseLoader)))  # noqa: S506 - texts only
    known = {name for name, _ in keys_of_schema(schema(kind, Translator("en")))}
    assert held <= known
    if kind is FileKind.SECTION:  # what returns and what is reached stand in the task
        kept = {f"indicators.{each}" for each in ("id", "name", "unit", "target", "kind", "due")}
        known = {each for each in known if not each.startswith("indicators.") or each in kept}
        known -= {f"deliverables.{each}" for each in ("every", "first", "by")}
        known = {each for each in known if not each.startswith("indicators.milestones")}
    assert held == known


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", FileKind)
def test_every_key_is_described(kind: FileKind, language: str) -> None:
    whole = schema(kind, Translator(language))
    said = [("", whole), *keys_of_schema(whole)]
    assert [name for name, each in said if not each.get("title") or not each.get("description")] == []
    chinese = [any(sign >= "一" for sign in each["title"]) for _, each in said]
    assert set(chinese) == {language == "zh"}


@pytest.mark.parametrize("kind", FileKind)
def test_nothing_else_may_stand_in_a_file(kind: FileKind) -> None:
    def closed(fields: dict[str, Any]) -> Iterator[bool]:
        if "properties" in fields:
            yield fields["additionalProperties"] is False
        for each in fields.get("properties", {}).values():
            yield from closed(each)
        if "items" in fields:
            yield from closed(fields["items"])

    assert all(closed(schema(kind, Translator("en"))))


def test_forms_of_ids_are_those_that_every_editor_reads() -> None:
    task = schema(FileKind.TASK, Translator("en"))["properties"]
    assert task["id"] == {
        "title": "Id of the task",
        "description": "T and two digits; the file has the same name.",
        "type": "string",
        "pattern": "^(T[0-9]{2,6})$",
    }
    deliverable = task["deliverables"]["items"]["properties"]["id"]["pattern"]
    assert deliverable == r"^((S[1-9][0-9]{0,3}|T[0-9]{2,6})\.[1-9][0-9]{0,3})$"
    assert task["due"]["format"] == "date"
    assert task["due"]["type"] == ["string", "null"]


def test_one_schema_holds_all_kinds() -> None:
    whole = any_schema(Translator("en"))
    assert whole["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert list(whole["$defs"]) == ["plan", "units", "section", "task", "entry"]
    assert whole["anyOf"][3] == {"$ref": "#/$defs/task"}
