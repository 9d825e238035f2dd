"""Which commands there are, by the names that a person types."""

from typing import Final, Literal, get_args

_Read = Literal["status", "show", "units", "matrix", "due", "indicators", "find", "chase", "history"]
_Write = Literal["record", "form", "correct", "withdraw", "close", "return"]
_Review = Literal["diff", "changes", "audit"]
_Admin = Literal["validate", "explain", "schema", "migrate", "report", "demo", "help"]
#: What a person types, in the order of the help.
Name = Literal[_Read, _Write, _Review, _Admin]
COMMANDS: Final[tuple[Name, ...]] = get_args(Name)
