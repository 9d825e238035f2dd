"""The shipped plan says what the notice says.

The tables were read off the notice, not off the plan. They hold names, numbers and
days only; the wording of the plan is its own. Names stand as in the notice, with full-width brackets.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from qtrack.checks import run_checks
from qtrack.checks.context import CheckContext
from qtrack.model.indicator import IndicatorKind, Qualifier
from qtrack.model.plan import Every, Plan, Section, Task
from qtrack.model.units import UnitKind
from qtrack.pages.manual import topic_text
from qtrack.standing.recurrence import occurrences
from qtrack.store.reading.load import load
from qtrack.store.tree import FolderTree

FOLDER: Final = Path(__file__).parents[2] / "plan"

# --- what the notice says -----------------------------------------------------------------------

SECTIONS: Final = {
    "一": ("总体要求", 0),
    "二": ("全面提升产品和服务质量", 6),
    "三": ("破除质量提升瓶颈", 5),
    "四": ("着力打造福建品牌", 3),
    "五": ("夯实我省质量基础设施", 4),
    "六": ("改革完善质量发展政策环境", 3),
    "七": ("切实加强组织领导", 4),
}

#: The heading of each measure, and the tasks below it.
MEASURES: Final = {
    "（一）": ("提升农业标准化工作水平", "T01"),
    "（二）": ("提升消费品质量水平", "T02 T03"),
    "（三）": ("提升装备制造业质量水平", "T04 T05"),
    "（四）": ("提升重点原材料供给质量水平", "T06"),
    "（五）": ("提升服务业标准化工作水平", "T07"),
    "（六）": ("提升政务服务质量水平", "T08"),
    "（七）": ("推动质量管理技术升级", "T09"),
    "（八）": ("加快标准提档升级", "T10"),
    "（九）": ("激发质量创新活力", "T11"),
    "（十）": ("加强质量安全监管", "T12 T13"),
    "（十一）": ("推进质量全民共治", "T14"),
    "（十二）": ("着力打造一批知名品牌", "T15"),
    "（十三）": ("积极推进区域品牌建设", "T16"),
    "（十四）": ("加快推进品牌国际化、社会化", "T17"),
    "（十五）": ("加快质量基础设施体系建设", "T18 T19 T20"),
    "（十六）": ("深化质量基础设施融合发展", "T21"),
    "（十七）": ("提升质量检验检测能力", "T22"),
    "（十八）": ("加强技术性贸易措施的研究与应用", "T23"),
    "（十九）": ("加强质量制度建设", "T24 T25 T26"),
    "（二十）": ("加强质量人才教育培养", "T27"),
    "（二十一）": ("健全质量激励制度", "T28"),
    "（二十二）": ("组织实施质量强省战略", "T29"),
    "（二十三）": ("推动完善质量工作领导体制", "T30"),
    "（二十四）": ("探索建立质量督察机制", "T31"),
    "（二十五）": ("扎实加强质量宣传动员", "T32"),
}

TASKS: Final = [f"T{number:02}" for number in range(1, 33)]

#: What a reader may look for in each task; names are parted by spaces.
NAMES: Final = {
    "S1": """
        习近平新时代中国特色社会主义思想 高质量发展落实赶超 省委省政府 《实施意见》
        《关于开展质量提升行动加快建设质量强省的实施意见》 质量提升行动 质量强省战略 供给体系
        质量强省建设 质量总体水平 质量安全指标 国家强制性标准 工业产品质量监督抽查合格率 91 全国平均
        企业的质量管理水平 主要行业 战略性新兴产业 国际先进水平 区域质量提升示范区 特色鲜明 竞争力强
        市场信誉 知名度 全国质量强市示范城市 全国知名品牌示范区 中国质量奖（含提名奖） 家次 福建名牌产品
        1500 地理标志保护产品 80 高标准 国内领先 国家级 省级 产品质检中心 计量测试中心 检测重点实验室
        国际一流实验室 计量 标准 检验检测 认证认可 质量基础设施 质检综合服务能力
    """,
    "T01": """
        农产品质量标准体系 农业标准化生产 省级以上农业标准化园（场） 标准化生产基地 园 场 示范区
        规模生产基地 产地环境 种（养）植 加工 包装贮运 农业类省地方标准 2020
    """,
    "T02": """
        新兴消费品 特殊群体用品 福建特色产品 消费体验 重要功能指标 绿色环保指标 智能产品 日用消费品
        质量风险 传统产业 纺织面料质量提升专项行动 市场监管总局
        《“百个产业集聚区、百种重点产品和服务”质量提升行动工作方案》 “双百” 地方政府
        产品质量提升示范区 以点带面 区域重点产品
    """,
    "T03": """
        消费品工业 增品种 提品质 创品牌 市场监管总局 全国知名品牌示范区 南安水暖器材 晋江运动鞋服
        经验分享 厦门健身器材 体育等部门 体育龙头企业
    """,
    "T04": """
        《装备制造业标准化和质量提升规划（2016-2020年）》 工程机械装备 农业机械装备 重点领域
        新能源汽车标准体系 新能源汽车产业
    """,
    "T05": """
        福建省智能装备产品质量检验中心 工业机器人 数控机床 智能装备产品 技术能力 设施环境 人员素质
        管理水平 国内领先 重点检测基地 检测技术培训中心 福建省智能制造产业 高精度衡器载荷测量仪
        60MN力标准装置 自主核心计量关键技术能力 全过程 计量测试服务 计量测试技术 智能制造 新能源汽车
        轨道交通 新一代智能检定装置 技术服务 电离辐射计量实验室 高压实验室 大口径水表检定装置实验室
    """,
    "T06": """
        质量检验检测服务 传统原材料产业 新材料产业 国家成品油质量升级行动计划 车用汽柴油 质量监督抽查
        油品 生产环节 钢铁 水泥 生产许可获证企业 后续监管 建材产品
    """,
    "T07": """
        物流重点领域 厦门 三明 全国物流城市标准化试点 福建省家政服务标准化试点
        《供给侧改革背景下福建省家政服务业标准化研究》 福建省家政服务标准体系
        《医养结合养老机构基本服务规范》 地方标准 省旅发委 “清新福建” 系列标准体系 尤溪县
        第四批全国旅游标准化试点 旅游
    """,
    "T08": """
        “互联网+政务服务” 电子政务标准体系 国务院 “放管服”
        《福建省人民政府关于深化行政审批标准化改革的指导意见》 相关标准 行政审批 试点 示范
        公共服务质量监测 公共服务质量水平 省质监局行政服务大厅 “一窗受理，一站服务” “最多跑一趟”
        答疑解惑 容缺后补受理 “零耽搁” 服务流程 办理时限 “数据多跑腿，群众少跑路”
    """,
    "T09": """
        市场监管总局 国际优质产品 质量比对 先进标杆 技术改造 质量管理先进方法 质量风险分析与控制
        质量成本管理 精益生产 清洁生产 公益培训 卓越绩效管理模式 提质增效
    """,
    "T10": """
        产品和服务质量标准体系 团体标准 百城千业万企对标达标提升行动 标准提档升级工程 照明电器 纺织鞋服
        国内外标准和法规 标准信息 “福建省标准信息服务平台” 地方标准 企业标准 标准化技术组织
        石墨烯及其复合材料 核心技术 科技创新成果
    """,
    "T11": """
        市场监管总局 质量分级制度 优质优价 质量创新 质量提升 消费品质量信息 市场信息不对称 省质监局网站
        消费品 重要工业品 监督抽查结果 行业特色认证 分级认证 管理体系整合 质量诊断 增值服务 资产管理
        业务连续性管理 新型管理体系认证
    """,
    "T12": """
        工业产品质量监督抽查 风险监测 钢铁 水泥 电器产品 电动自行车 危险化学品及其包装物容器
        食品相关产品 专项整治 主体责任 质量安全隐患 汽车 修理更换退货责任 缺陷产品 召回 行政监管 技术支撑
    """,
    "T13": """
        特种设备安全整治专项行动 电梯 使用安全管理水平 维保质量水平 老旧电梯 安全评估改造 “三无”电梯
        安全隐患 96196电梯应急救援处置服务平台 故障困人 安全生产 “三个必须” 齐抓共管 长效监管
    """,
    "T14": """
        “消费者权益保护日” “中国品牌日” “世界计量日” “世界认可日” “世界标准日” “质量月” 消费品质量安全
        “进社区、进校园、进乡镇” 消费者教育 科学消费 理性消费 绿色消费 12365 举报投诉 监督
    """,
    "T15": """
        品牌培育 三年（2019-2021年）滚动培育与发展计划 中国质量奖 福建省政府质量奖 福建名牌产品 电子信息
        机械装备 石化 三大主导产业 新兴产业 重点产业 省级以上老字号 “特色产品” 优先 福建品牌 知名度 美誉度
        认可度 《福建省政府质量奖管理办法》 省财政厅 中国质量奖（含提名奖） 福建省政府质量奖（含提名奖）
        奖励政策 省级主管部门 市（县、区）财政 福建省标准贡献奖 福建老字号
    """,
    "T16": """
        质量强市 质量强县（区） 全国质量强市示范城市 福州市政府 泉州市政府 “全国质量强市示范城市”
        市、县（区） “全国知名品牌示范区” 区域品牌 武夷山水 富硒富锌产品 特色农产品 地理标志产品
        地理标志保护产品专用标志 福建名牌产品 23个省级扶贫开发工作重点县
    """,
    "T17": """
        国际通行 管理体系 产品认证 国家认监委 计量 检验检测 认证认可 国际采信 互认 首席质量官制度
        《福建省企业首席质量官管理办法》 首席质量官任职公益培训 5000 品牌价值评价
    """,
    "T18": """
        省级最高社会公用计量标准 大型 高精确度 全省社会公用计量标准 2000 量传溯源体系覆盖率 95
        省级社会公用计量标准 350 量传溯源能力 “互联网+在线计量” 计量校准方法 自动化计量标准设备 光伏产业
        平板显示产业 计量检测项目 光伏电池 新型太阳电池 石墨烯太阳电池 显示器件 光伏组件 电池相关设备
        显示器关键参数及产品 溯源体系 计量科研成果 测量管理体系
    """,
    "T19": """
        行业标准体系 标准化体制机制 运行规则 标准化战略 地方标准 免费公开 福建省地方标准 统计分析
        强制性地方标准 整合精简结论 推荐性地方标准 复审结论 企业产品标准自我声明 “企业标准声明公开范例”
        国际标准化 《电动汽车安全要求》 《电动驱动二次锂离子电池》 《乌龙茶》 《白茶》 国际标准 社会组织
        产业技术联盟 有实力的企业
    """,
    "T20": """
        国家认监委 合格评定体系 检验检测认证机构 资质管理 能力认可制度 资质认定 事中事后监管
        全面质量监管 自查 分类监管 “双随机” 获证检验检测机构 专项监督检查 能力验证 可靠性 有效性
    """,
    "T21": """
        国家质量基础设施体系 检验检测机构一体化 信息共享 业务协同 直属单位 自主创新能力 “政产学研检”
        科技成果转化 科技成果转化管理办法 计量 标准 认证认可 检验检测 国际互认 交流合作 国际规则
        科研攻关 国际比对 国际化
    """,
    "T22": """
        公共技术服务平台 国家特种机器人产品质量检验中心（福建） 国家中小型电机产品质检中心（福建）
        国家质检中心 福建省专用车产品质量检验中心 福建省压力管道元件产品质量检验中心
        福建省包装产品质量检验中心 省质检中心 石墨烯及其制品省级质检中心 国家产业计量测试中心
        国家技术标准创新基地 福建省信息化业务协同标准符合性测试公共平台 新型太阳电池 石墨烯太阳电池 企业
        科研院所 高校 海峡两岸先进制造业技术综合服务中心平台 服务模式 特色服务品牌 福建自贸试验区
    """,
    "T23": """
        技术性贸易措施 损害情况 专项调查 《福建省技术性贸易措施年度报告（2017）》 “一带一路” 沿线国家
        跟踪 研判 预警 评议 应对 风险 合法权益 技术标准 产业层次 国际市场竞争力
    """,
    "T24": """
        《福建省电梯安全管理条例》 省人大 《福建省标准化管理办法》 立法调研 《中华人民共和国计量法》
        计量地方立法 质监地方立法 质监地方法规体系
    """,
    "T25": """
        工业产品生产许可证 国际通行的产品认证制度 简政放权 工业产品生产许可证目录 强制性产品认证 省审改办
        报备 市场监管总局 省级许可 改革试点 审批程序 “一企一证” “双免制度” 到期换证
        当地质监局或市场监管局 实地核查 半年内 监督抽查 发证检验
    """,
    "T26": """
        市场监管总局 各基层局 企业质量信用信息 《福建省质量诚信“红黑榜”发布工作机制（试行）》
        质量诚信“红黑榜” 省发改委 省文明委
    """,
    "T27": """
        质监系统技术机构 高校 科研院所 质量领域 高层次 学术型 研究型 管理型 标准 计量 认证认可 检验检测
        急需人才引进目录 智力 国际交流 企业 职业院校 检验检测认证机构 应用型质量人才 职业教育 技术技能人才
        教育 工会 现代学徒制 企业新型学徒制 福建特色 工匠 质量专业技术职务 任职资格 评价体系
        质量人才技能竞赛 技能比武 青年人才能力提升计划
    """,
    "T28": """
        政府质量奖 奖励政策 中国质量奖 市场监管总局 省卫计委 教育厅 住建厅 申报企业 省市政府质量奖
        评审程序 经验分享机制 先进质量管理经验
    """,
    "T29": """
        市场监管总局 质量强省建设 理论研究 质量强省战略纲要 福建制造 福建创造 福建产品 福建品牌 质量强市
        质量强县（区） 全国质量强市示范城市 提质增效 福建特色
    """,
    "T30": """
        “党委领导、政府主导、部门联合、企业主责、社会参与” 各级党委政府 领导体制 质量发展规划
        质量强省（市、县、区）建设 质量品牌发展 质量基础建设 质量管理 队伍能力建设 质量工作责任制 各级党委
        党建质量管理体系 标准化 党的建设
    """,
    "T31": """
        市场监管总局 质量督察 政府质量工作 考核结果 省委组织部 领导班子 领导干部 综合考核评价 质量发展指数
        绩效考评 统计分析 信息发布制度 全省产品质量状况分析报告 年度
    """,
    "T32": """
        质量工作方针政策 质量提升行动 质量强省 先进典型 福建特色 福建质量好故事 福建质量好品牌
        福建质量好形象 “质量月” “服务零距离、质量零缺陷” 宣传手册 质量政策法规 质量先进理念
    """,
}

#: Lead, shared and by duty, named as in the brackets (省局 left out); units are parted by spaces.
RESPONSIBLE: Final = {
    "T01": ("标准化处", "", "各市县局"),
    "T02": ("产品质量监督处", "质量管理与认证处 标准化处 特种设备安全监察处", "各市县局 技术机构"),
    "T03": ("质量管理与认证处", "", "各市县局"),
    "T04": ("标准化处", "省标准化院", "各市县局 技术机构"),
    "T05": ("计财科技处", "计量处", "省质检院 省计量院 各市县局 技术机构"),  # 和 ties them to 按职责落实
    "T06": ("产品质量监督处", "省质检院", "各市县局 技术机构"),
    "T07": ("标准化处", "省标准化院", "各市县局"),
    "T08": ("法规与行政审批处", "行政服务中心 办公室", "各市县局"),
    "T09": ("质量管理与认证处", "", "各市县局 技术机构"),
    "T10": ("标准化处", "省标准化院 省质检院", "各市县局"),
    "T11": ("质量管理与认证处", "标准化处 产品质量监督处", "各市县局 技术机构"),
    "T12": ("产品质量监督处", "执法稽查处 质量管理与认证处 省工业产品生产许可证审查技术中心", "各市县局"),
    "T13": ("特种设备安全监察处", "省特检院", "各市县局 技术机构"),
    "T14": ("", "", "各处（室） 直属各单位 各市县局 技术机构"),
    "T15": ("质量管理与认证处", "标准化处", "各市县局"),
    "T16": ("质量管理与认证处", "标准化处", "各市县局"),
    "T17": ("质量管理与认证处", "", "各市县局"),
    "T18": ("计量处", "省计量院", "各市县局 技术机构"),
    "T19": ("标准化处", "省标准化院", "各市县局"),
    "T20": ("质量管理与认证处", "", "各市县局 技术机构"),
    "T21": ("", "", "各处（室） 直属各单位 各市县局 技术机构"),
    "T22": ("计财科技处", "", "各处（室） 直属各单位 各市县局 技术机构"),
    "T23": ("标准化处", "省标准化院", "各市县局"),
    "T24": ("法规与行政审批处", "", "各市县局"),
    "T25": ("法规与行政审批处", "", "各市县局"),
    "T26": ("质量管理与认证处", "各处（室） 行政服务中心", "各市县局"),
    "T27": ("人事教育处", "", "各处（室） 直属各单位 各市县局"),
    "T28": ("质量管理与认证处", "", "各市县局"),
    "T29": ("", "", "办公室 质量管理与认证处 各处（室） 直属各单位 各市县局"),
    "T30": ("", "", "各处（室） 直属各单位 各市县局"),
    "T31": ("质量管理与认证处", "", "各处（室） 直属各单位 各市县局"),
    "T32": ("办公室", "", "各处（室） 直属各单位 各市县局"),
}

#: Where the notice itself says 牵头.
CALLED_LEAD: Final = {"T22", "T26", "T27", "T31", "T32"}

#: Bodies outside the system that a paragraph names; tasks that are not here name none.
PARTNERS: Final = {
    "T02": "市场监管总局",
    "T03": "市场监管总局 体育部门",
    "T07": "省旅发委 尤溪县",
    "T08": "国务院",
    "T09": "市场监管总局",
    "T11": "市场监管总局",
    "T15": "省财政厅",
    "T16": "福州市政府 泉州市政府",
    "T17": "国家认监委",
    "T20": "国家认监委",
    "T24": "省人大",
    "T25": "市场监管总局 省审改办",
    "T26": "市场监管总局 省发改委 省文明委",
    "T27": "教育部门 工会",
    "T28": "市场监管总局 省卫计委 省教育厅 省住建厅",
    "T29": "市场监管总局",
    "T31": "市场监管总局 省委组织部",
}

END_OF_2018: Final = date(2018, 12, 31)
END_OF_2020: Final = date(2020, 12, 31)

#: Holder, a part of the name, target, unit, the words around it, how it is meant, last day.
INDICATORS: Final = (
    ("S1", "监督抽查合格率", "91", "%", "以上", IndicatorKind.HOLD, END_OF_2020),
    ("S1", "中国质量奖（含提名奖）", "5", "家次", "以上", IndicatorKind.REACH, END_OF_2020),
    ("S1", "福建名牌产品", "1500", "个", "以上", IndicatorKind.REACH, END_OF_2020),
    ("S1", "地理标志保护产品", "80", "个", "以上", IndicatorKind.REACH, END_OF_2020),
    ("T01", "农业类省地方标准", "20", "项", "", IndicatorKind.REACH, END_OF_2020),
    ("T17", "首席质量官", "5000", "家", "力争 以上", IndicatorKind.REACH, END_OF_2020),
    ("T18", "全省社会公用计量标准", "2000", "项", "以上", IndicatorKind.REACH, END_OF_2020),
    ("T18", "量传溯源体系覆盖率", "95", "%", "以上", IndicatorKind.REACH, END_OF_2020),
    ("T18", "省级社会公用计量标准", "350", "项", "", IndicatorKind.REACH, END_OF_2020),
)
WORDS: Final = {"力争": Qualifier.STRIVE, "以上": Qualifier.AT_LEAST}

#: 到2020年 in 1, 17, 18 and 22 governs one thing of them, not the whole.
HOLDERS_DUE: Final = {"S1": END_OF_2020}

#: Deliverable, a part of its title, last day.
DELIVERABLES_DUE: Final = (
    ("T18.4", "力争形成较完善的溯源体系", END_OF_2020),
    ("T22.11", "石墨烯太阳电池", END_OF_2020),
    ("T23.2", "年度报告", END_OF_2018),
)

#: Deliverable, a part of its title, and the days by which it is due within the plan, from 2018-09-30 on.
YEAR_ENDS: Final = "2018-12-31 2019-12-31 2020-12-31"
RECURRENCES: Final = (
    ("T09.4", "公益培训", YEAR_ENDS),
    ("T14.1", "“消费者权益保护日”", "2019-03-15 2020-03-15"),
    ("T14.2", "“中国品牌日”", "2019-05-10 2020-05-10"),
    ("T14.3", "“世界计量日”", "2019-05-20 2020-05-20"),
    ("T14.4", "“世界认可日”", "2019-06-09 2020-06-09"),
    ("T14.5", "“世界标准日”", "2018-10-14 2019-10-14 2020-10-14"),
    ("T14.6", "“质量月”", "2019-09-30 2020-09-30"),  # that of 2018 was over when the notice was issued
    ("T20.6", "能力验证", YEAR_ENDS),
    ("T23.1", "专项调查", "2017/2018-12-31 2018/2019-12-31 2019/2020-12-31"),
    ("T31.6", "分析报告", "2018/2019-12-31 2019/2020-12-31"),
)

#: Deliverable, a part of its title, the years it speaks of.
COVERS: Final = (
    ("T15.2", "滚动培育与发展计划", "2019-2021"),
    ("T23.2", "年度报告", "2017"),
)

#: A title fits a column of the board: 17 Chinese characters.
TITLE_COLUMNS: Final = 34


# --- reading the plan ---------------------------------------------------------------------------


@pytest.fixture(name="plan", scope="module")
def shipped_plan() -> Plan:
    plan = load(FolderTree(FOLDER)).plan
    assert plan is not None
    return plan


def text_of(holder: str) -> str:
    folder = "sections" if holder.startswith("S") else "tasks"
    return (FOLDER / folder / f"{holder}.yaml").read_text(encoding="utf-8")


def holders(plan: Plan) -> list[Section | Task]:
    return list(plan.holders.values())


def task_named(plan: Plan, task: str) -> Task:
    found = plan.holders[task]
    assert isinstance(found, Task)
    return found


def ids(plan: Plan, names: str) -> tuple[str, ...]:
    """Return the ids of units named as the notice names them."""
    found = {name: plan.register.find(name) for name in names.split()}
    assert None not in found.values(), found
    return tuple(unit.id for unit in found.values() if unit is not None)


def columns(text: str) -> int:
    """Return how wide a Chinese terminal shows a text: quotation marks are wide there."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def shown_texts(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield every text of the plan that is shown to people, with where it stands."""
    yield "plan.yaml", plan.head.title
    yield "plan.yaml", plan.head.short
    for unit in plan.register:
        yield unit.id, unit.name
        yield unit.id, unit.short
    for measure in plan.measures.values():
        yield measure.id, measure.number + measure.title
    for holder in holders(plan):
        yield holder.id, holder.title
        yield from ((each.id, each.title) for each in holder.deliverables)
        yield from ((each.id, each.name) for each in holder.indicators)


