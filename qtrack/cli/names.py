"""Which commands there are, what they do, and where those lead that other programs have."""

from typing import Final

from qtrack.locale.message import Message, mark, msg

#: What help says of each, in its order, a sentence for the list of all; keys of the catalogue.
COMMANDS: Final[dict[str, str]] = {
    "status": mark("Show where the plan stands: every section and task with its light and the reason."),
    "mine": mark(
        "Show what your unit owes: reminders, what was sent back, what is red or yellow, what is to report."
    ),
    "show": mark("Show one task whole: its place, who answers for it, deliverables, indicators, entries."),
    "units": mark(
        "Show a line a unit; with UNIT its own list, the tasks it leads first and the pressing ones on top."
    ),
    "matrix": mark(
        "Show tasks by the members of a group: who reported in the last round, who long ago, who never."
    ),
    "due": mark(
        "Show by date what is overdue and what falls due: tasks, deliverables, returning duties, indicators."
    ),
    "indicators": mark(
        "Show every indicator: target, value, pace, how it went, and when it is reached at the present rate."
    ),
    "find": mark(
        "Find a text in titles, deliverables, indicators and entries; width, case and spaces do not matter."
    ),
    "chase": mark(
        "Show who is to be reminded of what, why, and for which time; with --issue record the reminders.\n\n"
        "Reminded are those who lead red tasks, and every unit that did not answer the last round of "
        "reports. While a reminder waits for its answer, no other is issued on the same matter."
    ),
    "history": mark(
        "Show who said what when, newest first: reports, corrections, withdrawals, returns, closings.\n\n"
        "Below a correction or withdrawal stands what it corrects or withdraws; where one is shown, all are."
    ),
    "record": mark(
        "Record progress on a task, deliverable or section, as one new file that is never changed again."
    ),
    "form": mark(
        "Write a form with the unit's open tasks, CSV or Excel, to fill in; record --from takes it."
    ),
    "correct": mark(
        "Correct an entry with a new one that stands in for it; what is not given is taken over.\n\n"
        'An empty value empties a field, as --problems "" does. '
        "The corrected entry stays in the history."
    ),
    "withdraw": mark(
        "Withdraw an entry: it stays in the history and no longer counts. A withdrawal can be withdrawn."
    ),
    "undo": mark(
        "Take back what you did last: remove it where git never had it, else withdraw it.\n\n"
        "What a spreadsheet or chase --issue recorded is one act. It is refused where entries of others "
        "build on it."
    ),
    "close": mark("Close what was reported done, or dropped, once another unit has verified it."),
    "return": mark("Send back for completion what was reported done; it is in progress again."),
    "set": mark(
        "Change one value of the plan in its file, and tell what that means; all else stays byte for byte."
    ),
    "edit": mark(
        "Open the file of a part of the plan at its line in your editor, check it, and tell what changed."
    ),
    "new": mark(
        "Add a section, measure, task, deliverable, indicator or unit with the next free id, and tell what "
        "that means."
    ),
    "move": mark(
        "Move a task, measure, deliverable or indicator with its comments, and tell what that means."
    ),
    "retire": mark(
        "Give up a task, deliverable, indicator, empty measure or section; nothing else ever gets its id."
    ),
    "init": mark(
        "Begin a plan of one's own: four commented files that are in order, in a git repository with a hook."
    ),
    "diff": mark("Say what an edit of the plan means: what changed, what it loosens, whom it affects."),
    "changes": mark("Tell the edits of the plan from its git history: who changed what when, newest first."),
    "audit": mark(
        "Look through git's history for entries altered, removed, renamed or back-dated; exit 1 if any were."
    ),
    "config": mark(
        "Set once who you are: your unit and name, the language, the form of output, pager and editor.\n\n"
        "Without KEY it lists what holds and from where. It is kept by git where the plan is in git, else in "
        "a file of your own. An option goes before a variable such as QTRACK_UNIT, and that before this."
    ),
    "completion": mark(
        "Print the script by which a shell completes command lines of qtrack; --install puts it in place."
    ),
    "validate": mark(
        "Check the whole plan and print every problem with its place; exit 1 if any is an error."
    ),
    "doctor": mark(
        "Check this computer: encoding, fonts, git, clock, disk, editor, plan, cache; exit 1 if any fails."
    ),
    "explain": mark(
        "Print the manual page of a check: what it holds, why, and examples; without a name list them all."
    ),
    "schema": mark("Print the JSON Schema of a kind of file, or keep those that the editor of a plan reads."),
    "migrate": mark(
        "Bring the files of a plan that an older qtrack wrote to the newest format; all of them or none."
    ),
    "import": mark(
        "Make the draft of a plan from a notice; tell what is in doubt and what of it is not in the plan."
    ),
    "report": mark(
        "Make a paper, such as the weekly summary, as Markdown, as one HTML page, or a table as CSV."
    ),
    "demo": mark(
        "Make a folder with a copy of the plan, invented sample entries and a git history, to try things on."
    ),
    "help": mark("Print a topic of the manual, as Markdown in a pipe; without a name list the topics."),
}

