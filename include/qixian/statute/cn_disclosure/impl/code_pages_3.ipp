// The pages of the codes 7xx and 8xx: tables, calendar, which law.
//
// A page: what happened, what to do, a message as it is said, the article. Texts are read by officers,
// not by programmers: no enumerator where the law has a word. Part 3 of 6.
#pragma once

#include <array>

#include "qixian/statute/cn_disclosure/code_pages.hpp"

namespace qixian::inline v0::detail {

// clang-format off
inline constexpr auto code_pages_3 = std::to_array<code_page>({
    {.what = code::year_not_over,
     .cause_en =
         "The tables of a year were asked for as of a day before its 31 December. What is open "
         "on that day stands in row 4, as if the year ended there; later rows are not counted.",
     .cause_zh =
         "生成年度表格时，截至日早于当年12月31日。截至日尚未办结的申请列入“结转下年度继续办理”，"
         "其后的记录未计入。",
     .remedy_en =
         "Use the figures as an interim count only. For the published report set `--as-of` to 31 "
         "December or later.",
     .remedy_zh =
         "仅作阶段性统计使用；正式年报应当以12月31日或者以后为截至日。",
     .sample_en =
         "report 2026 as of 2026-11-20: the year had not ended (F30-C2)",
     .sample_zh =
         "2026年度报告：截至2026-11-20，报告年度尚未终了（F30-C2）",
     .citation = "F30-C2"},
    {.what = code::derived_blank,
     .cause_en =
         "A total that the table leaves blank was added up from its parts. Blank is not zero, so "
         "it is said; the sums are judged with the derived figure.",
     .cause_zh =
         "表中合计栏空白，由各明细项相加推算得出。空白不等于零，故予提示；勾稽关系按推算值核对。",
     .remedy_en =
         "Print the total in the table, or confirm the derived figure.",
     .remedy_zh =
         "在表中补填合计，或者核实推算值无误。",
     .sample_en =
         "qinghai-2020.csv: row 3.7, total: blank, taken as 21",
     .sample_zh =
         "qinghai-2020.csv：第3.7行总计列空白，按21计",
     .citation = ""},
    {.what = code::text_figure,
     .cause_en =
         "A figure in the prose of the report differs from the figure of the table it speaks of. "
         "Which of the two is wrong the check cannot tell.",
     .cause_zh =
         "年报正文所述数字与表格对应数字不一致。核对程序无法判断何者有误。",
     .remedy_en =
         "Compare both with the register. Sometimes the prose counts something else, such as new "
         "and carried over together; then say so in the prose.",
     .remedy_zh =
         "与登记台账核对后更正有误的一处；正文口径不同的（如新收与结转合计），应当在正文中写明。",
     .sample_en =
         "qinghai-2020.csv: the text states received 23, the table has 22",
     .sample_zh =
         "qinghai-2020.csv：正文“收到申请”为23，表中为22",
     .citation = ""},
    {.what = code::after_year_closed,
     .cause_en =
         "The row changes a year whose report was frozen by `year_closed`. It is taken; the "
         "corrected table differs from the published one.",
     .cause_zh =
         "该行影响的年度报告已经固定（year_closed）。记录予以采纳，更正后的数字将与已发布的年报"
         "不一致。",
     .remedy_en =
         "See what changed with `restate`, and publish a correction or carry the difference in "
         "next year's notes. A closing entered too late belongs to the year of its day.",
     .remedy_zh =
         "以 restate 列明差异，按规定更正已发布的年报或者在下一年度报告中说明；办结日属于已固定"
         "年度的，仍计入该年度。",
     .sample_en =
         "line 40, 2020-118: `disclosed` on 2020-12-30, entered for 2020, whose report was "
         "frozen on 2021-01-20",
     .sample_zh =
         "第40行，2020-118：2020-12-30“予以公开”，所属2020年度报告已于2021-01-20固定",
     .citation = "F30-C4"},
    {.what = code::form_out_of_season,
     .cause_en =
         "The form of the table is not the one prescribed for its year: the 2019 form (one row "
         "3.6) is for data of 2019 and 2020, the 2021 form (rows 3.6.1 to 3.6.3) for later "
         "years.",
     .cause_zh =
         "表格版本与数据年度不符：2019、2020年度数据应当使用2019年版（其他处理为一行），2021年度"
         "及以后使用2021年版（其他处理分三行）。",
     .remedy_en =
         "Move the figures to the right form; only row 3.6 differs. For a comparison across "
         "years the warning may stand.",
     .remedy_zh =
         "改用对应版本重新填报，两版仅“其他处理”不同；仅作历年对比使用的，可以不予理会。",
     .sample_en =
         "b-2022.csv: data of 2022 on the form of 2019",
     .sample_zh =
         "b-2022.csv：2022年数据使用2019年版表格",
     .citation = ""},
    {.what = code::section_incomplete,
     .cause_en =
         "A sum could not be judged, because its total, or every addend, is blank. A sum is "
         "judged only if its printed total and at least one addend are there; the sum of carried "
         "cases needs rows 1, 2 and 4.",
     .cause_zh =
         "所印数字不足，该项合计无法核对：合计空白，或者全部明细空白。核对须有所印合计及至少一项"
         "明细；新收、结转的勾稽关系须有第一、二、四项。",
     .remedy_en =
         "Get the complete table, or write the zeros that were left out. Nothing is said against "
         "the figures that stand there.",
     .remedy_zh =
         "取得完整表格，或者将实为零的空白补填为0；本提示不表示已有数字有误。",
     .sample_en =
         "b-2021.csv: I1: too little is printed to judge 3 sums",
     .sample_zh =
         "b-2021.csv：I1：所印数字不足，有3处未能核对",
     .citation = ""},
    {.what = code::parent_still_open,
     .cause_en =
         "The application was split, its parts are registered, and the parent is registered still. Both are counted, so the table counts one application twice.",
     .cause_zh =
         "申请已拆分登记，母件尚未作误登记处理，年报中母件与分件均予计数，将重复计算。",
     .remedy_en =
         "Enter `registered_in_error` for the parent, on the day it was split.",
     .remedy_zh =
         "为母件补记“误登记”（registered_in_error），日期为拆分之日。",
     .sample_en =
         "list.csv: 2021-012-1: the application was split, and its parent 2021-012 still counts",
     .sample_zh =
         "list.csv：2021-012-1：拆分后母件2021-012尚未作误登记处理",
     .citation = "F30-C7"},
    {.what = code::parent_unknown,
     .cause_en =
         "`part_of` names an application that is not among those that were asked about.",
     .cause_zh =
         "“拆分自”（part_of）所指的申请不在本次查询范围内。",
     .remedy_en =
         "Look at the key, or hand in the list that has the parent.",
     .remedy_zh =
         "核对申请编号，或者一并提供含有母件的清单。",
     .sample_en =
         "list.csv: 2021-012-1: the application it was split from is not here: 2021-012",
     .sample_zh =
         "list.csv：2021-012-1：拆分自的申请2021-012不存在",
     .citation = "F30-C7"},
    {.what = code::recorded_late,
     .cause_en =
         "Something of a year whose table was published is recorded only now. What was published stands: it is counted in the first year that is open, or, if it had been counted already, not again.",
     .cause_zh =
         "所属年度的年报已经公布，此后方才登记。已公布的数字不变：计入尚未公布的第一个年度；已计入的，不重复计算。",
     .remedy_en =
         "Nothing for the next table. `--corrected` shows the year as it would stand today.",
     .remedy_zh =
         "无须处理。`--corrected`可查看该年度更正后的数据。",
     .sample_en =
         "2021-012: recorded when the table of 2021 was published: a result of 2022",
     .sample_zh =
         "2021-012：2021年年报公布后登记，计为2022年办理结果",
     .citation = "F30-C4"},
    {.what = code::calendar_out_of_range,
     .cause_en =
         "A day that the question needs lies outside the years that the calendar covers, so no "
         "due day can be given.",
     .cause_zh =
         "计算所需的日期超出工作日历覆盖的年度，无法得出期限。",
     .remedy_en =
         "Look for a mistyped year first. For a real date in the far future, ask again with a "
         "newer edition of the calendar.",
     .remedy_zh =
         "先检查年份是否填写错误；确需计算更远日期的，更新日历数据后重新计算。",
     .sample_en =
         "log.csv:7:12: the calendar does not reach this day: 2205-03-01",
     .sample_zh =
         "log.csv:7:12：日历不覆盖该日：2205-03-01",
     .citation = ""},
    {.what = code::notice_contradiction,
     .cause_en =
         "A holiday notice holds the same day twice, for instance as a day off and as a day "
         "worked. Such a notice cannot be added.",
     .cause_zh =
         "同一放假通知对同一日作出两种安排（如既放假又上班），该通知不能导入。",
     .remedy_en =
         "Compare the file with the printed notice and delete the wrong row. An amendment is a "
         "notice of its own, with its own `notice_id` and day of publication.",
     .remedy_zh =
         "与通知原文核对，删除错误的一行；后续调整的通知应当单独编号（notice_id）并填写发布日期。",
     .sample_en =
         "notices.csv: a notice gives one day two states: CN-2027: 2027-02-07",
     .sample_zh =
         "notices.csv：同一通知对同一日有两种安排：CN-2027：2027-02-07",
     .citation = ""},
    {.what = code::unknown_region,
     .cause_en =
         "The region asked for by `--region` has no local calendar in the data. Only a few "
         "regions have rest days of their own, mostly ethnic autonomous areas.",
     .cause_zh =
         "--region 所指地区没有地方日历数据。仅少数地区（主要是民族自治地方）另有节假日安排。",
     .remedy_en =
         "Leave the region out for areas without local holidays, or use a code such as `CN-XZ`, "
         "`CN-GX` or `CN-NX`.",
     .remedy_zh =
         "没有地方节假日的地区不必指定；有地方节假日的使用相应代码，如 CN-XZ、CN-GX、CN-NX。",
     .sample_en =
         "no local calendar of this region is known: CN-QQ",
     .sample_zh =
         "没有该地区的地方日历：CN-QQ",
     .citation = ""},
    {.what = code::no_regime,
     .cause_en =
         "The application was received before 2008-05-01, when no national regulation on "
         "disclosure was in force. No period can be given.",
     .cause_zh =
         "收到申请之日早于2008年5月1日，当时尚无施行的政府信息公开条例，无从适用答复期限。",
     .remedy_en =
         "Check the year. A real application from before that day does not belong into this log.",
     .remedy_zh =
         "检查年份是否填写错误；确系此前的申请，不纳入本日志。",
     .sample_en =
         "log.csv:2: no disclosure regulation was in force on this day: before 2008-05-01",
     .sample_zh =
         "log.csv:2：该日尚无政府信息公开条例：早于2008-05-01",
     .citation = ""},
    {.what = code::unknown_policy,
     .cause_en =
         "`--policy` names a policy that does not exist, or a value that it does not have. "
         "Nothing was calculated, since a misread policy could move every due day.",
     .cause_zh =
         "--policy 指定的口径不存在，或者取值不在允许范围内。为避免影响全部期限，未作计算。",
     .remedy_en =
         "Use one of the names and values in `qixian/statute/cn_disclosure/policy.hpp`, written as `name=value`, "
         "such as `named_day=literal`.",
     .remedy_zh =
         "按“名称=取值”填写，如 named_day=literal；允许的名称和取值见 qixian/statute/cn_disclosure/policy.hpp 或者"
         "术语表。",
     .sample_en =
         "no such policy, or not one of its values: named_day=moved",
     .sample_zh =
         "没有该项口径或其取值：named_day=moved",
     .citation = ""},
    {.what = code::revert_nothing,
     .cause_en =
         "A notice takes back (`revert`) a day that no notice published before it had arranged, "
         "or that was taken back already.",
     .cause_zh =
         "通知撤销（revert）的日期此前没有任何通知作出过安排，或者已经撤销。",
     .remedy_en =
         "Check the day, and that the notice being amended is loaded and published on or before "
         "this one. To arrange a day anew use `off` or `work`.",
     .remedy_zh =
         "核对日期，并确认被调整的通知已经导入、发布日期不晚于本通知；新作安排的，使用 off 或者 "
         "work。",
     .sample_en =
         "notices.csv: a notice takes back a day that none had arranged: CN-2027-A1: 2027-03-09",
     .sample_zh =
         "notices.csv：撤销了并未安排过的日子：CN-2027-A1：2027-03-09",
     .citation = ""},
});
// clang-format on

}  // namespace qixian::inline v0::detail
