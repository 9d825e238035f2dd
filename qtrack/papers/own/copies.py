"""Copies of built-in templates to start from; each says on top what it is."""

from collections.abc import Sequence

from qtrack import __version__
from qtrack.errors import QtrackError
from qtrack.locale.message import Message, Translator, msg
from qtrack.papers.engine.paper import (
    BUILT_IN,
    BUILT_IN_PREFIX,
    ENDINGS,
    PaperForm,
    document_name,
)
from qtrack.papers.registry import PAPERS
from qtrack.papers.word.shipped import shipped_template


def ejectable() -> tuple[str, ...]:
    """Return what can be copied: every paper, and every built-in template by the stem of its name."""
    stems = sorted({name.partition(".")[0] for name in BUILT_IN} - set(PAPERS))
    return (*PAPERS, *stems)


def ejected_document(name: str, translator: Translator, language: str) -> bytes:
    """Return the template in Word of a paper of a language to start from, which says on top what it is."""
    part = msg("A part of the paper stands where its mark has a paragraph to itself; write between them.")
    return shipped_template(PAPERS[name], language, _about(document_name(name), [part], translator))


def ejected(name: str, translator: Translator, form: PaperForm | None = None) -> dict[str, str]:
    """Return the files to start from, by their names below templates/; each says on top what it is.

    For a paper these are the templates that make it, under its own name, for the stem of built-in
    templates, these; only that of a form if one is named. Raises QtrackError where there is none.
    """
    endings = [ending for kind, ending in ENDINGS.items() if form in {None, kind}]
    if name in PAPERS:
        stem = PAPERS[name].template
        own = {f"{name}.{ending}": f"{stem}.{ending}" for ending in endings if f"{stem}.{ending}" in BUILT_IN}
    else:
        own = {template: template for template in BUILT_IN if template.startswith(f"{name}.")}
        own = {template: template for template in own if form is None or template.endswith(tuple(endings))}
    if not own:
        raise QtrackError(
            msg("Of “{name}” there is no template in the form {form}.", name=name, form=str(form)),
            msg("Leave --format out, or give markdown, html or docx for a paper."),
        )
    return {goal: _copy(source, translator) for goal, source in own.items()}


def _copy(source: str, translator: Translator) -> str:
    text = BUILT_IN[source].read_text(encoding="utf-8")
    comment = "\n   ".join(_about(source, _in_part(source, text), translator))
    return f"{{# {comment} #}}\n{text}"


def _about(source: str, part: Sequence[Message | str], translator: Translator) -> list[str]:
    """Return what stands on top of a copy; `part` is how to change some of it."""
    said = [
        msg(
            "A copy of the built-in template {source} of qtrack {version}; later versions do not change it.",
            source=source,
            version=__version__,
        ),
        msg("Delete this file, and the built-in one is back."),
        *part,
        msg("“qtrack report --fields KIND” tells what a template may use."),
    ]
    return [line if isinstance(line, str) else translator.say(line) for line in said]


def _in_part(source: str, text: str) -> list[Message | str]:
    """Say how to keep a part of the built-in template only."""
    if source.endswith(".css.j2"):
        return [
            msg("To add rules only, put them below this line and delete the rest:"),
            f'  {{% include "{BUILT_IN_PREFIX}{source}" %}}',
        ]
    if "{% block" in text:
        return [
            msg("To change a block only, keep this line and the block, and delete the rest:"),
            f'  {{% extends "{BUILT_IN_PREFIX}{source}" %}}',
            msg("Within the block, {call} is what the built-in one says there.", call="{{ super() }}"),
        ]
    return []
