"""How much, and what is to be done."""

from typing import Final

from qtrack.notice.phrases.phrase import Phrase

# fmt: off
# --- how much ------------------------------------------------------------------------------------------

TARGETS: Final = {
    "from-to": Phrase(r"^(?P<name>.*?)(?:由|从)(?P<from>\d+(?:\.\d+)?)(?:[^\d,]{0,4})(?P<verb>(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压减|压缩|缩短|缩减|降)[到至为])(?P<qualifier>)<n>(?P<more>以上|以下|以内|左右)?", "覆盖率由80%提高到95%以上", ("覆盖率", "80", "提高到", "", "95", None, "%", "以上")),
    "state": Phrase(r"^(?P<name>.+?)(?P<verb>稳定在|稳定保持在|保持在|维持在|(?:保持|维持|稳定)(?=\d)|控制在|不低于|不少于|不高于|不超过|不多于|达到|达|(?:增加|提高|提升|扩大|下降|降低|减少|压减|压缩|缩减|缩短)[到至为]|[增降]至|降到|超过|突破|低于|实现)(?P<qualifier>力争|不超过)?<n>(?P<more>以上|以下|以内|左右)?", "抽查合格率稳定在91%以上", ("抽查合格率", "稳定在", None, "91", None, "%", "以上")),
    "change": Phrase(r"^(?P<before>.+?)(?P<verb>增长|递增|增加|提高|提升|上升|下降|降低|减少|压减|压缩|缩减|缩短|下浮)(?P<qualifier>不少于|不低于|超过|约|至少)?<n>(?P<more>以上|以内|左右)?(?P<name>)", "单位能耗下降3%以上", ("单位能耗", "下降", None, "3", None, "%", "以上", "")),
    "do": Phrase(r"^(?P<before>.*?)(?P<verb>完成|新建成?|改造|建成|建设|培训|培育|打造|创建|新增|制定|制修订|制订|修订|组织|开展|举办|评选|认定|推广|检查|抽查|整治|引进|发展|支持|扶持|遴选|选派|选树|检定|排查|上线|推出|培养|设立|组建|发放|开设|建立)(?P<qualifier>不少于|不低于|约|达|至少)?<n>(?P<more>以上|左右|)(?!以上|左右)(?P<name>.+)$", "完成20项地方标准制修订工作", ("", "完成", None, "20", None, "项", "", "地方标准制修订工作")),
    "english-change": Phrase(r"(?i)^(?P<before>)(?P<verb>reduce|cut|lower|increase|raise|improve) (?P<name>.+?) by (?P<qualifier>at least |about )?(?P<number>\d+(?:\.\d+)?) ?(?P<unit>%|percent|per cent)(?P<more>)$", "Reduce speeding by 15 percent", ("", "Reduce", "speeding", None, "15", "percent", "")),
    "english-state": Phrase(r"(?i)^(?P<name>.+?)(?P<verb> (?:to|at|below|under|reaches|above|of)) (?P<qualifier>at least |at most |no more than |about )?(?P<number>\d+(?:\.\d+)?) ?(?P<unit>%|percent|per cent)(?P<more>)$", "Keep the share of refusals below 5 percent", ("Keep the share of refusals", " below", None, "5", "percent", "")),
    "english": Phrase(r"(?i)^(?P<before>.*?)(?P<verb>train|inspect|build|complete|publish|certify|open|reach|hold|audit|visit|issue|plant|install|recruit|deliver|host|replace|repair|create)(?P<qualifier> at least)? (?P<number>\d+(?:\.\d+)?) (?P<unit>(?!percent|per cent)[a-z]+(?: (?!by |near |in |for |of |at |to |with |on |and |every |each |per |a |from |across |along )[a-z]+){0,2})(?P<more>)(?P<name>.*)$", "Train at least 200 road inspectors of units", ("", "Train", " at least", "200", "road inspectors", "", " of units")),
    "bare": Phrase(r"^(?P<name>.{2,}?)(?<!within )(?<!after )(?<!every )(?<!for )(?<!in )(?<![\d.])(?P<verb>)(?P<qualifier>)<n>(?P<more>以上|以内|以下|左右)?$", "获质量奖企业5家次以上", ("获质量奖企业", "", "", "5", None, "家次", "以上")),
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
SHARES: Final = ("占比", "比例", "比重", "年均", "年均增长", "年均递增", "年均下降", "年均提高")
NAMELESS: Final = ("完成", "建成", "新建", "新增", "达到", "累计完成", "全年完成", "全年", "共计", "覆盖")
AROUND_NAME: Final = " ，、的."
BEFORE_NAME: Final = Phrase(r"^(?:(?:<cn>是(?:要)?|每年|力争|争取|确保|实现|使|并|到|至|累计完成|,|，|\s)+)(?=.{2,})|(?:要|力争|争取|力求|累计)$", "力争全省覆盖率", ())
HOLDS: Final = Phrase(r"^(?:稳定|保持|维持|不低于|控制|不高于|不超过|不多于|低于| below| under| at)", "稳定在", ())
STRIVES: Final = Phrase(r"力争|争取", "力争到2020年", ())
#: What the form of a plan cannot say of a figure; the sentence stays, and is a doubt.
UNSAYABLE_TARGET: Final = Phrase(r"(?<!年均)递增|(?:各|(?<![平年])均|每[个家所名县区市镇村人张床户亩头台辆吨套百千万])(?:不少于|建|有)?|(?i:\bper (?!cent\b)[a-z]+)", "每个县建设3个示范点", ())
FIGURE: Final = Phrase(r"<n>", "23个重点县", ("23", None, "个"))
#: A number that no word beside it counts, unless it is of an age or a day.
ODD_FIGURE: Final = Phrase(r"[十百千万]分之|\d+(?:\.\d+)?(?![\d.]*[岁年月日号时点])", "更换2000扇", ())
#: Numbers that count nothing: years, ordinals, hotlines, names of programmes.
NO_FIGURE: Final = Phrase(r"(?:专栏|表|附件|附表)\s?\d+|(?:19|20)\d\d(?:(?:[-~至](?:19|20)\d\d)?(?:年度?|届)|(?![\d一-龥%])(?!\s?<counter>))|\d{1,2}月(?:份|底|末)?(?:\d{1,2}日)?|\d{1,2}日|第(?:\d+|<cn>)[一-龥]|\d{5,}|[A-Za-z]+\d+(?:\.\d+)?|\d+[A-Za-z]+|[三四]位一体|(?:两|三|四|五|六|七|八|九|十)(?:大|类|级|个(?:必须|维护|清单|统一|方面))|\d+个月|半年", "建设96196平台", ())
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
ENUMERATION: Final = Phrase(r"(?<=[:;,。])\s*(?=<cn>是)|(?<=[:;,。])\s*(?=\(\d{1,2}\))|(?<=[:;。])\s*(?=\d{1,2}[.、](?:(?!\d)|(?=(?:19|20)\d\d年|\d{1,2}月)))|(?<=.)(?=[①-⑳])|(?<=[:;。,])\s*(?=第<cn>,|(?:首先|其次|再次|最后),)", "重点抓好:一是建平台;二是抓培训", ())
COUNTED: Final = Phrase(r"(<cn>)是(?:要)?\s*[,:]?", "一是加强领导", ("一",))
MARKER: Final = Phrase(r"^(?:<cn>是(?:要)?|\(\d{1,2}\)|\d{1,2}[.、](?:(?!\d)|(?=(?:19|20)\d\d年|\d{1,2}月))|[①-⑳]|第<cn>(?=,)|(?:首先|其次|再次|最后)(?=,))\s*[,:]?", "一是加强领导", ())
