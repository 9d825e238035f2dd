"""Signs that a console's encoding has not: plain ones in their place, and what is lost."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qtrack.ui.line import lacking, make_safe


def encoded(text: str, encoding: str) -> bytes:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding)
    make_safe(stream)
    stream.write(text)
    stream.flush()
    return raw.getvalue()


@pytest.mark.parametrize(
    ("encoding", "text", "written"),
    [
        ("ascii", "“T05”：a，b（c）；d。", b'"T05":a,b(c);d.'),
        ("ascii", "《x》〔2018〕6–7—8…、‘y’", b"<x>[2018]6-7-8...,'y'"),
        ("ascii", "a → b ─ c · d", b"a -> b - c . d"),
        ("ascii", "红 T05", b"? T05"),
        ("ascii", "😀", b"?"),
        ("gbk", "红“T05”", "红“T05”".encode("gbk")),
        ("gbk", "红😀", "红".encode("gbk") + b"?"),
        ("utf-8", "红😀→", "红😀→".encode()),
        ("utf-8", "\ud800", b"?"),
        ("latin-1", "50 · 红", b"50 \xb7 ?"),
    ],
)
def test_a_sign_that_the_console_lacks_becomes_a_plain_one(encoding: str, text: str, written: bytes) -> None:
    assert encoded(text, encoding) == written


@given(st.text(), st.sampled_from(["ascii", "gbk", "cp936", "latin-1", "cp437", "utf-8", "utf-16"]))
def test_no_text_and_no_encoding_crashes_the_screen(text: str, encoding: str) -> None:
    assert isinstance(encoded(text, encoding), bytes)


def test_only_encoding_has_plain_signs() -> None:
    make_safe(io.StringIO())
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", errors="qtrack")


@pytest.mark.parametrize(
    ("encoding", "text", "lost"),
    [
        ("ascii", "“T05”：a → b", ""),
        ("ascii", "红灯 红", "红灯"),
        ("gbk", "红“T05”→😀", "😀"),
        ("utf-8", "红😀", ""),
        ("utf-16", "红😀", ""),
    ],
)
def test_what_has_a_plain_sign_is_not_lost(encoding: str, text: str, lost: str) -> None:
    assert lacking(text, encoding) == set(lost)
