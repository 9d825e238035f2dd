"""The one comment on a merge request, on stand-ins for the two hosts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from qtrack.errors import QtrackError
from qtrack.locale.message import Translator
from qtrack.store.merge_request import MergeRequest, merge_request
from tests.hosts import NUMBER, OWN, Host, standing_in

ENGLISH: Final = Translator("en")
MARKER: Final = "<!-- qtrack diff -->\n"


@pytest.fixture(name="host", params=["github", "gitlab"])
def either_host(request: pytest.FixtureRequest) -> Iterator[Host]:
    with standing_in(request.param) as host:
        yield host


@pytest.fixture(name="request_")
def merge_request_of(host: Host, tmp_path: Path) -> MergeRequest:
    return merge_request(host.environ(tmp_path))


def test_the_first_run_comments(host: Host, request_: MergeRequest) -> None:
    request_.keep_comment(MARKER, "2 changes", anew=True)
    assert host.texts == [f"{MARKER}2 changes"]
    assert host.calls[-1].startswith("POST ")


def test_later_runs_write_over_their_own_comment(host: Host, request_: MergeRequest) -> None:
    for text in ("2 changes", "3 changes", "no change"):
        request_.keep_comment(MARKER, text, anew=True)
    assert host.texts == [f"{MARKER}no change"]


def test_what_says_nothing_is_no_comment_anew(host: Host, request_: MergeRequest) -> None:
    request_.keep_comment(MARKER, "no change", anew=False)
    assert not host.texts
    request_.keep_comment(MARKER, "1 change", anew=True)
    request_.keep_comment(MARKER, "no change", anew=False)
    assert host.texts == [f"{MARKER}no change"]


def test_comments_of_others_are_left_alone(host: Host, request_: MergeRequest) -> None:
    host.say("mallory", f"{MARKER}no change at all")
    host.say(OWN[host.kind], "a comment of another job")
    request_.keep_comment(MARKER, "1 tampering", anew=True)
    assert host.texts == [f"{MARKER}no change at all", "a comment of another job", f"{MARKER}1 tampering"]


def test_its_comment_is_found_behind_hundreds(host: Host, request_: MergeRequest) -> None:
    for at in range(250):
        host.say("somebody", f"comment {at}")
    host.say(OWN[host.kind], f"{MARKER}old".replace("\n", "\r\n"))  # as a web form sends it
    request_.keep_comment(MARKER, "new", anew=True)
    assert host.texts[-1] == f"{MARKER}new"
    assert len(host.texts) == 251


def test_the_token_goes_with_every_call(host: Host, request_: MergeRequest) -> None:
    request_.keep_comment(MARKER, "x", anew=True)
    assert set(host.tokens) == {"Bearer secret" if host.kind == "github" else "secret"}


@pytest.mark.parametrize("refused", ["GET", "POST"])
def test_what_the_host_refuses_is_an_error_in_a_sentence(
    host: Host, request_: MergeRequest, refused: str
) -> None:
    host.refuse = frozenset({refused})
    with pytest.raises(QtrackError) as refusal:
        request_.keep_comment(MARKER, "x", anew=True)
    assert ENGLISH.say(refusal.value.message).endswith(" answers 403 Forbidden.")
    assert not host.texts


@pytest.mark.parametrize("garbage", [b"<html>", b"[1]", b'{"a": 1}', b"[{}]", b"null", b"\xff"])
def test_an_answer_that_is_none_is_an_error_in_a_sentence(
    host: Host, request_: MergeRequest, garbage: bytes
) -> None:
    host.garbage = garbage
    with pytest.raises(QtrackError):
        request_.keep_comment(MARKER, "x", anew=True)


def test_a_host_that_is_not_there_is_an_error_in_a_sentence(tmp_path: Path) -> None:
    with standing_in("github") as host:
        environ = host.environ(tmp_path)
    with pytest.raises(QtrackError) as refusal:
        merge_request(environ).keep_comment(MARKER, "x", anew=True)
    assert refusal.value.message.text == "{host} does not answer: {why}."


def test_a_job_without_a_merge_request_has_no_comment(tmp_path: Path) -> None:
    push = tmp_path / "event.json"
    push.write_text('{"ref": "refs/heads/main"}', encoding="utf-8")
    for environ in ({}, {"GITHUB_EVENT_PATH": str(push)}, {"GITHUB_EVENT_PATH": "missing"}):
        with pytest.raises(QtrackError) as refusal:
            merge_request(environ)
        assert refusal.value.message.text == "This runs for no merge request."


def test_a_job_without_a_token_is_told_which_it_needs(host: Host, tmp_path: Path) -> None:
    environ = host.environ(tmp_path)
    name = "GITHUB_TOKEN" if host.kind == "github" else "QTRACK_TOKEN"
    with pytest.raises(QtrackError) as refusal:
        merge_request(environ | {name: ""})
    assert refusal.value.hint is not None
    assert ENGLISH.say(refusal.value.hint) == f"Give the job one as {name}."


def test_the_number_is_that_of_the_event(tmp_path: Path) -> None:
    with standing_in("github") as host:
        assert f"/{NUMBER}/comments" in merge_request(host.environ(tmp_path)).comments
