"""`qtrack record` and `correct` by asking: one question after another, each answer checked before the next.

Questions stand on stderr, so that stdout has nothing but what was written.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from typing import Any, Final

import msgspec

from qtrack.cli.context import RunContext
from qtrack.cli.options import DayOptions, WriteOptions
from qtrack.cli.settings import unit_of
from qtrack.cli.write.prompt import BackError, Choice, Prompt, none_of_these
from qtrack.cli.write.questions import Questions, keys_of
from qtrack.cli.write.recording import NO, YES, Session, entry_of, open_session
from qtrack.cli.write.writing import put
from qtrack.errors import CancelledError
from qtrack.locale.message import Message, msg
from qtrack.locale.words import plain
from qtrack.model.entry import Entry
from qtrack.model.entry_fields import EntryField, Kind, fields
from qtrack.model.ids import parse_about
from qtrack.model.plan import Plan
from qtrack.model.problem import Level, Problem
from qtrack.pages.record import review_lines, state_lines, task_line
from qtrack.pages.recorded import foreseen_lines
from qtrack.records.answer import answer_to
from qtrack.records.mine import pressing
from qtrack.records.selection.names import find_about, find_unit
from qtrack.store.form.cells import CellError

#: In this order it is asked; who records it is not.
_ASKED: Final = tuple(
    field
    for field in fields("about", "unit", "date", "period", "status", "percent", "actuals")
    if field.kind is not Kind.NAME
)


def record_by_asking(session: Session, typed: Mapping[str, Any]) -> int:
    """Ask for what the options do not say, say it back in words, and write it once that is agreed to."""
    prompt = Prompt(session.context.screen)
    with _giving_up(session.context):
        return put(session, prompt.first(lambda: _asked(session, prompt, typed)))


def correct_by_asking(session: Session, entry: Entry) -> Entry:
    """Say back an entry that corrects another, still with its words, and ask what is to be different."""
    with _giving_up(session.context):
        return _Dialogue(session, Prompt(session.context.screen), entry, correcting=True).agreed()


def _asked(session: Session, prompt: Prompt, typed: Mapping[str, Any]) -> Entry:
    """Begin with what was typed, on the day as of which pages are set to be, and ask for the rest."""
    entry = entry_of(session, typed)
    day = None if "date" in typed else session.pages_as_of
    begun = msgspec.structs.replace(entry, date=min(day, entry.date)) if day else entry
    return _Dialogue(session, prompt, begun, typed.keys()).agreed()


def record_chosen(context: RunContext, options: WriteOptions, typed: Mapping[str, Any]) -> int:
    """Offer the open tasks, the pressing ones of one's own unit first, and ask about the one chosen."""
    with _giving_up(context):
        opened = open_session(context, options)
        standing = context.standing(options.plan, DayOptions(opened.pages_as_of))
        plan = standing.plan
        unit = (
            find_unit(plan, typed["unit"], say=context.screen.talk)
            if "unit" in typed
            else unit_of(context, plan)
        )
        prompt = Prompt(context.screen)
        choices = [
            Choice(task.id, keys_of(task.id), task_line(task, context.screen.translator))
            for task in pressing(standing, unit)
        ]
        while True:
            about = _task(prompt, choices, plan)
            session = open_session(context, options, about)
            given = {**typed, "about": about} | ({"unit": unit} if unit else {})
            with suppress(BackError):
                return put(session, _asked(session, prompt, given))


def _task(prompt: Prompt, choices: list[Choice], plan: Plan) -> str:
    """Ask for a task: one of these, or any other by its id."""

    def other(text: str) -> str:
        if parse_about(text) is None:
            raise CellError(none_of_these(text, choices))
        return find_about(plan, text)

    return prompt.first(lambda: prompt.choose(msg("task"), choices, str, other=other, needed=True)) or ""


@contextmanager
def _giving_up(context: RunContext) -> Iterator[None]:
    """Say of Ctrl-C, of the end of what is typed and of a no that nothing was written."""
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        context.screen.talk("")
        context.screen.talk(msg("Nothing was written."))
        raise CancelledError from None


