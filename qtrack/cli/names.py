"""Which commands there are, what they do, and where those lead that other programs have."""

from typing import Final

from qtrack.locale.message import mark
from qtrack.locale.words import words

#: What help says of each, in its order, a sentence for the list of all; the catalogue has all.
COMMANDS: Final[dict[str, str]] = {
    "status": "Show where the plan stands: every section and task with its light and the reason.",
    "mine": "Show what your unit owes: reminders, what was sent back, what is red or yellow, what is to report.",
    "show": "Show one task whole: its place, who answers for it, deliverables, indicators, entries.",
    "units": "Show a line a unit; with UNIT its own list, the tasks it leads first and the pressing ones on top.",
    "matrix": "Show tasks by the members of a group: who reported in the last round, who long ago, who never.",
    "due": "Show by date what is overdue and what falls due: tasks, deliverables, returning duties, indicators.",
    "indicators": "Show every indicator: target, value, pace, how it went, and when it is reached at the present rate.",
    "find": "Find a text in titles, deliverables, indicators and entries; width, case and spaces do not matter.",
    "chase": (
        "Show who is to be reminded of what, why, and for which time; with --issue record the reminders.\n\n"
        "Reminded are those who lead red tasks, and every unit that did not answer the last round of "
        "reports. While a reminder waits for its answer, no other is issued on the same matter."
    ),
    "history": (
        "Show who said what when, newest first: reports, corrections, withdrawals, returns, closings.\n\n"
        "Below a correction or withdrawal stands what it corrects or withdraws; where one is shown, all are."
    ),
    "record": "Record progress on a task, deliverable or section, as one new file that is never changed again.",
    "form": "Write a form with the unit's open tasks, CSV or Excel, to fill in; record --from takes it.",
    "correct": (
        "Correct an entry with a new one that stands in for it; what is not given is taken over.\n\n"
        'An empty value empties a field, as --problems "" does. '
        "The corrected entry stays in the history."
    ),
    "withdraw": "Withdraw an entry: it stays in the history and no longer counts. A withdrawal can be withdrawn.",
    "undo": (
        "Take back what you did last: remove it where git never had it, else withdraw it.\n\n"
        "What a spreadsheet or chase --issue recorded is one act. It is refused where entries of others "
        "build on it."
    ),
    "close": "Close what was reported done, or dropped, once another unit has verified it.",
    "return": "Send back for completion what was reported done; it is in progress again.",
    "set": "Change one value of the plan in its file, and tell what that means; all else stays byte for byte.",
    "edit": "Open the file of a part of the plan at its line in your editor, check it, and tell what changed.",
    "new": (
        "Add a section, measure, task, deliverable, indicator or unit with the next free id, and tell what "
        "that means."
    ),
    "move": (
        "Move a task, measure, deliverable or indicator with its comments, and tell what that means.\n\n"
        "Sections, and the tasks of a measure, stand in the order of their ids, which stay: what stands in them "
        "can be moved, and qtrack set ID number TEXT changes the number that is printed."
    ),
    "retire": "Give up a task, deliverable, indicator, empty measure or section; nothing else ever gets its id.",
    "init": "Begin a plan of one's own: four commented files that are in order, in a git repository with a hook.",
    "diff": "Say what an edit of the plan means: what changed, what it loosens, whom it affects.",
    "changes": "Tell the edits of the plan from its git history: who changed what when, newest first.",
    "audit": "Look through git's history for entries altered, removed, renamed or back-dated; exit 1 if any were.",
    "config": (
        "Set once who you are: your unit and name, the language, the form of output, pager and editor.\n\n"
        "Without KEY it lists what holds and from where. It is kept by git where the plan is in git, else in "
        "a file of your own. An option goes before a variable such as QTRACK_UNIT, and that before this."
    ),
    "completion": "Print the script by which a shell completes command lines of qtrack; --install puts it in place.",
    "validate": "Check the whole plan and print every problem with its place; exit 1 if any is an error.",
    "doctor": "Check this computer: encoding, fonts, git, clock, disk, editor, plan, cache; exit 1 if any fails.",
    "explain": "Print the manual page of a check: what it holds, why, and examples; without a name list them all.",
    "schema": "Print the JSON Schema of a kind of file, or keep those that the editor of a plan reads.",
    "migrate": "Bring the files of a plan that an older qtrack wrote to the newest format; all of them or none.",
    "import": "Make the draft of a plan from a notice; tell what is in doubt and what of it is not in the plan.",
    "report": "Make a paper, such as the weekly summary, as Markdown, as one HTML page, or a table as CSV.",
    "demo": "Make a folder with a copy of the plan, invented sample entries and a git history, to try things on.",
    "help": "Print a topic of the manual, as Markdown in a pipe; without a name list the topics.",
}

