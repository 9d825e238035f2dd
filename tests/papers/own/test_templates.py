"""Templates of a plan's own: what they can override, what they are kept from, how their errors are told."""

import re
from contextlib import suppress
from resource import RUSAGE_SELF, getrusage
from time import process_time
from typing import Final

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2.exceptions import UndefinedError
from jinja2.filters import FILTERS as JINJA_FILTERS

from qtrack.locale.message import Translator
from qtrack.model.period import Period
from qtrack.papers.engine.environment import PaperEnvironment
from qtrack.papers.engine.errors import RENAMED
from qtrack.papers.engine.filters import PLAIN_FILTERS
from qtrack.papers.engine.paper import BUILT_IN, ENDINGS, PaperForm, ReportContext, WrongTemplateError
from qtrack.papers.own.copies import ejectable, ejected
from qtrack.papers.own.fields import GLOBALS, set_by, template_fields
from qtrack.papers.own.problems import problems_of
from qtrack.papers.registry import PAPERS, render_paper
from qtrack.records.selection.filters import Filters
from tests.papers.engine.test_paper import Page, inline, parsed
from tests.papers.papers import LAST_DAY, hostile_plan, page_of, told_page, told_plan
from tests.small import line

#: A paper for each family of templates.
ONE_OF_EACH: Final = list({each.template: name for name, each in PAPERS.items()}.values())

MD, HTML = PaperForm.MARKDOWN, PaperForm.HTML


def forms(name: str) -> list[PaperForm]:
    """Return the forms that a paper has templates for."""
    return [form for form, ending in ENDINGS.items() if f"{PAPERS[name].template}.{ending}" in BUILT_IN]


def made(
    form: PaperForm, own: dict[str, str], language: str = "zh", page: msgspec.Struct | None = None
) -> str:
    return render_paper("weekly", page or told_page(), form, Translator(language), (own, ()))


def refused(own: dict[str, str], form: PaperForm = MD, language: str = "en") -> str:
    """Return the place and the sentence of what is wrong with a template."""
    with pytest.raises(WrongTemplateError) as caught:
        made(form, own, language)
    problem = caught.value.problem
    assert problem.check == "template-error"
    return f"{problem.place.path}:{problem.place.line}: {Translator(language).say(problem.message)}"


def said(template: str, language: str = "en") -> str:
    """Return what is said of a template of three lines, of which the last is this."""
    found = refused({"weekly.md.j2": f"一\n二\n{template}"}, language=language)
    assert found.startswith("templates/weekly.md.j2:3: "), found
    return found.partition(": ")[2]


def page_of_paper(name: str) -> msgspec.Struct:
    kind = PAPERS[name].period
    period = Period.containing(kind, LAST_DAY) if kind else None
    return PAPERS[name].page(ReportContext(told_plan(), LAST_DAY, None, period, Filters(unit="metrology")))


# --- what can be overridden -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["weekly", "summary"])
def test_a_block_is_overridden_and_the_rest_stays(name: str) -> None:
    own = '{% extends "builtin/summary.md.j2" %}\n{% block indicators %}\n本期不列指标。\n\n{% endblock %}\n'
    before, after = made(MD, {}), made(MD, {f"{name}.md.j2": own})
    start, end = before.index("## 附件5："), before.index("## 附件6：")
    assert after == f"{before[:start]}本期不列指标。\n\n{before[end:]}"


def test_the_name_of_the_paper_goes_before_that_of_its_family() -> None:
    assert made(MD, {"weekly.md.j2": "周", "summary.md.j2": "总"}) == "周"
    assert made(MD, {"monthly.md.j2": "月", "summary.md.j2": "总"}) == "总"
    assert made(MD, {"weekly.html.j2": "网页"}) == made(MD, {})


@pytest.mark.parametrize("form", [MD, HTML])
def test_what_a_block_says_otherwise_is_not_escaped_twice(form: PaperForm) -> None:
    extends = f'{{% extends "builtin/summary.{ENDINGS[form]}" %}}'
    own = extends + "{% block overview %}{{ super() }}{% endblock %}"
    assert made(form, {f"weekly.{ENDINGS[form]}": own}) == made(form, {})


