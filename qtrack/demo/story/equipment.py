"""Better products and services: farm standards on pace, equipment far behind, government services done."""

from typing import Final

from qtrack.demo.lines import line, script
from qtrack.model.entry import Status

_STANDARDS: Final = "local-standards"

T01: Final = script(
    "T01",
    "standardization",
    line(
        "2018-10-24",
        "T01.6",
        "下达年度农业地方标准计划，首批1项发布",
        5,
        actuals={_STANDARDS: "1"},
        paper=True,
    ),
    line("2018-12-21", "T01.1", "梳理现行农产品标准，列出缺项清单", 15, actuals={_STANDARDS: "3"}),
    line("2019-01-23", "T01.2", "在3个县开展按标生产培训", 18, unit="zhangzhou"),
    line("2019-02-22", "T01.6", "茶叶、食用菌方面标准通过审查", 25, actuals={_STANDARDS: "4"}),
    line("2019-03-21", "T01.3", "新增省级标准化园申报单位6家，完成现场核查", 30, unit="nanping"),
    line("2019-04-23", "T01.6", "水产养殖方面2项标准批准发布", 34, actuals={_STANDARDS: "6"}),
    line("2019-05-24", "T01.1", "农产品标准体系表形成征求意见稿", 40, next_step="6月底前书面征求各市意见"),
    line("2019-06-20", "T01.2", "按标生产覆盖县域特色品种12个", 45, unit="zhangzhou"),
    line(
        "2019-06-24", "T01.6", "柑橘、白茶等标准发布，累计完成9项", 48, actuals={_STANDARDS: "9"}, paper=True
    ),
)

T05: Final = script(
    "T05",
    "finance-technology",
    line("2018-10-25", "T05.1", "完成选址比选，提出建设方案", 4),
    line("2018-12-24", "T05.1", "可行性研究报告通过内部评审", 8, late=17),
    line("2019-02-25", "T05.8", "60MN力标准装置完成总体设计", 5, unit="metrology-institute"),
    line(
        "2019-03-22",
        "T05.1",
        "首批检测设备完成采购论证",
        14,
        problems="进口设备论证周期长，配套资金未到位",
        next_step="商财政部门落实配套资金",
    ),
    line("2019-05-23", "T05.8", "关键部件完成询价", 10, unit="metrology-institute"),
    line(
        "2019-06-25",
        "T05.1",
        "场地改造进场施工，检测设备招标一次流标",
        20,
        problems="设备招标响应单位不足；三个筹建实验室尚未启动",
        next_step="7月上旬重新挂网招标，同步启动实验室立项",
    ),
)

T08: Final = script(
    "T08",
    "regulation-approval",
    line("2018-10-23", "T08", "印发行政审批标准化任务清单", 15, paper=True),
    line(
        "2018-11-21",
        "T08.9",
        "行政服务大厅设立综合窗口，实行一窗受理",
        100,
        Status.DONE,
        unit="service-centre",
    ),
    line("2018-12-20", "T08", "审批事项办事指南全部更新上网", 45),
    line("2019-01-22", "T08.10", "“最多跑一趟”事项占比达到九成以上", 100, Status.DONE, unit="service-centre"),
    line("2019-03-21", "T08", "审批平均时限压缩三成，容缺受理清单公布", 80),
    line(
        "2019-05-23",
        "T08",
        "各项举措全部落地并转入常态运行，提请验收销号",
        100,
        Status.DONE,
        next_step="配合办公室验收",
        paper=True,
    ),
)

SCRIPTS: Final = (T01, T05, T08)