#: What the first page of help says of each command, by what one wants.
GROUPS: Final[dict[str, dict[str, str]]] = {
    mark("Every day"): {
        "mine": mark("what I owe, and by when"),
        "status": mark("every task with its light"),
        "show": mark("one task whole"),
        "due": mark("overdue and falling due"),
        "find": mark("a text, wherever it stands"),
        "history": mark("who said what, and when"),
        "record": mark("report progress"),
        "correct": mark("put an entry right"),
        "withdraw": mark("take an entry back"),
        "undo": mark("take my last act back"),
        "close": mark("close verified work"),
        "return": mark("send work back"),
    },
    mark("Papers"): {
        "report": mark("weekly, ledger and others"),
        "form": mark("a spreadsheet to fill in"),
        "chase": mark("whom to remind of what"),
        "units": mark("the list of each unit"),
        "matrix": mark("tasks by members"),
        "indicators": mark("targets and values"),
    },
    mark("Editing the plan"): {
        "set": mark("change one value"),
        "edit": mark("open the file in an editor"),
        "new": mark("add a task, unit, …"),
        "move": mark("put a part elsewhere"),
        "retire": mark("give a part up"),
        "init": mark("begin a plan of my own"),
        "diff": mark("what an edit means"),
        "changes": mark("edits so far, from git"),
        "validate": mark("check the files"),
        "explain": mark("what a check asks for"),
        "schema": mark("the form of the files"),
        "migrate": mark("renew files of old format"),
        "import": mark("a plan from a notice"),
    },
    mark("Looking into it"): {
        "audit": mark("entries altered afterwards"),
        "doctor": mark("what ails this computer"),
        "config": mark("set my unit, name, form"),
        "completion": mark("ids by the Tab key"),
        "demo": mark("a plan to try things on"),
        "help": mark("the manual, by topics"),
    },
}

#: One way to call each, which is typed so in its help.
EXAMPLES: Final[dict[str, str]] = {
    "status": "qtrack status --light red --group unit",
    "mine": mark("qtrack mine metrology"),
    "show": "qtrack show T05",
    "units": mark("qtrack units metrology"),
    "matrix": "qtrack matrix --section S3",
    "due": mark("qtrack due --within 2w"),
    "indicators": "qtrack indicators --section S2",
    "find": mark("qtrack find ISO"),
    "chase": "qtrack chase --behind",
    "history": "qtrack history T05 --since 2019-01-01",
    "record": mark('qtrack record 5 40% "the equipment is ordered" --unit metrology'),
    "form": mark("qtrack form metrology -o form.csv"),
    "correct": "qtrack correct ENTRY --percent 45",
    "withdraw": mark('qtrack withdraw ENTRY --reason "recorded twice"'),
    "undo": "qtrack undo --dry-run",
    "close": mark('qtrack close T08 --verified-by metrology --evidence "No. 12 of 2019"'),
    "return": mark('qtrack return T26.2 --reason "the list is missing"'),
    "set": "qtrack set T05 due 2020-06-30",
    "edit": "qtrack edit T05",
    "new": mark('qtrack new task M03 "a new task" --lead metrology'),
    "move": "qtrack move T05.2 T07 --before T07.1",
    "retire": "qtrack retire T05.3",
    "init": mark(
        "qtrack init my-plan --title Plan --number 1 --issuer Us --issued 2019-01-01 --end 2020-12-31"
    ),
    "diff": "qtrack diff HEAD~1..HEAD",
    "changes": "qtrack changes --since 2019-01-01",
    "audit": "qtrack audit --anchor",
    "config": mark("qtrack config unit metrology"),
    "validate": "qtrack validate --strict",
    "completion": "qtrack completion bash",
    "doctor": "qtrack doctor",
    "explain": mark("qtrack explain entry-date"),
    "schema": "qtrack schema task",
    "migrate": "qtrack migrate",
    "import": mark("qtrack import notice.txt --to new-plan"),
    "report": mark("qtrack report weekly --of 2019-W26"),
    "demo": "qtrack demo try-it",
    "help": mark("qtrack help lights"),
}

