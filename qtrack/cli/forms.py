"""The forms a page can take."""

from enum import StrEnum


class PageForm(StrEnum):
    """How a page is printed."""

    TABLE = "table"
    JSON = "json"