def test_a_base_an_import_and_a_stylesheet_are_overridden_singly() -> None:
    base = '{% extends "builtin/paper.html.j2" %}{% block footer %}<p>内部资料</p>{% endblock %}'
    css = '{% include "builtin/paper.css.j2" %}\nbody { color: #123456; }\n'
    light = '{% macro light(which) %}<b class="{{ which }}">{{ light_words[which] }}</b>{% endmacro %}'
    text = made(HTML, {"paper.html.j2": base, "paper.css.j2": css})
    assert "<p>内部资料</p></footer>" in text
    assert "body { color: #123456; }" in text
    assert text.count("--song:") == 1
    assert made(HTML, {"paper.css.j2": css}).replace("body { color: #123456; }\n", "") == made(HTML, {})
    charts = BUILT_IN["charts.html.j2"].read_text(encoding="utf-8")
    assert '<b class="red">红</b>' in made(HTML, {"charts.html.j2": charts + light})


def test_a_sentence_is_worded_otherwise_once_for_all_forms() -> None:
    words = BUILT_IN["summary.words.j2"].read_text(encoding="utf-8")
    own = words + '{% set issue = msg("本年{number}号", number=page.number) %}'
    for form in (MD, HTML):
        assert "本年9号" in made(form, {"summary.words.j2": own})
    assert problems_of(({"summary.words.j2": own}, ())) == ()
    wrong = words + "{{ nix }}"
    at = words.count("\n") + 1
    assert (
        refused({"summary.words.j2": wrong})
        == f"templates/summary.words.j2:{at}: nothing is called “nix” here"
    )


def test_labels_and_sentences_come_in_the_language_of_the_paper() -> None:
    own = {"weekly.md.j2": '{{ _("Unit") }} {{ msg("as of {date}", date=page.head.as_of) }} {{ language }}'}
    assert made(MD, own, "zh") == "单位 截至3月3日 zh"
    assert made(MD, own, "en") == "Unit as of 3 March en"


@pytest.mark.parametrize("name", ejectable())
def test_a_copy_to_start_from_gives_the_same_bytes(name: str) -> None:
    own = (ejected(name, Translator("zh")), ())
    assert own[0]
    assert problems_of(own) == ()
    for paper in [name] if name in PAPERS else ONE_OF_EACH:
        page = page_of_paper(paper)
        for form in forms(paper):
            copied = render_paper(paper, page, form, Translator("zh"), own)
            assert copied == render_paper(paper, page, form, Translator("zh"))


@pytest.mark.parametrize("name", ejectable())
def test_the_line_that_a_copy_names_alone_gives_the_same_bytes_too(name: str) -> None:
    for goal, text in ejected(name, Translator("zh")).items():
        named = re.search(r"^ +({% (?:extends|include) .*? %})$", text.partition("#}")[0], re.MULTILINE)
        if named is None:
            continue
        own = ({goal: named[1] + "\n"}, ())
        paper = name if name in PAPERS else "weekly"
        page = page_of_paper(paper)
        form = MD if goal.endswith("md.j2") else HTML
        assert render_paper(paper, page, form, Translator("zh"), own).replace("\n", "") == render_paper(
            paper, page, form, Translator("zh")
        ).replace("\n", "")


