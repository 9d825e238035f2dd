"""Bottlenecks: supervision exactly on pace, the rescue platform for lifts, the days of the calendar."""

from typing import Final

from qtrack.demo.lines import line, script
from qtrack.model.entry import Status

T12: Final = script(
    "T12",
    "product-supervision",
    line("2018-10-24", "T12", "制定四季度监督抽查计划，明确重点产品9类", 4, paper=True),
    line("2018-12-25", "T12", "全年监督抽查完成，不合格产品后处理率98%", 11),
    line("2019-01-24", "T12.2", "电动自行车专项整治检查企业46家", 15, unit="law-enforcement"),
    line("2019-02-25", "T12", "危险化学品获证企业春节前后排查隐患23处，完成整改21处", 18),
    line("2019-04-24", "T12.6", "督促企业实施缺陷产品召回3次", 25, unit="law-enforcement"),
    line("2019-06-25", "T12", "上半年抽查进度过半，重点产品隐患全部建账", 33, next_step="三季度转入整改复查"),
)

T13: Final = script(
    "T13",
    "special-equipment",
    line("2018-10-25", "T13", "部署电梯安全专项整治，排查老旧电梯1200余台", 6, paper=True),
    line("2018-11-22", "T13.7", "96196平台完成需求设计和招标", 20, unit="equipment-institute"),
    line("2019-01-24", "T13.7", "平台软件开发完成，6个设区市数据接入", 45, unit="equipment-institute"),
    line(
        "2019-03-25",
        "T13.4",
        "老旧电梯安全评估试点完成30台",
        25,
        unit="fuzhou",
        problems="评估经费分担意见不一",
    ),
    line("2019-04-24", "T13.7", "平台联调测试，救援网点签约85家", 75, unit="equipment-institute"),
    line("2019-05-22", "T13", "维保单位专项抽查68家，责令改正11家", 35),
    line(
        "2019-06-21",
        "T13.7",
        "96196平台建成，全省联网试运行，平均救援到场12分钟",
        100,
        Status.DONE,
        unit="equipment-institute",
        paper=True,
    ),
    line("2019-06-25", "T13", "整治进入攻坚阶段，“三无”电梯销账过半", 40),
)

T14: Final = script(
    "T14",
    "product-supervision",
    line(
        "2018-10-14",
        "T14.5",
        "举办“世界标准日”主题活动，发放资料2000份",
        None,
        Status.DONE,
        unit="standardization",
        period="2018",
    ),
    line("2018-12-21", "T14.7", "消费者教育进社区6场", 10, unit="xiamen"),
    line("2019-01-24", "T14.10", "12365全年受理投诉举报，按时办结率99%", 28, unit="law-enforcement"),
    line("2019-03-15", "T14.1", "举办消费者权益保护日现场咨询", None, Status.DONE, period="2019"),
    line("2019-04-24", "T14.7", "消费者教育进校园、进乡镇共15场", 30, unit="xiamen"),
    line(
        "2019-05-10",
        "T14.2",
        "组织福建品牌展示和媒体走基层",
        None,
        Status.DONE,
        unit="quality-certification",
        period="2019",
    ),
    line(
        "2019-05-20",
        "T14.3",
        "举办计量开放日，5家实验室开放",
        None,
        Status.DONE,
        unit="metrology",
        period="2019",
    ),
    line(
        "2019-06-09",
        "T14.4",
        "举办“世界认可日”机构开放和咨询活动",
        None,
        Status.DONE,
        unit="quality-certification",
        period="2019",
    ),
    line("2019-06-25", "T14.7", "“质量进社区”活动覆盖4个县区", 42, unit="putian"),
)

SCRIPTS: Final = (T12, T13, T14)
