"""What a person, a machine or a repository may set up in git that changes what git prints, or what it runs.

A row has settings and variables as `name=value` (a setting's name has a point), something that is done to the
copy beforehand, and a command of git's own whose outcome is another under it, run in the plan's folder. Where
no command is named, the row says why.
"""

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from tests.repositories import git, lay
from tests.surroundings import Ground, Surroundings


class Setting(NamedTuple):
    """A row. A person's own commit heeds it as the person means it where it is not `for_all`."""

    texts: tuple[str, ...]
    shown: str = ""
    prepare: Callable[[Ground], object] | None = None
    for_all: bool = True

    @property
    def variables(self) -> dict[str, str]:
        """The variables among the texts."""
        return _pairs(text for text in self.texts if not _is_setting(text))

    @property
    def settings(self) -> dict[str, str]:
        """The settings among the texts."""
        return _pairs(text for text in self.texts if _is_setting(text))


def _is_setting(text: str) -> bool:
    return "." in text.partition("=")[0]


def _pairs(texts: Iterable[str]) -> dict[str, str]:
    return {name: value for name, _, value in (text.partition("=") for text in texts)}


def in_the_repository(rows: Iterable[Setting]) -> Surroundings:
    """Return surroundings in which the repository itself has these settings."""
    rows = tuple(rows)

    def prepare(ground: Ground) -> None:
        for row in rows:
            if row.prepare:
                row.prepare(ground)
            for name, value in row.settings.items():
                git(ground.top, "config", name, ground.filled(value))

    return Surroundings({name: value for row in rows for name, value in row.variables.items()}, prepare)


def by_variables(rows: Iterable[Setting]) -> Surroundings:
    """Return surroundings in which the variables of the process have all the settings."""
    rows = tuple(rows)
    variables = {name: value for row in rows for name, value in row.variables.items()}
    settings = [pair for row in rows for pair in row.settings.items()]
    variables["GIT_CONFIG_COUNT"] = str(len(settings))
    for number, (name, value) in enumerate(settings):
        variables |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}

    def prepare(ground: Ground) -> None:
        for row in rows:
            if row.prepare:
                row.prepare(ground)

    return Surroundings(variables, prepare)


def _home(name: str, text: str) -> Callable[[Ground], object]:
    """Return what lays a file into the home; `{head}` in it is the last commit, `{home}` the home."""
    return lambda ground: lay(ground.home, {name: ground.filled(text).replace("{head}", _id(ground, "HEAD"))})


def _program(name: str) -> Callable[[Ground], object]:
    """Return what lays the program that leaves a trace into the home under another name."""

    def prepare(ground: Ground) -> None:
        lay(ground.home, {name: (ground.home / "program").read_bytes()})
        (ground.home / name).chmod(0o755)

    return prepare


def _id(ground: Ground, name: str) -> str:
    return git(ground.top, "rev-parse", name).strip()


def _attributes(ground: Ground) -> None:
    lay(ground.top, {".git/info/attributes": "* filter=odd diff=odd\n"})


def _replace(ground: Ground) -> None:
    git(ground.top, "update-ref", f"refs/replace/{_id(ground, 'HEAD~1')}", _id(ground, "branch"))


def _replace_elsewhere(ground: Ground) -> None:
    git(ground.top, "update-ref", f"refs/odd/{_id(ground, 'HEAD~1')}", _id(ground, "branch"))


def _grafts(ground: Ground) -> None:
    lay(ground.top, {".git/info/grafts": f"{_id(ground, 'HEAD~1')}\n"})


def _unwatched(ground: Ground) -> None:
    git(ground.top, "update-index", "--assume-unchanged", "plan/tasks/T02.yaml")
    git(ground.top, "update-index", "--skip-worktree", "plan/progress/T01/2019-01-20-000001.yaml")


#: A setting that git heeds only where a person or a machine has it.
_OWN: Final = "[trace2]\n" + "".join(
    f"    {kind}Target = {{home}}/ran\n" for kind in ("normal", "perf", "event")
)

#: What changes what git says.
SAID: Final = (
    # of commits
    Setting(("log.showSignature=true", "gpg.program={home}/signer"), "git log --format=%s"),
    Setting(("log.date=iso",), "git log -1"),
    Setting(("log.decorate=full",), "git log -1"),
    Setting(("log.abbrevCommit=true",), "git log -1"),
    Setting(("log.showRoot=false",), "git log --raw"),
    Setting(("log.diffMerges=first-parent",), "git log -m --raw"),
    Setting(("log.follow=true",)),  # of one file, the names it had before
    Setting(("format.pretty=oneline",), "git log"),
    Setting(("mailmap.file={home}/map",), "git log -1", _home("map", "王五 <zhang@example.invalid>\n")),
    Setting(("core.abbrev=5",), "git log --oneline"),
    Setting(("color.ui=always",), "git diff"),
    Setting(("i18n.logOutputEncoding=GBK",), "git log"),
    Setting(("i18n.commitEncoding=GBK",), "git commit --allow-empty --message 一"),
    Setting(("core.useReplaceRefs=true",), "git log", _replace),
    Setting(("advice.graftFileDeprecated=false",), "git log", _grafts),
    # of files
    Setting(("core.quotePath=false",), "git ls-files --others --full-name :/"),
    Setting(("diff.renames=false",), "git show --raw"),
    Setting(("diff.renameLimit=1",), "git diff-tree -r -M HEAD"),
    Setting(("diff.noprefix=true",), "git diff"),
    Setting(("diff.mnemonicPrefix=true",), "git diff"),
    Setting(("diff.context=0",), "git diff"),
    Setting(("diff.relative=true",), "git diff"),
    Setting(("diff.algorithm=patience",)),  # another choice of the lines that stayed
    Setting(("diff.submodule=log",)),  # what is said of submodules, as does the next
    Setting(("diff.ignoreSubmodules=all",)),
    Setting(("diff.orderFile={home}/order",), "git diff --name-only", _home("order", "*tasks*\n")),
    Setting(("status.showUntrackedFiles=no",), "git status --short :/"),
    Setting(("status.short=true",), "git status"),
    Setting(("status.branch=true",), "git status --short"),
    Setting(("status.relativePaths=false",), "git status"),
    Setting(("core.excludesFile={home}/ignored",), "git status", _home("ignored", "*.md\n"), for_all=False),
    Setting(("core.autocrlf=true", "core.safecrlf=true"), "git add --all", for_all=False),
    Setting(("core.ignoreCase=true",)),  # names of files on other systems
    Setting(("core.checkStat=minimal",), "git status", _unwatched),
)

