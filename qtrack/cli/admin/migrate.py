"""`qtrack migrate`: the files of a plan in the newest format."""

from qtrack.cli.context import RunContext
from qtrack.cli.options import PlanOption
from qtrack.errors import ExitCode
from qtrack.locale.message import msg, nmsg
from qtrack.model.plan import FORMAT
from qtrack.store.migrate import migrate as bring_to_newest


def migrate(context: RunContext, *, plan: PlanOption = None) -> int:
    """Bring the files of a plan that an older qtrack wrote to the newest format; all of them or none."""
    folder = context.folder(plan)
    before, files = bring_to_newest(folder)
    if not files:
        context.screen.line(
            msg("The plan is of format {format}, the newest; nothing was changed.", format=FORMAT)
        )
        return ExitCode.OK
    changed = nmsg(
        "From format {before} to {after}: {n} file changed. Look at it with “git diff”.",
        "From format {before} to {after}: {n} files changed. Look at them with “git diff”.",
        len(files),
        before=before,
        after=FORMAT,
    )
    context.screen.confirm("".join(f"{context.shown(folder / path)}\n" for path in files), changed)
    context.screen.talk(changed)
    return ExitCode.OK
