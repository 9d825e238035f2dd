"""Brands: quality officers trained, but slower than the target asks for."""

from typing import Final

from qtrack.demo.lines import line, script

_TRAINED: Final = "trained-enterprises"

SCRIPTS: Final = (
    script(
        "T17",
        "quality-certification",
        line("2018-10-25", "T17.4", "管理办法宣贯到各设区市局", 8, paper=True),
        line("2018-11-22", "T17.5", "举办首席质量官任职公益培训2期", 6, actuals={_TRAINED: "240"}),
        line("2018-12-25", "T17.5", "年内累计培训4期", 10, actuals={_TRAINED: "410"}, late=9),
        line("2019-02-22", "T17.3", "重点企业设立首席质量官摸底完成", 15, unit="quanzhou"),
        line("2019-03-22", "T17.5", "与行业协会联合办班2期", 14, actuals={_TRAINED: "635"}),
        line("2019-05-23", "T17.5", "线上课程开通，结业企业增加", 19, actuals={_TRAINED: "930"}),
        line(
            "2019-06-24",
            "T17.5",
            "累计参训企业1085家，完成率21.7%",
            22,
            actuals={_TRAINED: "1085"},
            problems="山区县企业报名不足，师资集中在沿海",
            next_step="下半年在三明、龙岩、南平各加办2期",
        ),
    ),
)
