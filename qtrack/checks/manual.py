"""The manual of the checks: the docstring of each module is the page of its check."""

import sys
from types import ModuleType

from qtrack.model.manual import ManualPage, page_of


def pages() -> tuple[ManualPage, ...]:
    """Return the pages of all checks that the package spells out."""
    package = sys.modules[__package__]
    modules = [module for module in vars(package).values() if isinstance(module, ModuleType)]
    return tuple(page_of(module.__doc__ or "") for module in modules if hasattr(module, "NAME"))