# --- what is kept from it ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{{ ().__class__.__base__.__subclasses__() }}", "“__class__” is closed to templates"),
        ("{{ msg.__globals__ }}", "“__globals__” is closed to templates"),
        ("{{ _.__self__ }}", "“__self__” is closed to templates"),
        ("{{ page['__class__'] }}", "“__class__” is closed to templates"),
        ("{{ self._TemplateReference__context }}", "“_TemplateReference__context” is closed to templates"),
        ("{{ cycler.__init__.__globals__ }}", "“__init__” is closed to templates"),
        ("{{ cycler(1) }}", "nothing is called “cycler” here"),
        ("{{ lipsum() }}", "nothing is called “lipsum” here"),
        ("{{ page | attr('__class__') }}", "there is no filter “attr”"),
        ("{{ [page] | map(attribute='__class__') | first }}", "“__class__” is closed to templates"),
        ("{{ page.head.as_of.today() }}", "a template may not call “today”"),
        ("{{ page.paces.within.sqrt() }}", "a template may not call “sqrt”"),
        ("{{ [1].append(2) }}", "“append” is closed to templates"),
        ("{{ '{0.__class__}'.format(page) }}", "a template may not call “format”"),
        ("{{ 'x'.center(999999999) }}", "a template may not call “center”"),
        ("{{ '%999999999d' % 1 }}", "“%” is for numbers only in a template"),
        ("{{ 'x' * 999999999 }}", "“*” is for numbers only in a template"),
        ("{{ [1] * 999999999 }}", "“*” is for numbers only in a template"),
        ("{{ 9 ** 9 ** 9 ** 9 }}", "templates have no “**”"),
        (
            "{{ msg('{x.__class__}', x='') }}",
            "msg( ) needs a value for each name in braces, and no other braces",
        ),
        (
            "{{ msg('{x:>999999999}', x=1) }}",
            "msg( ) needs a value for each name in braces, and no other braces",
        ),
        ("{{ msg('{x}') }}", "msg( ) needs a value for each name in braces, and no other braces"),
        ("{{ _(page) }}", "_( ) takes a message or its English text"),
        (
            "{{ page.head.plan | safe }}",
            "there is no filter “safe”; every text is escaped once, when it is put out",
        ),
        (
            "{{ page.head.plan | e }}",
            "there is no filter “e”; every text is escaped once, when it is put out",
        ),
        ("{{ [1] | slice(1000000000) | list }}", "a filter may not be told a number above 100000"),
        ("{{ [1] | batch(1000000000, 0) | list }}", "a filter may not be told a number above 100000"),
        ('{{ 1.5 | round(1000000000, "ceil") }}', "a filter may not be told a number above 100000"),
        (
            "{% macro m() %}a{% endmacro %}{{ m() | replace('a', 'b') }}",
            "what a block or macro has made can be put out and joined, not filtered",
        ),
    ],
)
def test_a_template_reaches_nothing_but_what_it_is_given(template: str, sentence: str) -> None:
    assert said(template) == sentence


@pytest.mark.parametrize(("form", "name"), [(MD, "weekly.md.j2"), (HTML, "weekly.html.j2")])
def test_a_template_steers_no_terminal(form: PaperForm, name: str) -> None:
    paper = made(form, {name: "甲\x1b[31m乙\u202e\t{{ '\x07' }}\n丙"})
    assert paper.rstrip() == "甲\ufffd[31m乙\ufffd\t\ufffd\n丙"


def test_a_paper_without_end_is_stopped_where_it_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qtrack.papers.engine.output.LARGEST", 5_000)
    monkeypatch.setattr("qtrack.papers.engine.environment.LARGEST", 5_000)
    sentence = "the paper gets longer than 5000 characters"
    assert said("{% for each in range(999) %}一二三四五六七八九十{% endfor %}") == sentence
    double = (
        "{% set ns = namespace(x='ab') %}{% for _ in range(40) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}"
    )
    assert said(double) == sentence
    assert said(double.replace(" ~ ", " + ")) == sentence


LARGE: Final = "a text or a list gets longer than 1000000 characters or entries"
MUCH: Final = "the templates make or do more than any paper needs"
DEEP: Final = "this template is nested too deeply"
NO_TEXT: Final = "this is no text; show what is in it one by one, in a loop"

#: What a record holds that each turn of a loop alters.
HELD: Final = "{% set it = namespace(text='ab', list=[1], figure=9, said=msg('a'), all=namespace()) %}"


def turned(altered: str, shown: str = "") -> str:
    """Return a template that alters what it holds sixty times."""
    return f"{HELD}{{% for _ in range(60) %}}{{% set it.{altered} %}}{{% endfor %}}{shown}"


