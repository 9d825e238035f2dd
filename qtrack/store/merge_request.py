"""The merge request that a job of GitHub or GitLab runs for, and the one comment that qtrack keeps on it."""

import json
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import msgspec

from qtrack.errors import QtrackError
from qtrack.locale.message import Message, msg
from qtrack.store.tree import reason

#: Seconds to wait for a host.
_PATIENCE: Final = 20
#: How many comments a host lists at once, and how many such lists are looked through.
_LISTED: Final = 100
_LISTS: Final = 100
#: Who comments by the token that GitHub gives to a job; such a token may not ask whose it is.
_GITHUB_JOB: Final = "github-actions[bot]"


class MergeRequest(msgspec.Struct, frozen=True):
    """A merge request on its host, with the addresses of its comments, of one (before its id), of oneself.

    `author` are the keys that lead to the author's name in a comment; `method` changes one; a comment has at
    most `room` characters.
    """

    comments: str
    comment: str
    user: str
    headers: dict[str, str]
    author: tuple[str, str]
    method: str
    room: int

    def keep_comment(self, marker: str, text: str, *, anew: bool) -> None:
        """Write a text over one's own comment that begins with a marker; where there is none, only `anew`.

        A comment of somebody else is none, whatever it begins with: its author could change it afterwards.
        Raises QtrackError where the host does not take it.
        """
        try:
            identifier = self._find(marker)
        except (KeyError, TypeError, ValueError) as error:
            raise QtrackError(
                msg("{host} lists no comments.", host=urlsplit(self.comments).netloc),
                msg("Look whether the job's token may read them; without --comment the page is printed."),
            ) from error
        if identifier is not None:
            self._ask(f"{self.comment}{identifier}", self.method, {"body": marker + text})
        elif anew:
            self._ask(self.comments, "POST", {"body": marker + text})

    def _find(self, marker: str) -> int | None:
        """Return the id of one's own comment that begins with a marker."""
        (role, key), own_name = self.author, self._own_name()
        for comment in self._all_comments():
            begins = str(comment["body"]).replace("\r\n", "\n").startswith(marker)
            if begins and comment[role] and comment[role][key] == own_name:
                return int(comment["id"])
        return None

    def _own_name(self) -> str:
        try:
            return str(self._ask(self.user)[self.author[1]])
        except _RefusedError:
            return _GITHUB_JOB

    def _all_comments(self) -> Iterator[dict[str, Any]]:
        for page in range(1, _LISTS + 1):
            comments = self._ask(f"{self.comments}?per_page={_LISTED}&page={page}")
            yield from comments
            if len(comments) < _LISTED:
                return

    def _ask(self, address: str, method: str = "GET", data: dict[str, str] | None = None) -> Any:  # noqa: ANN401 - JSON
        """Return what the host answers; raise QtrackError where it does not, or not in JSON."""
        host = urlsplit(address).netloc
        try:
            request = Request(address, json.dumps(data).encode() if data else None, method=method)  # noqa: S310
            request.add_header("Content-Type", "application/json")
            for header, value in self.headers.items():
                request.add_unredirected_header(header, value)  # the token is for this host alone
            with urlopen(request, timeout=_PATIENCE) as response:  # noqa: S310 - the host names it to its job
                return json.load(response)
        except HTTPError as error:
            error.close()
            raise _RefusedError(
                msg("{host} answers {status} {why}.", host=host, status=error.code, why=error.reason),
                msg("Look whether the job's token may comment; without --comment the page is printed."),
            ) from error
        except (OSError, HTTPException, ValueError) as error:
            cause = error.reason if isinstance(error, URLError) else error
            why: Message | str = reason(cause) if isinstance(cause, OSError) else type(error).__name__
            raise QtrackError(
                msg("{host} does not answer: {why}.", host=host, why=why),
                msg("Run the job again; without --comment the page is printed."),
            ) from error


class _RefusedError(QtrackError):
    """The host knows the call and refuses it."""


def merge_request(environ: Mapping[str, str]) -> MergeRequest:
    """Return the merge request that this job runs for.

    Raises QtrackError where it runs for none, or was given no token.
    """
    if number := _github_number(environ):
        issues = f"{environ.get('GITHUB_API_URL', '')}/repos/{environ.get('GITHUB_REPOSITORY', '')}/issues"
        return MergeRequest(
            comments=f"{issues}/{number}/comments",
            comment=f"{issues}/comments/",
            user=f"{environ.get('GITHUB_API_URL', '')}/user",
            headers={"Authorization": f"Bearer {_token(environ, 'GITHUB_TOKEN')}"},
            author=("user", "login"),
            method="PATCH",
            room=65_536,
        )
    if identifier := environ.get("CI_MERGE_REQUEST_IID"):
        project = f"{environ.get('CI_API_V4_URL', '')}/projects/{environ.get('CI_PROJECT_ID', '')}"
        notes = f"{project}/merge_requests/{identifier}/notes"
        return MergeRequest(
            comments=notes,
            comment=f"{notes}/",
            user=f"{environ.get('CI_API_V4_URL', '')}/user",
            headers={"PRIVATE-TOKEN": _token(environ, "QTRACK_TOKEN")},
            author=("author", "username"),
            method="PUT",
            room=1_000_000,
        )
    raise QtrackError(
        msg("This runs for no merge request."),
        msg("--comment is for the jobs that GitHub and GitLab run for one."),
    )


def _token(environ: Mapping[str, str], name: str) -> str:
    token = environ.get(name, "")
    if not token:
        raise QtrackError(
            msg("There is no token to comment with."), msg("Give the job one as {name}.", name=name)
        )
    return token


def _github_number(environ: Mapping[str, str]) -> int | None:
    """Return the number of the pull request whose event GitHub put into a file for this job."""
    try:
        event = json.loads(Path(environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
        return int(event["pull_request"]["number"])
    except (KeyError, OSError, ValueError, TypeError):
        return None
