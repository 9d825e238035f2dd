"""Stand-ins for the comments of GitHub and GitLab, on this computer, which record every call."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final

OWN: Final = {"github": "github-actions[bot]", "gitlab": "project_7_bot"}
ROOM: Final = {"github": 65_536, "gitlab": 1_000_000}
NUMBER: Final = 12


class Host:
    """One merge request with its comments; `calls` are method and path in order.

    `refuse` are methods that are answered with 403, as a fork's token is; `garbage` is sent for every answer.
    """

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.comments: list[dict[str, Any]] = []
        self.calls: list[str] = []
        self.tokens: list[str | None] = []
        self.refuse: frozenset[str] = frozenset()
        self.garbage: bytes | None = None
        self.address = ""

    def say(self, author: str, text: str) -> None:
        """Have somebody comment."""
        field, key = ("user", "login") if self.kind == "github" else ("author", "username")
        self.comments.append({"id": 100 + len(self.comments), "body": text, field: {key: author}})

    @property
    def texts(self) -> list[str]:
        """The comments as they stand."""
        return [comment["body"] for comment in self.comments]

    def environ(self, folder: Path) -> dict[str, str]:
        """Return what the host tells its job."""
        if self.kind == "gitlab":
            return {
                "CI_API_V4_URL": self.address,
                "CI_PROJECT_ID": "7",
                "CI_MERGE_REQUEST_IID": str(NUMBER),
                "QTRACK_TOKEN": "secret",
            }
        event = folder / "event.json"
        event.write_text(json.dumps({"pull_request": {"number": NUMBER}}), encoding="utf-8")
        return {
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.address,
            "GITHUB_REPOSITORY": "office/plan",
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_TOKEN": "secret",
        }

    def answer(self, method: str, path: str, data: dict[str, str]) -> tuple[int, Any]:
        """Return status and answer of a call, as the host's documentation has them."""
        if method in self.refuse:
            return 403, {"message": "Resource not accessible by integration"}
        if path == "/user":
            if self.kind == "github":  # the token of a job may not ask
                return 403, {"message": "Resource not accessible by integration"}
            return 200, {"username": OWN["gitlab"]}
        if len(data.get("body", "")) > ROOM[self.kind]:
            return 422, {"message": "Validation Failed"}
        return self._comments(method, path, data)

    def _comments(self, method: str, path: str, data: dict[str, str]) -> tuple[int, Any]:
        one, every = self._paths()
        if found := re.fullmatch(rf"{every}\?per_page=(\d+)&page=(\d+)", path):
            size, page = map(int, found.groups())
            return 200, self.comments[size * (page - 1) : size * page]
        if method == "POST" and re.fullmatch(every, path):
            self.say(OWN[self.kind], data["body"])
            return 201, self.comments[-1]
        if method == ("PATCH" if self.kind == "github" else "PUT") and (found := re.fullmatch(one, path)):
            comment = next(comment for comment in self.comments if comment["id"] == int(found[1]))
            comment["body"] = data["body"]
            return 200, comment
        return 404, {"message": "Not Found"}

    def _paths(self) -> tuple[str, str]:
        if self.kind == "github":
            top = "/repos/office/plan/issues"
            return rf"{top}/comments/(\d+)", f"{top}/{NUMBER}/comments"
        notes = f"/projects/7/merge_requests/{NUMBER}/notes"
        return rf"{notes}/(\d+)", notes


@contextmanager
def standing_in(kind: str) -> Iterator[Host]:
    """Run a stand-in on a port of this computer."""
    host = Host(kind)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def respond(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            data = json.loads(self.rfile.read(length) or b"{}")
            host.calls.append(f"{self.command} {self.path}")
            host.tokens.append(self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN"))
            status, answer = host.answer(self.command, self.path, data)
            body = json.dumps(answer).encode() if host.garbage is None else host.garbage
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_PUT = respond  # noqa: N815 - names of the standard library

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
