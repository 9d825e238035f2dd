"""`qtrack schema [KIND]` and `qtrack migrate`: the form of the files of a plan."""

from collections.abc import Iterable
from typing import Annotated

from qtrack.cli.context import RunContext
from qtrack.cli.names import NAMES
from qtrack.cli.options import PlanOption
from qtrack.cli.parameters import argument, choice, flag, name_of, option
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale import words
from qtrack.locale.message import Translator, msg, nmsg
from qtrack.model.head import FORMAT
from qtrack.store.migrate import migrate as migrate_files
from qtrack.store.reading.head import language_of
from qtrack.store.yaml.schema import FileKind, any_schema, outdated, schema_text, write_schemas
from qtrack.store.yaml.schema import schema as schema_of


def _outputs() -> Iterable[str]:
    from qtrack.cli.admin.json_schema import OUTPUTS

    return OUTPUTS


def schema(
    context: RunContext,
    *,
    kind: Annotated[
        FileKind | None,
        argument("Of which file: {choices}; else all in one.", "KIND", choice(FileKind, words.FILES)),
    ] = None,
    check: Annotated[bool, flag("Exit 1 if the schemas beside the plan are out of date.")] = False,
    write: Annotated[bool, flag("Write the schemas of all kinds below .schemas/ of the plan.")] = False,
    output: Annotated[
        str | None,
        option(
            "Print the schema of what this command prints with --format json: {choices}.",
            "COMMAND",
            name_of(_outputs, NAMES),
        ),
    ] = None,
    plan: PlanOption = None,
) -> int:
    """Print schemas, write them, or return 1 where those beside the plan are not as they would be written."""
    if sum((kind is not None, check, write, output is not None)) > 1:
        raise QtrackError(
            msg("KIND, --check, --write and --output do not go together."),
            msg("Give one of them, such as “qtrack schema --write”."),
        )
    if output is not None:
        from qtrack.cli.admin.json_schema import output_schema

        context.screen.write(schema_text(output_schema(output)))
        return ExitCode.OK
    if check or write:
        return _keep(context, plan, write=write)
    folder = context.folder_if_any(plan)  # a schema can be printed without any
    translator = Translator(context.language or (folder and language_of(folder)) or _DEFAULT)
    found = any_schema(translator) if kind is None else schema_of(kind, translator)
    context.screen.write(schema_text(found))
    return ExitCode.OK


def _keep(context: RunContext, plan: str | None, *, write: bool) -> int:
    """Look after the schemas in the plan's folder; these speak the plan's language, whoever asks."""
    folder = context.folder(plan)
    translator = Translator(language_of(folder) or _DEFAULT)
    paths = (write_schemas if write else outdated)(folder, translator)
    if not paths:
        context.screen.talk(msg("The schemas are up to date."))
        return ExitCode.OK
    listed = "".join(f"{context.shown(path)}\n" for path in paths)
    if write:
        written = nmsg("{n} schema written.", "{n} schemas written.", len(paths))
        context.screen.confirm(listed, written)
        context.screen.talk(written)
        return ExitCode.OK
    context.screen.lines(listed.removesuffix("\n"))
    context.screen.talk(
        nmsg(
            "{n} schema is out of date; “qtrack schema --write” writes it anew.",
            "{n} schemas are out of date; “qtrack schema --write” writes them anew.",
            len(paths),
        )
    )
    return ExitCode.PROBLEMS


#: What a plan speaks that does not say.
_DEFAULT = "zh"


def migrate(context: RunContext, *, plan: PlanOption = None) -> int:
    """Write the files of a plan anew in the newest format."""
    folder = context.folder(plan)
    before, files = migrate_files(folder)
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
