"""The phrases of notices: a table a kind, each pattern with an example and what its groups find there.

Patterns are for folded text (see `fold`): of full width only 。、《》“” are left, and every bracket is round.
The examples are tests. Nothing else in qtrack knows how a notice puts things.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple


class Phrase(NamedTuple):
    """A pattern, an example, and what the pattern's groups find in it; it is only searched, never said."""

    pattern: str
    example: str
    found: tuple[str | None, ...]

    def search(self, plain: str) -> re.Match[str] | None:
        """Find it anywhere in a folded text."""
        return compiled(self.pattern).search(plain)

    def match(self, plain: str) -> re.Match[str] | None:
        """Find it at the beginning."""
        return compiled(self.pattern).match(plain)

    def fullmatch(self, plain: str) -> re.Match[str] | None:
        """Find it where nothing else stands."""
        return compiled(self.pattern).fullmatch(plain)

    def finditer(self, plain: str) -> Iterator[re.Match[str]]:
        """Find all places of it."""
        return compiled(self.pattern).finditer(plain)

    def sub(self, told: str | Callable[[re.Match[str]], str], plain: str) -> str:
        """Replace it wherever it is found."""
        return compiled(self.pattern).sub(told, plain)


def any_of(table: Mapping[str, Phrase], plain: str) -> str | None:
    """Return which phrase of a table is found in a folded text, the first of them."""
    return next((name for name, phrase in table.items() if phrase.search(plain)), None)


#: Full-width letters, signs, blanks and brackets by the plain ones, sign by sign, so that places stay.
_FOLDED: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | str.maketrans(
    "\u3000\u00a0〔〕【】［］[]{}﹝﹞", "  ()()()()()()"
)

#: Digits and tens as words.
DIGITS: Final = {sign: at for at, sign in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "O": 0,
    "两": 2,
}
WORDS: Final = "〇一二三四五六七八九"
TEN: Final = "十"
CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
TENS: Final = {"十": 10, "百": 100}