#: They answer to their Chinese names, too.
NAMES: Final = words(*(f"{name}|qtrack {name}" for name in COMMANDS))

#: What asks on a terminal for what its command line lacks.
ASKING: Final = frozenset({"correct", "withdraw", "close", "return"})
#: What the first page of help says of each command, by what one wants.
GROUPS: Final[dict[str, dict[str, str]]] = {
    "Every day": {
        "mine": "what I owe, and by when",
        "status": "every task with its light",
        "show": "one task whole",
        "due": "overdue and falling due",
        "find": "a text, wherever it stands",
        "history": "who said what, and when",
        "record": "report progress",
        "correct": "put an entry right",
        "withdraw": "take an entry back",
        "undo": "take my last act back",
        "close": "close verified work",
        "return": "send work back",
    },
    "Papers": {
        "report": "weekly, ledger and others",
        "form": "a spreadsheet to fill in",
        "chase": "whom to remind of what",
        "units": "the list of each unit",
        "matrix": "tasks by members",
        "indicators": "targets and values",
    },
    "Editing the plan": {
        "set": "change one value",
        "edit": "open the file in an editor",
        "new": "add a task, unit, …",
        "move": "put a part elsewhere",
        "retire": "give a part up",
        "init": "begin a plan of my own",
        "diff": "what an edit means",
        "changes": "edits so far, from git",
        "validate": "check the files",
        "explain": "what a check asks for",
        "schema": "the form of the files",
        "migrate": "renew files of old format",
        "import": "a plan from a notice",
    },
    "Looking into it": {
        "audit": "entries altered afterwards",
        "doctor": "what ails this computer",
        "config": "set my unit, name, form",
        "completion": "ids by the Tab key",
        "demo": "a plan to try things on",
        "help": "the manual, by topics",
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
HABITS: Final[dict[str, str]] = {
    "list|ls|tasks|board|overview|dashboard|balance|bal|bs|stats|ready|summary": "“qtrack status” shows every task, “qtrack units UNIT” those of a unit.",
    "log|logs|print|activity|reflog|reg": "“qtrack history” lists entries, “qtrack changes” edits of the plan.",
    "register|aregister": "“qtrack history” lists entries, “qtrack report ledger” is the ledger.",
    "add|create|commit|update|enter|track": "“qtrack record ID” records progress; with --commit git has it at once.",
    "amend|fix|modify": "“qtrack correct ENTRY” corrects an entry, “qtrack set ID KEY VALUE” edits the plan.",
    "delete|remove|rm|revert|reset|drop": (
        "“qtrack undo” takes your last act back, “qtrack withdraw ENTRY” an entry; “qtrack retire ID” gives "
        "a part of the plan up."
    ),
    "mv|rename|reorder|renumber": "“qtrack move ID WHERE” moves a part of the plan, “qtrack set ID title TEXT” renames it.",
    "view|info|cat|open|task|issue|details": "“qtrack show ID” shows a task; “qtrack chase --issue” issues reminders.",
    "blame|annotate|whatchanged": "“qtrack show ID --plan-history” tells who changed the words on it, “qtrack history ID” who reported.",
    "check|lint|verify|test|fsck": "“qtrack validate” checks the plan, “qtrack audit” the entries in git's history.",
    "search|grep": "“qtrack find TEXT” looks for a text.",
    "todo|todos|late|overdue|deadlines|agenda|upcoming|next": "“qtrack due” lists what is overdue and what falls due.",
    "remind|reminders|notify|nag|urge": "“qtrack chase” tells who is to be reminded.",
    "load": "“qtrack record --from FILE” records a filled form.",
    "export|save|convert": "“qtrack status --format csv” writes a table, “qtrack report ledger --save” a paper.",
    "compare|change|delta": "“qtrack diff” tells what an edit means, “qtrack changes” tells them all.",
    "accounts|account|people|departments": "“qtrack units” lists the units.",
    "goals|targets|budget|metrics|figures": "“qtrack indicators” lists targets and values.",
    "finish|done|complete": "“qtrack record ID --status done” reports it done, “qtrack close ID” closes it once verified.",
    "reopen|reject": "“qtrack return ID” sends work back for completion.",
    "start|clone|setup|install": "“qtrack init DIR” begins a plan of one's own, “qtrack demo DIR” makes one to try things on.",
    "push|pull|fetch|merge|sync|branch|checkout": "Git does that: the plan is files; “qtrack help git” tells how.",
    "upgrade|version": "“qtrack --version” prints the version, “qtrack migrate” renews old files.",
    "manual|man|topics|docs|tutorial": "“qtrack help” lists the topics of the manual.",
    "settings|setting|preferences|whoami": "“qtrack config” shows what is set, and sets it; “qtrack doctor” tells of this computer.",
}
