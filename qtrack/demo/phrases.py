"""The sentences of the monthly rounds, in Chinese, chosen by what a deliverable is about.

When they are said, and by whom, is settled in `monthly`.
"""

from typing import Final

from qtrack.demo.chance import Chance

#: How many steps of work there are, from the first to the last.
STAGES: Final = 7

#: Words of a title, and what is done about such a thing, from the first step to the last.
_KINDS: Final = (
    (
        ("平台", "网站", "质量信息", "标准信息", "公开"),
        (
            "完成栏目和内容梳理",
            "更新内容{n}条，建立定期维护机制",
            "累计发布{n}条，访问量稳步上升",
            "收到用户意见{m}条，完善检索功能",
            "累计发布{n}条，覆盖{m}个行业",
            "开展使用情况回访{n}家",
            "完成上半年内容核校，更正{m}处",
        ),
    ),
    (
        ("抽检", "抽查", "监测", "监督", "监管", "整治", "召回"),
        (
            "制定年度工作安排，明确重点产品和检查批次",
            "完成抽样{n}批次，检验按进度开展",
            "累计抽样{n}批次，不合格产品移交后处理",
            "累计检查企业{n}家，督促整改问题{m}个",
            "累计抽样{n}批次，结果在省局网站公布",
            "约谈企业{m}家，问题整改完成率九成以上",
            "召开质量分析会1次，调整下半年抽样重点",
        ),
    ),
    (
        ("标准", "规范", "规划", "纲要", "课题", "理论研究"),
        (
            "完成资料收集和需求调研",
            "确定起草组，形成工作大纲",
            "召开研讨会1次，收集意见{n}条",
            "形成草案，书面征求{m}家单位意见",
            "采纳意见{m}条，修改完善文本",
            "组织专家论证1次，按论证意见修改",
            "形成送审材料，转入审查阶段",
        ),
    ),
    (
        ("培训", "方法", "模式", "人才", "学习"),
        (
            "完成培训需求摸底，拟定课程安排",
            "编写讲义{m}份，确定授课师资",
            "举办公益培训1期，{n}家企业参加",
            "组织现场观摩1次，{n}人参加",
            "举办公益培训2期，{n}家企业参加",
            "遴选典型企业{m}家，整理经验材料",
            "开展培训效果回访，收回问卷{n}份",
        ),
    ),
    (
        ("宣传", "报道", "推介", "故事", "形象", "氛围", "公众"),
        (
            "制定宣传安排，明确选题{m}个",
            "在省级媒体刊发稿件{m}篇",
            "制作宣传短片1部，累计播放{n}场",
            "组织进社区、进校园活动{m}场",
            "累计刊发稿件{n}篇，报道典型企业{m}家",
            "发放宣传手册{n}00份",
            "推送公众号图文{n}条，拟定“质量月”方案",
        ),
    ),
    (
        ("品牌", "名牌", "质量奖", "示范区", "示范城市", "地理标志", "老字号", "强市"),
        (
            "摸排培育对象{n}家，建立培育名单",
            "走访企业{n}家，开展一对一指导",
            "召开推进会1次，部署申报准备",
            "收到申报意向{n}份，开展初步评估",
            "组织现场指导{m}场，完善申报材料",
            "完成材料初审{n}份",
            "组织专家评审1次，公示前征求意见",
        ),
    ),
)

_OTHERWISE: Final = (
    "制定任务分解表，明确责任人和时限",
    "完成前期调研，走访企业{n}家",
    "召开推进会1次，协调解决问题{m}个",
    "选取{m}个县（市、区）先行试点",
    "开展督导1次，试点任务完成过半",
    "总结试点做法，形成经验材料{m}份",
    "在全省推开，{n}家单位参加",
)

#: A problem and the step that answers it.
TROUBLES: Final = (
    ("部分县（市、区）进度不均衡", "对进度慢的地区开展一次督导"),
    ("专项经费尚未落实", "商计财科技处争取列入年度经费安排"),
    ("机构改革期间人员变动较大，力量不足", "抽调技术机构骨干充实工作组"),
    ("涉及部门较多，协调周期较长", "提请召开一次部门协调会"),
    ("基层报送材料质量参差不齐", "统一填报口径，组织一次业务培训"),
)

STEPS: Final = (
    "按任务分解表继续推进",
    "收集各地意见，完善后续安排",
    "跟踪督促未完成单位",
    "按季度通报进展",
    "与相关处室会商下一步分工",
    "下月底前完成下一阶段任务",
    "组织一次中期自查",
    "梳理典型做法，适时推广",
)

DUTY_DONE: Final = "按年度安排完成：{topic}"
_LEADS: Final = ("本月重点抓“{topic}”，{done}", "围绕“{topic}”，{done}")

_OPENINGS: Final = (
    "按",
    "结合",
    "面向",
    "由",
    "从",
    "以",
    "自",
    "借",
    "会同",
    "配合",
    "针对",
    "到",
    "试点获",
)
_MARKS: Final = str.maketrans("“”", "‘’")

#: Words of a title that a single city would not report on, unless it is its own.
_NOT_OF_A_CITY: Final = ("省", "国", "厦门", "三明", "泉州", "福州", "南安", "晋江", "尤溪", "武夷")


def topic_of(title: str) -> str:
    """Return the clause of a title that says what is done, without the circumstances around it."""
    clauses = _clauses(title)
    for clause in clauses:
        if not clause.startswith(_OPENINGS) and not clause.endswith("时"):
            return clause
    return clauses[0]


def is_of_a_city(title: str) -> bool:
    """Tell whether any city could report on such a thing."""
    return not any(word in title for word in _NOT_OF_A_CITY)


def said_of_part(title: str, stage: int, chance: Chance, *question: object) -> str:
    """Say how one deliverable gets on."""
    return f"{topic_of(title)}：{_done(title, stage, chance, *question)}"


def said_of_whole(title: str, stage: int, chance: Chance, *question: object) -> str:
    """Say how a task gets on, by the deliverable that was worked on most."""
    lead = _LEADS[chance.below(len(_LEADS), "lead", *question)]
    topic = topic_of(title).translate(_MARKS)
    return lead.format(topic=topic, done=_done(title, stage, chance, *question))


def _done(title: str, stage: int, chance: Chance, *question: object) -> str:
    topic = topic_of(title)
    steps = next((said for words, said in _KINDS if any(word in topic for word in words)), _OTHERWISE)
    at = min(stage, len(steps) - 1)
    many = 11 * (at + 1) + chance.below(9, "many", *question)
    return steps[at].format(n=many, m=3 + at + chance.below(3, "few", *question))


def _clauses(title: str) -> list[str]:
    """Split at commas, but not within brackets, quotes or the titles of papers."""
    within, found = 0, [""]
    for sign in title:
        within += (sign in "“《（") - (sign in "”》）")
        if sign == "，" and within == 0:
            found.append("")
        else:
            found[-1] += sign
    return found
