"""Targets that are split by unit: each tells its own figure, and the value is their sum."""

from decimal import Decimal

from qtrack.records.mine import mine
from qtrack.records.units import share_told
from qtrack.standing.assess import PlanStanding, Standing, assess
from qtrack.standing.parts import IndicatorStanding
from qtrack.standing.projection import points_of
from qtrack.standing.reported.reporting import Asked
from tests.small import Files, day, english, head, plan_of, said, task
from tests.standing.one_task import standing_of

SPLIT = (
    "indicators: [{id: n, name: 培训企业, unit: 家, target: 500, kind: reach, due: 2019-04-10, baseline: 0, "
    "shares: [{unit: fuzhou, target: 300}, {unit: xiamen, target: 200}]}]"
)
YEARLY = SPLIT.replace("baseline: 0", "every: year")
KEPT = SPLIT.replace("kind: reach", "kind: hold, better: lower").replace(", baseline: 0", "")
CALM = "lights: {due_soon_days: 0, stale_days: 200}\nreporting: {by_day: 25}\n"

#: A day, a unit and its figure.
Told = tuple[int, str, str]


def whole(at: int, keys: str, *told: Told) -> PlanStanding:
    entries: list[Files] = [
        said(number, f"actuals: {{n: {value}}}", unit=unit, tag=f"{index:06}")
        for index, (number, unit, value) in enumerate(told)
    ]
    return assess(plan_of(head(CALM), task(keys), *entries), day(at))


def stands(at: int, keys: str, *told: Told) -> Standing:
    found = whole(at, keys, *told).of("T01")
    assert found is not None
    return found


def one(at: int, keys: str, *told: Told) -> IndicatorStanding:
    (found,) = stands(at, keys, *told).indicators
    return found


def asked_of_group(keys: str) -> Asked:
    """Return whom a task asks that its lead shares with the group of both bureaus."""
    ((path, text),) = task(keys).items()
    shared = text.replace("shared: [institute], by_duty: [bureaus]", "shared: [bureaus]")
    return assess(plan_of(head(CALM), {path: shared}), day(60)).tasks[0].asked


def test_the_value_is_the_sum_of_what_each_unit_told_last() -> None:
    found = one(50, SPLIT, (10, "fuzhou", "300"), (20, "xiamen", "200"), (30, "fuzhou", "310"))
    assert (found.actual, found.actual_date, found.reached) == (Decimal(510), day(30), day(20))
    assert one(50, SPLIT, (10, "fuzhou", "300"), (20, "xiamen", "100")).progress == 80


def test_a_figure_of_whoever_has_no_share_does_not_count() -> None:
    assert one(50, SPLIT, (10, "fuzhou", "300"), (20, "metrology", "500")).actual == 300


def test_the_values_over_time_are_sums() -> None:
    found = stands(50, SPLIT, (10, "fuzhou", "30"), (20, "xiamen", "20"), (30, "fuzhou", "40"))
    points = points_of(found.indicators[0], found.entries)
    assert [(point.date, point.value) for point in points] == [
        (day(10), Decimal(30)),
        (day(20), Decimal(50)),
        (day(30), Decimal(60)),
    ]


def test_each_unit_stands_by_its_own_figures() -> None:
    found = one(50, SPLIT, (10, "fuzhou", "30"), (20, "xiamen", "200"))
    shares = [(share.unit, share.own.actual, share.own.progress, share.own.gap) for share in found.shares]
    assert shares == [
        ("fuzhou", Decimal(30), Decimal(10), Decimal(-40)),
        ("xiamen", Decimal(200), Decimal(100), Decimal(50)),
    ]
    assert [share.own.reached for share in found.shares] == [None, day(20)]


def test_of_a_baseline_that_is_not_0_a_share_tells_no_gap() -> None:
    found = one(
        50, SPLIT.replace("baseline: 0", "baseline: 100"), (10, "fuzhou", "300"), (10, "xiamen", "100")
    )
    assert (found.progress, found.gap) == (Decimal(75), Decimal(25))
    assert [share.own.gap for share in found.shares] == [None, None]


def test_a_yearly_target_sums_the_figures_of_its_year() -> None:
    entries = (
        said(10, "actuals: {n: 100}\nperiod: 2018", unit="fuzhou"),
        said(20, "actuals: {n: 20}", unit="xiamen"),
    )
    found = standing_of(plan_of(task(YEARLY), *entries), 50)
    assert found.indicators[0].actual == 20


def test_what_is_held_has_no_value_before_each_has_told_one() -> None:
    assert one(50, KEPT, (10, "fuzhou", "300")).holds is None
    assert one(50, KEPT, (10, "fuzhou", "300"), (20, "xiamen", "200")).holds is True
    assert one(50, KEPT, (10, "fuzhou", "300"), (20, "xiamen", "201")).holds is False
    assert one(101, KEPT, (10, "fuzhou", "300")).holds is False  # nobody holds by silence


def test_a_silent_unit_is_asked_and_no_group_of_such_besides() -> None:
    found = stands(60, SPLIT, (40, "fuzhou", "30"))
    assert list(found.asked) == ["metrology", "institute", "fuzhou", "xiamen"]
    assert found.missing == ("metrology", "institute", "xiamen")
    assert list(asked_of_group(SPLIT)) == ["metrology", "fuzhou", "xiamen"]
    assert list(asked_of_group(SPLIT.replace(", {unit: xiamen, target: 200}", ""))) == [
        "metrology",
        "bureaus",
        "fuzhou",
    ]


def test_what_a_unit_owes_of_its_share_is_told_in_words() -> None:
    (own,) = stands(50, SPLIT, (10, "fuzhou", "30")).shares_of("fuzhou")
    assert english(share_told(own)) == "培训企业: share 300 家, 30 家, 10%, 40 points behind"
    (own,) = stands(50, SPLIT, (10, "fuzhou", "30")).shares_of("xiamen")
    assert english(share_told(own)) == "培训企业: share 200 家, no figure yet"
    assert stands(50, SPLIT).shares_of("metrology") == ()


def test_a_units_own_page_has_its_share() -> None:
    told = whole(50, SPLIT, (40, "fuzhou", "30"), (45, "xiamen", "190"))
    owed = {unit: mine(told, unit, 30).owed for unit in ("fuzhou", "xiamen")}
    (row,) = owed["fuzhou"]
    assert [(claim.kind, english(claim.why)) for claim in row.claims if claim.why] == [
        ("behind", "培训企业: share 300 家, 30 家, 10%, 40 points behind")
    ]
    later = whole(85, SPLIT, (40, "fuzhou", "290"), (45, "xiamen", "200"))
    (row,) = mine(later, "fuzhou", 30).owed
    assert [(claim.kind, claim.by) for claim in row.claims] == [("to-report", day(84)), ("due", day(100))]


def test_a_share_of_nothing_is_done_by_any_value() -> None:
    found = one(50, SPLIT.replace("target: 200", "target: 0"), (10, "xiamen", "0"))
    assert found.shares[1].own.progress == Decimal(100)
