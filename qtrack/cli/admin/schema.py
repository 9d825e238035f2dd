"""`qtrack schema [KIND]`: the files of a plan, or what a command prints, as JSON Schema."""

from typing import Annotated

import typer

from qtrack.cli.context import Here
from qtrack.cli.options import PlanOption, parse_choice, parse_name
from qtrack.errors import ExitCode, QtrackError
from qtrack.locale.message import mark, msg, nmsg
from qtrack.locale.translator import Translator
from qtrack.store.load import language_of
from qtrack.store.yaml.schema import FileKind, any_schema, outdated, schema_text, write_schemas
from qtrack.store.yaml.schema import schema as schema_of


def schema(
    here: Here,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="KIND", help=mark("plan, units, section, task or entry; else all in one.")),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help=mark("Exit 1 if the schemas beside the plan are out of date."))
    ] = False,
    write: Annotated[
        bool,
        typer.Option("--write", help=mark("Write the schemas of all kinds below .schemas/ of the plan.")),
    ] = False,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            metavar="COMMAND",
            help=mark("Print the schema of what this command prints with --format json."),
        ),
    ] = None,
    plan: PlanOption = None,
) -> int:
    """Print the JSON Schema of a kind of file, or keep those that the editor of a plan reads."""
    if sum((kind is not None, check, write, output is not None)) > 1:
        raise QtrackError(
            msg("KIND, --check, --write and --output do not go together."), msg("Give one of them.")
        )
    if output is not None:
        from qtrack.cli.admin.json_schema import OUTPUTS, output_schema

        here.screen.write(schema_text(output_schema(parse_name("--output", output, OUTPUTS))))
        return ExitCode.FINE
    if check or write:
        return _keep(here, plan, write=write)
    translator = Translator(here.language or _language(here, plan))
    if kind is None:
        here.screen.write(schema_text(any_schema(translator)))
    else:
        here.screen.write(schema_text(schema_of(parse_choice("KIND", kind, FileKind), translator)))
    return ExitCode.FINE


def _keep(here: Here, plan: str | None, *, write: bool) -> int:
    """Look after the schemas in the plan's folder; these speak the plan's language, whoever asks."""
    folder = here.folder(plan)
    translator = Translator(language_of(folder) or _DEFAULT)
    paths = (write_schemas if write else outdated)(folder, translator)
    if not paths:
        here.screen.talk(msg("The schemas are up to date."))
        return ExitCode.FINE
    listed = "".join(f"{here.shown(path)}\n" for path in paths)
    if write:
        written = nmsg("{n} schema written.", "{n} schemas written.", len(paths))
        here.screen.confirm(listed, written)
        here.screen.talk(written)
        return ExitCode.FINE
    here.screen.lines(listed.removesuffix("\n"))
    here.screen.talk(
        nmsg(
            "{n} schema is out of date; “qtrack schema --write” writes it anew.",
            "{n} schemas are out of date; “qtrack schema --write” writes them anew.",
            len(paths),
        )
    )
    return ExitCode.FOUND


#: What a plan speaks that does not say.
_DEFAULT = "zh"


def _language(here: Here, plan: str | None) -> str:
    """Return the language of the plan, which need not exist for a schema to be printed."""
    try:
        return language_of(here.folder(plan)) or _DEFAULT
    except QtrackError:
        if plan:
            raise
        return _DEFAULT
