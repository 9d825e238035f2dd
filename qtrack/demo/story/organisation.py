"""Organisation: cities that report in words without a share, and a yearly report that came late."""

from typing import Final

from qtrack.demo.lines import line, script
from qtrack.model.entry import Status

T30: Final = script(
    "T30",
    "fuzhou",
    line("2018-12-20", "T30", "市政府召开质量工作会议，部署年度任务"),
    line("2019-03-21", "T30", "建立部门联席会议制度，成员单位22家", unit="longyan", paper=True),
    line("2019-04-24", "T30", "县（区）政府质量工作责任书全部签订", unit="nanping", late=14),
    line("2019-05-23", "T30", "质量提升纳入市委全会报告", unit="xiamen"),
    line(
        "2019-06-24",
        "T30",
        "组织县级质量工作领导小组调整到位",
        unit="ningde",
        problems="机构改革后部分成员单位职责待理顺",
        next_step="7月召开领导小组会议",
    ),
)

T31: Final = script(
    "T31",
    "quality-certification",
    line("2018-11-22", "T31.2", "印发年度质量工作考核细则", 20, paper=True),
    line(
        "2018-12-25",
        "T31.6",
        "质量状况分析报告完成数据汇总",
        None,
        Status.IN_PROGRESS,
        period="2018",
        problems="部分行业数据年后才能取得",
    ),
    line("2019-01-24", "T31.2", "完成对9个设区市和平潭的实地考核", 40),
    line("2019-02-28", "T31.6", "上年度质量状况分析报告发布", None, Status.DONE, period="2018", paper=True),
    line("2019-03-22", "T31.3", "考核结果报送组织部门", 30),
    line("2019-04-24", "T31.5", "季度产品质量统计分析上线运行", 42),
    line("2019-05-23", "T31.1", "质量督察工作机制形成征求意见稿", 28),
    line("2019-06-20", "T31.2", "上半年考核指标通报各市", 52),
)

SCRIPTS: Final = (T30, T31)
