"""Rules, people and awards: a law that waits, licences closed, lists done this week, a task merged away."""

from typing import Final

from qtrack.demo.lines import line, script
from qtrack.model.entry import Status

T24: Final = script(
    "T24",
    "regulation-approval",
    line("2018-10-24", "T24.1", "条例草案完成第三轮征求意见", 25),
    line("2018-12-21", "T24.1", "条例草案通过专家论证", 45),
    line("2019-01-24", "T24.2", "启动管理办法修订调研，收集外省立法资料", 12),
    line("2019-03-22", "T24.1", "条例草案提请列入年度立法计划", 60, paper=True),
    line("2019-04-24", "T24.3", "跟踪计量法修订进展，形成立法衔接建议", 18),
    line(
        "2019-05-21",
        "T24.1",
        "条例草案暂未列入上半年审议安排",
        None,
        Status.BLOCKED,
        problems="机构改革后起草单位职责待明确，审议时间未定",
        next_step="向省人大专题汇报，争取列入下半年议题",
    ),
    line("2019-06-24", "T24.2", "赴3市开展立法调研，形成调研报告初稿", 26),
)

T25: Final = script(
    "T25",
    "regulation-approval",
    line("2018-10-23", "T25.1", "许可证目录清理完成，列出取消和转认证清单", 60),
    line("2018-11-21", "T25.3", "取消种类全部停止受理并对外公告", 100, Status.DONE, paper=True),
    line("2019-03-21", "T25", "简化审批程序在全省推开，平均时限压缩过半", 85),
    line("2019-04-22", "T25", "改革各项任务完成，提请验收", 100, Status.DONE, paper=True),
    line(
        "2019-05-15", "T25", "经查验佐证材料，同意销号", 100, Status.CLOSED, unit="general-office", paper=True
    ),
)

T26: Final = script(
    "T26",
    "quality-certification",
    line("2018-11-22", "T26.2", "发布机制实施细则印发各市执行", 100, Status.DONE, paper=True),
    line("2019-02-22", "T26.1", "各设区市信息采集全部上线", 75),
    line("2019-03-25", "T26.3", "发布首批“红榜”企业58家", 50),
    line("2019-04-23", "T26.1", "信息采集录入任务完成，转入日常更新", 100, Status.DONE),
    line("2019-05-24", "T26.3", "“红黑榜”按季发布制度运行两期", 100, Status.DONE),
    line("2019-06-26", "T26.4", "信息推送通道开通，本期名单已推送两部门", 100, Status.DONE, paper=True),
)

T27: Final = script(
    "T27",
    "personnel-education",
    line("2018-11-23", "T27.8", "启动任职资格评聘条件修订", 5),
    line("2019-01-22", "T27.10", "筹备检验检测技能竞赛", 6, unit="quanzhou", late=15),
    line("2019-03-22", "T27.8", "评聘条件形成讨论稿", 10),
    line("2019-05-24", "T27.11", "征集青年人才能力提升项目建议", 4),
    line(
        "2019-06-21",
        "T27.8",
        "评聘条件征求人社部门意见",
        14,
        problems="多数事项需部门联动，尚未形成工作方案",
        next_step="7月召开人才工作协调会，逐项明确进度",
    ),
)

T28: Final = script(
    "T28",
    "quality-certification",
    line("2018-10-24", "T28", "梳理政府质量奖奖励政策", 5),
    line("2018-12-20", "T28.4", "赴5家申报企业现场指导", 15, unit="xiamen"),
    line(
        "2019-04-18",
        "T28",
        "经研究与第15项合并推进，本项不再单列",
        None,
        Status.DROPPED,
        next_step="未完事项并入第15项办理",
        paper=True,
    ),
)

SCRIPTS: Final = (T24, T25, T26, T27, T28)
