"""Every check has specimens that pass and that fail, and says exactly what is expected in both languages.

With --update-golden the expected texts are written anew, to be read before they are kept.
"""

from pathlib import Path

import pytest

from qtrack.pages.manual import manual
from tests.checks.specimens import LANGUAGES, Specimen, found, specimens, told

ALL = specimens()


@pytest.mark.parametrize(
    "specimen", ALL, ids=[f"{each.check}-{each.folder.parent.name}-{each.folder.name}" for each in ALL]
)
def test_a_specimen_is_told_exactly_so(specimen: Specimen, tmp_path: Path, *, update_golden: bool) -> None:
    problems = found(specimen, tmp_path)
    for language in LANGUAGES:
        said = told(problems, language)
        if update_golden and not specimen.passes:
            (specimen.folder / f"expected.{language}").write_text(said, encoding="utf-8", newline="\n")
        else:
            assert said == specimen.expected(language)
    assert (specimen.check in {each.check for each in problems}) is not specimen.passes


@pytest.mark.parametrize("passes", [True, False])
def test_no_check_is_without_specimens(*, passes: bool) -> None:
    assert {page.name for page in manual()} == {each.check for each in ALL if each.passes is passes}
