"""Built-in templates as files to start from."""

from qtrack import __version__
from qtrack.locale.message import Message, msg
from qtrack.locale.translator import Translator
from qtrack.papers.engine.paper import BUILT_IN, BUILT_IN_PREFIX, ENDINGS
from qtrack.papers.registry import PAPERS


def ejectable() -> tuple[str, ...]:
    """Return what can be copied: every paper, and every built-in template by the stem of its name."""
    stems = sorted({name.partition(".")[0] for name in BUILT_IN} - set(PAPERS))
    return (*PAPERS, *stems)


def ejected(name: str, translator: Translator) -> dict[str, str]:
    """Return the files to start from, by their names below templates/; each says on top what it is.

    For a paper these are the templates that make it, under its own name; for the stem of built-in
    templates, these.
    """
    if name in PAPERS:
        own = {f"{name}.{ending}": f"{PAPERS[name].template}.{ending}" for ending in ENDINGS.values()}
    else:
        own = {template: template for template in BUILT_IN if template.startswith(f"{name}.")}
    return {goal: _copy(source, translator) for goal, source in own.items()}


def _copy(source: str, translator: Translator) -> str:
    text = BUILT_IN[source].read_text(encoding="utf-8")
    said = [
        msg(
            "A copy of the built-in template {source} of qtrack {version}; later versions do not change it.",
            source=source,
            version=__version__,
        ),
        msg("Delete this file, and the built-in one is back."),
        *_parts(source, text),
        msg("“qtrack report --fields KIND” tells what a template may use."),
    ]
    comment = "\n   ".join(line if isinstance(line, str) else translator.say(line) for line in said)
    return f"{{# {comment} #}}\n{text}"


def _parts(source: str, text: str) -> list[Message | str]:
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
