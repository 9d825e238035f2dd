"""What was done to entries after they were first committed: altered, back-dated, removed, renamed.

An entry is never edited; what is wrong is corrected or withdrawn by another. Whatever git's history tells
otherwise is a finding, also where it was put back later.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec

from qtrack.changes.levels.entries import altered_fields, rewritings
from qtrack.locale.message import Message, days, msg
from qtrack.model.entry import Entry
from qtrack.records.edits import Edge
from qtrack.store.git.entry_log import Deed, EntryEvent, EntryLog, entry_in, recorded_in
from qtrack.store.git.log import Commit


class FindingKind(StrEnum):
    """What was done to an entry."""

    ALTERED = "altered"
    BACKDATED = "back-dated"
    REMOVED = "removed"
    RENAMED = "renamed"
    LATE = "committed-late"  # it says that it was recorded long before git first saw it
    AHEAD = "recorded-ahead"  # it says that it was recorded after that, or in the future


#: What only the moment of recording tells: nobody has touched the file.
_OF_THE_MOMENT: Final = frozenset({FindingKind.LATE, FindingKind.AHEAD})
#: How far two clocks may differ.
_A_DAY: Final = timedelta(days=1)


class Finding(msgspec.Struct, frozen=True):
    """One deed. `path` is from the repository's top; without a commit it is not committed yet.

    `restored` where the entry stands today as it was first committed.
    """

    kind: FindingKind
    path: str
    commit: str
    author: str
    date: date | None
    restored: bool
    text: Message


class OddDate(msgspec.Struct, frozen=True):
    """A commit to entries whose date is none of the calendar's, and that date as git keeps it."""

    commit: str
    date: str


class ApartDates(msgspec.Struct, frozen=True):
    """A commit to entries that its author dated a day or more apart from when it was committed."""

    commit: str
    authored: date
    committed: date


class Audit(msgspec.Struct, frozen=True):
    """The whole page, oldest first: what was found, in how many entries and commits, and how far was seen.

    `odd_dates` are those by which nothing can be told to be late; of `apart` the later date counted.
    """

    findings: tuple[Finding, ...]
    entries: int
    commits: int
    cut_off: tuple[Edge, ...] = ()
    odd_dates: tuple[OddDate, ...] = ()
    apart: tuple[ApartDates, ...] = ()


class Evidence(msgspec.Struct, frozen=True):
    """What there is to look at: the events, what a file held, who descends from whom, what stands today.

    `read` returns None for what git does not have. `today` are the blobs of the last commit by entry.
    """

    log: EntryLog
    uncommitted: tuple[EntryEvent, ...]
    read: Callable[[EntryEvent, str], bytes | None]
    descends: Callable[[str, str], bool]
    today: Mapping[str, str]
    now: datetime


def audit(evidence: Evidence, within: int) -> Audit:
    """Look through a history; late is an entry first committed over `within` days after it was recorded."""
    auditor = _Auditor(evidence, timedelta(days=within))
    for event in evidence.log.events:
        auditor.look(event)
    for event in evidence.uncommitted:
        auditor.deed(event)
    touching = {event.commit.short: event.commit for event in evidence.log.events if event.commit}
    return Audit(
        tuple(dict.fromkeys(auditor.findings())),
        len(auditor.first),
        evidence.log.commits,
        tuple(Edge(commit.short, commit.date.date()) for commit in evidence.log.cut_off),
        tuple(OddDate(name, own.odd) for name, own in touching.items() if own.odd is not None),
        tuple(
            ApartDates(name, *(moment.date() for moment in own.dated))
            for name, own in touching.items()
            if own.dated
        ),
    )


