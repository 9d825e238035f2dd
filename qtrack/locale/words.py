"""The words that people type for a value, in both languages and with their everyday variants: a table a kind.

A row begins with the value as files and command lines have it; `|` parts it from the other words for it. The
catalogue has the same row in Chinese, of which the first word is said where choices are listed.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from qtrack.locale.message import LANGUAGES, Message, Translator, Word

#: A row by its value; what is not in the table goes by its value alone.
Words = Mapping[str, str]


def words(*rows: str) -> Words:
    """Return a table of rows, of which the catalogue has all."""
    return {row.partition("|")[0]: row for row in rows}


LIGHTS: Final = words(
    "red|red light",
    "yellow|amber|orange|yellow light",
    "green|green light",
    "blue|blue light",
    "none|unrated|not rated|no light|grey|gray",
)
STATUSES: Final = words(
    "not-started|unstarted|todo|to do|open|new|pending",
    "in-progress|started|doing|ongoing|under way|underway|running|active|wip",
    "blocked|stuck|stalled|on hold|paused",
    "done|finished|complete|completed|ready",
    "closed|verified|signed off",
    "dropped|cancelled|canceled|abandoned|given up",
)
ROLES: Final = words(
    "lead|leads|leader|leading",
    "shared|shares|share|responsible",
    "by-duty|duty",
    "support|in support|supports|supporting|assist|assists|assisting",
)
CHASE_LEVELS: Final = words("remind|reminder", "warn|warning|warning notice", "supervise|supervision")
FORMS: Final = words(
    "table|tables",
    "text|txt|plain",
    "json",
    "csv|spreadsheet",
    "xlsx|excel|workbook",
    "docx|word",
    "pdf",
    "markdown|md",
    "html|web|page",
    "github",
    "gitlab",
)
SETTINGS: Final = words(
    "unit|my unit",
    "by|name|user|me",
    "lang|language",
    "format|form|output",
    "pager",
    "editor",
    "as-of|date|day",
)
#: What the board stands under.
GROUPS: Final = words("section|sections|by section", "unit|units|by unit")
#: In which order its tasks stand.
ORDERS: Final = words(
    "severity|worst|worst first|urgency|urgent",
    "deadline|deadlines|due|by due date",
    "plan|plan order|as planned",
)
PAPERS: Final = words(
    "weekly|week",
    "monthly|month",
    "quarterly|quarter",
    "half-year|half-yearly|semiannual|half",
    "annual|annually|yearly|year",
    "brief|briefing|short|one page",
    "ledger|register",
    "assignments|assignment",
    "unit|units|unit list|task list",
    "scorecard|scores|score|score sheet",
    "chase|chases|reminder|reminders",
)
CLASSES: Final = words("loosening|loosen|loosened", "tampering|tamper|tampered", "any|all|every|everything")
FILES: Final = words(
    "plan|plan.yaml", "units|unit|units.yaml", "section|sections", "task|tasks", "entry|entries|progress"
)
#: What can be added to a plan.
PART_KINDS: Final = words(
    "section|part", "measure", "task", "deliverable|item", "indicator|figure|goal", "unit|department"
)
UNIT_KINDS: Final = words(
    "division|office|internal",
    "department",
    "affiliate|subordinate",
    "bureau|city|county|district|local",
    "external|outside",
)
#: What people call a key of a file.
KEYS: Final = words(
    "due|deadline|until|by when|due date|end|end date|finish|time limit",
    "end|deadline|until|due|end date|finish",
    "start|begin|from|start date|starting",
    "title|name|heading|task|task name|content",
    "name|title",
    "responsible|assignee|in charge|responsibility|responsible unit|unit|units|department",
    "lead|leader|leading|owner|lead unit|main unit",
    "shared|responsible units",
    "support|supporting units|in support",
    "person|person in charge|responsible person",
    "contact|contact person",
    "phone|telephone|tel|mobile",
    "kind|type|category",
    "id|identifier|code",
    "short|short name|abbreviation",
    "number|no.|num|document number",
    "remark|remarks|note|notes|comment|comments|description",
    "issuer|issued by|issuing office",
    "issued|issue date|date",
    "indicators|indicator|kpi|figures",
    "deliverables|deliverable|outputs|outcomes|results",
    "target|goal|target value",
    "baseline|base|base value|present value",
    "actuals|actual|actual value|figure",
    "weight|score|points",
    "better|direction",
    "every|frequency|how often",
    "by_day|day|report by",
    "binding|obligatory",
    "most|upper limit|at most",
    "qualifiers|wording|qualifier",
    "members|member units",
    "aliases|other names|alias",
    "office|tracking office",
    "pace|pacing",
)
#: How a target is meant, which values are the better ones, and how the document words it.
INDICATOR_KINDS: Final = words(
    "reach|reached|attain|get there", "hold|keep|held|stay at", "average|mean|on average"
)
BETTER: Final = words("higher|more|rising", "lower|less|falling|at most")
QUALIFIERS: Final = words("strive|aim for|strive for", "at-least|or more", "about|around|roughly")
#: How often something returns, or is asked for.
RHYTHMS: Final = words(
    "week|weekly|every week",
    "month|monthly|every month",
    "quarter|quarterly|every quarter",
    "half-year|half-yearly|every half-year",
    "year|yearly|every year",
)
PACES: Final = words("days|by days|day", "months|by months")
#: The places whose published rules of lights there are.
LIGHT_RULES: Final = words("yinchuan", "sanya", "ouhai", "suqian", "sanming")
#: What else than its numbers chooses the annexes of a paper.
ANNEXES: Final = words("none|no|without", "all|every|everything")
TRUTH: Final = words("true|yes|y", "false|no|n")
#: Of a target that is binding, or expected.
BINDING: Final = words("true|binding|yes|y", "false|expected|no|n")
SHELLS: Final = words("bash", "zsh", "fish", "powershell|pwsh")
LANGUAGE_NAMES: Final = words("zh|chinese", "en|english")
TOPICS: Final = words(
    "tour|tutorial|walkthrough",
    "commands|command",
    "files|file|format",
    "lights|light|rules",
    "time|dates|date|days|periods",
    "templates|template",
    "git",
    "review|reviews|merge",
    "json|schema of the output",
    "speed|performance",
    "assumptions|assumption",
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


def titles(text: str) -> list[str]:
    """Return what stands before the colon of a text of the catalogue, in every language."""
    said = (Translator(language).say(text) for language in LANGUAGES)
    return [own.replace("：", ":").partition(":")[0] for own in said]


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
