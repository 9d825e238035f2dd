"""Keep the Chinese catalogue in step with the code; English needs none, since the keys are English.

python .ci/messages.py update    gather messages, compile
python .ci/messages.py check     exit 1 if anything is missing, left over or not compiled
"""

import ast
import io
import json
import re
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO

import msgspec
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from build_hook import compile_catalogue, texts

from qtrack.cli import names
from qtrack.cli.admin.doctor import MATTERS
from qtrack.locale import words
from qtrack.locale.message import MONTHS
from qtrack.model import entry, head, indicator, plan, responsibility, units
from qtrack.model.ids import key_texts
from qtrack.pages.doctor import NAMES
from qtrack.pages.manual import manual

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "qtrack"
LOCALES = CODE / "locale"
PO = LOCALES / "zh" / "LC_MESSAGES" / "qtrack.po"
#: Where what stands for the value, and the help, stand among what declares an option of a command.
HELP = {"option": (0, 1), "date_option": (0,), "flag": (0,), "argument": (0, 1)}
KEYWORDS = {"msg": None, "nmsg": (1, 2), "mark": None, "_": None, "ngettext": (1, 2)}


def python_messages(
    file: IO[bytes], keywords: Collection[str], _tags: object, **_options: object
) -> Iterator[tuple[int, str, str | tuple[str, ...], list[str]]]:
    """Yield the messages of a module; unlike Babel's own reader, those within other messages, too."""
    for node in ast.walk(ast.parse(file.read())):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in HELP:
            for text in (dict(enumerate(node.args)).get(place) for place in HELP[node.func.id]):
                if isinstance(text, ast.Constant) and text.value and isinstance(text.value, str):
                    yield node.lineno, "mark", text.value, []
        elif node.func.id in keywords:
            count = 2 if KEYWORDS[node.func.id] else 1
            texts = [each.value for each in node.args[:count] if isinstance(each, ast.Constant)]
            if len(texts) == count and all(isinstance(each, str) for each in texts):
                yield node.lineno, node.func.id, texts[0] if count == 1 else tuple(texts), []


HEADER = """\
msgid ""
msgstr ""
"Language: zh\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

METHODS = [("**.py", python_messages), ("papers/**.j2", "jinja2")]
OPTIONS = {"papers/**.j2": {"encoding": "utf-8", "trimmed": "true"}}


def gathered() -> set[str | tuple[str, str]]:
    """Return every message of the code."""
    found = {message for _, _, message, *_ in extract_from_dir(CODE, METHODS, OPTIONS, keywords=KEYWORDS)}
    for page in manual():
        found.update((page.name, *page.texts))
    for module in (entry, head, indicator, plan, responsibility, units):
        for record in vars(module).values():
            if isinstance(record, type) and issubclass(record, msgspec.Struct):
                found.update(key_texts(record).values())
    for table in (names.COMMANDS, names.NAMES, *names.GROUPS.values(), names.HABITS):
        found.update(table.values())
    for name, table in vars(words).items():
        found.update(table.values() if name.isupper() and isinstance(table, dict) else ())
    found.update((*names.GROUPS, *names.HABITS, *MONTHS.split()))
    found.update({look.__name__ for look in MATTERS} - NAMES.keys())
    return found


def known() -> Catalog:
    """Return the catalogue as it lies there."""
    if not PO.exists():
        return Catalog(locale="zh")
    with PO.open("rb") as file:
        return read_po(file, locale="zh")


def fresh() -> Catalog:
    """Return the catalogue with exactly the messages of the code, as far as they are translated."""
    old = known()
    new = Catalog(locale="zh", fuzzy=False)  # without flags, which depend on the version of Babel
    for message in gathered():
        said = old.get(message[0] if isinstance(message, tuple) else message)
        new.add(message, said.string if said else "").flags.clear()
    return new


def po_bytes(catalogue: Catalog) -> bytes:
    """Return the catalogue in the order of its keys, under a head that no version of Babel alters."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=100, sort_output=True, no_location=True, omit_header=True)
    return HEADER.encode() + buffer.getvalue()


def update() -> int:
    catalogue = fresh()
    PO.write_bytes(po_bytes(catalogue))
    compile_catalogue(PO)
    report(lacking(catalogue))
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


def is_compiled(catalogue: Catalog) -> bool:
    """Tell whether what was compiled says what the catalogue says."""
    path = PO.with_suffix(".json")
    return path.exists() and json.loads(path.read_bytes()) == texts(catalogue)


def braces(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def report(lines: list[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


def check() -> int:
    catalogue = fresh()
    wrong = lacking(catalogue)
    if PO.read_bytes() != po_bytes(catalogue):
        wrong.append("the catalogue is not that of the code; run: python .ci/messages.py update")
    elif not is_compiled(catalogue):
        wrong.append("the catalogue is not compiled; run: python .ci/messages.py update")
    report(wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit({"update": update, "check": check}[sys.argv[1]]())
