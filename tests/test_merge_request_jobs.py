"""The jobs for merge requests, run step by step as their hosts run them, with stand-ins for the hosts."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
import yaml

from tests.conftest import ROOT
from tests.hosts import ROOM, Host, standing_in
from tests.repositories import ENVIRON, commit, git, repository
from tests.small import TASK, Files, said, task

pytestmark = pytest.mark.slow

LANGUAGE: Final = {"QTRACK_LANG": "en", "PYTHONUTF8": "1"}
SEARCHED: Final = {"PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))}
LATER: Final = task("due: 2019-04-01")


class Job(NamedTuple):
    """How a job ended, what it printed, and which commit was checked out when qtrack was installed."""

    code: int
    said: str
    installed_from: str


class Request:
    """A repository with a merge request: what it holds is committed on a branch of its own."""

    def __init__(self, folder: Path, host: Host) -> None:
        self.folder = folder
        self.host = host
        self.top = repository(folder, task("due: 2019-03-01"), said(3))
        git(self.top, "switch", "--quiet", "--create", "topic")
        self.runs = 0

    def run(self, files: Files) -> Job:
        """Commit files on the branch and run the job of the host, at a fresh clone."""
        commit(self.top / "plan", files)
        self.runs += 1
        clone = self.folder / f"job-{self.runs}"
        git(self.folder, "clone", "--quiet", "--no-local", str(self.top), str(clone))
        return self._github(clone) if self.host.kind == "github" else self._gitlab(clone)

    def _environ(self) -> dict[str, str]:
        return ENVIRON | LANGUAGE | SEARCHED | self.host.environ(self.folder)

    def _github(self, clone: Path) -> Job:
        workflow = yaml.safe_load((ROOT / ".github/workflows/plan.yml").read_text(encoding="utf-8"))
        (job,) = workflow["jobs"].values()
        known = {
            "github.event.pull_request.head.sha": git(self.top, "rev-parse", "topic").strip(),
            "github.event.pull_request.base.sha": git(self.top, "rev-parse", "main").strip(),
            "github.token": "secret",
        }
        common = {**self._environ(), **job["env"]}
        code, printed, installed = 0, "", ""
        for step in job["steps"]:
            if code and step.get("if") != "always()":
                continue
            if "actions/checkout" in step.get("uses", ""):
                git(
                    clone,
                    "checkout",
                    "--quiet",
                    "--detach",
                    filled(step["with"].get("ref", "origin/main"), known),
                )
            elif step.get("run", "").startswith("pip install"):
                installed = git(clone, "rev-parse", "HEAD").strip()
            elif "run" in step:
                environ = {name: filled(value, known) for name, value in step.get("env", {}).items()}
                without = {"GITHUB_TOKEN": ""}  # a step has it only where it is given
                done = shell(step["run"], clone, common | without | environ)
                code, printed = code or done.returncode, printed + done.stdout + done.stderr
        return Job(code, printed, installed)

    def _gitlab(self, clone: Path) -> Job:
        manual = (ROOT / "qtrack/manual/en/git.md").read_text(encoding="utf-8")
        (block,) = (
            block for block in re.findall(r"```yaml\n(.*?)```", manual, re.DOTALL) if "script:" in block
        )
        (job,) = yaml.safe_load(block).values()
        git(clone, "checkout", "--quiet", "--detach", "origin/topic")
        lines = [line for line in job["script"] if not line.startswith("pip install")]
        base = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": git(self.top, "merge-base", "main", "topic").strip()}
        done = shell("\n".join(lines), clone, self._environ() | job["variables"] | base)
        return Job(done.returncode, done.stdout + done.stderr, "")


def filled(text: Any, known: dict[str, str]) -> str:  # noqa: ANN401 - a value of YAML
    """Put values in for the expressions of a workflow."""
    return re.sub(r"\$\{\{ (\S+) \}\}", lambda found: known[found[1]], str(text))


def shell(script: str, folder: Path, environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run lines as the hosts do: the first that fails is the last."""
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=folder, env=environ, capture_output=True, text=True, check=False
    )


@pytest.fixture(name="request_", params=["github", "gitlab"])
def merge_request(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Request]:
    with standing_in(request.param) as host:
        yield Request(tmp_path, host)


def test_a_merge_request_has_one_comment_that_follows_it(request_: Request) -> None:
    first = request_.run(LATER)
    assert first.code == 0, first.said
    (comment,) = request_.host.texts
    assert comment.startswith("<!-- qtrack diff /")
    assert "this loosens the plan" in comment
    assert request_.run(task("due: 2019-02-01")).code == 0
    (comment,) = request_.host.texts
    assert "this loosens the plan" not in comment


def test_tampering_fails_the_job_and_stands_in_the_comment(request_: Request) -> None:
    (entry,) = said(3)
    ran = request_.run({entry: said(3)[entry].replace("有进展", "已完成")})
    assert ran.code == 1
    (comment,) = request_.host.texts
    assert "this tampers with the record" in comment


def test_a_broken_plan_fails_the_job_and_has_its_comment(request_: Request) -> None:
    ran = request_.run({"tasks/T01.yaml": TASK + "due: someday\n"} | said(5, tag="000009"))
    assert ran.code == 1
    (comment,) = request_.host.texts
    assert "1 problem keeps parts of HEAD from being compared" in comment
    assert "someday" in comment


def test_where_no_comment_is_allowed_the_job_still_decides(request_: Request) -> None:
    request_.host.refuse = frozenset({"POST", "PATCH", "PUT"})
    ran = request_.run(LATER)
    assert ran.code == 0
    assert "no comment was written" in ran.said
    (entry,) = said(3)
    assert request_.run({entry: None}).code == 1
    assert not request_.host.texts


def test_a_comment_stays_within_what_the_host_allows(tmp_path: Path) -> None:
    many = {
        path: text
        for at in range(2, 500)
        for path, text in task(f"summary: {'很长的说明' * 3}{at}", f"T{at:03}").items()
    }
    with standing_in("github") as host:
        assert Request(tmp_path, host).run(many).code in {0, 1}
    (comment,) = host.texts
    assert len(comment) <= ROOM["github"]
    left_out = re.search(r"(\d+) more points have no room here", comment)
    assert left_out
    assert int(left_out[1]) + comment.count("\n- ") > 490


def test_the_checker_is_that_of_the_base_branch(tmp_path: Path) -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/plan.yml").read_text(encoding="utf-8"))
    assert workflow[True] == "pull_request_target"  # YAML reads `on` as true
    with standing_in("github") as host:
        request = Request(tmp_path, host)
        ran = request.run(LATER)
    assert ran.installed_from == git(request.top, "rev-parse", "main").strip()


def test_the_workflow_passes_what_it_is_kept_with() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/plan.yml").read_text(encoding="utf-8"))
    steps = [step.get("run", "") for step in workflow["jobs"]["plan"]["steps"]]
    (checking,) = (step for step in steps if step.startswith("qtrack validate"))
    ran = shell(checking, ROOT, ENVIRON | LANGUAGE | SEARCHED)
    assert ran.returncode == 0, ran.stdout


def test_nobody_is_called_by_a_comment(request_: Request) -> None:
    request_.run({"tasks/T01.yaml": TASK.replace("健全量传溯源体系", "请 @everyone 看 #12、GH-1")})
    (comment,) = request_.host.texts
    assert not re.search(r"@everyone|#12|GH-1", comment)
