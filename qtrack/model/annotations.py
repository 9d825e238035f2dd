"""What the annotation of a field says: the type of its value, and of what is in a list."""

import types
import typing
from typing import Annotated, Any, TypeVar, Union

import msgspec

StructT = TypeVar("StructT", bound=msgspec.Struct)


def bare_type(kind: Any) -> Any:  # noqa: ANN401 - a type annotation is any object
    """Return the type of a value that is there, without what only an editor asks of it."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is Annotated:
        return bare_type(arguments[0])
    if origin in {Union, types.UnionType}:
        return bare_type(next(argument for argument in arguments if argument is not types.NoneType))
    return kind


def member_type(kind: Any) -> Any:  # noqa: ANN401 - a type annotation is any object
    """Return the type of a value that is there, of a list that of what is in it."""
    own = bare_type(kind)
    return bare_type(typing.get_args(own)[0]) if typing.get_origin(own) is tuple else own
