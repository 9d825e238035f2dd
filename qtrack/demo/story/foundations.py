"""Infrastructure: measurement standards with a figure corrected, and duties missed, late or blocked."""

from typing import Final

from qtrack.demo.lines import line, script
from qtrack.model.entry import Status

_PUBLIC: Final = "public-standards"
_COVERED: Final = "traceability-coverage"
_PROVINCIAL: Final = "provincial-standards"

T18: Final = script(
    "T18",
    "metrology",
    line(
        "2018-10-24",
        "T18",
        "完成计量标准摸底，社会公用计量标准1520项",
        actuals={_PUBLIC: "1520", _COVERED: "88", _PROVINCIAL: "268"},
    ),
    line("2018-11-22", "T18.1", "列出拟新建最高计量标准清单14项", 8, unit="metrology-institute"),
    line(
        "2018-12-24",
        "T18",
        "年内新建社会公用计量标准41项",
        actuals={_PUBLIC: "1561", _COVERED: "88.6", _PROVINCIAL: "271"},
    ),
    line("2019-01-24", "T18.2", "“互联网+在线计量”2个项目获立项", 20, unit="metrology-institute", paper=True),
    line(
        "2019-03-22",
        "T18",
        "一季度新建38项，溯源覆盖率提高0.8个百分点",
        actuals={_PUBLIC: "1599", _COVERED: "89.4", _PROVINCIAL: "276"},
    ),
    line("2019-04-24", "T18", "建标考核集中受理", actuals={_PUBLIC: "1946"}, late=1, mark="slip"),
    line(
        "2019-04-24",
        "T18",
        "更正：社会公用计量标准应为1649项，前次误录为1946项",
        actuals={_PUBLIC: "1649"},
        late=5,
        corrects="slip",
    ),
    line("2019-05-23", "T18.1", "新建最高计量标准5项通过考核", 28, unit="metrology-institute"),
    line("2019-06-20", "T18.3", "光伏电池测试装置完成安装调试", 30, unit="metrology-institute"),
    line(
        "2019-06-24",
        "T18",
        "上半年新建社会公用计量标准144项",
        actuals={_PUBLIC: "1705", _COVERED: "90.6", _PROVINCIAL: "291"},
        next_step="三季度组织市县计量标准集中考核",
    ),
)

T20: Final = script(
    "T20",
    "quality-certification",
    line("2018-10-24", "T20.4", "部署获证机构自查，下发自查表", 30, paper=True),
    line("2018-11-23", "T20.6", "确定能力验证项目3个", None, Status.IN_PROGRESS, period="2018"),
    line(
        "2018-12-25",
        "T20.6",
        "能力验证样品未能按期制备，年内无法完成",
        None,
        Status.IN_PROGRESS,
        period="2018",
        problems="承担机构人员调整，样品均匀性检验未通过",
        next_step="更换承担机构，并入下年度补做",
    ),
    line("2019-01-23", "T20.4", "获证机构自查全部完成，自查率100%", 100, Status.DONE),
    line("2019-03-22", "T20.5", "抽取“双随机”检查对象120家", 25),
    line("2019-04-24", "T20.5", "专项监督检查完成70家，立案5家", 50, unit="quanzhou"),
    line(
        "2019-06-21",
        "T20.6",
        "本年度能力验证发样，上年度欠做项目尚未补齐",
        None,
        Status.IN_PROGRESS,
        period="2019",
        problems="上年度1个项目仍缺样品",
        next_step="8月底前补做完毕",
    ),
)

T21: Final = script(
    "T21",
    "finance-technology",
    line("2018-11-22", "T21.6", "收集外省科技成果转化办法，形成初步思路", 5),
    line("2019-03-21", "T21.6", "科技成果转化管理办法形成初稿", 10),
    line("2019-05-22", "T21.2", "开展一体化调研座谈1次", 3, unit="quality-institute", late=13),
    line(
        "2019-06-25",
        "T21.6",
        "管理办法征求直属单位意见",
        15,
        problems="其余事项无牵头单位，尚未分解到人",
        next_step="提请办公室明确各项承办单位",
    ),
)

T22: Final = script(
    "T22",
    "finance-technology",
    line("2018-10-24", "T22", "在建质检中心进度逐项建账", 4),
    line("2019-02-22", "T22.7", "石墨烯省级质检中心提出筹建申请", 10, unit="quality-institute"),
    line("2019-03-25", "T22", "压力管道元件质检中心试验厂房封顶", 18),
    line("2019-05-22", "T22", "中小型电机质检中心通过扩项评审", 26, paper=True),
    line("2019-06-20", "T22.2", "特种机器人国家质检中心开展试运行", 60, unit="quality-institute"),
    line("2019-06-25", "T22", "5个省级质检中心中3个按节点推进", 30),
    line(
        "2019-06-27",
        "T22.7",
        "石墨烯质检中心筹建暂停，等待用地批复",
        None,
        Status.BLOCKED,
        unit="quality-institute",
        problems="原定用地规划调整，新址未获批，设备采购无法启动",
        next_step="请省局协调属地政府，7月底前确定新址",
    ),
)

T23: Final = script(
    "T23",
    "standardization",
    line("2018-10-25", "T23.1", "发放出口企业调查问卷600份", None, Status.IN_PROGRESS, period="2018"),
    line(
        "2018-11-30",
        "T23.1",
        "年度专项调查完成，回收有效问卷548份",
        None,
        Status.DONE,
        unit="standardization-institute",
        period="2018",
        paper=True,
    ),
    line(
        "2018-12-24",
        "T23.2",
        "年度报告完成初稿",
        60,
        unit="standardization-institute",
        problems="外贸统计口径调整，部分数据待核",
        next_step="申请延至一季度发布",
    ),
    line("2019-02-25", "T23.4", "发布预警信息32条，重点通报电池和茶叶", 30, unit="standardization-institute"),
    line("2019-03-22", "T23.2", "年度报告统计数据核对完毕，进入统稿", 80),
    line("2019-05-23", "T23.2", "年度报告送专家审读", 90, problems="发布渠道因机构改革待重新确认"),
    line(
        "2019-06-26",
        "T23.2",
        "年度报告修改定稿，报局领导审签",
        95,
        problems="已超过原定时限",
        next_step="审签后一周内发布",
    ),
)

SCRIPTS: Final = (T18, T20, T21, T22, T23)