class _Dialogue(Questions):
    """The questions in their order, back and forth, until what was answered is agreed to."""

    def __init__(
        self,
        session: Session,
        prompt: Prompt,
        entry: Entry,
        typed: AbstractSet[str] = frozenset(),
        *,
        correcting: bool = False,
    ) -> None:
        super().__init__(session, prompt, entry)
        self.typed = typed
        self.unchanged = entry if correcting else None
        self.of_whole = entry.about == self.matter.holder.id

    def agreed(self) -> Entry:
        """Ask step by step until it is agreed to; raise BackError from the first, EOFError for a no.

        What is corrected is said back at once, and asked is what should be different.
        """
        day = self.session.pages_as_of or self.session.as_of(self.entry)
        answer = answer_to(self.session.plan, self.entry.about, day)
        light = answer.after.light if answer.after else None
        head, last = state_lines(self.matter, light, self.screen.translator)
        self.screen.talk(head)
        self.prompt.line(last)
        self.screen.talk(msg("Enter takes what stands in brackets or goes on; < goes back; ? helps."))
        at: int | None = len(self._steps()) if self.unchanged else 0
        while at is not None:
            try:
                at = self._next(at)
            except BackError:
                if not at:
                    raise
                at -= 1
        return self.entry

    def _next(self, at: int) -> int | None:
        """Ask the question of this number, or whether all is right; return the next, None for a yes."""
        steps = self._steps()
        if at >= len(steps):
            return self._agreed(steps)
        self.ask(steps[at])
        return at + 1

    def _steps(self) -> list[EntryField]:
        """Return what is to be asked, as far as the answers so far tell."""
        matter, duty = self.matter, self.session.plan.deliverables.get(self.entry.about)
        asked = {
            Kind.ABOUT: self.of_whole and bool(matter.deliverables),
            Kind.PERIOD: duty is not None and duty.every is not None,
            Kind.FIGURES: bool(matter.figures),
        }
        return [
            field
            for field in _ASKED
            if asked.get(field.kind, True) and (field.kind is Kind.ABOUT or field.name not in self.typed)
        ]

    def _agreed(self, steps: list[EntryField]) -> int | None:
        """Say the entry back in words with what it does; return the step to ask again, None for a yes.

        Raises EOFError for a no.
        """
        unchanged = self.entry == self.unchanged
        found = [] if unchanged else list(self.session.problems(self.entry))
        self._review(found, foreseen=not unchanged)
        errors = unchanged or any(problem.level is Level.ERROR for problem in found)
        yes, no = ({plain(word) for word in self.screen.say(words).split("|")} for words in (YES, NO))

        def read(text: str) -> int | None:
            typed = plain(text)
            if typed in no:
                raise EOFError
            if typed in yes and not errors:
                return None
            known = [{plain(word) for word in self._names(field)} for field in steps]
            exact = [at for at, words in enumerate(known) if typed in words]
            partly = [at for at, words in enumerate(known) if any(typed in word for word in words)]
            if len(meant := exact or partly) == 1:
                if steps[meant[0]].kind is Kind.ABOUT:
                    return meant[0]
                with suppress(BackError):
                    self.ask(steps[meant[0]])
                return len(steps)
            raise CellError(msg("“{text}” is none of {fields}", text=text, fields=names))

        names = tuple(field.asked for field in steps)
        question = _question(doubtful=bool(found), errors=errors)
        note = msg("what can be changed: {fields}", fields=names)
        return self.prompt.answer(question, read, needed=errors or bool(found), note=note)

    def _names(self, field: EntryField) -> Iterator[str]:
        """Yield how a field may be called."""
        yield field.name
        for text in (field.label, field.asked):
            yield self.screen.say(text)
        yield from self.screen.say(field.headings).split("|")

    def _review(self, found: list[Problem], *, foreseen: bool) -> None:
        """Say the entry in words, what it does, and what is worth a word."""
        plan, entry, screen = self.session.plan, self.entry, self.screen
        screen.talk("")
        width = self.prompt.width - 2
        for line in review_lines(entry, self.matter, plan, screen.translator, width):
            screen.talk(f"  {line}")
        answer = answer_to(plan, entry.about, self.session.as_of(entry), entry)
        for effect in foreseen_lines(answer) if foreseen else ():
            screen.talk(msg("  {text}", text=effect))
        for problem in found:
            screen.talk(msg("warning: {text}", text=problem.message))


def _question(*, doubtful: bool, errors: bool) -> Message:
    """Return what is asked of an entry that was said back."""
    if errors:
        return msg("n gives up, < goes back; or what to change, as progress")
    if doubtful:
        return msg("y writes it all the same, n gives up, < goes back; or what to change, as progress")
    return msg("Enter writes it, n gives up, < goes back; or what to change, as progress")