def fold(text: str) -> str:
    """Return a text of the same length in half width."""
    return text.translate(_FOLDED)


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern ready for use; <n> in it is a count with its unit, <cn> a number in words."""
    for name, part in (("<n>", _COUNT), ("<cn>", "[〇零一二两三四五六七八九十百]+"), ("<counter>", COUNTER)):
        pattern = pattern.replace(name, part)
    return re.compile(pattern)


# fmt: off
# --- what a notice counts --------------------------------------------------------------------------

COUNTER: Final = (
    "个百分点|个工作日|个小时|批次|公斤|千克|万元|家次|人次|万人次|班次|课时|平方米|平方公里|立方米|公里|千米|公顷|万元|亿元|千瓦时|千瓦|小时|分钟|工作日|"
    "[个项家名人件起台套处所座亩吨户次场期批条种例天间张盏册幅篇辆艘株头只本份部门组队支村镇米元]|%|percent|per cent|"
    "(?!percent)[a-z]+"
)
_NUMBER: Final = r"\d+(?:\.\d+)?|[二两三四五六七八九]?[十百][一二三四五六七八九十]*|[两三四五六七八九](?=[个项家名所座场])"
_COUNT: Final = rf"(?P<number>{_NUMBER})(?:\s?(?:%|[个项家名万亿])?\s?[-~—–至]\s?(?P<most>\d+(?:\.\d+)?))?\s?(?P<unit>(?>[万亿千]?(?:<counter>)))"

#: Numbering, from the highest level that is usual; the tree of a notice is made of the order found in it.
NUMBERINGS: Final = {
    "chapter": Phrase(r"第(<cn>|\d+)(?:章|编|部分)\s*[、:]?\s*", "第二章 主要任务", ("二",)),
    "part": Phrase(r"(?i)(?:part|section|chapter) ([0-9ivx]+)\s*[.:-]?\s+", "Part II: Measures", ("II",)),
    "article": Phrase(r"第(<cn>)条\s*[、:]?\s*", "第三条 加强监管", ("三",)),
    "words": Phrase(r"(<cn>)\s*[、.]\s*(?!<cn>[、.])", "十一、加强领导", ("十一",)),
    "words-in-brackets": Phrase(r"\((<cn>)\)\s*[、.]?\s*", "(二十五)加强宣传", ("二十五",)),
    "steps": Phrase(r"(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)[.、]?\s+(?!\d)", "1.2 Train inspectors", ("1.2",)),
    "digits": Phrase(r"(\d{1,3})\s*(?:[、.](?!\d)|\)(?=\S))\s*", "12. 加强抽查", ("12",)),
    "digits-in-brackets": Phrase(r"\((\d{1,3})\)\s*[、.]?\s*", "(3)开展评价", ("3",)),
    "circled": Phrase(r"([①-⑳])\s*[、.]?\s*", "②建设平台", ("②",)),
    "letters": Phrase(r"\(?([a-z])\)\s+|([A-Z])\.\s+", "(b) Publish results", ("b", None)),
}

#: Numberings of headings, whose parts below are tasks, and those whose parts are sections, even where nothing stands below them.
HEADINGS: Final = frozenset({"", "chapter", "part", "words", "words-in-brackets"})
SECTIONS: Final = frozenset({"chapter", "part", "words"})

# --- the head and the foot -------------------------------------------------------------------------

DOCUMENT_NUMBER: Final = Phrase(r"(?<!\d)(?P<number>[\u4e00-\u9fff]{1,14}(?:\(\w{1,4}\))?\((?:19|20)\d\d\)\s*第?\d+号)", "文号: 闽质监(2018)251号", ("闽质监(2018)251号",))
NUMBER_YEAR: Final = Phrase(r"[(\[](\d{4})[)\]]", "(2018)", ("2018",))
ENGLISH_NUMBER: Final = Phrase(r"(?i)^(?:no\.|number:|ref(?:erence)?[.:]?)\s*(\S.*)$", "No. 12 of 2024", ("12 of 2024",))
PUBLISHED: Final = Phrase(r"(?:发布|公开|发文)(?:时间|日期)\s*:\s*(\S+)", "发布时间: 2018-10-12 09:33", ("2018-10-12",))
DATES: Final = {
    "digits": Phrase(r"(?P<y>(?:19|20)\d\d)\s*[-年./]\s*(?P<m>\d{1,2})\s*[-月./]\s*(?P<d>\d{1,2})\s*日?", "2018年9月30日", ("2018", "9", "30")),
    "words": Phrase(r"(?P<y>[一二][〇零○O一二三四五六七八九]{3})年(?P<m><cn>)月(?P<d><cn>)日", "二〇一八年九月三十日", ("二〇一八", "九", "三十")),
    "english": Phrase(r"(?P<d>\d{1,2}) (?P<name>[A-Z][a-z]+) (?P<y>(?:19|20)\d\d)", "5 March 2024", ("5", "March", "2024")),
}
TITLE: Final = Phrase(r"(?:方案|意见|计划|要点|清单|分工表?|规划|措施|纲要|任务|台账|分解|安排|部署)(?:\(.{1,12}\))?$|的通知$|(?i:\b(?:plan|programme|program|strategy)\b.{0,30}$)", "2024年工作要点", ())
#: What a title says that tells what a notice is about.
ABOUT: Final = "关于"
YEAR_IN_TITLE: Final = Phrase(r"((?:19|20)\d\d)(?=年|[-—–~至到]|\b)", "质量提升三年行动方案(2024-2026年)", ("2024",))
REVISES: Final = Phrase(r"(?:修改|修订|修正|调整|补充|完善)(?:完善|部分)?《(.+?)》|对《(.+?)》.{0,60}(?:作|做|进行)(?:出)?(?:如下|以下|部分)?(?:修改|修订|调整|补充)", "关于调整《质量工作方案》的通知", ("质量工作方案", None))
#: What the items of such a notice do: end one of the document, add one, or revise one.
ITEM_CHANGED: Final = {
    "ends": Phrase(r"不再(?:执行|实施|保留|列入)|停止(?:执行|实施)|(?:废止|删[去除]|取消|撤销)(?:原)?(?:第|该|上述|任务|“)|(?:予以|全部)?(?:废止|删[去除]|取消|撤销)[。;]?$", "第7项任务不再执行", ()),
    "adds": Phrase(r"(?:增加|新增|增补|补充)(?:以下|如下|一|第|.{0,4}项)", "增加一项任务", ()),
    "revises": Phrase(r"(?:修改|调整|变更|更改|改|延长|延期|顺延|推迟|提前|提高|降低)(?:为|到|至)", "完成时限调整为2020年6月底前", ()),
}
#: What a document says of itself: which notice revised it, and in brackets, what of it was ended or revised.
REVISED_BY: Final = Phrase(r"根据((?:《[^》]*》|[^。;《》])+?)(?:第.次)?(?:修订|修改|修正|调整)", "根据2019年5月20日《关于调整任务的通知》修订", ("2019年5月20日《关于调整任务的通知》",))
MARKED: Final = {
    "ends": Phrase(r"\((?:本[项条]|该项)?(?:任务)?(?:已|自|于|根据|按|由|被|现)[^()]*(?:\([^()]*\)[^()]*)*(?:废止|停止执行|不再执行|删[去除]|取消|终止|替代|取代|代替)\)", "(本项已废止)", ()),
    "revises": Phrase(r"\((?:本[项条]|该项)?(?:任务)?(?:已|自|于|根据|按|由|被|现)[^()]*(?:\([^()]*\)[^()]*)*(?:修订|修改|修正|调整)\)", "(根据12号文修改)", ()),
}
ENDS_OTHERS: Final = Phrase(r"《.+》.*废止|废止.*《.+》|(?:替代|代替|取代)《", "《工作方案》同时废止", ())
BOOK: Final = Phrase(r"《([^《》]+)》", "《工作方案》", ("工作方案",))
YEARS_IN_BRACKETS: Final = Phrase(r"^\((?:19|20)\d\d(?:\s*[-—–~至]+\s*(?:19|20)\d\d)?年(?:度)?\)$", "(2026—2028年)", ())
ISSUED_WITH: Final = Phrase(r"(?:印发|转发)《(.+)》(?:的通知)?", "关于印发《质量工作方案》的通知", ("质量工作方案",))
ISSUER_IN_TITLE: Final = Phrase(r"^(.{3,30}?)关于", "福建省质监局关于印发方案的通知", ("福建省质监局",))
#: Lines that belong to no task: what stands in them goes into the list of what went nowhere.
FRAME: Final = {
    "addressees": Phrase(r"(?:局|处|室|院|部门|单位|政府|委|办|所|公司|司|厅|站|中心|学校|[县市区])(?:\([^)]*\))?:$", "各科室、直属各单位:", ()),
    "signs": Phrase(r"^\(?(?:此件|主动公开|抄送|附件|附:|联系人|主题词|印发$|(?:打印|关闭|分享|扫一扫|上一篇|下一篇|责任编辑))", "(此件主动公开)", ()),
    "validity": Phrase(r"自(?:印发|发布|公布|颁布)?之日起(?:施行|实施|执行)|自\d{4}年.{2,8}起(?:施行|实施|执行)|有效期[至为到]?|同时废止|由.{2,20}负责解释", "本方案自印发之日起施行", ()),
    "preamble": Phrase(r"(?:制定|制订|提出|印发).{0,12}(?:方案|意见|计划|要点|措施|清单)[。:]?$", "特制订本方案。", ()),
}
CAPTION: Final = Phrase(r"^(?:专栏|表|附表|附件)\s*(?:\d+|<cn>)(?!.*[。;])", "专栏1 主要指标", ())
ALIAS: Final = Phrase(r"([\u4e00-\u9fff]{2,30})\(以下(?:统一)?简称:?[“\"']?([^)“”\"']+)[”\"']?\)", "市发展和改革委员会(以下简称“市发改委”)", ("市发展和改革委员会", "市发改委"))

# --- sections that set goals, and words that guide ---------------------------------------------------

GOALS: Final = Phrase(r"总体要求|指导思想|总体思路|基本原则|工作原则|(?:总体|工作|主要|行动|发展)目标|(?i:^(?:overall )?(?:goals|objectives|targets|principles))", "一、总体要求", ())
GUIDANCE: Final = {
    "thought": Phrase(r"^以.*为(?:指导|统领|引领|遵循)$", "以新发展理念为指导", ()),
    "spirit": Phrase(r"^(?:认真|全面|深入|坚决)*(?:贯彻|落实|学习)+.*精神$", "深入贯彻落实全会精神", ()),
    "hold": Phrase(r"^(?:始终)?坚持", "坚持高质量发展", ()),
}

# --- who answers -------------------------------------------------------------------------------------

#: Who answers, under whom and by when, as labels and as columns of tables: in Chinese, in English, and an example.
ROLES: Final = {
    "lead": (r"(?:牵头|主办|主责|主要责任)(?:责任)?(?:单位|部门|处室|科室|领导小组|人)?", r"lead(?:ing)?(?: unit| agency| department| body)?|led by|owner", "牵头单位"),
    "partner": (r"(?:配合|参加|参与|协办|协同|协助)(?:责任)?(?:单位|部门|处室|科室)?", r"partners?|support(?:ed by|ing)?(?: units?| agenc(?:y|ies)| departments?)?|with", "配合单位"),
    "shared": (r"(?:责任|承办|落实|实施|工作|任务)(?:主体|分工|单位|部门|处室|科室|股室)+(?:及分工)?", r"responsible(?: units?| part(?:y|ies)| bod(?:y|ies)| agenc(?:y|ies)| departments?)?|owners|who", "责任单位"),
    "supervisor": (r"(?:责任|分管|牵头|包保|包抓|挂钩)(?:市|县|区|局)?领导", "sponsor", "责任领导"),
    "person": (r"(?:直接|具体|第一)?(?:责任人|负责人)|经办人", "officer|(?:officer|person) responsible", "责任人"),
    "contact": (r"联系人(?:及电话)?|联络员", "contact", "联系人"),
    "due": (r"(?:完成|办结|整改)?(?:时限|时间|期限)(?:要求)?", "deadline|due(?: date)?|by when", "完成时限"),
}
#: Words before the units or persons, by the role that they give.
ROLE_LABELS: Final = {name: Phrase(rf"(?:{zh})\s*:|(?i:\b(?:{en})\s*:)", f"{example}:", ()) for name, (zh, en, example) in ROLES.items()}
#: Words behind the units, by the role that they give.
ROLE_TAILS: Final = {
    "by_duty": Phrase(r"(?:等)?(?:按|根据|依据|依照)(?:照|各自)*(?:职责|分工|职能)+(?:分工)?(?:分别)?(?:负责|落实|承担|做好)?$", "各市县局按职责落实", ()),
    "lead": Phrase(r"(?:负责)?牵头(?:负责|落实|单位|组织实施|会同)?$", "市发改委牵头", ()),
    "partner": Phrase(r"(?:等)?(?:参与|参加|配合|协同|协助)(?:落实|实施|单位)?$", "市财政局配合", ()),
    "shared": Phrase(r"(?:等)?(?:分别|具体|共同|组织)?(?:负责|落实|承担|承办|实施)$", "市教育局负责", ()),
}
SAME: Final = Phrase(r"^(?:责任单位\s*:?)?同上$", "同上", ())
SAME_BELOW: Final = Phrase(r"[,;(]?(?:以)?下同\)?$", "市教育局,下同", ())
SAME_ABOVE: Final = Phrase(r"以上([一二两三四五六七八九十\d]+)[项条]|以上(?:各项|任务|工作)", "以上三项由市教育局负责", ("三",))
#: What joins two units, unless what stands before it is none.
AND: Final = Phrase(r"以及|和|及|与|会同|(?i: and | & )", "各市县局及技术机构", ())
BEFORE_UNIT: Final = Phrase(r"^(?:由|请|会同|以及|和|及)(?=.{2,})", "由市教育局", ())
#: Who is left out of a name for several.
EXCLUDING: Final = Phrase(r"\((?:除|不含|不包括)(?P<names>[^()]+?)(?:之外|以外|除外|外)?\)|(?<![一-龥])除(?P<before>[^,;()]+?)(?:之外|以外|外)(?:的|,)?", "各县区政府(除高新区外)", ("高新区", None))
OPEN_LIST: Final = Phrase(r"等(?:有关|相关|各)*(?:单位|部门|处室)?$", "市财政局等有关部门", ())
UNIT_END: Final = Phrase(r"(?:局|处|室|厅|委|办|院|所|中心|部|会|科|股|站|队|政府|机构|单位|公司|集团|学校|大学|医院|银行|乡镇|街道|部门|协会|馆|县|区|市|园区|企业|Office|Department|Division|Bureau|Institute|Unit|Agency|Team|Commission|Centre|Center|Committee|Board|Group|Council)s?(?:\([^)]*\))?$", "市场监督管理局", ())
#: A name that stands for several units.
COLLECTIVE: Final = Phrase(r"^(?:(?:省|市|县|区|州)?(?:局|直|委)?(?:机关)?)?(?:各|有关|相关)|直属(?:各)?单位|(?:处|科)\(?室\)?$|(?:技术|检验)机构$|^[Aa]ll ", "各市县局", ())
OWN_OFFICE: Final = Phrase(r"^(?:省局|市局|县局|区局|局机关|我局|本局|局)(?=.{2,})", "省局标准化处", ())
#: Kinds of units by the ends of their names.
UNIT_KINDS: Final = {
    "bureau": Phrase(r"^各.*(?:局|政府|管委会|街道|乡|镇|县|区|市)(?:人民政府)?$|^[^省市县区州各]{1,6}[市州盟县区旗].*(?:局|政府|管委会)$|街道(?:办事处)?$|乡镇$|^各[镇乡县区]\([^)]*\)", "福州市市场监管局", ()),
    "division": Phrase(r"(?:处|室|科|股)$|各处\(室\)$", "标准化处", ()),
    "affiliate": Phrase(r"(?:院|所|中心|站|队|馆|校)$|直属", "省计量院", ()),
    "department": Phrase(r"(?:局|厅|委|委员会|办|政府|税务局|支队|大队)$", "市财政局", ()),
}
#: Of a name for several units: all of a kind that its own name tells.
WHOLE_KIND: Final = Phrase(r"(?:处|科)\(?室\)?$|直属", "局机关各处(室)", ())
#: Of a name for several units: only some of them are meant.
SOME: Final = Phrase(r"有关|相关", "各有关处室", ())

# --- by when, and how often ----------------------------------------------------------------------------

#: A year, month and day said in full or in part; what is not said is taken from the words before it.
DEADLINES: Final = {
    "months": Phrase(r"(?P<y>\d{4})年(?P<from>\d{1,2})(?:月(?:\d{1,2}日)?)?\s*[-—~至到]\s*(?:(?P<z>\d{4})年)?(?P<m>\d{1,2})月(?:底|末)?(?!\d)", "2024年6月至10月", ("2024", "6", None, "10")),
    "year-month-day": Phrase(r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:之)?(?:前|以前|止)", "2020年6月15日前", ("2020", "6", "15")),
    "year-month": Phrase(r"(?:到|至|于|在)?(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?:份)?(?:底|末)?(?:之前|以前|前|完成)", "2020年6月底前", ("2020", "6")),
    "month-end": Phrase(r"(?:到|至|于)(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?:底|末)", "至2020年6月底", ("2020", "6")),
    "year": Phrase(r"(?:(?:到|至)(?P<y>\d{4})年(?:底|末|年底)?(?:之?前)?|(?P<z>\d{4})年(?:年?底|末)?(?:之|以)?(?:前|内))", "到2020年", ("2020", None)),
    "of-year": Phrase(r"(?<![\d一-龥(])(?P<y>\d{4})年(?=(?:计划|力争|全年|累计)?(?:完成|建成|新建|新增|改造|培训|达到|达))", "2026年完成20个", ("2026",)),
    "this-year": Phrase(r"(?:今年|(?<!\d)年|本年度?)(?:底|末)(?:之|以)?前|(?:今年|本年度?|(?<![半一两三四五六七八九十百\d])年)内", "年底前", ()),
    "half": Phrase(r"(?:(?P<y>\d{4})年)?(?P<half>上|下)半年(?:内|前|底前)?", "2024年上半年", ("2024", "上")),
    "quarter": Phrase(r"(?:(?P<y>\d{4})年)?第?(?P<q>[一二三四1-4])季度(?:末|底|内|前|末前)+", "2024年第三季度末", ("2024", "三")),
    "after-issue": Phrase(r"(?:自)?(?:本?(?:方案|意见|通知|文件)?)?印发(?:之日)?(?:起|后)(?P<after>\d+|[一二三六])个月内", "印发之日起3个月内", ("3",)),
    "five-years": Phrase(r"“?(?P<five>十[三四五])五”?(?:期?末|期间)", "“十四五”末", ("十四",)),
    "english-quarter": Phrase(r"(?i)\b(?:by )?(?:the end of )?q(?P<q>[1-4]) (?P<y>(?:19|20)\d\d)\b", "by Q4 2024", ("4", "2024")),
    "english": Phrase(r"(?i)\bby (?:the )?(?:end of |(?P<d>\d{1,2}) )?(?:(?P<name>[A-Z][a-z]+) )?(?P<y>(?:19|20)\d\d)\b", "by 30 June 2025", ("30", "June", "2025")),
}
#: What the words of a cell lack, before and behind them, to be those of a deadline.
AROUND_CELL: Final = (("", ""), ("", "前"), ("by ", ""))
#: What may stand before a deadline that governs the whole sentence.
LEADING: Final = Phrase(r"\s*(?:力争|争取|确保|计划)?\s*", "力争", ())
#: The last month of each half of a year.
LAST_MONTHS: Final = {"上": 6, "下": 12}
EVERY: Final = {
    "half-year": Phrase(r"每半年|半年一次|按半年|(?i:\b(?:half-yearly|every six months|twice a year)\b)", "每半年评查一次", ()),
    "year": Phrase(r"每年度?(?!.{0,3}(?:以上)?递增)|按年度|(?i:\b(?:every|each) year\b|\bannually\b)", "每年组织开展培训", ()),
    "quarter": Phrase(r"每(?:个)?季度?|按季度?|(?i:\b(?:every|each) quarter\b|\bquarterly\b)", "每季度通报", ()),
    "month": Phrase(r"每(?:个)?月|按月|(?i:\b(?:every|each) month\b|\bmonthly\b)", "每月调度", ()),
}
#: How often units report, beside what returns so often.
WEEKLY: Final = Phrase(r"每周|按周|(?i:\bweekly\b)", "每周调度", ())
#: When something begins that a cell says nothing else of.
YEAR_MONTH: Final = Phrase(r"\s*(\d{4})[-年./](\d{1,2})(?:月|$)", "2024年3月", ("2024", "3"))
#: How often everybody reports on the plan.
ALL_REPORT: Final = Phrase(r"各(?:有关|相关|责任|牵头|成员)*(?:单位|部门|处室|科室|县|区|市|地|乡镇|街道)[^。;]*(?:报送|报告|报)[^。;]*(?:进展|情况|报告|总结|台账)|(?i:\ball (?:units|leads|departments|teams)\b.*\breport\b)", "各责任单位每季度末月25日前报送进展情况", ())
DAY_OF_MONTH: Final = Phrase(r"(次月|下月)?(?:[末首]月)?(\d{1,2})日(?:之|以)?前", "每月25日前报送", (None, "25"))
#: What may return every year, though no word says so.
PERHAPS_YEARLY: Final = Phrase(r"年度(?!内|目标|计划)|定期(?!限)", "发布年度报告", ())
#: Rhythms that a plan has no word for.
UNSAYABLE_RHYTHM: Final = Phrase(r"每年\d{1,2}月(?:份)?[、和]|每周|每两年|每学期|[春夏秋冬][、和]?[春夏秋冬]两?季|每(?:年|季度?|月).{0,6}[两三四五六\d]+次|(?i:\bweekly\b)", "每周通报一次", ())
ONGOING: Final = Phrase(r"长期坚持|持续推进|长期|常态化|全年|(?i:ongoing|continuous)", "持续推进", ())

# --- how much ------------------------------------------------------------------------------------------

TARGETS: Final = {
    "from-to": Phrase(r"^(?P<name>.*?)(?:由|从)(?P<from>\d+(?:\.\d+)?)(?:[^\d,]{0,4})(?P<verb>(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压减|压缩|缩短|缩减|降)[到至为])(?P<qualifier>)<n>(?P<more>以上|以下|以内|左右)?", "覆盖率由80%提高到95%以上", ("覆盖率", "80", "提高到", "", "95", None, "%", "以上")),
    "state": Phrase(r"^(?P<name>.+?)(?P<verb>稳定在|稳定保持在|保持在|维持在|控制在|不低于|不少于|不高于|不超过|不多于|达到|达|(?:增加|提高|提升|扩大|下降|降低|减少|压减|压缩|缩减|缩短)[到至为]|[增降]至|降到|超过|突破|低于|实现)(?P<qualifier>力争|不超过)?<n>(?P<more>以上|以下|以内|左右)?", "抽查合格率稳定在91%以上", ("抽查合格率", "稳定在", None, "91", None, "%", "以上")),
    "change": Phrase(r"^(?P<before>.+?)(?P<verb>增长|递增|增加|提高|提升|上升|下降|降低|减少|压减|压缩|缩减|缩短|下浮)(?P<qualifier>不少于|不低于|超过|约|至少)?<n>(?P<more>以上|以内|左右)?(?P<name>)", "单位能耗下降3%以上", ("单位能耗", "下降", None, "3", None, "%", "以上", "")),
    "do": Phrase(r"^(?P<before>.*?)(?P<verb>完成|新建成?|改造|建成|建设|培训|培育|打造|创建|新增|制定|制修订|制订|修订|组织|开展|举办|评选|认定|推广|检查|抽查|整治|引进|发展|支持|扶持|遴选|选派|选树|检定|排查|上线|推出|培养|设立|组建|发放|开设|建立)(?P<qualifier>不少于|不低于|约|达|至少)?<n>(?P<more>以上|左右|)(?!以上|左右)(?P<name>.+)$", "完成20项地方标准制修订工作", ("", "完成", None, "20", None, "项", "", "地方标准制修订工作")),
    "english-change": Phrase(r"(?i)^(?P<before>)(?P<verb>reduce|cut|lower|increase|raise|improve) (?P<name>.+?) by (?P<qualifier>at least |about )?(?P<number>\d+(?:\.\d+)?) ?(?P<unit>%|percent|per cent)(?P<more>)$", "Reduce speeding by 15 percent", ("", "Reduce", "speeding", None, "15", "percent", "")),
    "english-state": Phrase(r"(?i)^(?P<name>.+?)(?P<verb> (?:to|at|below|under|reaches|above|of)) (?P<qualifier>at least |at most |no more than |about )?(?P<number>\d+(?:\.\d+)?) ?(?P<unit>%|percent|per cent)(?P<more>)$", "Keep the share of refusals below 5 percent", ("Keep the share of refusals", " below", None, "5", "percent", "")),
    "english": Phrase(r"(?i)^(?P<before>.*?)(?P<verb>train|inspect|build|complete|publish|certify|open|reach|hold|audit|visit|issue|plant|install|recruit|deliver|host|replace|repair|create)(?P<qualifier> at least)? (?P<number>\d+(?:\.\d+)?) (?P<unit>(?!percent|per cent)[a-z]+(?: (?!by |near |in |for |of |at |to |with |on |and )[a-z]+){0,2})(?P<more>)(?P<name>.*)$", "Train at least 200 road inspectors of units", ("", "Train", " at least", "200", "road inspectors", "", " of units")),
    "bare": Phrase(r"^(?P<name>.{2,}?)(?P<verb>)(?P<qualifier>)<n>(?P<more>以上|以内|以下|左右)?$", "获质量奖企业5家次以上", ("获质量奖企业", "", "", "5", None, "家次", "以上")),
}
#: Those of things that are done, which are counted up from nothing.
COUNTED_UP: Final = frozenset({"do", "english"})
BARE: Final = "bare"
DOES: Final = Phrase(r"^(?:新建|新增|改造|改扩建|培训|培育|打造|创建|制定|制修订|修订|组织|开展|举办|评选|认定|检查|抽查|引进|完成|发展|选派|排查|建成|建设)", "新建机构", ())
#: Words beside a figure: at least so many, about so many, not beyond it, and coming down to it.
AT_LEAST: Final = frozenset({"以上", "不少于", "至少", "at least"})
ABOUT_SO_MANY: Final = frozenset({"左右", "约", "about"})
AT_MOST: Final = frozenset({"以内", "以下", "控制在", "不高于", "不超过", "不多于", "低于", "below", "under", "at most", "no more than"})
FALLS: Final = Phrase(r"^(?:下降|降低|减少|压减|压缩|缩减|缩短|降)[到至为]$", "下降到", ())
#: Behind a figure that is counted by something that happens, or by the words of what it is of, nothing else stands.
BEHIND_FIGURE: Final = Phrase(r"^(?:的?(?:水平|目标|任务|规模)|完成|水平)?\s*$", "的目标", ())
PERCENT: Final = frozenset({"percent", "per cent"})
#: What only says that something is counted to its end, and is no part of its name.
FINISH: Final = "完成"
#: Words that name nothing: what is counted stands in the clause before.
#: Words that are short for the share of what stands in the clause before.
SHARES: Final = ("占比", "比例", "比重", "年均增长", "年均递增", "年均下降", "年均提高")
NAMELESS: Final = ("完成", "达到", "累计完成", "全年完成", "全年", "共计", "覆盖")
AROUND_NAME: Final = " ，、的."
BEFORE_NAME: Final = Phrase(r"^(?:(?:<cn>是(?:要)?|每年|力争|争取|确保|实现|使|并|到|至|累计完成|,|，|\s)+)(?=.{2,})|(?:要|力争|争取|力求|累计)$", "力争全省覆盖率", ())
HOLDS: Final = Phrase(r"^(?:稳定|保持|维持|不低于|控制|不高于|不超过|不多于|低于| below| under| at)", "稳定在", ())
STRIVES: Final = Phrase(r"力争|争取", "力争到2020年", ())
#: What the form of a plan cannot say of a figure; the sentence stays, and is a doubt.
UNSAYABLE_TARGET: Final = Phrase(r"(?<!年均)递增|(?:各|(?<![平年])均|每[个家所名县区市镇村])(?:不少于|建|有)?", "每个县建设3个示范点", ())
FIGURE: Final = Phrase(r"<n>", "23个重点县", ("23", None, "个"))
#: A number that no word beside it counts, unless it is of an age or a day.
ODD_FIGURE: Final = Phrase(r"[十百千万]分之|\d+(?:\.\d+)?(?![\d.]*[岁年月日号时点])", "更换2000扇", ())
#: Numbers that count nothing: years, ordinals, hotlines, names of programmes.
NO_FIGURE: Final = Phrase(r"(?:专栏|表|附件|附表)\s?\d+|(?:19|20)\d\d(?:(?:[-~至](?:19|20)\d\d)?(?:年度?|届)|(?![\d一-龥%])(?!\s?<counter>))|\d{1,2}月(?:份|底|末)?(?:\d{1,2}日)?|\d{1,2}日|第(?:\d+|<cn>)[一-龥]|\d{5,}|[A-Za-z]+\d+|\d+[A-Za-z]+|[三四]位一体|(?:两|三|四|五|六|七|八|九|十)(?:大|类|级|个(?:必须|维护|清单|统一|方面))|\d+个月|半年", "建设96196平台", ())
#: Several names before it, as many figures after it.
APART: Final = Phrase(r"^(?P<names>.+?)分别(?P<verb>稳定在|保持在|达到|达|提高到|增加到|建成|为)?(?P<figures>\d.*)$", "专利、商标分别达到10件、20件", ("专利、商标", "达到", "10件、20件"))
PART: Final = Phrase(r"^(?:其中|分解到|分解为|下达到|下达给)[,:]?(.+)$", "其中省级中心", ("省级中心",))
PART_VERB: Final = Phrase(r"(?:承担|负责|完成|各自)$", "厦门市局承担", ())
OF_PART: Final = "{}（其中{}）"
#: What says that the figures behind it are parts of the one before.
SPLIT: Final = Phrase(r"^其中$|(?:分解|分配|下达)(?:到|至|给|如下|为)?[^,。]{0,12}$", "任务分解到各市", ())
#: What says that a figure is the mean of the years.
AVERAGE: Final = Phrase(r"年均(?!浓度|值|[气水]温|降水|降雨|指数)|平均每年|每年平均|(?i:\b(?:average annual|annual average|on average (?:each|every|a) year|(?:a|each|every|per) year on average)\b)", "产值年均增长8%", ())

# --- what is to be done ----------------------------------------------------------------------------------

PADDING: Final = Phrase(r"^(?:同时,?|此外,?|另外,?|并且|并(?![网购轨])|要(?![点求素])|进一步|积极(?!性)|大力|切实|认真|扎实|着力|努力|不断|全力|深入|稳步)+(?=[^,]{4,})", "进一步加强监管工作", ())
VERB: Final = Phrase(r"^(?:并|同时|积极|大力|切实|认真|扎实|着力|努力|不断|全力|深入|稳步|加快|有序|继续|充分|全面|广泛|及时|持续|严格|适时|探索|重点|进一步|逐步|组织|力争|每[年季月]度?)*(?:开展|推进|推动|推行|推广|加强|加大|加快|健全|完善|建立|建设|建成|制定|制订|制修订|修订|落实|贯彻|实施|组织|强化|优化|提升|提高|培育|打造|创建|争创|支持|鼓励|引导|指导|督促|促进|深化|构建|形成|完成|做好|抓好|发挥|服务|规范|严格|查处|打击|排查|整治|检查|抽查|监测|发布|公开|报送|通报|考核|评选|评价|认定|培训|宣传|举办|编制|编写|研究|研制|研发|探索|启动|筹建|新建|改造|扩大|拓展|增强|增加|减少|降低|压缩|控制|保障|确保|维护|保护|依法|配合|参与|联合|会同|统筹|整合|精简|清理|取消|简化|承接|试行|办理|受理|设立|成立|召开|聘请|引进|培养|选派|推荐|申报|对接|畅通|营造|树立|关注|跟踪|利用|运用|应用|帮助|倒逼|破解|消除|防范|化解|走出|讲好|推介|塑造|发放|传达|扩建|搭建|出台|印发|向社会)", "加快推进示范区建设", ())
#: Behind a deadline: that what was said before is done by then.
COMPLETES: Final = Phrase(r"^,?(?:前)?(?:全部|全面|基本|同步)?(?:完成|完工|印发实施|印发|出台|投入使用|投入运营|投用|建成|到位|上线|上线运行|实施|启动|落地|竣工|验收)?(?:任务|工作)?[。;.]?$", "全部投入使用", ())
DONE: Final = Phrase(r"^(?:前)?(?:全部|全面|基本)?(?:完成|到位)?(?:任务|工作)?$", "全部完成", ())
SUBORDINATE: Final = Phrase(r"^(?:以|按照|按|根据|围绕|结合|针对|通过|依托|依据|为|在|对|从|凡|只要|待|鉴于|利用|充分利用|(?:力争)?到\d{4}年)", "按照总局部署", ())
ENUMERATION: Final = Phrase(r"(?<=[:;,。])\s*(?=<cn>是)|(?<=[:;,。])\s*(?=\(\d{1,2}\))|(?<=[:;。])\s*(?=\d{1,2}[.、](?!\d))|(?<=.)(?=[①-⑳])|(?<=[:;。,])\s*(?=第<cn>,|(?:首先|其次|再次|最后),)", "重点抓好:一是建平台;二是抓培训", ())
COUNTED: Final = Phrase(r"(<cn>)是(?:要)?\s*[,:]?", "一是加强领导", ("一",))
MARKER: Final = Phrase(r"^(?:<cn>是(?:要)?|\(\d{1,2}\)|\d{1,2}[.、](?!\d)|[①-⑳]|第<cn>(?=,)|(?:首先|其次|再次|最后)(?=,))\s*[,:]?", "一是加强领导", ())

# --- the columns of a table, by what they hold ------------------------------------------------------------

COLUMNS: Final = {
    "number": Phrase(r"(?i)^(?:序号|编号|no\.?|#)$", "序号", ()),
    "section": Phrase(r"(?i)^(?:类别|领域|所属部分|部分|area|section)$", "类别", ()),
    "measure": Phrase(r"(?i)^(?:主要任务|重点任务|措施|重点工作|重点举措|measures?|objectives?|goals?)$", "主要任务", ()),
    "task": Phrase(r"(?i)^(?:工作任务|任务(?:内容|事项|名称|分工|清单)?|具体(?:措施|任务|内容|举措|工作)|工作(?:内容|举措|事项|要求|措施)|事项|(?:主要)?内容|tasks?|(?:key )?actions?|activit(?:y|ies)|what)$", "工作任务", ()),
    **{name: Phrase(rf"(?i)^(?:{zh}|{en})(?:\(.{{0,8}}\))?$", example, ()) for name, (zh, en, example) in ROLES.items() if name != "due"},
    "start": Phrase(r"(?i)^(?:(?:开始|启动|起始)(?:时间|日期)|start(?: date)?)$", "启动时间", ()),
    "due": Phrase(rf"(?i)^(?:{'|'.join(ROLES['due'][:2])}|(?:完成|办结|整改)日期|(?:时间|进度)(?:节点|安排|要求)|when|time(?:line|frame|scale)|completion(?: date)?)$", "完成时限", ()),
    "rhythm": Phrase(r"(?i)^(?:(?:报送|调度|报告|推进)(?:频次|周期|频率)|频次|frequency|reporting)$", "报送频次", ()),
    "target": Phrase(r"(?i)^(?:(?:工作|量化|年度|主要|预期|考核|绩效)*(?:目标|指标|成果|成效|标准)|目标(?:任务|要求)|成果形式|(?:success )?(?:targets?|indicators?|measures? of success|kpis?|outputs?|outcomes?|results?|deliverables?))$", "工作目标", ()),
    "points": Phrase(r"(?i)^(?:(?:考核|评分|标准|赋)?分值?(?:\(分\))?|权重(?:\(%\))?|points|weight|score)$", "分值", ()),
    "remark": Phrase(r"(?i)^(?:备注|说明|remarks?|notes?|comments?)$", "备注", ()),
}
#: The columns of a table of figures, and the headings of years; behind some of them stands what was so before.
FIGURE_COLUMNS: Final = {
    "number": Phrase(r"(?i)^(?:序号|编号|no\.?|#)$", "序号", ()),
    "section": Phrase(r"(?i)^(?:类别|领域|类型|分类|area)$", "类别", ()),
    "name": Phrase(r"(?i)^(?:(?:主要|具体|发展|量化|考核)*指标(?:名称|内容)?|项目|indicators?|targets?)$", "指标名称", ()),
    "unit": Phrase(r"(?i)^(?:(?:计量)?单位|units?)$", "单位", ()),
    "binding": Phrase(r"^(?:指标)?(?:属性|性质)$", "属性", ()),
    "baseline": Phrase(r"(?i)^(?:基期值?|现状值?|基数|基准值?|baseline)$", "基期值", ()),
    "target": Phrase(r"(?i)^(?:目标值?|target)$", "目标值", ()),
    "remark": Phrase(r"(?i)^(?:备注|说明|责任(?:单位|部门)|牵头(?:单位|部门)|remarks?|notes?)$", "备注", ()),
}
#: What spreadsheets call sheets that nobody named.
SHEET: Final = Phrase(r"(?i)^(?:sheet|工作表|表)\s*\d*$", "Sheet1", ())
YEAR_COLUMN: Final = Phrase(r"^((?:19|20)\d\d)年?(?:底|末|度)?(基期|现状|实际|完成)?(?:目标|计划|预期|指标)?(?:值|数|情况)?$", "2018年目标值", ("2018", None))
#: A cell with a figure: a sign before it, the figure, its unit, and words behind it.
FIGURE_CELL: Final = Phrase(r"^(?P<bracket>\(?)(?P<sign>[≥≤><]=?|不低于|不少于|不高于|不超过|控制在|达到)?\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>%|[一-龥]{0,4}?)\)?(?P<tail>以上|以下|以内|左右)?$", "≥95%", ("", "≥", "95", "%", None))
#: Signs and words of a figure that is better the lower it is, or that is to be reached at least.
LOWER: Final = frozenset({"≤", "<", "<=", "不高于", "不超过", "控制在", "以下", "以内"})
MORE: Final = frozenset({"≥", ">", ">=", "不低于", "不少于", "以上"})
UNIT_IN_NAME: Final = Phrase(r"^(.+?)\(([^()]{1,8})\)$", "研发投入强度(%)", ("研发投入强度", "%"))
BINDING: Final = {"binding": Phrase(r"约束", "约束性", ()), "expected": Phrase(r"预期", "预期性", ())}
TOTAL: Final = Phrase(r"(?i)^(?:合\s*计|总\s*计|小\s*计|total)\s*(?:\(.{1,4}\))?:?$", "合计", ())
CHECKSUM: Final = Phrase(r"共(?:计)?(\d+)项", "(共12项)", ("12",))
#: What a name of a unit begins with that others leave out.
PLACES: Final = "省市县区州"

# --- what a plan says where the notice says nothing, by its language ------------------------------------

UNKNOWN: Final = {"zh": "待核", "en": "to be checked"}
ITEM: Final = {"zh": "第{number}项", "en": "item {number}"}
BETWEEN: Final = {"zh": "：", "en": ": "}
BETWEEN_NUMBERS: Final = {"zh": "", "en": " "}
WITHIN: Final = "{months} months"
BETWEEN_PERSONS: Final = {"zh": "、", "en": ", "}
BETWEEN_REMARKS: Final = {"zh": "；", "en": "; "}
#: The name of an indicator of one year, in Chinese or not.
OF_YEAR: Final = {True: "{name}（{year}年）", False: "{name} ({year})"}
