"""Keep the message catalogues in step with the code.

python .ci/messages.py update    gather messages, fill the English ones, compile
python .ci/messages.py check     exit 1 if anything is missing, left over or not compiled
"""

import ast
import inspect
import io
import re
import sys
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from qtrack.cli.commands import COMMANDS
from qtrack.views.manual import manual

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "qtrack"
LOCALES = CODE / "locale"
LANGUAGES = ("en", "zh")
KEYWORDS = {"msg": None, "nmsg": (1, 2), "mark": None, "_": None, "ngettext": (1, 2)}


def python_messages(
    file: IO[bytes], keywords: Collection[str], _tags: object, **_options: object
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """Yield the messages of a module; unlike Babel's own reader, those within other messages, too."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in keywords:
            count = 2 if KEYWORDS[node.func.id] else 1
            texts = [each.value for each in node.args[:count] if isinstance(each, ast.Constant)]
            if len(texts) == count and all(isinstance(each, str) for each in texts):
                yield node.lineno, node.func.id, texts[0] if count == 1 else tuple(texts), []


METHODS = [("**.py", python_messages), ("render/templates/**.j2", "jinja2")]
OPTIONS = {"render/templates/**.j2": {"encoding": "utf-8", "trimmed": "true"}}


def gathered() -> dict[str | tuple[str, str], list[str]]:
    """Return every message of the code with the files it stands in."""
    found: dict[str | tuple[str, str], list[str]] = {}
    rows = extract_from_dir(CODE, METHODS, OPTIONS, keywords=KEYWORDS)
    for path, _, message, *_ in rows:
        found.setdefault(message, []).append(path)
    for module in COMMANDS.values():
        name = f"cli/{module.rpartition('.')[2]}.py"
        for doc in command_docs(CODE / name):
            found.setdefault(doc, []).append(name)
    for page in manual():
        for text in page.texts:
            found.setdefault(text, []).append("views/manual.py")
    return dict(sorted(found.items(), key=lambda pair: (min(pair[1]), str(pair[0]))))


def command_docs(path: Path) -> list[str]:
    """Return the docstring of a module's command, which is its help."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        inspect.cleandoc(doc)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name == path.stem and (doc := ast.get_docstring(node))
    ]


def po_path(language: str) -> Path:
    return LOCALES / language / "LC_MESSAGES" / "qtrack.po"


def read(language: str) -> Catalog:
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def fresh(language: str) -> Catalog:
    """Return the catalogue with exactly the messages of the code; English says what the key says."""
    old = read(language)
    new = Catalog(locale=language, project="qtrack", version="1", fuzzy=False)
    new.creation_date = new.revision_date = datetime(2018, 9, 30, tzinfo=UTC)  # the same bytes on every day
    for message, paths in gathered().items():
        key = message[0] if isinstance(message, tuple) else message
        known = old.get(key)
        said = known.string if known else ""
        if language == "en":
            said = message
        new.add(message, said, locations=[(path, None) for path in sorted(set(paths))])
    return new


def po_bytes(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=False, include_lineno=False, omit_header=False)
    return buffer.getvalue()


def mo_bytes(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def update() -> int:
    for language in LANGUAGES:
        catalogue = fresh(language)
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(po_bytes(catalogue))
        path.with_suffix(".mo").write_bytes(mo_bytes(catalogue))
        report(language, lacking(catalogue))
    return 0


def lacking(catalogue: Catalog) -> list[str]:
    """Return what is wrong with a catalogue: no translation, or other values in the braces."""
    wrong = []
    for message in catalogue:
        if not message.id:
            continue
        keys = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(said):
            wrong.append(f"not translated: {keys[0]!r}")
        elif any(not braces(each) <= braces(keys[-1]) | {"n"} for each in said) or (
            not isinstance(message.id, tuple) and braces(said[0]) != braces(keys[0])
        ):
            wrong.append(f"other values: {keys[0]!r} -> {said!r}")
    return wrong


def braces(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def report(language: str, lines: list[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{language}: {line}\n")


def check() -> int:
    bad = 0
    for language in LANGUAGES:
        catalogue = fresh(language)
        wrong = lacking(catalogue)
        path = po_path(language)
        if not path.exists() or path.read_bytes() != po_bytes(catalogue):
            wrong.append("the catalogue is not that of the code; run: python .ci/messages.py update")
        elif path.with_suffix(".mo").read_bytes() != mo_bytes(catalogue):
            wrong.append("the catalogue is not compiled; run: python .ci/messages.py update")
        report(language, wrong)
        bad += len(wrong)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1]]())
