"""`qtrack migrate`: the files of a plan in the newest format."""

from qtrack.cli.context import Here
from qtrack.cli.options import PlanOption
from qtrack.errors import ExitCode
from qtrack.locale.message import msg, nmsg
from qtrack.store.migrate import migrate as bring_to_newest


def migrate(here: Here, plan: PlanOption = None) -> int:
    """Bring the files of a plan that an older qtrack wrote to the newest format; all of them or none."""
    folder = here.folder(plan)
    done = bring_to_newest(folder)
    if not done.changed:
        here.screen.line(
            msg("The plan is of format {format}, the newest; nothing was changed.", format=done.after)
        )
        return ExitCode.FINE
    changed = nmsg(
        "From format {before} to {after}: {n} file changed. Look at it with “git diff”.",
        "From format {before} to {after}: {n} files changed. Look at them with “git diff”.",
        len(done.changed),
        before=done.before,
        after=done.after,
    )
    here.screen.confirm("".join(f"{here.shown(folder / path)}\n" for path in done.changed), changed)
    here.screen.talk(changed)
    return ExitCode.FINE
