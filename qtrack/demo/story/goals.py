"""The overall goals: numbers that rise, and a pass rate that slips below its target in May."""

from typing import Final

from qtrack.demo.lines import line, script

_AWARD: Final = "china-quality-award"
_BRANDS: Final = "fujian-famous-brands"
_ORIGINS: Final = "geographical-indications"
_PASSED: Final = "inspection-pass-rate"

SCRIPTS: Final = (
    script(
        "S1",
        "quality-certification",
        line(
            "2018-10-25",
            "S1",
            "完成基期统计：中国质量奖3家次、福建名牌1098个、地理标志66个",
            3,
            actuals={_AWARD: "3", _BRANDS: "1098", _ORIGINS: "66"},
        ),
        line(
            "2019-01-10",
            "S1",
            "全年工业产品监督抽查合格率92.1%，高于目标1.1个百分点",
            unit="product-supervision",
            actuals={_PASSED: "92.1"},
            paper=True,
        ),
        line(
            "2019-01-24",
            "S1",
            "新增福建名牌72个、地理标志1个",
            11,
            actuals={_AWARD: "3", _BRANDS: "1170", _ORIGINS: "67"},
        ),
        line(
            "2019-04-11",
            "S1",
            "一季度监督抽查合格率91.3%，较上年回落0.8个百分点",
            unit="product-supervision",
            actuals={_PASSED: "91.3"},
        ),
        line(
            "2019-04-24",
            "S1",
            "新增福建名牌63个、地理标志2个",
            22,
            actuals={_AWARD: "3", _BRANDS: "1233", _ORIGINS: "69"},
        ),
        line("2019-05-21", "S1.13", "在建示范区完成一轮实地指导，2个市报送创建材料", 28),
        line(
            "2019-05-23",
            "S1",
            "4至5月监督抽查合格率90.4%，低于目标0.6个百分点",
            unit="product-supervision",
            actuals={_PASSED: "90.4"},
            problems="儿童用品、电线电缆不合格较为集中",
            next_step="对不合格企业逐一约谈，三个月内复查",
        ),
        line("2019-06-20", "S1.14", "2个省级质检中心通过中期评估", 35, unit="finance-technology", paper=True),
        line(
            "2019-06-24",
            "S1",
            "新增中国质量奖提名奖1家次，福建名牌达1290个、地理标志71个",
            31,
            actuals={_AWARD: "4", _BRANDS: "1290", _ORIGINS: "71"},
        ),
        line(
            "2019-06-26",
            "S1",
            "6月监督抽查合格率90.7%，有所回升，仍低于目标0.3个百分点",
            unit="product-supervision",
            actuals={_PASSED: "90.7"},
            problems="电线电缆复查仍有3家不合格",
            next_step="对复查不合格企业依法处理，7月开展电线电缆专项抽查",
        ),
    ),
)