#: What changes what git does.
DONE: Final = (
    # starts
    Setting(("core.fsmonitor={home}/program",), "git status", for_all=False),
    Setting(
        ("core.hooksPath={home}/hooks",), "git status", _program("hooks/post-index-change"), for_all=False
    ),
    Setting(("filter.odd.clean={home}/program",), "git status", _attributes, for_all=False),
    Setting(
        ("core.attributesFile={home}/attributes", "filter.own.clean={home}/program"),
        "git status",
        _home("attributes", "* filter=own\n"),
        for_all=False,
    ),
    Setting(("diff.odd.textconv={home}/program",), "git diff", _attributes),
    Setting(("diff.external={home}/program",), "git diff"),
    Setting(("core.pager={home}/program",)),  # on a terminal only
    Setting(("alias.rev-list=!{home}/program",)),  # git does not heed it
    Setting(("init.templateDir={home}/template",), "", _program("template/hooks/prepare-commit-msg")),
    # writes
    Setting(("core.untrackedCache=true",)),  # the index, in these four
    Setting(("core.splitIndex=true",)),
    Setting(("index.version=4",)),
    Setting(("feature.manyFiles=true",)),
    Setting(("core.commentChar=T", "commit.cleanup=strip"), "git commit --allow-empty --message T01"),
    Setting(
        ("commit.gpgSign=true", "gpg.program={home}/signer"),
        "git commit --allow-empty --message 一",
        for_all=False,
    ),
    Setting(("gc.auto=1",)),  # packs objects in the background
    Setting(("init.defaultBranch=trunk",)),  # of a new repository, by a person's own settings
    Setting(("init.defaultObjectFormat=sha256", "GIT_DEFAULT_HASH=sha256")),  # ids in a new repository
    Setting(("author.name=王五", "committer.name=王五")),  # goes before user.name, but not before variables
    # by variables
    Setting(("GIT_LITERAL_PATHSPECS=1",), "git log -- ':(top,literal)plan'"),
    Setting(("GIT_GLOB_PATHSPECS=1",), "git ls-files '*.yaml'"),
    Setting(("GIT_NOGLOB_PATHSPECS=1",), "git ls-files '*.yaml'"),
    Setting(("GIT_ICASE_PATHSPECS=1",), "git ls-files TASKS"),
    Setting(("GIT_EXTERNAL_DIFF={home}/program",), "git diff"),
    Setting(("GIT_DIFF_OPTS=--unified=0",), "git diff"),
    Setting(("GIT_PAGER={home}/program", "GIT_PAGER_IN_USE=1")),  # on a terminal only
    Setting(("GIT_TRACE=1", "GIT_TRACE_SETUP=1"), "git log"),
    Setting(("GIT_TRACE2={home}/ran",), "git log", for_all=False),
    Setting(("GIT_DIR={home}",), "git log"),
    Setting(("GIT_WORK_TREE={home}",), "git status"),
    Setting(("GIT_COMMON_DIR={home}",)),  # only with GIT_DIR
    Setting(("GIT_NAMESPACE=odd",)),  # of branches that are fetched
    Setting(("GIT_CEILING_DIRECTORIES={top}",), "git log"),
    Setting(("GIT_CONFIG_GLOBAL={home}/own",), "git log", _home("own", _OWN), for_all=False),
    Setting(("GIT_CONFIG={home}/config",), "git config odd.odd odd"),
    Setting(("GIT_GRAFT_FILE={home}/grafts",), "git log", _home("grafts", "{head}\n")),
    Setting(("GIT_SHALLOW_FILE={home}/shallow",), "git log", _home("shallow", "{head}\n")),
    Setting(("GIT_REPLACE_REF_BASE=refs/odd/",), "git log", _replace_elsewhere),
    Setting(("GIT_EDITOR={home}/program", "GIT_ASKPASS={home}/program")),  # where a person is asked
    Setting(("LC_ALL=zh_CN.UTF-8", "LANGUAGE=zh_CN:de")),  # the words of a git that was translated
)

SETTINGS: Final = {row.texts[0]: row for row in SAID + DONE}
