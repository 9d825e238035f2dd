"""The words that people type for a value, in both languages and with their everyday variants: a table a kind.

A row begins with the value as files and command lines have it; `|` parts it from the other words for it. The
catalogue has the same row in Chinese, of which the first word is said where choices are listed.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from qtrack.locale.message import LANGUAGES, Message, Translator, Word, mark

#: A row by its value; what is not in the table goes by its value alone.
Words = Mapping[str, str]


def words(*rows: str) -> Words:
    """Return a table of rows."""
    return {row.partition("|")[0]: row for row in rows}


LIGHTS: Final = words(
    mark("red|red light"),
    mark("yellow|amber|orange|yellow light"),
    mark("green|green light"),
    mark("blue|blue light"),
    mark("none|unrated|not rated|no light|grey|gray"),
)
STATUSES: Final = words(
    mark("not-started|unstarted|todo|to do|open|new|pending"),
    mark("in-progress|started|doing|ongoing|under way|underway|running|active|wip"),
    mark("blocked|stuck|stalled|on hold|paused"),
    mark("done|finished|complete|completed|ready"),
    mark("closed|verified|signed off"),
    mark("dropped|cancelled|canceled|abandoned|given up"),
)
ROLES: Final = words(
    mark("lead|leads|leader|leading"),
    mark("shared|shares|share|responsible"),
    mark("by-duty|duty"),
    mark("support|in support|supports|supporting|assist|assists|assisting"),
)
CHASE_LEVELS: Final = words(
    mark("remind|reminder"), mark("warn|warning|warning notice"), mark("supervise|supervision")
)
FORMS: Final = words(
    mark("table|tables"),
    mark("text|txt|plain"),
    mark("json"),
    mark("csv|spreadsheet"),
    mark("xlsx|excel|workbook"),
    mark("docx|word"),
    mark("pdf"),
    mark("markdown|md"),
    mark("html|web|page"),
    mark("github"),
    mark("gitlab"),
)
SETTINGS: Final = words(
    mark("unit|my unit"),
    mark("by|name|user|me"),
    mark("lang|language"),
    mark("format|form|output"),
    mark("pager"),
    mark("editor"),
    mark("as-of|date|day"),
)
#: What the board stands under.
GROUPS: Final = words(mark("section|sections|by section"), mark("unit|units|by unit"))
#: In which order its tasks stand.
ORDERS: Final = words(
    mark("severity|worst|worst first|urgency|urgent"),
    mark("deadline|deadlines|due|by due date"),
    mark("plan|plan order|as planned"),
)
PAPERS: Final = words(
    mark("weekly|week"),
    mark("monthly|month"),
    mark("quarterly|quarter"),
    mark("half-year|half-yearly|semiannual|half"),
    mark("annual|annually|yearly|year"),
    mark("brief|briefing|short|one page"),
    mark("ledger|register"),
    mark("assignments|assignment"),
    mark("unit|units|unit list|task list"),
    mark("scorecard|scores|score|score sheet"),
    mark("chase|chases|reminder|reminders"),
)
CLASSES: Final = words(
    mark("loosening|loosen|loosened"), mark("tampering|tamper|tampered"), mark("any|all|every|everything")
)
FILES: Final = words(
    mark("plan|plan.yaml"),
    mark("units|unit|units.yaml"),
    mark("section|sections"),
    mark("task|tasks"),
    mark("entry|entries|progress"),
)
#: What can be added to a plan.
PART_KINDS: Final = words(
    mark("section|part"),
    mark("measure"),
    mark("task"),
    mark("deliverable|item"),
    mark("indicator|figure|goal"),
    mark("unit|department"),
)
UNIT_KINDS: Final = words(
    mark("division|office|internal"),
    mark("department"),
    mark("affiliate|subordinate"),
    mark("bureau|city|county|district|local"),
    mark("external|outside"),
)
#: What people call a key of a file.
KEYS: Final = words(
    mark("due|deadline|until|by when|due date|end|end date|finish|time limit"),
    mark("end|deadline|until|due|end date|finish"),
    mark("start|begin|from|start date|starting"),
    mark("title|name|heading|task|task name|content"),
    mark("name|title"),
    mark("responsible|assignee|in charge|responsibility|responsible unit|unit|units|department"),
    mark("lead|leader|leading|owner|lead unit|main unit"),
    mark("shared|responsible units"),
    mark("support|supporting units|in support"),
    mark("person|person in charge|responsible person"),
    mark("contact|contact person"),
    mark("phone|telephone|tel|mobile"),
    mark("kind|type|category"),
    mark("id|identifier|code"),
    mark("short|short name|abbreviation"),
    mark("number|no.|num|document number"),
    mark("remark|remarks|note|notes|comment|comments|description"),
    mark("issuer|issued by|issuing office"),
    mark("issued|issue date|date"),
    mark("indicators|indicator|kpi|figures"),
    mark("deliverables|deliverable|outputs|outcomes|results"),
    mark("target|goal|target value"),
    mark("baseline|base|base value|present value"),
    mark("actuals|actual|actual value|figure"),
    mark("weight|score|points"),
    mark("better|direction"),
    mark("every|frequency|how often"),
    mark("by_day|day|report by"),
    mark("binding|obligatory"),
    mark("most|upper limit|at most"),
    mark("qualifiers|wording|qualifier"),
    mark("members|member units"),
    mark("aliases|other names|alias"),
    mark("office|tracking office"),
    mark("pace|pacing"),
)
#: How a target is meant, which values are the better ones, and how the document words it.
INDICATOR_KINDS: Final = words(
    mark("reach|reached|attain|get there"), mark("hold|keep|held|stay at"), mark("average|mean|on average")
)
BETTER: Final = words(mark("higher|more|rising"), mark("lower|less|falling|at most"))
QUALIFIERS: Final = words(
    mark("strive|aim for|strive for"), mark("at-least|or more"), mark("about|around|roughly")
)
#: How often something returns, or is asked for.
RHYTHMS: Final = words(
    mark("week|weekly|every week"),
    mark("month|monthly|every month"),
    mark("quarter|quarterly|every quarter"),
    mark("half-year|half-yearly|every half-year"),
    mark("year|yearly|every year"),
)
PACES: Final = words(mark("days|by days|day"), mark("months|by months"))
#: The places whose published rules of lights there are.
LIGHT_RULES: Final = words(mark("yinchuan"), mark("sanya"), mark("ouhai"), mark("suqian"), mark("sanming"))
#: What else than its numbers chooses the annexes of a paper.
ANNEXES: Final = words(mark("none|no|without"), mark("all|every|everything"))
TRUTH: Final = words(mark("true|yes|y"), mark("false|no|n"))
#: Of a target that is binding, or expected.
BINDING: Final = words(mark("true|binding|yes|y"), mark("false|expected|no|n"))
SHELLS: Final = words(mark("bash"), mark("zsh"), mark("fish"), mark("powershell|pwsh"))
LANGUAGE_NAMES: Final = words(mark("zh|chinese"), mark("en|english"))
TOPICS: Final = words(
    mark("tour|tutorial|walkthrough"),
    mark("commands|command"),
    mark("files|file|format"),
    mark("lights|light|rules"),
    mark("time|dates|date|days|periods"),
    mark("templates|template"),
    mark("git"),
    mark("review|reviews|merge"),
    mark("json|schema of the output"),
    mark("speed|performance"),
    mark("assumptions|assumption"),
)
#: Checks answer to their Chinese names, too.
CHECKS: Final = words(
    mark("actual-falls"),
    mark("actual-of-another"),
    mark("baseline-known"),
    mark("chase-numbers"),
    mark("closed-apart"),
    mark("corrected-once"),
    mark("dates-in-plan"),
    mark("deliverable-ids"),
    mark("each-of-group"),
    mark("encoding"),
    mark("entry-about"),
    mark("entry-actuals"),
    mark("entry-chases"),
    mark("entry-corrects"),
    mark("entry-date"),
    mark("entry-percent"),
    mark("entry-period"),
    mark("entry-returns"),
    mark("entry-text"),
    mark("entry-unit"),
    mark("entry-withdraws"),
    mark("file-empty"),
    mark("file-id"),
    mark("file-missing"),
    mark("file-size"),
    mark("file-unexpected"),
    mark("file-unreadable"),
    mark("group-members"),
    mark("hold-sound"),
    mark("id-retired"),
    mark("ids-unique"),
    mark("indicator-sound"),
    mark("key-duplicate"),
    mark("key-missing"),
    mark("key-unknown"),
    mark("lead-apart"),
    mark("excluding-members"),
    mark("lead-external"),
    mark("part-lead"),
    mark("weight-sound"),
    mark("weight-missing"),
    mark("format-stated"),
    mark("measure-known"),
    mark("measures-in-order"),
    mark("phone-plain"),
    mark("problems-listed"),
    mark("recurrence-sound"),
    mark("revisions-sound"),
    mark("within-counted"),
    mark("responsible-someone"),
    mark("shape"),
    mark("shares-sound"),
    mark("silence-unused"),
    mark("target-plain"),
    mark("template-error"),
    mark("template-unused"),
    mark("text-plain"),
    mark("thresholds-sound"),
    mark("unit-known"),
    mark("value-choice"),
    mark("value-date"),
    mark("value-number"),
    mark("value-time"),
    mark("yaml-syntax"),
)
#: Commands answer to their Chinese names, too; habits of other programs are in `qtrack.cli.names`.
COMMANDS: Final = words(
    mark("status|qtrack status"),
    mark("mine|qtrack mine"),
    mark("show|qtrack show"),
    mark("units|qtrack units"),
    mark("matrix|qtrack matrix"),
    mark("due|qtrack due"),
    mark("indicators|qtrack indicators"),
    mark("find|qtrack find"),
    mark("chase|qtrack chase"),
    mark("history|qtrack history"),
    mark("record|qtrack record"),
    mark("form|qtrack form"),
    mark("correct|qtrack correct"),
    mark("withdraw|qtrack withdraw"),
    mark("undo|qtrack undo"),
    mark("close|qtrack close"),
    mark("return|qtrack return"),
    mark("set|qtrack set"),
    mark("edit|qtrack edit"),
    mark("new|qtrack new"),
    mark("move|qtrack move"),
    mark("retire|qtrack retire"),
    mark("init|qtrack init"),
    mark("diff|qtrack diff"),
    mark("changes|qtrack changes"),
    mark("audit|qtrack audit"),
    mark("validate|qtrack validate"),
    mark("doctor|qtrack doctor"),
    mark("explain|qtrack explain"),
    mark("schema|qtrack schema"),
    mark("migrate|qtrack migrate"),
    mark("import|qtrack import"),
    mark("report|qtrack report"),
    mark("demo|qtrack demo"),
    mark("config|qtrack config"),
    mark("completion|qtrack completion"),
    mark("help|qtrack help"),
)


def plain(text: str) -> str:
    """Reduce a word to what tells words apart: not its width, its case, spaces, hyphens or underscores."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if not (sign in "-_" or sign.isspace()))


def ways(value: str, table: Words) -> list[str]:
    """Return how a value can be typed, in every language, itself first."""
    said = [word for row in _said(value, table) for word in row.split("|")]
    return list(dict.fromkeys([value, *filter(None, said)]))


def labels(value: str, table: Words) -> list[str]:
    """Return the word that is said for a value, in every language."""
    return [row.partition("|")[0] for row in _said(value, table)]


def _said(value: str, table: Words) -> list[str]:
    return [Translator(language).say(table[value]) for language in LANGUAGES] if value in table else []


def meant(typed: str, values: Iterable[str], table: Words) -> str | None:
    """Return the one of `values` that was typed, as it is or in other words, or None."""
    known, said = list(values), plain(typed)
    for value in known:
        if plain(value) == said:
            return value
    return next((value for value in known if said in map(plain, ways(value, table))), None)


def shown(values: Iterable[str], table: Words) -> tuple[Message | str, ...]:
    """Return values as choices are listed: in English as they are, in Chinese by their words."""
    return tuple(Word(table[value]) if value in table else value for value in values)
