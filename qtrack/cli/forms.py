"""The forms a page can take."""

from enum import StrEnum


class PageForm(StrEnum):
    """How a page is printed."""

    TABLE = "table"
    JSON = "json"


class TableForm(StrEnum):
    """How a table is printed, also for spreadsheets and for other papers."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class PathForm(StrEnum):
    """How it is told what was written."""

    TEXT = "text"
    JSON = "json"