#: Each of these would take hours, or all memory there is.
ENDLESS: Final = {
    "a text grows by a filter": (turned("text = it.text | replace('a', 'aa')"), LARGE),
    "a text grows by a method": (turned("text = it.text.replace('a', 'aa')"), LARGE),
    "a text grows by a filter told by name": (
        turned("text = it.text | replace(old='a', new=it.text)"),
        LARGE,
    ),
    "a text grows within a list": (
        turned("list = [it.list | join ] | map('replace', '1', '11') | list"),
        LARGE,
    ),
    "a text is joined to itself": (turned("text = it.text ~ it.text"), LARGE),
    "a text is added to itself": (turned("text = it.text + it.text"), LARGE),
    "a text is joined by itself": (turned("text = [it.text, it.text] | join(it.text)"), LARGE),
    "a text is put before each number": (turned("text = range(99999) | join(it.text ~ it.text)"), LARGE),
    "a list is added to itself": (turned("list = it.list + it.list"), LARGE),
    "a list holds itself twice": (turned("list = [it.list, it.list]", "{{ it.list }}"), LARGE),
    "a tuple holds itself twice": (turned("list = (it.list, it.list)", "{{ [it.list] | unique }}"), LARGE),
    "a mapping holds itself twice": (turned("list = {1: it.list, 2: it.list}"), LARGE),
    "a sentence holds itself twice": (turned("said = msg('{a}{a}', a=it.said)", "{{ it.said }}"), LARGE),
    "a sentence holds itself unseen": (
        turned("said = msg('', a=it.said, b=it.said)", "{{ it.said }}"),
        LARGE,
    ),
    "a sentence of many holds itself": (
        turned("said = nmsg('{a}', '{a}{a}', 2, a=it.said)", "{{ it.said }}"),
        LARGE,
    ),
    "a record holds itself twice": (turned("all = namespace(a=it.all, b=it.all)", "{{ it.all }}"), NO_TEXT),
    "such a record in a sentence": (
        turned("all = namespace(a=it.all, b=it.all)", "{{ msg('{a}', a=[it.all]) }}"),
        NO_TEXT,
    ),
    "such a record made upper case": (
        turned("all = namespace(a=it.all, b=it.all)", "{{ it.all | upper }}"),
        NO_TEXT,
    ),
    "such a record as a key": (
        turned("all = namespace(a=it.all, b=it.all)", "{{ light_words[it.all] }}"),
        "dict has no “_Namespace”",
    ),
    "a figure is multiplied by itself": (
        turned("figure = it.figure * it.figure"),
        "a figure gets longer than 100 digits",
    ),
    "a figure of many digits is read": (
        "{{ range(99) | join('f') | int(0, 16) }}",
        "a figure gets longer than 100 digits",
    ),
    "a figure without end is written": ("{{ 1e999999999 }}", "a figure gets longer than 100 digits"),
    "a figure without end is worked out": ("{{ 0 - 1e99 / 1e-99 }}", "a figure gets longer than 100 digits"),
    "a figure of many digits is written": (f"{{{{ {'9' * 5000} }}}}", "a figure gets longer than 100 digits"),
    "a block is set that holds itself twice": (
        turned("text = made").replace(
            "{% set it.t", "{% set made %}{{ it.text }}{{ it.text }}{% endset %}{% set it.t"
        ),
        MUCH,
    ),
    "a range is too long": ("{{ range(1000000000) | list }}", LARGE),
    "loops stand in each other": (
        "{% for a in range(999999) %}{% for b in range(999999) %}{% endfor %}{% endfor %}",
        MUCH,
    ),
    "a loop passes by all that it has": (
        "{% for a in range(999999) %}{% for b in range(999999) if b == -1 %}{% endfor %}{% endfor %}",
        MUCH,
    ),
    "a loop puts out a long text": (
        f"{{% set x %}}{{% for _ in range(999999) %}}{'一' * 9999}{{% endfor %}}{{% endset %}}",
        MUCH,
    ),
    "a loop keeps copies": (
        turned("all = namespace(a=it.all, b=range(99999) | list)").replace("60", "9999"),
        MUCH,
    ),
    "a loop calls itself": (
        "{% for _ in [1, 1] recursive %}{% if loop.depth < 60 %}{{ loop([1, 1]) }}{% endif %}{% endfor %}",
        MUCH,
    ),
    "a macro calls itself twice": (
        "{% macro m(n) %}.{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        MUCH,
    ),
    "a built-in template is shown again and again": (
        "{% for turn in range(9999) %}{% include 'builtin/summary.md.j2' %}{% endfor %}",
        MUCH,
    ),
    "all of a list is compared with it": (
        "{% set list = range(500000) | list %}{{ list | select('in', list[::-1]) | list }}",
        MUCH,
    ),
    "brackets stand in brackets": (f"{{{{ {'(' * 9999}1{')' * 9999} }}}}", DEEP),
    "loops stand in loops": ("{% for _ in [1] %}" * 30 + "{% endfor %}" * 30, DEEP),
    "signs follow signs": (f"{{{{ {'-' * 9999}1 }}}}", DEEP),
    "a template is as long as a file may be": ("{{ 1 }}" * 100_000, MUCH),
}


