"""Entries as text: as a person would write them, and read again as they were."""

import re
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from qtrack.checks import check_each
from qtrack.checks.context import CheckContext
from qtrack.model.entry import Entry, Status
from qtrack.store.reading.load import load
from qtrack.store.yaml.dumper import dumped
from qtrack.store.yaml.entry_text import entry_text, fields_of
from tests.small import SMALL, TextTree, plan_of

ZONE = timezone(timedelta(hours=8))
ENTRY = Entry(
    about="T01",
    unit="metrology",
    date=date(2019, 1, 20),
    recorded=datetime(2019, 1, 21, 9, 12, 44, tzinfo=ZONE),
    summary="完成建标12项",
)
WHOLE = msgspec.structs.replace(
    ENTRY,
    about="T01.2",
    by="办公室",
    status=Status.IN_PROGRESS,
    percent=Decimal("40.5"),
    actuals={"standards": Decimal(1650), "coverage": Decimal("90.60")},
    period="2019",
    problems="资金不足",
    next="落实资金",
    evidence=("闽质监〔2019〕12号", "照片: 3张"),
    corrects="2019-01-10-0b11ce",
)


def written(entry: Entry) -> str:
    """Return an entry as text, which is what PyYAML makes of it, who had a part in it or not."""
    text = entry_text(entry)
    assert text == dumped(fields_of(entry))
    return text


def read_again(text: str) -> Entry:
    """Load the small plan with one entry file of this text and return the entry."""
    loaded = load(TextTree(SMALL | {"progress/T01/2019-01-20-000001.yaml": text}))
    assert loaded.plan is not None
    assert loaded.problems == ()
    (entry,) = loaded.plan.entries
    return entry


def test_the_least_entry_holds_what_was_given_and_no_more() -> None:
    assert entry_text(ENTRY) == (
        "about: T01\n"
        "unit: metrology\n"
        "date: 2019-01-20\n"
        "recorded: 2019-01-21T09:12:44+08:00\n"
        "summary: 完成建标12项\n"
    )


def test_a_whole_entry_stands_in_the_order_of_the_design() -> None:
    assert entry_text(WHOLE) == (
        "about: T01.2\n"
        "unit: metrology\n"
        "date: 2019-01-20\n"
        "recorded: 2019-01-21T09:12:44+08:00\n"
        "by: 办公室\n"
        "status: in-progress\n"
        "percent: 40.5\n"
        "actuals:\n"
        "  standards: 1650\n"
        "  coverage: 90.60\n"
        "period: '2019'\n"
        "summary: 完成建标12项\n"
        "problems: 资金不足\n"
        "next: 落实资金\n"
        "evidence:\n"
        "- 闽质监〔2019〕12号\n"
        "- '照片: 3张'\n"
        "corrects: 2019-01-10-0b11ce\n"
    )


def test_several_lines_are_written_so_that_a_person_can_read_them() -> None:
    text = entry_text(msgspec.structs.replace(ENTRY, summary="一是建标：12项\n\n- 二是 #3"))
    assert text.endswith("summary: |-\n  一是建标：12项\n\n  - 二是 #3\n")


def test_a_whole_entry_is_read_again_as_it_was() -> None:
    again = read_again(entry_text(WHOLE))
    expected = msgspec.structs.replace(
        WHOLE, id="2019-01-20-000001", path="progress/T01/2019-01-20-000001.yaml"
    )
    assert again == expected


def _printable(sign: str) -> bool:
    return sign.isprintable() or sign in "\u3000\xa0\n"


#: Words that need no quotes, alone or beside others, and words that do.
WORDS = (  # parted by blanks
    "组织现场考核 完成建标12项 yes no y On NULL e3 a.b T01 e-mail “百城” "
    "7.5% -1 - ? ! ~ 2019-01-10-0b11ce a:b 12"
)

ANY_TEXT = (
    st.one_of(
        st.text(max_size=40),
        st.lists(st.sampled_from(WORDS.split()), max_size=4).map(" ".join),
        st.text("是：:#-'\"|>%@&*![]{},\\ \n\u3000~0", max_size=40),
        st.sampled_from(
            ["- 一", "# 二", "~", "null", "true", "NO", "010", "12:30", "1.10", "2019-01-20", "? x", "%a"]
        ),
        st.sampled_from(
            ["---", "...", "--- 三", "'", '"', "|", ">-", "<<", "a: b: c", "{a}", "一\n---\n二", "a\n\n\n b"]
        ),
    )
    .map(lambda text: "".join(each for each in text if _printable(each)).strip())
    .filter(bool)
)


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, ANY_TEXT, st.lists(ANY_TEXT, max_size=3))
def test_any_text_survives_being_written_and_read(
    summary: str, by: str, problems: str, following: str, evidence: list[str]
) -> None:
    entry = msgspec.structs.replace(
        ENTRY, summary=summary, by=by, problems=problems, next=following, evidence=tuple(evidence)
    )
    again = read_again(written(entry))
    assert (again.summary, again.by, again.problems, again.next) == (summary, by, problems, following)
    assert again.evidence == tuple(evidence)
    assert not list(check_each(CheckContext(plan_of(), date(2019, 2, 1)), [again]))


NUMBERS = st.decimals(0, 999_999, places=3) | st.sampled_from(
    [Decimal("1E+2"), Decimal("0E-9"), Decimal("-0")]
)


@given(NUMBERS, NUMBERS)
def test_any_number_survives_and_is_written_plain(percent: Decimal, actual: Decimal) -> None:
    text = written(msgspec.structs.replace(ENTRY, percent=percent, actuals={"a-1": actual}))
    again = read_again(text)
    assert again.percent == percent
    assert again.actuals == {"a-1": actual}
    assert not re.search(r"[eE!']", text.partition("percent: ")[2].partition("\n")[0])


@given(
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.datetimes(datetime(1990, 1, 2), datetime(2100, 1, 1), timezones=st.just(ZONE)),  # noqa: DTZ001 - bounds have none
)
def test_any_date_survives(when: date, recorded: datetime) -> None:
    entry = msgspec.structs.replace(ENTRY, date=when, recorded=recorded.replace(microsecond=0))
    again = read_again(written(entry))
    assert (again.date, again.recorded) == (entry.date, entry.recorded)
