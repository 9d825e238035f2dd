"""The manual of all checks: what loading finds and what the checks of a loaded plan find, by name."""

from difflib import get_close_matches

from qtrack.checks import CHECKS
from qtrack.errors import QtrackError
from qtrack.locale.message import msg
from qtrack.model.manual import ManualPage, page_of
from qtrack.store import manual as of_loading


def manual() -> tuple[ManualPage, ...]:
    """Return every page, in the order of names."""
    of_checks = [page_of(check.__doc__ or "") for check in CHECKS]
    return tuple(sorted((*of_loading.pages(), *of_checks), key=lambda page: page.name))


def manual_page(name: str) -> ManualPage:
    """Return the page of one check; raise QtrackError where there is no such check."""
    pages = {page.name: page for page in manual()}
    typed = name.strip().casefold().replace("_", "-")
    if typed in pages:
        return pages[typed]
    close = get_close_matches(typed, pages, n=1)
    raise QtrackError(
        msg("There is no check “{name}”; perhaps “{nearest}”.", name=name, nearest=close[0])
        if close
        else msg("There is no check “{name}”.", name=name),
        msg("“qtrack explain” lists them all."),
    )