@pytest.mark.parametrize(("template", "sentence"), ENDLESS.values(), ids=ENDLESS)
def test_a_template_wastes_neither_time_nor_memory(
    template: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qtrack.papers.engine.bounds.MOST_STEPS", 5_000_000)  # counting the tests slows them
    before, start = getrusage(RUSAGE_SELF).ru_maxrss, process_time()
    found = refused({"weekly.md.j2": template})
    assert found == f"templates/weekly.md.j2:1: {sentence}"
    assert process_time() - start < 10
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < 600_000


def test_what_no_count_foresees_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qtrack.papers.engine.bounds.MOST_SECONDS", 0)
    found = refused({"weekly.md.j2": "{% for a in range(999) %}{{ a }}{% endfor %}"})
    assert found == "templates/weekly.md.j2:1: the templates take longer than 0 seconds"


def test_what_a_template_sets_may_be_too_much_for_a_built_in_one() -> None:
    words = BUILT_IN["summary.words.j2"].read_text(encoding="utf-8")
    own = {"summary.words.j2": words + "{% set titles = {} %}{% set issue = namespace(a=1) %}"}
    assert refused(own) == f"templates/summary.words.j2:1: {NO_TEXT}"


def test_a_template_that_is_nested_too_deeply_is_told_before_any_paper() -> None:
    own = {"weekly.md.j2": f"{{{{ {'(' * 9999}1{')' * 9999} }}}}"}
    assert [line(problem) for problem in problems_of((own, ()))] == [
        f"templates/weekly.md.j2:1:1: error: {DEEP} (template-error)"
    ]


@settings(deadline=None)
@given(data=st.data())
def test_whatever_a_template_says_it_ends(data: st.DataObject) -> None:
    values = [
        "it.text",
        "it.list",
        "it.figure",
        "it.said",
        "it.all",
        "it",
        "page",
        "range(9999)",
        "'ab'",
        "2",
    ]
    value = st.sampled_from(values)
    made = st.one_of(
        st.builds("{} ~ {}".format, value, value),
        st.builds("{} + {}".format, value, value),
        st.builds("{} * {}".format, value, value),
        st.builds("[{}, {}]".format, value, value),
        st.builds("({}, {})".format, value, value),
        st.builds("{{1: {}, 2: {}}}".format, value, value),
        st.builds("msg('{{a}}{{b}}', a={}, b={})".format, value, value),
        st.builds("namespace(a={}, b={})".format, value, value),
        st.builds("{} | {}".format, value, st.sampled_from(sorted(PLAIN_FILTERS))),
        st.builds("{} | {}({})".format, value, st.sampled_from(sorted({*PLAIN_FILTERS, "join"})), value),
        st.builds("{} | replace({}, {})".format, value, value, value),
        st.builds("{} | map('{}')".format, value, st.sampled_from(sorted(PLAIN_FILTERS))),
    )
    fields = st.sampled_from(["text", "list", "figure", "said", "all"])
    steps = data.draw(
        st.lists(st.builds("{{% set it.{} = {} %}}".format, fields, made), min_size=1, max_size=4)
    )
    shown = "".join(f"{{{{ {value} }}}}" for value in data.draw(st.lists(value, max_size=2)))
    template = f"{HELD}{{% for _ in range(40) %}}{''.join(steps)}{{% endfor %}}{shown}"
    start = process_time()
    with pytest.MonkeyPatch.context() as patch, suppress(WrongTemplateError):
        patch.setattr("qtrack.papers.engine.bounds.MOST_STEPS", 5_000_000)
        patch.setattr("qtrack.papers.engine.bounds.MOST_SECONDS", 2)
        assert len(made_of(template)) < 100_000_000
    assert process_time() - start < 15


def made_of(template: str) -> str:
    return made(MD, {"weekly.md.j2": template})


SHOWN: Final = (
    "{{ page.head.issuer }}",
    "{{ page.head.issuer ~ '' }}",
    "{{ page.head.issuer + '' }}",
    "{{ [page.head.issuer, 1] | join(', ') }}",
    "{{ [page.head.issuer] }}",
    "{{ head.publisher }}",
    "{{ _(page.head.issuer) }}",
    "{{ msg('{x}', x=page.head.issuer) }}",
    "{% set x = page.head.issuer %}{{ x }}",
    "{% set x %}{{ page.head.issuer }}{% endset %}{{ x }}",
    "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(page.head.issuer) }}",
    "{% macro m() %}.{% endmacro %}{{ m() ~ page.head.issuer }}",
    "{% macro m() %}.{% endmacro %}{{ page.head.issuer + m() }}",
    "{% macro m() %}.{% endmacro %}{{ [m(), page.head.issuer] | join }}",
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ page.head.issuer }}{% endcall %}",
    "{% autoescape false %}{{ page.head.issuer }}{% endautoescape %}",
    "{% autoescape true %}{{ page.head.issuer }}{% endautoescape %}",
    "{% for each in [page.head.issuer] %}{{ each }}{% endfor %}",
    "{{ page.head.issuer if page.head.issuer else 1 }}",
    "{{ page.head.issuer | default('x') | trim }}",
    "{% include 'part.j2' %}",
    "{% from 'part.txt.j2' import part with context %}{{ part() }}",
    "{% block a %}{{ page.head.issuer }}{% endblock %}{{ self.a() }}",
)


