"""The head, the numbers and the tables of notices, and what a plan says where a notice says nothing."""

from typing import Final

from qtrack.notice.phrases.phrase import Phrase
from qtrack.notice.phrases.who import ROLES

# fmt: off
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
#: Numbering, from the highest level that is usual; the tree of a notice is made of the order found in it.
NUMBERINGS: Final = {
    "chapter": Phrase(r"第(<cn>|\d+)(?:章|编|部分)\s*[、:]?\s*", "第二章 主要任务", ("二",)),
    "part": Phrase(r"(?i)(?:part|section|chapter) ([0-9ivx]+)\s*[.:-]?\s+", "Part II: Measures", ("II",)),
    "article": Phrase(r"第(<cn>)条\s*[、:]?\s*", "第三条 加强监管", ("三",)),
    "words": Phrase(r"(<cn>)\s*[、.]\s*(?!<cn>[、.])", "十一、加强领导", ("十一",)),
    "words-in-brackets": Phrase(r"\((<cn>)\)\s*[、.]?\s*", "(二十五)加强宣传", ("二十五",)),
    "steps": Phrase(r"(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)[.、]?\s+(?!\d)", "1.2 Train inspectors", ("1.2",)),
    "digits": Phrase(r"(\d{1,3})\s*(?:[、.](?:(?!\d)|(?=(?:19|20)\d\d年|\d{1,2}月))|\)(?=\S))\s*", "12. 加强抽查", ("12",)),
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
ENGLISH_NUMBER: Final = Phrase(r"(?i)^(?:no\.|number:|ref(?:erence)?[.:]?)\s*(\S.*?)(?=\.\s|\.?$)", "No. 12 of 2024", ("12 of 2024",))
PUBLISHED: Final = Phrase(r"(?:发布|公开|发文)(?:时间|日期)\s*:\s*(\S+)", "发布时间: 2018-10-12 09:33", ("2018-10-12",))
#: When and by whom a document was adopted, where it is not signed.
ADOPTED: Final = Phrase(r"(?i)\b(?:adopted|issued|approved)(?: by (?:the )?(.+?))? on (?:the )?(\d.*)$", "Adopted by the City Council on 3 March 2026", ("City Council", "3 March 2026"))
DATES: Final = {
    "digits": Phrase(r"(?P<y>(?:19|20)\d\d)\s*[-年./]\s*(?P<m>\d{1,2})\s*[-月./]\s*(?P<d>\d{1,2})\s*日?", "2018年9月30日", ("2018", "9", "30")),
    "words": Phrase(r"(?P<y>[一二][〇零○O一二三四五六七八九]{3})年(?P<m><cn>)月(?P<d><cn>)日", "二〇一八年九月三十日", ("二〇一八", "九", "三十")),
    "english": Phrase(r"(?P<d>\d{1,2}) (?P<name>[A-Z][a-z]+) (?P<y>(?:19|20)\d\d)", "5 March 2024", ("5", "March", "2024")),
}
TITLE: Final = Phrase(r"(?:方案|意见|计划|要点|清单|分工表?|规划|措施|纲要|任务|台账|分解|安排|部署)(?:\(.{1,12}\))?$|的通知$|(?i:\b(?:plan|programme|program|strategy)\b.{0,80}$)", "2024年工作要点", ())
#: What a title says that tells what a notice is about.
ABOUT: Final = "关于"
YEAR_IN_TITLE: Final = Phrase(r"((?:19|20)\d\d)(?=年|[-—–~至到]|\b)", "质量提升三年行动方案(2024-2026年)", ("2024",))
REVISES: Final = Phrase(r"(?:修改|修订|修正|调整|补充|完善)(?:完善|部分)?《(.+?)》", "关于调整《质量工作方案》的通知", ("质量工作方案",))
#: What a letter says that does so item by item.
REVISES_AS: Final = Phrase(r"对.{0,40}《(.+?)》.{0,60}(?:作|做|进行|作出|做出)(?:如下|以下)(?:修改|修订|修正|调整|补充)", "对《质量工作方案》作如下调整", ("质量工作方案",))
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
ENDS_OTHERS: Final = Phrase(r"《.+》.*废止|废止.*《.+》|(?:替代|代替|取代)《|(?i:\b(?:replaces|supersedes)\b)", "《工作方案》同时废止", ())
#: The title of what an English notice ends: words with capitals and years, and small words between them.
REPLACED: Final = Phrase(r"\b(?i:replaces|supersedes) (?i:the )?([A-Z][\w'’-]*(?: (?:(?:of|for|and|on|in|to|the|a) )*(?:[A-Z][\w'’-]*|(?:19|20)\d\d(?:[-–](?:(?:19|20)\d\d|\d\d))?))*)", "It replaces the Plan for Rivers 2021.", ("Plan for Rivers 2021",))
BOOK: Final = Phrase(r"《([^《》]+)》", "《工作方案》", ("工作方案",))
YEARS_IN_BRACKETS: Final = Phrase(r"^\((?:19|20)\d\d(?:\s*[-—–~至]+\s*(?:19|20)\d\d)?年(?:度)?\)$", "(2026—2028年)", ())
ISSUED_WITH: Final = Phrase(r"(?:印发|转发)《(.+)》(?:的通知)?", "关于印发《质量工作方案》的通知", ("质量工作方案",))
ISSUER_IN_TITLE: Final = Phrase(r"^(.{3,30}?)关于", "福建省质监局关于印发方案的通知", ("福建省质监局",))
#: Lines that belong to no task: what stands in them goes into the list of what went nowhere.
FRAME: Final = {
    "addressees": Phrase(r"(?:局|处|室|院|部门|单位|政府|委|办|所|公司|司|厅|站|中心|学校|[县市区])(?:\([^)]*\))?:$", "各科室、直属各单位:", ()),
    "signs": Phrase(r"^\(?(?:此件|主动公开|抄送|附件|附:|联系人|主题词|印发$)", "(此件主动公开)", ()),
    "validity": Phrase(r"自(?:印发|发布|公布|颁布)?之日起(?:施行|实施|执行)|自\d{4}年.{2,8}起(?:施行|实施|执行)|有效期[至为到]?|同时废止|由.{2,20}负责解释|(?i:\b(?:replaces|supersedes)\b.*\b(?:plan|programme|program|strategy|policy)\b)", "本方案自印发之日起施行", ()),
    "preamble": Phrase(r"(?:制定|制订|提出|印发).{0,12}(?:方案|意见|计划|要点|措施|清单)[。:]?$", "特制订本方案。", ()),
}
#: The first line of a list of what is attached, and the further ones.
ATTACHED: Final = Phrase(r"^附件?\s*:\s*1[.、]", "附件:1.清单", ())
ATTACHED_TOO: Final = Phrase(r"^(?!1[.、])\d{1,2}[.、][^。;]{1,40}$", "2.联系人", ())
#: What begins the foot of a page of the web.
FOOT: Final = Phrase(r"^[(\s]*(?:扫一扫|上一篇|下一篇|责任编辑|分享(?:到|至|:)|(?:打印|关闭)(?:本页|窗口|页面)?[()\s]*(?:$|打印|关闭))", "扫一扫在手机打开当前页", ())
CAPTION: Final = Phrase(r"^(?:专栏|表|附表|附件)\s*(?:\d+|<cn>)(?!.*[。;])", "专栏1 主要指标", ())
ALIAS: Final = Phrase(r"([\u4e00-\u9fff]{2,30})\(以下(?:统一)?简称:?[“\"']?([^)“”\"']+)[”\"']?\)", "市发展和改革委员会(以下简称“市发改委”)", ("市发展和改革委员会", "市发改委"))

# --- sections that set goals, and words that guide ---------------------------------------------------

GOALS: Final = Phrase(r"总体要求|指导思想|总体思路|基本原则|工作原则|(?:总体|工作|主要|行动|发展)目标|(?i:^(?:overall )?(?:goals|objectives|targets|principles))", "一、总体要求", ())
GUIDANCE: Final = {
    "thought": Phrase(r"^以.*为(?:指导|统领|引领|遵循)$", "以新发展理念为指导", ()),
    "spirit": Phrase(r"^(?:认真|全面|深入|坚决)*(?:贯彻|落实|学习)+.*精神$", "深入贯彻落实全会精神", ()),
    "hold": Phrase(r"^(?:始终)?坚持", "坚持高质量发展", ()),
}

# --- the columns of a table, by what they hold ------------------------------------------------------------

COLUMNS: Final = {
    "number": Phrase(r"(?i)^(?:序号|编号|no\.?|#)$", "序号", ()),
    "section": Phrase(r"(?i)^(?:(?:工作|任务|项目)?(?:类别|领域|分类)|板块|所属部分|部分|area|section)$", "类别", ()),
    "measure": Phrase(r"(?i)^(?:主要任务|重点任务|措施|重点工作|重点举措|measures?|objectives?|goals?)$", "主要任务", ()),
    "task": Phrase(r"(?i)^(?:工作任务|任务(?:内容|事项|名称|分工|清单)?|具体(?:措施|任务|内容|举措|工作)|工作(?:内容|举措|事项|要求|措施)|事项|(?:主要)?内容|(?:重点)?(?:项目|工程)(?:名称|内容)|tasks?|(?:key )?actions?|activit(?:y|ies)|what)$", "工作任务", ()),
    **{name: Phrase(rf"(?i)^(?:{zh}|{en})(?:\(.{{0,8}}\))?$", example, ()) for name, (zh, en, example) in ROLES.items() if name != "due"},
    "start": Phrase(r"(?i)^(?:(?:开始|启动|起始)(?:时间|日期)|start(?: date)?)$", "启动时间", ()),
    "due": Phrase(rf"(?i)^(?:{'|'.join(ROLES['due'][:2])}|(?:完成|办结|整改)日期|(?:时间|进度)(?:节点|安排|要求)|when|time(?:line|frame|scale)|completion(?: date)?)$", "完成时限", ()),
    "rhythm": Phrase(r"(?i)^(?:(?:报送|调度|报告|推进)(?:频次|周期|频率)|频次|frequency|reporting)$", "报送频次", ()),
    "target": Phrase(r"(?i)^(?:(?:工作|量化|年度|主要|预期|考核|绩效)*(?:目标|指标|成果|成效|标准)(?:任务)?(?:[及和与](?:完成|办结)?(?:时限|进度|节点|要求|措施))?|目标(?:任务|要求)|成果形式|(?:治理|建设|整治|整改|改造)(?:内容|措施)(?:及规模)?|(?:success )?(?:targets?|indicators?|measures? of success|kpis?|outputs?|outcomes?|results?|deliverables?))$", "工作目标", ()),
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
