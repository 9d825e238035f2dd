"""Targets in the words of notices, and figures that are none."""

import pytest

from qtrack.model.indicator import Better
from qtrack.notice.targets import figures
from qtrack.notice.text import Span

SAID = [
    ("合格率稳定在91%以上", "合格率 91 % hold at-least"),
    ("福建名牌产品达1500个以上", "福建名牌产品 1500 个 reach at-least"),
    ("社会公用计量标准达2000项", "社会公用计量标准 2000 项 reach"),
    ("获中国质量奖（含提名奖）企业5家次以上", "获中国质量奖（含提名奖）企业 5 家次 reach at-least"),
    ("完成20项地方标准制修订工作", "地方标准制修订工作 20 项 reach"),
    ("力争全省培训5000家以上企业", "全省培训企业 5000 家 reach strive at-least"),
    ("网办率由80%提高到95%", "网办率 95 % reach from 80"),
    ("专利、商标分别达到10件、20件", "专利 10 件 reach; 商标 20 件 reach"),
    ("新建学校3所、医院2家", "新建学校 3 所 reach; 医院 2 家 reach"),
    (
        "建设检测中心达到30个,其中省级中心达到10个",
        "建设检测中心 30 个 reach; 建设检测中心（其中省级中心） 10 个 reach",
    ),
    ("开展重点产品监督抽查,完成300批次以上", "开展重点产品监督抽查 300 批次 reach at-least"),
    ("完成十二个项目建设", "项目建设 12 个 reach"),
    ("培训10万人次以上", "培训 10 万人次 reach at-least"),
    ("损失率控制在1.5%以内", "损失率 1.5 % hold lower"),
    ("投诉不超过20件", "投诉 20 件 hold lower"),
    ("单位能耗由0.5%下降到0.4%", "单位能耗 0.4 % reach lower from 0.5"),
    ("办理时限压缩至5个工作日以内", "办理时限 5 个工作日 reach lower"),
    ("安全事故控制在0起", "安全事故 0 起 hold lower"),
    ("单位能耗下降3%以上", "单位能耗下降 3 % reach at-least"),
    ("产值增长8%左右", "产值增长 8 % reach about"),
    ("产值年均增长8%以上", "产值年均增长 8 % average at-least"),
    ("工业增加值,年均递增6%-8%", "工业增加值，年均递增 6-8 % average"),
    ("改造家庭,年均不少于400户", "改造家庭，年均 400 户 average at-least"),
    ("年均新增就业10万人", "年均新增就业 10 万人 average"),
    ("PM2.5年均浓度下降3%", "PM2.5年均浓度下降 3 % reach"),
    (
        "育人500名,任务分解到各市:福州300名,厦门完成200名,建园3个",
        "育人 500 名 reach; 育人（其中福州） 300 名 reach; 育人（其中厦门） 200 名 reach; 建园 3 个 reach",
    ),
    ("占比达到30%-40%", "占比 30-40 % reach"),
    ("新建公园20至25个", "新建公园 20-25 个 reach"),
    ("Reduce speeding by 15 percent", "Reduce speeding 15 % reach"),
    ("Keep refusals below 5 percent", "Keep refusals 5 % hold lower"),
    ("Train at least 200 inspectors", "Train inspectors 200 inspectors reach at-least"),
]


def shown(text: str) -> str:
    return "; ".join(
        " ".join(
            [one.name, str(one.target) + (f"-{one.most}" if one.most else ""), one.unit, one.kind]
            + (["lower"] if one.better is Better.LOWER else [])
            + [*one.qualifiers]
            + ([f"from {one.baseline}"] if one.baseline is not None else [])
        )
        for one in (target.own for target in figures(Span(1, text), []).targets)
    )


@pytest.mark.parametrize(("text", "target"), SAID)
def test_a_target_is_read(text: str, target: str) -> None:
    assert shown(text) == target


@pytest.mark.parametrize(
    "text",
    [
        "产值每年递增5%",
        "每个县建设3个以上示范点",
        "各镇建成2个以上站点",
        "本科毕业生每人6万元",
        "Deliver 50 books per pupil",
    ],
)
def test_what_a_plan_cannot_say_is_told_apart(text: str) -> None:
    found = figures(Span(1, text), [])
    assert (found.targets, found.unsayable, found.unread) == ((), (0,), ())


@pytest.mark.parametrize(
    "text",
    [
        "对23个重点县实行倾斜",
        "联合12个部门开展行动",
        "整改率达到101%",
        "更换路灯2000杆",
        "Repair lights within 48 hours",
    ],
)
def test_a_figure_that_is_no_target_is_told(text: str) -> None:
    found = figures(Span(1, text), [])
    assert (found.targets, found.unsayable, found.unread) == ((), (), (0,))


@pytest.mark.parametrize(
    "text",
    [
        "建设96196平台",
        "落实闽质监（2018）251号文件",
        "开展“双百”提升",
        "落实《规划（2016-2020年）》",
        "推广ISO9001",
        "第四批试点",
        "60MN力标准装置",
        "三大主导产业",
    ],
)
def test_numbers_in_names_are_no_figures(text: str) -> None:
    found = figures(Span(1, text), [])
    assert (found.targets, found.unsayable, found.unread) == ((), (), ())
