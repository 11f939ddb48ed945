// The pages of the codes 960 to 975: models of offices and their simulation; what hosts and files may get wrong.
//
// A page: what happened, what to do, a message as it is said, the article. Texts are read by officers
// and analysts, not by programmers. Part 6 of 6.
#pragma once

#include <array>

#include "qixian/statute/cn_disclosure/code_pages.hpp"

namespace qixian::inline v0::detail {

// clang-format off
inline constexpr auto code_pages_6 = std::to_array<code_page>({
    {.what = code::bad_model,
     .cause_en =
         "A field of the model holds something that no office can have: a share above 1, no people "
         "in a team, a step that names a team which is not there, a period longer than the law "
         "allows. The message names the field as it stands in the file, and what was expected. "
         "Nothing was simulated.",
     .cause_zh =
         "模型中某项的取值不可能成立，例如比例大于1、小组没有人员、环节所列小组并不存在、期限超过法定上限。"
         "提示给出该项在文件中的名称以及应有的取值。未进行模拟。",
     .remedy_en =
         "Correct the field. Units are part of the names: `work_hours` is in hours, "
         "`wait_working_days` in working days.",
     .remedy_zh =
         "改正该项。计量单位写在名称之中：work_hours 以小时计，wait_working_days 以工作日计。",
     .sample_en = "office.toml:14: a field of the model has a value that cannot be: team[1].people: at least 1",
     .sample_zh = "office.toml:14：模型某项的取值不成立：team[1].people 应当不小于1",
     .citation = ""},
    {.what = code::model_syntax,
     .cause_en =
         "The file is not TOML: an unclosed quote or bracket, a field written twice, a value without "
         "quotes where text is meant. Nothing of it was used.",
     .cause_zh =
         "文件不是合法的 TOML：引号或者括号没有闭合、同一项写了两次、文字未加引号等。文件内容均未采用。",
     .remedy_en =
         "Mend the line that the message names; the mistake may stand at the end of the line before. "
         "The models that come with the program show every form.",
     .remedy_zh =
         "改正提示所指的一行，错误也可能在上一行末尾。随程序附带的模型示范了各种写法。",
     .sample_en = "office.toml:7: not TOML: expected a value",
     .sample_zh = "office.toml:7：不是合法的TOML：缺少取值",
     .citation = ""},
    {.what = code::unknown_field,
     .cause_en =
         "The model, or a change in a scenario, names a field that there is not: mostly a slip of "
         "the pen. It is not passed over, because the office would then be another one than was "
         "meant.",
     .cause_zh =
         "模型或者方案的改动中写了不存在的项，多为笔误。对此不予忽略，否则模拟的就不是所设想的机关。",
     .remedy_en =
         "Compare the name with those in the message, which lists what may stand there.",
     .remedy_zh =
         "与提示中列出的名称核对，改为其中之一。",
     .sample_en = "office.toml:9: no such field in a model: arrivals.per_yaer; one of per_year, growth_per_year, weekday, …",
     .sample_zh = "office.toml:9：模型没有该项：arrivals.per_yaer，可用 per_year、growth_per_year、weekday 等",
     .citation = ""},
    {.what = code::missing_field,
     .cause_en =
         "Something is absent without which an office cannot be imagined: a name, the applications "
         "of a year, a class of applicants with its outcomes, a step. There is no default that "
         "would not be a guess.",
     .cause_zh =
         "缺少设想一个机关所必需的项：名称、每年申请数量、申请人类别及其处理结果、办理环节等。对这些项不设缺省值，以免臆测。",
     .remedy_en =
         "Add the field. `qixian simulate fit TABLE` writes a whole model from a published table.",
     .remedy_zh =
         "补充该项。也可以用 qixian simulate fit 由已公布的表三生成完整模型。",
     .sample_en = "office.toml:1: a field that every model needs is absent: arrivals.per_year, a number of applications",
     .sample_zh = "office.toml:1：模型缺少必需的项：arrivals.per_year，应为申请数量",
     .citation = ""},
    {.what = code::unknown_scenario,
     .cause_en = "`--scenario` names a scenario that the model does not have. Nothing was simulated.",
     .cause_zh = "--scenario 所指方案在模型中不存在。未进行模拟。",
     .remedy_en = "Take one of the names in the message; `base` is the model without changes.",
     .remedy_zh = "改用提示中列出的名称；base 表示不作改动的模型。",
     .sample_en = "office.toml: the model has no scenario of this name: busy; one of base, busier, one-less",
     .sample_zh = "office.toml：模型没有该名称的方案：busy，可用 base、busier、one-less",
     .citation = ""},
    {.what = code::parts_differ,
     .cause_en =
         "The parts that are to be merged come from different models, seeds or scenarios, or a "
         "replication is there twice or not at all. What they would add up to answers no question.",
     .cause_zh =
         "待合并的各分片来自不同的模型、种子或者方案，或者某次重复缺失、重复出现。合并结果没有意义，未予合并。",
     .remedy_en =
         "Run all shards 1/n to n/n of one command with the same model, seed, scenarios and number "
         "of replications, and merge exactly these.",
     .remedy_zh =
         "以相同的模型、种子、方案和重复次数运行 1/n 至 n/n 的全部分片，再将其合并。",
     .sample_en = "part3.ndjson:1: these parts do not make one run: seed 7 here, seed 1 in part1.ndjson",
     .sample_zh = "part3.ndjson:1：各分片不属于同一次模拟：此处种子为7，part1.ndjson 为1",
     .citation = ""},
    {.what = code::cannot_fit,
     .cause_en =
         "The table cannot be that of any office: its rows do not add up, or a figure that the fit "
         "needs is blank. A model fitted to it would carry the mistake on.",
     .cause_zh =
         "该表不可能出自任何机关：勾稽关系不成立，或者推算所需的数字空缺。由此推得的模型将沿袭其错误。",
     .remedy_en =
         "See `qixian audit TABLE` for what is wrong and for the smallest mend; correct the table and "
         "fit again.",
     .remedy_zh =
         "以 qixian audit 查看错误所在和最少的改动，订正后再行推算。",
     .sample_en = "table-2021.csv: no office can be fitted to this table: 1 + 2 is 18 and 3.7 + 4 is 19 in natural_person",
     .sample_zh = "table-2021.csv：无法由该表推得模型：自然人一列第一项加第二项为18，第三项加第四项为19",
     .citation = ""},
    {.what = code::unknown_desk,
     .cause_en =
         "No entry of the store names this desk, so its work list would be empty for ever. The message lists the desks there are, the one that is spelled most like it first.",
     .cause_zh =
         "数据文件中没有任何记录写有该经办部门，其待办清单将始终为空。提示中列明已有的经办部门，写法最接近的列在最前。",
     .remedy_en =
         "Take one of the desks that are listed. A desk exists from the first entry on that names it (`desk`).",
     .remedy_zh =
         "改用所列的经办部门。某一部门自有记录写明经办（desk）之时起即可查询。",
     .sample_en =
         "cases.qixian: no application has been at this desk: 法规科; there are: 法规处, 档案科",
     .sample_zh =
         "cases.qixian：没有申请由该部门经办：法规科；已有：法规处、档案科",
     .citation = ""},
    {.what = code::same_file,
     .cause_en =
         "The backup and the store that it is to be restored to are one file: the same path twice, "
         "or a link to the same file. Nothing was changed.",
     .cause_zh =
         "备份文件与拟恢复的数据文件是同一个文件：两次写了同一路径，或者其中一个是指向另一个的链接。"
         "数据未作变动。",
     .remedy_en =
         "Name the file that `backup` made, and where the store is to stand. `list` on each of the "
         "two shows what they hold.",
     .remedy_zh =
         "请写明以 backup 制作的备份文件，以及数据文件应放置的位置；可分别以 list 查看两个文件的内容。",
     .sample_en =
         "cases.qixian: the file to copy from and the file to copy to are one: cases.qixian",
     .sample_zh =
         "cases.qixian：来源与目标是同一个文件：cases.qixian",
     .citation = ""},
    {.what = code::other_application,
     .cause_en =
         "A question about one application was handed rows of two: another number, or the same "
         "number of another agency. What would come out would be the life of neither.",
     .cause_zh =
         "对一件申请提出的查询中，混有编号不同或者机关不同的另一件申请的记录，所得结果对两件申请均"
         "不成立，故不予答复。",
     .remedy_en =
         "A system that calls the library must group its rows by agency and number first. The "
         "program does so itself.",
     .remedy_zh =
         "由对接系统先按机关和申请编号将记录分组，再逐件查询；使用本程序读取台账的，程序自行分组。",
     .sample_en =
         "a row of another application among those of this one: 2021-018",
     .sample_zh =
         "混入其他申请的记录：2021-018",
     .citation = ""},
    {.what = code::key_twins,
     .cause_en =
         "The keys of two applications differ only in full-width and half-width letters, digits or "
         "signs. Both are lawful keys; most likely it is one application, typed in two ways, and is "
         "counted twice.",
     .cause_zh =
         "两件申请的编号除字母、数字、符号有全角、半角之别外完全相同。两种写法均属有效编号，但很可能是同一"
         "件申请，因写法不同被计为两件。",
     .remedy_en =
         "If it is one application, write its key in one way in every row, and withdraw the entries "
         "under the other one from a store. If they are two, tell them apart by more than width.",
     .remedy_zh =
         "确属同一件申请的，各行统一编号写法；已记入数据文件的，撤销另一写法下的记录。确属两件申请的，编号应"
         "另有区别。",
     .sample_en =
         "log.csv:4: two applications whose keys differ only in full width and half width: "
         "２０２１-017 / 2021-017",
     .sample_zh =
         "log.csv:4：两件申请的编号仅有全角、半角之别：２０２１-017 / 2021-017",
     .citation = ""},
    {.what = code::number_as_printed,
     .cause_en =
         "Cells of the table hold numbers as people print them: commas between thousands, "
         "full-width digits, or a sign for none. They were read as what they mean: a dash or a "
         "stroke as a blank, the word for none as 0. Said once for a file, with one of each kind.",
     .cause_zh =
         "表中部分单元格按通常写法填写数字：有千位分隔号、全角数字，或者以符号表示没有。已按其含义读取：横"
         "线、斜线视为空白，“无”视为零。每个文件提示一次，各种写法各举一例。",
     .remedy_en =
         "Nothing need be done. If a dash was meant as 0, write 0: a sum is judged by it then.",
     .remedy_zh =
         "无须处理。横线表示零的，请填写0，以便据以核对合计。",
     .sample_en =
         "b-2021.csv:9:24: numbers were read as people print them: a dash or stroke as a blank, the "
         "word for none as 0: 1,234 -",
     .sample_zh =
         "b-2021.csv:9:24：表中数字按通常写法读取：横线、斜线视为空白，“无”视为零：1,234 — 无",
     .citation = ""},
    {.what = code::entry_left_out,
     .cause_en =
         "The list brought a new fact, and does not name an entry of the same application and event "
         "any more. A row with another `on`, `event` or `ref` is another fact and puts nothing "
         "right, also with `--amend`: if somebody changed the day of a row, both count now. The "
         "message names the application, and each such entry by its day and the beginning of its "
         "`id`.",
     .cause_zh =
         "清单记入一项新的事项，而同一申请同类的原有记录清单中未再列出。日期（on）、事项（event）、文书编号（ref）"
         "不同的行属于另一项事项，加 --amend 亦不更正原有记录；如系修改了某行的日期，则两项均已计入。提示列明申"
         "请编号，以及各条原有记录的日期和编号开头。",
     .remedy_en =
         "If the day or `ref` was changed, withdraw the entry that is named: `qixian withdraw-entry "
         "STORE --id ID --reason TEXT`. In a list with ids (`export`), --amend puts the day right by "
         "itself. Nothing, if both happened, or the list only brings what is new.",
     .remedy_zh =
         "只是更改日期或者文书编号的，以 qixian withdraw-entry 数据文件 --id 编号 --reason 理由 撤销提示所列"
         "记录。清单填有记录编号（由 export 导出）的，加 --amend 即可更正日期。两项均属实，或者清单只列新增事项"
         "的，无须处理。",
     .sample_en =
         "list.csv:3: a new fact, while an entry of its application and event is in the list no "
         "more: withdraw that entry if only its day or `ref` was changed: QH-1: 2023-11-10 c5d3be03",
     .sample_zh =
         "list.csv:3：清单新增一项，同一申请同类的原有记录未再列出，只是更改日期或者文书编号的，应当撤销原有记"
         "录：QH-1：2023-11-10 c5d3be03",
     .citation = ""},
});
// clang-format on

}  // namespace qixian::inline v0::detail