class _Auditor:
    def __init__(self, evidence: Evidence, within: timedelta) -> None:
        self.evidence = evidence
        self.within = within
        #: The ids of entries, what was done to each, its path, the commit that did it, and a sentence.
        self.found: list[tuple[str, FindingKind, str, Commit | None, Message]] = []
        self.first: dict[str, str] = {}  # the blob that each entry first held
        self.forms: dict[str, set[str]] = {}  # every blob that some commit gave it
        self.altered: set[str] = set()
        self.removed: dict[str, list[str]] = {}  # the commits that took it away

    def findings(self) -> Iterator[Finding]:
        """Yield what was found; it is told whether an entry stands today as it first was."""
        for entry, kind, path, commit, text in self.found:
            first = self.first.get(entry)
            as_first = first is not None and self.evidence.today.get(entry) == first
            if commit is None:
                yield Finding(kind, path, "", "", None, restored=False, text=text)
            else:
                restored = as_first and kind not in _OF_THE_MOMENT
                day = commit.date.date()
                yield Finding(kind, path, commit.short, commit.author, day, restored, text)

    def look(self, event: EntryEvent) -> None:
        """Find what is wrong with one event; its ancestors were looked at before."""
        if event.deed is Deed.ADDED:
            self._added(event)
        elif not (event.by_merge and self._taken_over(event)):
            self.deed(event)
        self.forms.setdefault(event.id, set()).add(event.after)

    def _added(self, event: EntryEvent) -> None:
        first = self.first.setdefault(event.id, event.after)
        if event.id not in self.forms:
            self._moment(event)
        elif event.id in self.removed and first != event.after and not event.by_merge:
            self.deed(msgspec.structs.replace(event, deed=Deed.ALTERED, before=first))

    def deed(self, event: EntryEvent) -> None:
        """Note the finding that an alteration, a removal or a renaming is, and remember it."""
        old = self._entry(event, event.old_path or event.path, event.before)
        new = None if event.deed is Deed.REMOVED else self._entry(event, event.path, event.after)
        if old and event.numbers:
            old = _renumbered(old, event.numbers)
        if event.deed is Deed.RENAMED:
            self.first.setdefault(event.id, self.first.pop(event.old_id, event.before))
        elif event.numbers and old and new and not rewritings(old, new):
            if self.first.get(event.id) == event.before:
                self.first[event.id] = event.after
            return
        if event.deed is not Deed.REMOVED:
            self.altered.add(event.id)
        if event.deed is not Deed.ALTERED:
            self.removed.setdefault(event.old_id, []).append(event.commit.id if event.commit else "")
        first = self.first.get(event.id) if old is None and event.deed is Deed.ALTERED else None
        kind, text = _told(event, old, new, self._entry(event, event.path, first) if first else None)
        self.found.append((event.old_id, kind, event.old_path or event.path, event.commit, text))

    def _taken_over(self, event: EntryEvent) -> bool:
        """Tell whether a merge did to one parent's file only what a commit of another parent's had done."""
        if event.deed in {Deed.REMOVED, Deed.PLAN_REMOVED}:
            by, removals = event.commit, self.removed.get(event.id, ())
            return any(by and self.evidence.descends(by.id, removal) for removal in removals)
        return event.id in self.altered and event.after in self.forms.get(event.id, ())

    def _moment(self, event: EntryEvent) -> None:
        """Find what does not fit between when an entry says it was recorded and when git first saw it."""
        commit = event.commit
        recorded = recorded_in(self.evidence.read(event, event.after) or b"")
        if commit is None or recorded is None:
            return
        values: dict[str, object] = {
            "path": event.path,
            "recorded": recorded.date(),
            "author": commit.author,
            "date": commit.date.date(),
            "commit": commit.short,
        }
        kind, text = FindingKind.AHEAD, None
        dated = commit.odd is None
        if dated and recorded - commit.date > _A_DAY:
            text = msg(
                "{path} says that it was recorded on {recorded}, yet {author} had committed it {days} "
                "before, on {date} ({commit})",
                days=days((recorded - commit.date).days),
                **values,
            )
        elif recorded - self.evidence.now > _A_DAY:
            text = msg(
                "{path} says that it was recorded on {recorded}, which is in the future by the clock of this "
                "computer; {author} first committed it on {date} ({commit})",
                **values,
            )
        elif dated and not commit.cut_off and commit.date - recorded > self.within:
            kind = FindingKind.LATE
            text = msg(
                "{path} says that it was recorded on {recorded}, yet {author} first committed it "
                "{days} later, on {date} ({commit})",
                days=days((commit.date - recorded).days),
                **values,
            )
        if text is not None:
            self.found.append((event.id, kind, event.path, commit, text))

    def _entry(self, event: EntryEvent, path: str, blob: str) -> Entry | None:
        raw = self.evidence.read(event, blob)
        return None if raw is None else entry_in(path, raw)


def _renumbered(entry: Entry, numbers: Mapping[str, str]) -> Entry:
    """Return an entry as it reads after its section or task got another number."""
    given = numbers.get(entry.holder, entry.holder) + entry.about[len(entry.holder) :]
    return msgspec.structs.replace(entry, about=given)


def _told(
    event: EntryEvent, old: Entry | None, new: Entry | None, first: Entry | None
) -> tuple[FindingKind, Message]:
    """Return what a deed is, and say it in a sentence; `first` is what is known of one unreadable before."""
    path = event.old_path or event.path
    was = old or first
    fields = rewritings(was, new) if was and new else ()
    said = {"who": _who(event.commit), "path": path, "name": event.path, "fields": fields}
    kind = FindingKind.ALTERED
    if event.deed is Deed.PLAN_REMOVED:
        folder = path.rpartition("/")[0] or "."
        text = msg("{who} removed the whole plan in “{folder}”", who=said["who"], folder=folder)
        kind = FindingKind.REMOVED
    elif event.deed is Deed.REMOVED:
        kind, text = FindingKind.REMOVED, _removed(said, old)
    elif event.deed is Deed.RENAMED or (event.old_path and new and not (old and fields)):
        kind, text = FindingKind.RENAMED, msg("{who} renamed {path} to {name}", **said)
        if old and fields:
            text = msg("{who} renamed {path} to {name} and altered it ({fields})", **said)
    elif old and new and _earlier(old, new):
        kind, text = FindingKind.BACKDATED, msg("{who} back-dated {path} ({fields})", **said)
    elif old and new and fields:
        text = msg("{who} altered {path} ({fields})", **said)
    elif old and new:
        text = msg("{who} rewrote {path}; it says the same", **said)
    elif old:
        text = msg("{who} altered {path}, which can no longer be read", **said)
    elif fields:
        text = msg("{who} altered {path}, which could not be read before ({fields})", **said)
    else:
        text = msg("{who} altered {path}, which could not be read before", **said)
    return kind, text


def _removed(said: dict[str, object], old: Entry | None) -> Message:
    if old is None:
        return msg("{who} removed {path}", **said)
    summary = old.summary.strip().partition("\n")[0]
    about = msg("{about} as of {date}: {summary}", about=old.about, date=old.date, summary=summary)
    return msg("{who} removed {path} ({said})", **said, said=about)


def _who(commit: Commit | None) -> Message:
    if commit is None:
        return msg("An edit that is not committed yet")
    return msg(
        "On {date} {author} ({commit})", date=commit.date.date(), author=commit.author, commit=commit.short
    )


def _earlier(old: Entry, new: Entry) -> bool:
    """Tell whether an alteration moved an entry back in time."""
    moved = altered_fields(old, new)
    return ("date" in moved and new.date < old.date) or ("recorded" in moved and new.recorded < old.recorded)
