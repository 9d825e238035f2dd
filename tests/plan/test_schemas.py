"""The schemas beside the shipped plan: up to date, named by its files, and proven with check-jsonschema.

check-jsonschema reads YAML 1.2 as an editor does: numbers are numbers there, dates are texts.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pytest

from qtrack.cli.main import main
from qtrack.store.yaml.schema import FileKind
from tests.conftest import Demonstration
from tests.small import wide

ROOT: Final = Path(__file__).parents[2]
PLAN: Final = ROOT / "plan"

#: Where the files of each kind lie, and where their schema is as seen from them.
FOLDERS: Final = {
    FileKind.PLAN: ("plan.yaml", ".schemas/plan.json"),
    FileKind.UNITS: ("units.yaml", ".schemas/units.json"),
    FileKind.SECTION: ("sections/*.yaml", "../.schemas/section.json"),
    FileKind.TASK: ("tasks/*.yaml", "../.schemas/task.json"),
}

#: What the first of these texts in a shipped file becomes by a slip.
MISTAKES: Final[dict[str, list[tuple[str, str]]]] = {
    "plan.yaml": [
        ("format: 2", "format: 3"),
        ("language: zh", "language: cn"),
        ("start: 2018-09-30", "start: 2018-09-31"),
        ("end: 2020-12-31", "end: 2020年12月31日"),
        ("by_day: 25", "by_day: 31"),
        ("yellow_gap: 10", "yellow_gap: 10%"),
        ("yellow_gap: 10", "rule: 福州"),
        ("stale_days: 60", "stale_days: -60"),
        ("# pace: months", "pace: month"),
        ("office: general-office", "office: 办公室"),
        ("title: ", "tilte: "),
        ("deadlines:", "deadline:"),
    ],
    "units.yaml": [
        ("kind: division}", "kind: office}"),
        ("short: 办公室, ", ""),
        ("id: metrology,", "id: 计量处,"),
        ("members: [", "member: ["),
        ("units:", "units: 36\nunit:"),
    ],
    "sections/S1.yaml": [
        ("id: S1", "id: 1"),
        ("id: S1.1\n", "id: S1-1\n"),
        ("kind: hold", "kind: keep"),
        ("target: 91", "target: 九十一"),
        ("unit: '%'", "unit: %"),
    ],
    "tasks/T18.yaml": [
        ("id: T18", "id: t18"),
        ("measure: M15", "measure: 15"),
        ("measure: M15", "measure: M15\nsection: S3"),
        ("measure: M15\n", ""),
        ("measure: M15", "measure: ''"),
        ("  lead: metrology", "  co_leads: [metrology]"),
        ("  - id: T18.1\n", "  - id: T18.1\n    every: year\n    due: 2020-12-31\n"),
        ("  - id: T18.1\n", "  - id: T18.1\n    every: year\n    start: 2019-12-31\n"),
        ("  - id: T18.1\n", "  - id: T18.1\n    first: 2019\n"),
        ("  - id: T18.1\n", "  - id: T18.1\n    by: 03-15\n"),
        ("target: 2000", "target: 2000\n    every: year\n    milestones: [{date: 2019-12-31, target: 1800}]"),
        ("target: 2000", "target: 2000\n    every: year\n    better: 越低越好"),
        ("qualifiers: [at-least]\n    kind: reach", "kind: hold\n    every: year"),
        ("target: 2000", "target: 2000\n    baseline_year: 2017"),
        ("title: 健全", "title：健全"),
        ("lead: metrology", "lead: 计量处"),
        ("lead: metrology", "lead: [metrology, standardization]"),
        ("shared: [metrology-institute]", "shared: metrology-institute"),
        ("shared: [metrology-institute]", "shared: [metrology-institute，quality-institute]"),
        ("due: 2020-12-31", "due: 2020-02-30"),
        ("due: 2020-12-31", "due: 2020/12/31"),
        ("due: 2020-12-31", "due: 2020-9-1"),
        ("due: 2020-12-31", "due: 2020-12-31\n    due: 2019-12-31"),
        ("deliverables:", "deliverable:"),
        ("  - id: T18.1\n    title", "  - title"),
        ("target: 2000", "target: 2,000"),
        ("target: 2000", f"target: {wide('2000')}"),
        ("target: 95", "target: 95%"),
        ("target: 2000", "target: -2000"),
        ("target: 2000", "target:"),
        ("kind: reach", "kind: reached"),
        ("kind: reach", "kind: 达成"),
        ("  - id: T18.1\n", "  - id: T18.1\n    every: year\n    by: 3月15日\n"),
        ("  - id: T18.1\n", "  - id: T18.1\n    every: month\n    by: 31\n"),
    ],
}

ENTRY: Final = """\
about: T18.1
unit: metrology
date: 2019-03-29
recorded: 2019-04-01T09:12:44+08:00
status: in-progress
percent: 40
actuals: {public-standards: 1650}
period: 2019
summary: 进展情况
evidence: [闽质监〔2019〕12号]
corrects: 2019-03-22-0b11ce
"""

ENTRY_MISTAKES: Final = [
    ("about: T18.1", "about: 18"),
    ("about: T18.1", "about: T18.x"),
    ("status: in-progress", "status: 在进行"),
    ("percent: 40", "percent: 140"),
    ("percent: 40", "percent: 40%"),
    ("recorded: 2019-04-01T09:12:44+08:00", "recorded: 2019-04-01"),
    ("recorded: 2019-04-01T09:12:44+08:00", "recorded: 2019-04-01T09:12:44"),
    ("actuals: {public-standards: 1650}", "actuals: [1650]"),
    ("actuals: {public-standards: 1650}", "actuals: {计量标准: 1650}"),
    ("actuals: {public-standards: 1650}", "actuals: {public-standards: 1650项}"),
    ("period: 2019", "period: 二〇一九"),
    ("evidence: [闽质监〔2019〕12号]", "evidence: 闽质监〔2019〕12号"),
    ("corrects: 2019-03-22-0b11ce", "corrects: 2019-03-22"),
    ("summary: 进展情况", "summary: ''"),
    ("summary: 进展情况\n", ""),
    ("unit: metrology", "unit: metrology\nid: 2019-03-29-7f3a9c"),
    ("corrects:", "withdraws:"),
    (
        "corrects: 2019-03-22-0b11ce",
        "chases: {number: 2019-001, level: remind, unit: office, reply_by: 2019-04-05}",
    ),
]

#: What people write and the loader reads; an editor must not find fault with it.
NATURAL: Final = {
    FileKind.ENTRY: [
        ("period: 2019", "period: '2019'"),
        ("percent: 40", "percent: '40'"),
        ("percent: 40", "percent: 40.5"),
        ("percent: 40", "percent:"),
        ("status: in-progress", "status:"),
        ("date: 2019-03-29", "date: '2019-03-29'"),
        ("summary: 进展情况", "summary: |\n  第一行\n  第二行"),
        ("evidence: [闽质监〔2019〕12号]", "evidence: [251]"),
    ],
    FileKind.TASK: [
        ("due: 2020-12-31", "due:"),
        ("measure: M15", "measure: M15\nsection:"),
        ("measure: M15", "section: S3\nmeasure:"),
        ("  - id: T18.1\n", "  - id: T18.1\n    every:\n    due: 2020-12-31\n    first:\n"),
        ("target: 2000", "target: 2000\n    every: year\n    milestones: []"),
        ("due: 2020-12-31", "due: '2020-12-31'"),
        ("source: 第18项", "source: 18"),
        ("target: 2000", "target: '2000'"),
        ("target: 2000", "target: 99.5"),
        ("  - id: T18.1\n", "  - id: T18.1\n    covers: 2017\n"),
        ("  - id: T18.1\n", "  - id: T18.1\n    covers: 2019-2021\n"),
        ("  - id: T18.1\n", "  - id: T18.1\n    every: year\n    first: 2019\n"),
        ("  - id: T18.1\n", "  - id: T18.1\n    every: month\n    first: 2019-03\n"),
        ("  - id: T18.1\n", "  - id: T18.1\n    every: quarter\n    first: 2019Q1\n"),
        ("  - id: T18.1\n", "  - id: T18.1\n    every: year\n    by: 03-15\n"),
        ("  - id: T18.1\n", "  - id: T18.1\n    every: year\n    by: next 03-31\n"),
        ("  - id: T18.1\n", "  - id: T18.1\n    every: quarter\n    by: 25\n"),
        ("  - id: T18.1\n", "  - id: T18.1\n    every: month\n    by: next 5\n"),
        ("target: 2000", "target: 2000\n    every: year"),
        ("target: 2000", "target: 2000\n    milestones: [{date: 2019-12-31, target: 1800}]"),
    ],
}


def refused(kind: FileKind, files: Sequence[Path]) -> set[str]:
    """Return the names of the files that check-jsonschema refuses."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "check_jsonschema", "--output-format", "json"),
            *("--schemafile", str(PLAN / f".schemas/{kind}.json"), *map(str, files)),
        ],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode in {0, 1}, done.stderr
    found = json.loads(done.stdout)
    wrong = (*found.get("errors", ()), *found.get("parse_errors", ()))
    names = {Path(each["filename"]).name for each in wrong}
    assert bool(names) == bool(done.returncode)
    return names


