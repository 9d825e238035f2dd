"""Who answers: the words for units, for persons and for their roles."""

from typing import Final

from qtrack.notice.phrases.phrase import Phrase

# fmt: off
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
    "lead": Phrase(r"(?:等)?(?:共同|联合)?(?:负责)?(?:牵头|主办|主责)(?:负责|落实|单位|组织实施|会同)?$", "市发改委牵头", ()),
    "partner": Phrase(r"(?:等)?(?:共同|联合)?(?:参与|参加|配合|协办|协同|协助)(?:落实|实施|单位)?$", "市财政局配合", ()),
    "shared": Phrase(r"(?:等)?(?:分别|具体|共同|联合|组织)*(?:负责|落实|承担|承办|实施)$", "市教育局负责", ()),
}
#: A role in brackets behind the unit that has it.
ROLE_BEHIND: Final = Phrase(r"\((牵头|主办|主责|配合|协办|负责)(?:单位|部门)?\)", "区工信局(牵头)", ("牵头",))
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
#: What a name of a unit begins with that others leave out.
PLACES: Final = "省市县区州"