@pytest.mark.parametrize("form", [MD, HTML])
@pytest.mark.parametrize("template", SHOWN)
def test_a_text_of_the_plan_is_shown_as_text_whatever_the_template_says(
    template: str, form: PaperForm
) -> None:
    parts = {
        "part.j2": "{{ page.head.issuer }}",
        "part.txt.j2": "{% macro part() %}{{ page.head.issuer }}{% endmacro %}",
    }
    text = made(form, {f"weekly.{ENDINGS[form]}": template, **parts}, page=page_of(hostile_plan()))
    assert "alert" in text
    if form is HTML:
        page = Page(text)
        assert page.tags == []
        assert "<script>alert(1)</script>" in page.text
    else:
        kinds = {each.type for each in inline(parsed(text))}
        assert kinds <= {"text", "softbreak"}
        assert {each.type for each in parsed(text)} <= {"paragraph_open", "inline", "paragraph_close"}


@pytest.mark.parametrize("text", ["- a", "+ a", "-", "---", "===", "=", "1. a", "12) a", "-- a", "1."])
@pytest.mark.parametrize("before", ["", "一\n", "> ", "- ", "> - ", "1. "])
def test_a_text_opens_nothing_at_the_beginning_of_a_line(text: str, before: str) -> None:
    plan = told_plan()
    plan = msgspec.structs.replace(plan, head=msgspec.structs.replace(plan.head, short=text))
    told = [
        [each.type for each in parsed(made(MD, {"weekly.md.j2": before + shown}, page=page_of(plan)))]
        for shown in ("{{ page.head.plan }}", "a")
    ]
    assert told[0] == told[1]
    within = made(MD, {"weekly.md.j2": "## {{ page.head.plan }}"}, page=page_of(plan))
    assert within == f"## {text}"


def test_hostile_texts_meet_the_overridden_blocks_too() -> None:
    own = (
        '{% extends "builtin/summary.md.j2" %}\n{% block late %}\n| 任务 | 原因 |\n| :-- | :-- |\n'
        "{% for own, _ in page.late %}\n| {{ own.title }} | {{ own.reasons | reasons }} |\n{% endfor %}\n\n"
        "{% endblock %}\n"
    )
    told = made(MD, {"weekly.md.j2": own}, page=page_of(hostile_plan()))
    table = [each for each in parsed(told) if each.type == "th_open"]
    assert len(table) == len(
        [each for each in parsed(made(MD, {"weekly.md.j2": own})) if each.type == "th_open"]
    )
    assert "<script" not in told.replace("\\<script", "")


# --- what is wrong, and where -----------------------------------------------------------------------

