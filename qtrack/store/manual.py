"""The manual of what loading finds: one page a check, in the form that `qtrack.model.manual` reads.

These checks are not a function each, as those of a loaded plan are: they are raised wherever a file is
read. Their pages stand here, in the layer that raises them, and the views join both manuals. Templates
of one's own are read here too; whether they are sound is for the layer to say that runs them.
"""

from typing import Final

from qtrack.model.manual import ManualPage, page_of

_TEXTS: Final = (
    """file-missing: plan.yaml and units.yaml are there.

    Without the head of the plan and the register of its units nothing else can be understood.

    Passes: a folder with plan.yaml and units.yaml
    Fails: a folder without units.yaml
    """,
    """file-unreadable: every file of the plan can be read from the disk.

    A file that the system refuses to open is not missing; what refers to it is not reported as unknown. Of a
    link git keeps only where it leads to, so what lies behind one would be missing from history and audit.

    Passes: an ordinary file that you have the right to read
    Fails: a folder named T05.yaml, or progress/ as a link to a shared drive
    """,
    """file-size: a file of a plan is a page of text.

    What is very much larger was put there by mistake; reading it would cost memory and time for nothing.

    Passes: a task of a few kilobytes
    Fails: a scanned document saved as T05.yaml
    """,
    """file-empty: a file of a plan says something.

    An empty file is mostly one that was not saved to its end. Delete it, or fill it.

    Passes: T05.yaml that begins with `id: T05`
    Fails: T05.yaml with nothing in it, or comments only
    """,
    """file-id: a file is named as the id that it holds, and an entry lies in the folder of its task.

    A file copied for a new task and not changed inside would double the old one.

    Passes: `id: T05` in tasks/T05.yaml
    Fails: `id: T04` in tasks/T05.yaml, or `about: T18.1` below progress/T17/
    """,
    """file-unexpected: every file in the plan's folder belongs to a part of the plan.

    A task saved as T5.yml or in another folder would be left out without a word. Files named README.md,
    .gitkeep, .gitignore and .gitattributes may lie anywhere, templates of your own (*.j2) below templates/,
    the schemas for editors below .schemas/. What an entry was drafted under when its writing was cut off
    (.*.yaml.*.tmp below progress/) is passed over; the next record in that folder clears it after an hour.

    Level: warning
    Passes: tasks/T05.yaml
    Fails: tasks/T05.yml, tasks/T05 (copy).yaml
    """,
    """encoding: a file is text in UTF-8.

    In another encoding every Chinese sign would be read as a different one. Most editors offer UTF-8 where
    they save a file. A byte order mark before the text is read over, with a warning: other programs stumble.

    Level: error, warning
    Passes: a file saved as UTF-8
    Fails: a file saved as GBK, ANSI or Unicode (UTF-16)
    """,
    """yaml-syntax: a file can be read as YAML.

    Signs in full width, tabs, open quotes and conflict markers of git are what mostly keeps it from that.
    The rest of the plan is checked all the same.

    Passes: `due: 2020-12-31`
    Fails: `due：2020-12-31`, with a colon in full width
    """,
    """shape: a list stands where a list belongs, keys where keys belong, a single value elsewhere.

    The file is good YAML then, but says something of another kind.

    Passes: `shared: [metrology-institute]`
    Fails: `shared: metrology-institute`, where a list belongs
    """,
    """key-unknown: every key is one that qtrack knows.

    What stands under a misspelt key would be left out without a word.

    Passes: `deliverables: …`
    Fails: `deliverable: …`
    """,
    """key-missing: the keys that a file cannot do without are there and have values.

    A task without a title or an indicator without a target cannot be tracked.

    Passes: `target: 2000`
    Fails: an indicator without `target`, or `target:` with nothing behind it
    """,
    """key-duplicate: a key stands once.

    YAML would take the last of two equal keys and drop the first without a word.

    Passes: one `due: 2020-12-31`
    Fails: `due: 2019-12-31` and, further down, `due: 2020-12-31`
    """,
    """value-date: a date is written as year-month-day, and the calendar has it.

    Other forms are read one way here and another way there. A plan of more than a hundred years has a slip
    in one of its dates.

    Passes: `due: 2020-12-31`
    Fails: `due: 2020/12/31`, `due: 2020-2-1`, `due: 2020-02-30`,
        `end: 2220-12-31` of a plan that starts in 2018
    """,
    """value-time: a time has its date, its clock time and its distance from UTC.

    Without the last two one could not tell which of two records came first.

    Passes: `recorded: 2019-04-01T09:12:44+08:00`
    Fails: `recorded: 2019-04-01`
    """,
    """value-number: a number is written with digits, a minus and a point where needed, and nothing else.

    The unit stands in its own key. Commas, percent signs and digits in full width are read one way here and
    another way there.

    Passes: `target: 2000`, `target: 99.5`
    Fails: `target: 2,000`, `target: 95%`
    """,
    """value-choice: where only a few words are possible, one of them is written.

    The lights and the papers go by these words.

    Passes: `kind: reach`, `status: in-progress`
    Fails: `kind: reached`
    """,
    """problems-listed: a file has no more problems than anybody reads at once.

    Of one file the first hundred are listed, of a plan about a thousand; how many more there are of each
    level is counted, and stands where they begin. Mend what is listed and check again.

    Level: error, warning, hint
    Passes: a file with two misspelt keys
    Fails: a file of 150,000 lines of something else, saved as T05.yaml
    """,
    """template-error: a template of one's own can be read as a template.

    Otherwise no paper could be made with it. It must be closed block by block, use filters that there are,
    and name templates that lie below templates/ of the plan or are built in.

    Passes: `{% extends "builtin/summary.html.j2" %}`
    Fails: `{% extends "sumary.html.j2" %}`, or `{% if %}` without `{% endif %}`
    """,
    """template-unused: a template of one's own is one that a paper or another template looks for.

    Under another name it would change nothing, and nobody would notice.

    Level: warning
    Passes: templates/weekly.html.j2, templates/paper.css.j2
    Fails: templates/weekley.html.j2
    """,
    """silence-unused: a comment that allows a problem stands where there is one.

    A silence left over would hide the next problem in its line. Only what is found in a plan that loads
    can be silenced, not what keeps a file from being read.

    Level: warning
    Passes: `# qtrack: allow unit-known` at the end of the line that has this problem
    Fails: the same comment after the unit was registered
    """,
)


def pages() -> tuple[ManualPage, ...]:
    """Return the pages of all checks that loading makes."""
    return tuple(page_of(text) for text in _TEXTS)
