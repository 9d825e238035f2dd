"""The words for values that a key of a file may be one of; the first of them may stand in a file, too."""

import typing
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, Literal

from qtrack.locale import words
from qtrack.locale.words import Words
from qtrack.model.entry import ChaseLevel, Status
from qtrack.model.head import LightPreset, Pace, Round
from qtrack.model.indicator import Better, IndicatorKind, Qualifier
from qtrack.model.plan import Every
from qtrack.model.units import UnitKind
from qtrack.store.yaml.plain import bare_type

_TABLES: Final[Mapping[type, Words]] = {
    Status: words.STATUSES,
    ChaseLevel: words.CHASE_LEVELS,
    UnitKind: words.UNIT_KINDS,
    IndicatorKind: words.INDICATOR_KINDS,
    Better: words.BETTER,
    Qualifier: words.QUALIFIERS,
    Every: words.RHYTHMS,
    Round: words.RHYTHMS,
    Pace: words.PACES,
    LightPreset: words.LIGHT_RULES,
    bool: words.TRUTH,
}
#: For what is one of a few texts: those of languages, and of what returns every year.
TEXT_WORDS: Final[Words] = {**words.LANGUAGE_NAMES, **words.RHYTHMS}


def choices_of(kind: Any) -> dict[str, Any]:  # noqa: ANN401 - a type annotation is any object
    """Return the values that a type is one of, by how files spell them; none where it is anything else."""
    own = bare_type(kind)
    if own is bool:
        return {"true": True, "false": False}
    if typing.get_origin(own) is Literal:
        return {str(value): value for value in typing.get_args(own)}
    return (
        {member.value: member for member in own} if isinstance(own, type) and issubclass(own, StrEnum) else {}
    )


def words_of(kind: Any) -> Words:  # noqa: ANN401 - a type annotation is any object
    """Return the words for the values that a type is one of."""
    own = bare_type(kind)
    return TEXT_WORDS if typing.get_origin(own) is Literal else _TABLES.get(own, {})