def comments() -> Iterator[tuple[str, str]]:
    """Yield the comments of the sections, the tasks and the units."""
    for path in (FOLDER / "units.yaml", *FOLDER.glob("sections/*.yaml"), *FOLDER.glob("tasks/*.yaml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield from ((path.name, each) for each in re.findall(r"(?:^|\s)#(.*)", line))


# --- the tests ----------------------------------------------------------------------------------


def test_the_plan_loads_without_a_problem() -> None:
    loaded = load(FolderTree(FOLDER))
    assert loaded.problems == ()
    assert not loaded.broken


def test_every_check_of_the_plan_passes_but_for_stocks_without_a_baseline(plan: Plan) -> None:
    found = list(run_checks(CheckContext(plan, today=plan.head.start)))
    assert {each.check for each in found} == {"baseline-known"}
    assert sorted(each.place.path for each in found) == ["sections/S1.yaml"] * 3 + ["tasks/T18.yaml"] * 3


def test_the_head_names_the_notice(plan: Plan) -> None:
    document = plan.head.document
    assert document.number == "闽质监\u30142018\u3015251号"
    assert document.issuer == "福建省质量技术监督局"
    assert (document.issued, document.published) == (date(2018, 9, 30), date(2018, 10, 12))
    assert "《关于开展质量提升行动加快建设质量强省的实施意见》" in plan.head.title
    assert (plan.head.start, plan.head.end) == (date(2018, 9, 30), END_OF_2020)
    assert {each.wording: each.date for each in plan.head.deadlines} == {
        "到2020年": END_OF_2020,
        "2018年底前": END_OF_2018,
    }


def test_there_are_seven_sections_twenty_five_measures_and_thirty_two_tasks(plan: Plan) -> None:
    assert (len(plan.sections), len(plan.measures), len(plan.tasks)) == (7, 25, 32)


def test_sections_are_numbered_and_headed_as_in_the_notice(plan: Plan) -> None:
    found = {each.number: (each.title, len(each.measures)) for each in plan.sections}
    assert list(found.items()) == list(SECTIONS.items())
    assert [each.id for each in plan.sections] == [f"S{number}" for number in range(1, 8)]


def test_measures_are_numbered_and_headed_as_in_the_notice(plan: Plan) -> None:
    found = [(each.number, each.title) for each in plan.measures.values()]
    assert found == [(number, title) for number, (title, _) in MEASURES.items()]
    assert list(plan.measures) == [f"M{number:02}" for number in range(1, 26)]


def test_every_task_stands_below_its_measure(plan: Plan) -> None:
    found = {each.number: "" for each in plan.measures.values()}
    for task in plan.tasks:
        found[plan.measures[task.measure].number] += f" {task.id}"
    assert {number: each.strip() for number, each in found.items()} == {
        number: below for number, (_, below) in MEASURES.items()
    }


def test_every_task_tells_its_number_in_the_notice(plan: Plan) -> None:
    assert [each.id for each in plan.tasks] == TASKS
    assert [each.source for each in plan.tasks] == [f"第{number}项" for number in range(1, 33)]


def test_only_the_overall_goals_and_the_tasks_hold_deliverables(plan: Plan) -> None:
    assert [each.id for each in holders(plan) if each.deliverables] == ["S1", *TASKS]


@pytest.mark.parametrize("holder", ["S1", *TASKS])
def test_whatever_the_notice_names_is_found_in_its_file(holder: str) -> None:
    text = text_of(holder)
    assert [name for name in NAMES[holder].split() if name not in text] == []


@pytest.mark.parametrize("task", TASKS)
def test_the_units_in_the_bracket_are_responsible(plan: Plan, task: str) -> None:
    responsible = task_named(plan, task).responsible
    lead, shared, by_duty = RESPONSIBLE[task]
    assert responsible.lead == (ids(plan, lead)[0] if lead else None)
    assert responsible.shared == ids(plan, shared)
    assert responsible.by_duty == ids(plan, by_duty)


@pytest.mark.parametrize("task", TASKS)
def test_a_lead_that_the_notice_does_not_call_one_is_marked_as_an_assumption(plan: Plan, task: str) -> None:
    marked = "首列的责任单位牵头" in text_of(task)
    assert marked == (task_named(plan, task).responsible.lead is not None and task not in CALLED_LEAD)


def test_technical_institutions_are_those_of_the_cities(plan: Plan) -> None:
    register = plan.register
    assert register.members("technical-institutions") == register.members("city-county-bureaus")


@pytest.mark.parametrize("task", TASKS)
def test_bodies_outside_the_system_are_partners(plan: Plan, task: str) -> None:
    partners = task_named(plan, task).partners
    assert partners == ids(plan, PARTNERS.get(task, ""))
    assert all(unit.kind is UnitKind.EXTERNAL for unit in plan.register.units if unit.id in partners)


def test_every_target_number_is_an_indicator_and_no_other_is(plan: Plan) -> None:
    found = [
        (holder.id, each.name, each.target, each.unit, each.qualifiers, each.kind, each.due)
        for holder in holders(plan)
        for each in holder.indicators
    ]
    assert [(holder, *rest) for holder, _, *rest in found] == [
        (holder, Decimal(target), unit, tuple(WORDS[each] for each in words.split()), kind, due)
        for holder, _, target, unit, words, kind, due in INDICATORS
    ]
    for (_, name, *_), (_, part, *_) in zip(found, INDICATORS, strict=True):
        assert part in name


def test_no_indicator_starts_from_a_number_of_its_own_but_counts_start_from_nothing(plan: Plan) -> None:
    assert {
        each.id: each.baseline
        for holder in holders(plan)
        for each in holder.indicators
        if each.baseline is not None
    } == {"local-standards": 0, "trained-enterprises": 0}


def test_only_deadlines_of_the_notice_are_kept(plan: Plan) -> None:
    assert {each.id: each.due for each in holders(plan) if each.due is not None} == HOLDERS_DUE
    found = {each.id: each.due for each in plan.deliverables.values() if each.due is not None}
    assert found == {deliverable: due for deliverable, _, due in DELIVERABLES_DUE}
    for deliverable, part, _ in DELIVERABLES_DUE:
        assert part in plan.deliverables[deliverable].title


def test_yearly_duties_are_due_on_the_right_days(plan: Plan) -> None:
    found = {
        each.id: [
            f"{one.due}" if one.period == str(one.due.year) else f"{one.period}/{one.due}"
            for one in occurrences(each, plan.head, (), plan.head.start)
        ]
        for each in plan.deliverables.values()
        if each.every is Every.YEAR
    }
    assert found == {deliverable: days.split() for deliverable, _, days in RECURRENCES}
    for deliverable, part, _ in RECURRENCES:
        assert part in plan.deliverables[deliverable].title


def test_a_first_year_is_stated_only_where_a_duty_returns(plan: Plan) -> None:
    assert [each.id for each in plan.deliverables.values() if each.first and each.every is None] == []


def test_reports_and_plans_tell_the_years_they_cover(plan: Plan) -> None:
    found = {each.id: each.covers for each in plan.deliverables.values() if each.covers}
    assert found == {deliverable: years for deliverable, _, years in COVERS}
    for deliverable, part, _ in COVERS:
        assert part in plan.deliverables[deliverable].title


def test_titles_of_tasks_fit_their_column(plan: Plan) -> None:
    assert [each.title for each in plan.tasks if columns(each.title) > TITLE_COLUMNS] == []


def test_no_two_titles_of_tasks_are_alike(plan: Plan) -> None:
    assert len({each.title for each in plan.tasks}) == len(plan.tasks)


def test_no_task_or_deliverable_says_the_same_thing_twice(plan: Plan) -> None:
    for holder in holders(plan):
        titles = [each.title for each in holder.deliverables]
        assert len(set(titles)) == len(titles), holder.id


def test_deliverables_are_numbered_one_after_the_other(plan: Plan) -> None:
    for holder in holders(plan):
        numbered = [f"{holder.id}.{number}" for number in range(1, len(holder.deliverables) + 1)]
        assert [each.id for each in holder.deliverables] == numbered


def test_chinese_text_has_full_width_punctuation_only(plan: Plan) -> None:
    chinese = r"[\u2e80-\u9fff\u3001-\u301f\uff00-\uffef]"
    narrow = r"[,:;()!?\"'\[\]]"
    wrong = re.compile(
        rf"{chinese}\s?{narrow}|{narrow}\s?{chinese}|{chinese}\s+{chinese}|[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"
    )
    found = [(place, text) for place, text in (*shown_texts(plan), *comments()) if wrong.search(text)]
    assert found == []


def test_brackets_and_quotation_marks_come_in_pairs(plan: Plan) -> None:
    for place, text in shown_texts(plan):
        for opening, closing in ("（）", "“”", "《》"):
            assert text.count(opening) == text.count(closing), (place, text)


def test_no_text_ends_in_punctuation(plan: Plan) -> None:
    assert [
        (place, text) for place, text in shown_texts(plan) if text.endswith(("。", "，", "；", "、"))
    ] == []


def test_no_entries_of_progress_are_shipped(plan: Plan) -> None:
    assert plan.entries == ()
    assert [path.name for path in (FOLDER / "progress").glob("**/*") if path.name != ".gitkeep"] == []


# --- what the notice does not say -----------------------------------------------------------------


def assuming() -> set[str]:
    """Return the files with an assumption but that of the lead, as the manual names them."""
    found = set()
    for path in FOLDER.glob("**/*.yaml"):
        text = path.read_text(encoding="utf-8").replace("假定：首列的责任单位牵头", "")
        if "假定：" in text:
            found.add(path.name if path.parent == FOLDER else path.stem)
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_manual_lists_every_file_with_an_assumption(plan: Plan, language: str) -> None:
    section = topic_text("assumptions", language)
    listed = {
        name for line in section.splitlines() if line[:1] == "-" for name in re.findall(r"`([^`]+)`", line)
    }
    assert listed - {"假定：", "period: 2018"} == assuming()
    leads = [task.id for task in plan.tasks if task.responsible.lead and task.id not in CALLED_LEAD]
    assert f"- {len(leads)} " in section
    nobody = {str(int(task.id[1:])) for task in plan.tasks if not task.responsible.lead}
    assert nobody <= set(re.findall(r"\d+", section))


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("plan.yaml", "office: "),
        ("plan.yaml", "timezone: "),
        ("plan.yaml", "start: "),
        ("plan.yaml", "end: "),
        ("plan.yaml", "deadlines:"),
        ("plan.yaml", "reporting:"),
        ("plan.yaml", "# pace: "),
        ("plan.yaml", "lights:"),
        ("tasks/T09.yaml", "    every: year"),
        ("tasks/T14.yaml", "  each: true"),
        ("tasks/T20.yaml", "    every: year"),
        ("tasks/T23.yaml", "    by: next"),
        ("tasks/T31.yaml", "    by: next"),
    ],
)
def test_what_the_notice_does_not_say_is_marked_where_it_stands(path: str, key: str) -> None:
    lines = (FOLDER / path).read_text(encoding="utf-8").splitlines()
    at = next(at for at, line in enumerate(lines) if line.startswith(key))
    above = [line for line in lines[max(at - 4, 0) : at] if line.startswith("#")]
    assert any("假定：" in line for line in (lines[at], *above))