WRONG: Final = (
    ("{{ pgae }}", "nothing is called “pgae” here; perhaps “page”", "此处没有“pgae”，是否为“page”"),
    ("{{ zzzzz }}", "nothing is called “zzzzz” here", "此处没有“zzzzz”"),
    ("{{ page.hed.plan }}", "Summary has no “hed”; perhaps “head”", "Summary 没有“hed”，是否为“head”"),
    ("{{ page.late[99] }}", "tuple has no “99”", "tuple 没有“99”"),
    ("{{ nix() }}", "nothing is called “nix” here", "此处没有“nix”"),
    ("{{ page() }}", "a template may not call “Summary”", "模板不能调用“Summary”"),
    ("{{ page.total / 0 }}", "this divides by zero", "此处除以了零"),
    (
        "{{ page.total | percnt }}",
        "there is no filter “percnt”; perhaps “percent”",
        "没有过滤器“percnt”，是否为“percent”",
    ),
    (
        "{{ page.late[0][0] | charge_line }}",
        "there is no filter “charge_line”; now one writes “row | due_units”",
        "没有过滤器“charge_line”，现改写作“row | due_units”",
    ),
    (
        "{% for chapter in page | chapters([]) %}{% for group in chapter.groups %}{% endfor %}{% endfor %}",
        "Chapter has no “groups”; now one writes “chapter.matters”",
        "Chapter 没有“groups”，现改写作“chapter.matters”",
    ),
    (
        "{{ page.turns }}",
        "Summary has no “turns”; now one writes “page.changes.turned”",
        "Summary 没有“turns”，现改写作“page.changes.turned”",
    ),
    ("{{ 1 is foo }}", "there is no test “foo”", "没有判断“foo”"),
    ('{% include "nix" %}', "there is no template “nix”", "没有模板“nix”"),
    (
        '{% import "table.html.j2" as t %}',
        "there is no template “table.html.j2”; perhaps “tables.html.j2”",
        "没有模板“table.html.j2”，是否为“tables.html.j2”",
    ),
    (
        "{{ page.head.known_at }}",
        "there is no value here; write “or nothing” behind the name",
        "此处没有值；请在名称后面写“or nothing”",
    ),
    (
        "{{ page.burn_up }}",
        "this is a record, not a text; name one of its fields: start, end, as_of, done, due, by",
        "这是一条记录，不是文字；请写明它的字段：start、end、as_of、done、due、by",
    ),
    ("{{ msg }}", "this is to be called, not to be shown", "这是用来调用的，不能直接输出"),
    (
        "{{ 'x' | signed }}",
        "this cannot be worked out (TypeError: '>' not supported between instances of 'str' and 'int')",
        "无法求值（TypeError: '>' not supported between instances of 'str' and 'int'）",
    ),
    ("{% if %}", "a name or a value belongs here, not “%}”", "此处应为名称或值，不应为“%}”"),
    ("{% if page %}", "the template ends before “if” is closed", "模板结束时“if”还没有结束"),
    ("{% endif %}", "there is no tag “endif”, or not here", "没有标签“endif”，或不应在此处出现"),
    ("{{ a b }}", "“}}” belongs here, not “b”", "此处应为“}}”，不应为“b”"),
    ("{{ a ) }}", "“)” does not belong here", "此处不应有“)”"),
    ("{{ 'a }}", "“'” does not belong here", "此处不应有“'”"),
    ("{# a", "the comment or the raw text that opens here is never closed", "此处开始的注释或原文没有结束"),
    (
        "{% block a %}{% endblock %}{% block a %}{% endblock %}",
        "the block “a” stands twice",
        "区块“a”出现了两次",
    ),
    ("{% for each page.late %}", "“in” belongs here, not “page”", "此处应为“in”，不应为“page”"),
    (
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "this goes round in circles; write “builtin/” before the name of a built-in template",
        "此处循环引用；引用内置模板时请在名称前写“builtin/”",
    ),
)


@pytest.mark.parametrize(("template", "english", "chinese"), WRONG)
def test_an_error_is_one_sentence_with_its_line(template: str, english: str, chinese: str) -> None:
    assert said(template) == english
    assert said(template, "zh") == chinese


def test_what_is_written_in_the_place_of_an_old_name_is_there() -> None:
    for old, new in RENAMED.items():
        assert old not in PAPERS["weekly"].filters
        loops = "{% for chapter in page | chapters([]) %}{% for row in page.due %}"
        ends = "{% endfor %}{% endfor %}"
        assert made(MD, {"weekly.md.j2": f"{loops}{{% set found = {new} %}}{ends}"}).strip() == "", old