#: Where commands of other programs lead, by the words for them.
HABITS: Final[dict[str, Message]] = {
    mark("list|ls|tasks|board|overview|dashboard|balance|bal|bs|stats|ready|summary"): msg(
        "“qtrack status” shows every task, “qtrack units UNIT” those of a unit."
    ),
    mark("log|logs|print|activity|reflog|reg"): msg(
        "“qtrack history” lists entries, “qtrack changes” edits of the plan."
    ),
    mark("register|aregister"): msg("“qtrack history” lists entries, “qtrack report ledger” is the ledger."),
    mark("add|create|commit|update|enter|track"): msg(
        "“qtrack record ID” records progress; with --commit git has it at once."
    ),
    mark("amend|fix|modify"): msg(
        "“qtrack correct ENTRY” corrects an entry, “qtrack set ID KEY VALUE” edits the plan."
    ),
    mark("delete|remove|rm|revert|reset|drop"): msg(
        "“qtrack undo” takes your last act back, “qtrack withdraw ENTRY” an entry; “qtrack retire ID” gives "
        "a part of the plan up."
    ),
    mark("mv|rename|reorder|renumber"): msg(
        "“qtrack move ID WHERE” moves a part of the plan, “qtrack set ID title TEXT” renames it."
    ),
    mark("view|info|cat|open|task|issue|details"): msg(
        "“qtrack show ID” shows a task; “qtrack chase --issue” issues reminders."
    ),
    mark("blame|annotate|whatchanged"): msg(
        "“qtrack show ID --plan-history” tells who changed the words on it, “qtrack history ID” who reported."
    ),
    mark("check|lint|verify|test|fsck"): msg(
        "“qtrack validate” checks the plan, “qtrack audit” the entries in git's history."
    ),
    mark("search|grep"): msg("“qtrack find TEXT” looks for a text."),
    mark("todo|todos|late|overdue|deadlines|agenda|upcoming|next"): msg(
        "“qtrack due” lists what is overdue and what falls due."
    ),
    mark("remind|reminders|notify|nag|urge"): msg("“qtrack chase” tells who is to be reminded."),
    mark("load"): msg("“qtrack record --from FILE” records a filled form."),
    mark("export|save|convert"): msg(
        "“qtrack status --format csv” writes a table, “qtrack report ledger --save” a paper."
    ),
    mark("compare|change|delta"): msg(
        "“qtrack diff” tells what an edit means, “qtrack changes” tells them all."
    ),
    mark("accounts|account|people|departments"): msg("“qtrack units” lists the units."),
    mark("goals|targets|budget|metrics|figures"): msg("“qtrack indicators” lists targets and values."),
    mark("finish|done|complete"): msg(
        "“qtrack record ID --status done” reports it done, “qtrack close ID” closes it once verified."
    ),
    mark("reopen|reject"): msg("“qtrack return ID” sends work back for completion."),
    mark("start|clone|setup|install"): msg(
        "“qtrack init DIR” begins a plan of one's own, “qtrack demo DIR” makes one to try things on."
    ),
    mark("push|pull|fetch|merge|sync|branch|checkout"): msg(
        "Git does that: the plan is files; “qtrack help git” tells how."
    ),
    mark("upgrade|version"): msg("“qtrack --version” prints the version, “qtrack migrate” renews old files."),
    mark("manual|man|topics|docs|tutorial"): msg("“qtrack help” lists the topics of the manual."),
    mark("settings|setting|preferences|whoami"): msg(
        "“qtrack config” shows what is set, and sets it; “qtrack doctor” tells of this computer."
    ),
}