def variants(folder: Path, text: str, changes: Sequence[tuple[str, str]]) -> list[Path]:
    """Write one file for each change of a text; each must change something."""
    paths = []
    for number, (old, new) in enumerate(changes):
        assert old in text, old
        path = folder / f"{number}.yaml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        paths.append(path)
    return paths


def told(names: set[str], changes: Sequence[tuple[str, str]]) -> list[str]:
    return [changes[int(name.removesuffix(".yaml"))][1] for name in sorted(names)]


def test_the_shipped_schemas_are_up_to_date() -> None:
    assert main(["schema", "--check", "--plan", str(PLAN)], {}) == 0


@pytest.mark.parametrize("kind", FOLDERS)
def test_each_shipped_file_names_its_schema_and_fits_it(kind: FileKind) -> None:
    pattern, schema = FOLDERS[kind]
    files = sorted(PLAN.glob(pattern))
    assert files
    for path in files:
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert first == f"# yaml-language-server: $schema={schema}"
        assert (path.parent / schema).is_file()
    assert refused(kind, files) == set()


def test_the_schemas_are_sound_themselves() -> None:
    files = [str(path) for path in (PLAN / ".schemas").glob("*.json")]
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema", *files]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, len(files)) == (0, len(FileKind)), done.stdout