def test_the_line_is_that_of_the_plans_own_file_wherever_it_is_reached_from() -> None:
    block = '{% extends "builtin/summary.md.j2" %}\n{% block late %}\n\n{{ nix }}\n{% endblock %}\n'
    assert refused({"weekly.md.j2": block}).startswith("templates/weekly.md.j2:4: nothing is called")
    part = {"weekly.md.j2": '\n{% include "part.j2" %}', "part.j2": "\n\n{{ nix }}"}
    assert refused(part).startswith("templates/part.j2:3: ")
    broken = {"weekly.md.j2": '\n{% include "part.j2" %}', "part.j2": "\n\n{% if %}"}
    assert refused(broken).startswith("templates/part.j2:3: ")
    in_macro = '{% import "builtin/charts.html.j2" as charts with context %}\n{{ charts.light("pink") }}'
    assert refused({"weekly.html.j2": in_macro}, HTML) == "templates/weekly.html.j2:2: dict has no “pink”"


def test_a_template_that_extends_itself_is_told_of_the_built_in_one() -> None:
    own = {"paper.md.j2": '{% extends "paper.md.j2" %}'}
    sentence = "this goes round in circles; write “builtin/” before the name of a built-in template"
    assert refused(own) == f"templates/paper.md.j2:1: {sentence}"
    assert [line(each) for each in problems_of((own, ()))] == [
        (
            "templates/paper.md.j2:1:1: error: a template cannot name itself; the built-in one is "
            "“builtin/paper.md.j2” (template-error)"
        )
    ]


def test_what_is_missing_may_be_asked_for() -> None:
    own = '{% include "nix.j2" ignore missing %}{{ nix | default("无") }}{{ "有" if page is defined }}'
    assert made(MD, {"weekly.md.j2": own}) == "无有"


def test_a_mistake_of_our_own_is_not_laid_at_the_plans_door() -> None:
    with pytest.raises(UndefinedError):
        render_paper("weekly", None, MD, Translator("en"))  # type: ignore[arg-type]


def test_templates_are_looked_over_without_a_paper() -> None:
    found = problems_of(
        (
            {
                "weekley.html.j2": "",
                "letter.j2": "",
                "builtin/paper.html.j2": "",
                "weekly.md.j2": '{% include "letter.j2" %}\n{% include "leter.j2" %}',
                "paper.css.j2": "",
            },
            (),
        )
    )
    unused = "no paper and no template looks for"
    assert [line(each).partition(": ")[2] for each in found] == [
        "error: there is no template “leter.j2”; perhaps “letter.j2” (template-error)",
        f"warning: {unused} “weekley.html.j2”; perhaps “weekly.html.j2” (template-unused)",
        f"warning: {unused} “builtin/paper.html.j2”; perhaps “paper.html.j2” (template-unused)",
    ]
    assert found[0].place.line == 2
    chosen = {"letter.j2": "", "weekly.md.j2": '{% include "let" ~ "ter.j2" ~ language[2:] %}'}
    assert problems_of((chosen, ())) == ()


# --- what may be used -------------------------------------------------------------------------------


def test_the_reference_names_every_word_of_every_template() -> None:
    environment = PaperEnvironment(MD, Translator("en"), {}, PAPERS["weekly"].filters)
    assert set(environment.globals) == set(GLOBALS)
    assert set(JINJA_FILTERS) > set(PLAIN_FILTERS)
    told = template_fields("weekly", Translator("en"))
    for name in (*GLOBALS, *environment.filters):
        assert name.replace("_", "\\_") in told


@pytest.mark.parametrize("name", PAPERS)
def test_the_reference_tells_of_each_paper_what_its_templates_get(name: str) -> None:
    paper = PAPERS[name]
    environment = PaperEnvironment(MD, Translator("en"), {}, paper.filters)
    for template in paper.words.values():
        words = environment.words(template, {"page": page_of_paper(name)})
        assert set(words) == set(set_by(template))
    for language in ("zh", "en"):
        told = template_fields(name, Translator(language))
        names = re.findall(r"^\| (\S+) \|", told, re.MULTILINE)
        for form in forms(name):
            source = BUILT_IN[f"{paper.template}.{ENDINGS[form]}"].read_text(encoding="utf-8")
            for field in re.findall(r"\bpage\.(\w+)", source):
                assert field.replace("_", "\\_") in names
