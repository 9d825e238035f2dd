"""What the fields of the model mean as keys of a file, and what is asked of their values."""

import re
from inspect import cleandoc
from typing import Final

import msgspec

#: A line of a docstring that tells of a key; compiled where it is needed, which is not at every start.
_KEY: Final = r"^- (\w+): (.+(?:\n  .+)*)"


def key_texts(kind: type[msgspec.Struct]) -> dict[str, str]:
    """Return the keys of what a file says of such a thing, each with a title, a colon and a sentence.

    They stand in the docstring of the type, a line each, and are what an editor shows of a key. A field that
    is left out there is no key of a file; the loader fills it in.
    """
    told = re.findall(_KEY, cleandoc(kind.__doc__ or ""), re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in told}


def asks(**schema: object) -> msgspec.Meta:
    """Ask more of a value than its type does, in the words of JSON Schema."""
    return msgspec.Meta(extra_json_schema=schema)


def form(*patterns: re.Pattern[str]) -> msgspec.Meta:
    """Ask for one of these forms, written so that every editor reads them alike: JavaScript knows no {,3}."""
    either = "|".join(pattern.pattern for pattern in patterns).replace("{,", "{0,").replace(r"\d", "[0-9]")
    return asks(pattern=f"^({either})$")
