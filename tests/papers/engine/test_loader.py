"""What Jinja makes of a built-in template is kept beside it, as long as it is of that template."""

import sys
from pathlib import Path

import jinja2
import pytest
from jinja2 import TemplateNotFound

from qtrack.locale.message import Translator
from qtrack.papers.engine.environment import PaperEnvironment
from qtrack.papers.engine.paper import BUILT_IN, PaperForm


def environment(**own: str) -> PaperEnvironment:
    texts = {f"{name}.md.j2": text for name, text in own.items()}
    return PaperEnvironment(PaperForm.MARKDOWN, Translator("en"), texts, {})


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a small built-in template in a folder of its own, where Python may write."""
    path = tmp_path / "small.md.j2"
    path.write_text("one {{ 1 + 1 }}", encoding="utf-8")
    monkeypatch.setitem(BUILT_IN, path.name, path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    return path


def kept(template: Path) -> list[Path]:
    return list((template.parent / "__pycache__").glob("*"))


def test_a_template_is_compiled_once(template: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment().get_template(template.name).render() == "one 2"
    assert [path.suffix for path in kept(template)] == [".pyc"]
    monkeypatch.setattr(PaperEnvironment, "compile", None)
    assert environment().get_template(template.name).render() == "one 2"
    assert environment().get_template(f"builtin/{template.name}").render() == "one 2"


def test_it_is_compiled_anew_where_it_is_another(template: Path) -> None:
    environment().get_template(template.name)
    template.write_text("two {{ 1 + 1 }}", encoding="utf-8")
    assert environment().get_template(template.name).render() == "two 2"


def test_it_is_compiled_anew_by_another_jinja(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment().get_template(template.name)
    (before,) = (path.read_bytes() for path in kept(template))
    other = tmp_path / "another.py"
    other.write_text("", encoding="utf-8")
    monkeypatch.setattr(jinja2, "__file__", str(other))
    environment().get_template(template.name)
    assert [path.read_bytes() for path in kept(template)] != [before]


def test_nothing_is_kept_of_templates_of_ones_own(template: Path) -> None:
    assert environment(small="mine").get_template(template.name).render() == "mine"
    assert kept(template) == []
    with pytest.raises(TemplateNotFound):
        environment(small="mine").get_template("builtin/other.md.j2")
