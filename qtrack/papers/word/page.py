"""The parts of a paper as its page has them: the blocks of its built-in templates, each by its name."""

from collections.abc import Mapping

import msgspec
from lxml import etree

from qtrack.locale.message import Translator
from qtrack.papers.engine.environment import making
from qtrack.papers.engine.paper import BUILT_IN_PREFIX, ENDINGS, WORDS, Paper, PaperForm
from qtrack.papers.word.archive import Node
from qtrack.papers.word.body import PART
from qtrack.papers.word.shipped import part_names
from qtrack.store.own_templates import OwnTemplates


def parts_of(
    paper: Paper, page: msgspec.Struct, translator: Translator, own: OwnTemplates
) -> Mapping[str, Node]:
    """Return the parts of a paper that it has on this page; of the plan's own templates the sentences count.

    Raises WrongTemplateError where one of those does not work.
    """
    texts, unread = own
    words = {name: text for name, text in texts.items() if name.endswith(WORDS)}
    boxes = [
        f'{{% block {name} %}}<div {PART}="{name}">{{{{ super() }}}}</div>{{% endblock %}}'
        for name in part_names(paper)
    ]
    base = f'{{% extends "{BUILT_IN_PREFIX}{paper.template}.{ENDINGS[PaperForm.HTML]}" %}}'
    with making(paper, page, PaperForm.HTML, translator, (words, unread)) as (environment, variables):
        text = environment.made(environment.from_string(base + "".join(boxes)), variables)
    root = etree.fromstring(text.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    return {box.get(PART): box for box in root.iter("div") if box.get(PART)}
