"""The forms a page can take."""

from enum import StrEnum


class PageForm(StrEnum):
    """How a page is printed."""

    TABLE = "table"
    JSON = "json"


class ProblemForm(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