@pytest.mark.parametrize(
    ("kind", "path"), [(kind, path) for kind, path in zip(FOLDERS, MISTAKES, strict=True)]
)
def test_slips_in_a_shipped_file_are_refused(kind: FileKind, path: str, tmp_path: Path) -> None:
    text = (PLAN / path).read_text(encoding="utf-8")
    paths = variants(tmp_path, text, MISTAKES[path])
    missed = {each.name for each in paths} - refused(kind, paths)
    assert told(missed, MISTAKES[path]) == []


def test_slips_in_an_entry_are_refused(tmp_path: Path) -> None:
    paths = variants(tmp_path, ENTRY, ENTRY_MISTAKES)
    missed = {each.name for each in paths} - refused(FileKind.ENTRY, paths)
    assert told(missed, ENTRY_MISTAKES) == []


@pytest.mark.parametrize("kind", NATURAL)
def test_what_is_natural_is_accepted(kind: FileKind, tmp_path: Path) -> None:
    text = ENTRY if kind is FileKind.ENTRY else (PLAN / "tasks/T18.yaml").read_text(encoding="utf-8")
    changes = [*NATURAL[kind], (text, text)]
    assert told(refused(kind, variants(tmp_path, text, changes)), changes) == []


def test_a_demonstration_has_the_schemas_and_its_entries_fit(demonstration: Demonstration) -> None:
    plan = demonstration.folder / "plan"
    for kind in FileKind:
        name = f".schemas/{kind}.json"
        assert (plan / name).read_bytes() == (PLAN / name).read_bytes()
    entries = sorted((plan / "progress").rglob("*.yaml"))
    assert len(entries) > 100
    assert refused(FileKind.ENTRY, entries) == set()


@pytest.mark.parametrize("kind", FOLDERS)
def test_what_passes_all_checks_fits(kind: FileKind) -> None:
    found = (ROOT / "tests/checks/specimens").glob(f"*/passes/*/{FOLDERS[kind][0]}")
    files = [path for path in found if b"\t" not in path.read_bytes()]  # which check-jsonschema cannot read
    assert files
    assert refused(kind, files) == set()
