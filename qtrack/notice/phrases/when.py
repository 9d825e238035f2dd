"""By when, and how often."""

from typing import Final

from qtrack.notice.phrases.phrase import Phrase

# fmt: off
#: A year, month and day said in full or in part; what is not said is taken from the words before it.
DEADLINES: Final = {
    "months": Phrase(r"(?P<y>\d{4})年(?P<from>\d{1,2})(?:月(?:\d{1,2}日)?)?\s*[-—~至到]\s*(?:(?P<z>\d{4})年)?(?P<m>\d{1,2})月(?:底|末)?(?!\d)", "2024年6月至10月", ("2024", "6", None, "10")),
    "year-month-day": Phrase(r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:之)?(?:前|以前|止)", "2020年6月15日前", ("2020", "6", "15")),
    "year-month": Phrase(r"(?:到|至|于|在)?(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?:份)?(?:底|末)?(?:之前|以前|前|完成)", "2020年6月底前", ("2020", "6")),
    "month-end": Phrase(r"(?:到|至|于)(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?:底|末)", "至2020年6月底", ("2020", "6")),
    "year": Phrase(r"(?:(?:到|至)(?P<y>\d{4})年(?:底|末|年底)?(?:之?前)?|(?P<z>\d{4})年(?:年?底|末)?(?:之|以)?(?:前|内))", "到2020年", ("2020", None)),
    "of-year": Phrase(r"(?<![\d一-龥(])(?P<y>\d{4})年(?=(?:计划|力争|全年|累计)?(?:完成|建成|新建|新增|改造|培训|达到|达))", "2026年完成20个", ("2026",)),
    "this-year": Phrase(r"(?:今年|(?<!\d)年|本年度?)(?:底|末)(?:之|以)?前|(?:今年|本年度?|(?<![半一两三四五六七八九十百\d])年)内", "年底前", ()),
    "half": Phrase(r"(?:(?P<y>\d{4})年)?(?P<half>上|下)半年(?:内|前|底前)?", "2024年上半年", ("2024", "上")),
    "quarter": Phrase(r"(?:(?P<y>\d{4})年)?第?(?P<q>[一二三四1-4])季度(?:末|底|内|前|末前)+", "2024年第三季度末", ("2024", "三")),
    "after-issue": Phrase(r"(?:自)?(?:本?(?:方案|意见|通知|文件)?)?印发(?:之日)?(?:起|后)(?P<after>\d+|[一二三六])个月内", "印发之日起3个月内", ("3",)),
    "five-years": Phrase(r"[“ ]?(?P<five>十[三四五六])五[” ]?(?:期?末|期间)", "“十四五”末", ("十四",)),
    "english-quarter": Phrase(r"(?i)\b(?:by )?(?:the end of )?q(?P<q>[1-4]) (?P<y>(?:19|20)\d\d)\b", "by Q4 2024", ("4", "2024")),
    "english": Phrase(r"(?i)\bby (?:the )?(?:end of |(?P<d>\d{1,2}) )?(?:(?P<name>[A-Z][a-z]+) )?(?P<y>(?:19|20)\d\d)\b", "by 30 June 2025", ("30", "June", "2025")),
}
#: Years whose quotes say nothing.
FIVE_YEARS: Final = Phrase(r"“(十[三四五六]五)”", "“十四五”", ("十四五",))
#: What the words of a cell lack, before and behind them, to be those of a deadline.
AROUND_CELL: Final = (("", ""), ("", "前"), ("by ", ""))
#: What may stand before a deadline that governs the whole sentence.
LEADING: Final = Phrase(r"\s*(?:力争|争取|确保|计划)?\s*", "力争", ())
#: The last month of each half of a year.
LAST_MONTHS: Final = {"上": 6, "下": 12}
EVERY: Final = {
    "half-year": Phrase(r"每半年|半年一次|按半年|(?i:\b(?:half-yearly|every six months|twice a year)\b)", "每半年评查一次", ()),
    "year": Phrase(r"每年度?(?!.{0,3}(?:以上)?递增|\d[\d.]*万?元)|按年度|(?i:\b(?:every|each|(?<!within )(?<!for )(?<!twice )a) year\b|\bannually\b)", "每年组织开展培训", ()),
    "quarter": Phrase(r"每(?:个)?季度?|按季度?|(?i:\b(?:every|each) quarter\b|\bquarterly\b)", "每季度通报", ()),
    "month": Phrase(r"每(?:个)?月(?!\d[\d.]*万?元)|按月|(?i:\b(?:every|each) month\b|\bmonthly\b)", "每月调度", ()),
}
#: How often units report, beside what returns so often.
WEEKLY: Final = Phrase(r"每周|按周|(?i:\bweekly\b)", "每周调度", ())
#: When something begins that a cell says nothing else of.
YEAR_MONTH: Final = Phrase(r"\s*(\d{4})[-年./](\d{1,2})(?:月|$)", "2024年3月", ("2024", "3"))
#: How often everybody reports on the plan.
ALL_REPORT: Final = Phrase(r"各(?:有关|相关|责任|牵头|成员)*(?:单位|部门|处室|科室|县|区|市|地|乡镇|街道)[^。;]*(?:报送|报告|报)[^。;]*(?:进展|情况|报告|总结|台账)|(?i:\ball (?:units|leads|departments|teams)\b.*\breport\b)", "各责任单位每季度末月25日前报送进展情况", ())
DAY_OF_MONTH: Final = Phrase(r"(次月|下月)?(?:[末首]月)?(\d{1,2})日(?:之|以)?前", "每月25日前报送", (None, "25"))
#: What may return every year, though no word says so.
PERHAPS_YEARLY: Final = Phrase(r"年度(?!内|目标|计划)|定期(?!限)", "发布年度报告", ())
#: Rhythms that a plan has no word for.
UNSAYABLE_RHYTHM: Final = Phrase(r"每年\d{1,2}月(?:份)?[、和]|每周|每两年|每学期|[春夏秋冬][、和]?[春夏秋冬]两?季|每(?:年|季度?|月).{0,6}[两三四五六\d]+次|(?i:\bweekly\b)", "每周通报一次", ())
ONGOING: Final = Phrase(r"长期坚持|持续推进|长期|常态化|全年|(?i:ongoing|continuous)", "持续推进", ())
