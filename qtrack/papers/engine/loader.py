"""Where templates come from: a plan's own texts, and built-in files, of which the code is kept."""

from collections.abc import Mapping, MutableMapping
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any, cast
from zlib import crc32

import jinja2
from jinja2 import BaseLoader, Environment, Template
from jinja2.exceptions import TemplateNotFound

from qtrack.papers.engine.paper import BUILT_IN, BUILT_IN_PREFIX
from qtrack.store.own_templates import template_path


class _Compiled(SourceFileLoader):
    """The code of a built-in template, kept beside it as Python keeps that of its own modules."""

    def __init__(self, environment: Environment, name: str) -> None:
        super().__init__(name, str(BUILT_IN[name]))
        self.environment = environment

    def source_to_code(self, data: Any, path: Any) -> CodeType:  # type: ignore[override]  # noqa: ANN401
        """Compile the template."""
        return self.environment.compile(bytes(data).decode(), self.name, path)

    def path_stats(self, path: Any) -> Mapping[str, Any]:  # noqa: ANN401
        """Return what tells this template, as this Jinja and these modules compile it, from others."""
        made_of = (path, jinja2.__file__, *sorted(Path(__file__).parent.glob("*.py")))
        stats = [Path(file).stat() for file in made_of]
        mark = crc32(repr([(own.st_mtime_ns, own.st_size) for own in stats]).encode())
        return {**super().path_stats(path), "mtime": mark}


class TemplateLoader(BaseLoader):
    """The templates that a plan has of its own, with their paths in its folder, then the built-in ones."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self.own = own

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        """Return the text of one of the plan's own, and its path in the plan's folder."""
        if template not in self.own or template.startswith(BUILT_IN_PREFIX):
            raise TemplateNotFound(template)
        return self.own[template], template_path(template), None

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """Return a template; what was made of a built-in one before is not made again."""
        built_in = name.removeprefix(BUILT_IN_PREFIX)
        if built_in not in BUILT_IN or (name == built_in and name in self.own):
            return super().load(environment, name, globals)
        code = cast("CodeType", _Compiled(environment, built_in).get_code(built_in))
        return environment.template_class.from_code(environment, code, environment.make_globals(globals))

    def list_templates(self) -> list[str]:
        """Return the names of all."""
        return sorted({*self.own, *BUILT_IN, *(f"{BUILT_IN_PREFIX}{name}" for name in BUILT_IN)})
