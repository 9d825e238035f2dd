"""Texts within Markdown: shown as they are, and in a comment calling nobody and leading nowhere."""

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from qtrack.ui.markdown import comment_markdown, escape_markdown, markdown_table

WIDTHLESS: Final = "\N{ZERO WIDTH SPACE}"
MARKDOWN: Final = MarkdownIt("gfm-like", {"linkify": False})

#: What GitHub and GitLab make links of in a comment as it is shown, as their manuals say it.
REFERENCES: Final = re.compile(
    r"""
      @[0-9A-Za-z_.-]+ | [#!$&]\d+ | [~%](?:\w|") | (?:^|\W)(?:GH|GL|[A-Z][A-Z0-9_]+)-\d+
    | \[[A-Za-z_]+:\w+ | \*iteration: | :[a-z_+-][\w+-]*: | :// | www\.
    | (?:^|\W)[0-9a-f]*[a-f][0-9a-f]{6,}(?:\W|$) | (?:^|\W)[0-9a-f]{6,}[a-f][0-9a-f]*(?:\W|$)
    """,
    re.VERBOSE | re.ASCII,
)


def seen(markdown: str) -> str:
    """Return the text that a reader of a comment sees."""
    (paragraph,) = [each for each in MARKDOWN.parse(markdown) if each.type == "inline"]
    assert {each.type for each in paragraph.children or ()} <= {"text", "text_special"}
    return "".join(each.content for each in paragraph.children or ())


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("@everyone", "\\@&#8203;everyone"),
        ("\\@everyone", "\\\\\\@&#8203;everyone"),
        ("请@zhang_san看", "请\\@&#8203;zhang\\_san看"),
        ("a@b.cn", "a\\@&#8203;b.cn"),
        ("@组", "\\@组"),
        ("#1", "\\#&#8203;1"),
        ("owner/repo#12", "owner/repo\\#&#8203;12"),
        ("GH-1", "GH-&#8203;1"),
        ("gh-1，GL-2，QT-30", "gh-&#8203;1，GL-&#8203;2，QT-&#8203;30"),
        ("!1 $2 &3 %4 ~5", "\\!&#8203;1 \\$&#8203;2 \\&&#8203;3 %&#8203;4 \\~&#8203;5"),
        ('~"to do" %v1', '\\~&#8203;"to do" %&#8203;v1'),
        ("[vulnerability:1]", "\\[&#8203;vulnerability:1\\]"),
        ("见 http://a.cn，www.a.cn", "见 http:&#8203;//a.cn，www&#8203;.a.cn"),
        (":tada:", ":&#8203;tada:"),
        ("da39a3ee5e6b4b0d", "da39a3&#8203;ee5e6b&#8203;4b0d"),
        ("abc1234", "abc123&#8203;4"),
        # what offices write stays whole, to be found and copied
        ("达 50%，应达 61%；投入 12500000 元", "达 50%，应达 61%；投入 12500000 元"),
        ("2019-06-24-e90586", "2019-06-24-e90586"),
        ("covid-19，GB/T 9704-2012，12:30:45，T05.2", "covid-19，GB/T 9704-2012，12:30:45，T05.2"),
        ("闽质监〔2018〕251号！", "闽质监〔2018〕251号！"),
    ],
)
def test_in_a_comment_references_are_parted(text: str, comment: str) -> None:
    assert comment_markdown(text) == comment
    assert seen(comment).replace(WIDTHLESS, "") == text
    assert not REFERENCES.search(seen(comment))


SIGNS: Final = st.text("@#!$%&~^*[]:/.\\-_ \"'()<>|`", max_size=3)
WORDS: Final = st.sampled_from(
    [
        "everyone",
        "1",
        "GH-",
        "a",
        "issue",
        "www",
        "http",
        "deadbeef1",
        "0123abcd" * 5,
        "办",
        "iteration",
        "+1",
        "QT-9",
    ]
)


@given(st.lists(SIGNS | WORDS, min_size=1, max_size=8).map("".join).filter(lambda text: bool(text.strip())))
def test_no_text_calls_anybody_and_all_are_seen_as_they_are(text: str) -> None:
    shown = seen(f"一{comment_markdown(text)}")
    assert shown.replace(WIDTHLESS, "") == f"一{text.strip()}"
    assert not REFERENCES.search(shown)


def test_a_table_is_made_for_comments_and_a_paper_is_not() -> None:
    assert markdown_table(["单位"], [["@all|x"]]) == "| 单位 |\n| --- |\n| \\@&#8203;all\\|x |\n"
    assert escape_markdown("@all #1 GH-1") == "\\@all \\#1 GH-1"
