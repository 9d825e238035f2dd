"""Which language a run speaks, and who says so: the command line, a variable, the locale, or the plan."""

import locale
import os
from collections.abc import Callable, Mapping

from qtrack.errors import QtrackError
from qtrack.locale.message import LANGUAGES, msg
from qtrack.locale.words import LANGUAGE_NAMES, meant

_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(asked: str | None, environ: Mapping[str, str], of_plan: Callable[[], str | None]) -> str:
    """Return `zh` or `en`. Raise QtrackError where --lang or QTRACK_LANG name another language."""
    for source, text in (("--lang", asked), ("QTRACK_LANG", environ.get("QTRACK_LANG"))):
        if text:
            language = language_meant(text)
            if language is None:
                raise QtrackError(
                    msg("{source} is “{text}”.", source=source, text=text),
                    msg("The languages are {languages}.", languages=LANGUAGES),
                )
            return language
    return usual_language(environ, of_plan)


def usual_language(environ: Mapping[str, str], of_plan: Callable[[], str | None]) -> str:
    """Return the language of the locale, else of the plan: that in which a wrong --lang is refused, too."""
    # The first that is set rules, as everywhere: LC_ALL=C means that no language is asked for.
    ruling = next((environ[name] for name in _LOCALES if environ.get(name)), "") or _of_windows()
    return _of_locale(ruling) or of_plan() or LANGUAGES[0]


def source_of_language(asked: str | None, environ: Mapping[str, str]) -> str:
    """Return the option or variable that says the language, nothing where none of them does."""
    named = (("--lang", asked), ("QTRACK_LANG", environ.get("QTRACK_LANG")))
    ruling = ((name, environ.get(name)) for name in _LOCALES)
    name, text = next(((name, text) for name, text in (*named, *ruling) if text), ("", ""))
    return f"{name}={text}" if _of_locale(text or "") else ""


def language_meant(text: str) -> str | None:
    """Return the language that a person names, also as a locale, None where it is none of ours."""
    return _of_locale(text) or meant(text, LANGUAGES, LANGUAGE_NAMES)


def _of_locale(text: str) -> str | None:
    start = text.casefold()[:2]
    return start if start in LANGUAGES and not text[2:3].isalpha() else None


def _of_windows() -> str:
    """Windows keeps the language of its user elsewhere than in the environment."""
    if os.name != "nt":
        return ""
    name = locale.getlocale()[0] or ""
    return "zh" if name.startswith("Chinese") else "en" if name.startswith("English") else name
