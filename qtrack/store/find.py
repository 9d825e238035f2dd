"""Where the plan is: named outright, named by the environment, or found from a folder upward."""

from collections.abc import Mapping
from pathlib import Path

from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.store.load import HEAD


def find_plan(named: str | None, environ: Mapping[str, str], cwd: Path) -> Path:
    """Return the folder that holds plan.yaml.

    `named` (the option) goes before `QTRACK_PLAN`, which goes before the search from `cwd` upward for
    `plan/plan.yaml`. A named folder may be the plan's own or the one that holds `plan/`. Raises
    QtrackError where there is no plan.
    """
    for source, text in (("--plan", named), ("QTRACK_PLAN", environ.get("QTRACK_PLAN"))):
        if text:
            folder = cwd / text
            found = _inside(folder) or _inside(folder / "plan")
            if found is None:
                raise QtrackError(
                    msg("{source} names {folder}, but there is no plan.yaml.", source=source, folder=text),
                    msg("Name the folder that holds plan.yaml."),
                )
            return found
    for folder in (cwd, *cwd.parents):
        found = _inside(folder / "plan") or _inside(folder)
        if found is not None:
            return found
    raise QtrackError(
        msg(
            "There is no plan here: neither {folder} nor a folder above it holds plan/plan.yaml.",
            folder=str(cwd),
        ),
        msg("Go to the plan's folder, or name it with --plan or QTRACK_PLAN."),
    )


def _inside(folder: Path) -> Path | None:
    try:
        return folder if (folder / HEAD).is_file() else None
    except OSError:
        return None
