// What --help says, in Chinese: beside each English text of an option or command the Chinese one.
//
// The English stands in the source where the option is made, so that it is read there; help_zh.cpp looks
// the Chinese up by it. A text that is missing here is found by tests/cli/chinese_test.py.
#pragma once

#include <array>
#include <string_view>

#include "base/texts.hpp"

namespace qixian::cli {

// clang-format off
inline constexpr auto help_texts = std::to_array<text_pair>({
    // --- the program and its commands
    {"期限：政府信息公开申请的期限、结转与年度报告表", "Qixian 期限: deadlines, carry-over and the official table of disclosure applications"},
    {"逐件列出申请所处环节和各项期限", "stage, standing and every duty of each application"},
    {"逐日说明一件申请各项期限的计算", "the working of each due day of one application"},
    {"以另一套程序独立复核期限计算书", "re-derives a certificate by other code"},
    {"某年度的报告表三、表四", "tables 3 and 4 of a year"},
    {"核对已公布报告表的勾稽关系，并指出可能的更正", "which sums of published tables hold, and what would mend them"},
    {"工作日历：推算、计数、查看、比对", "working days: add, count, show, diff"},
    {"推演：是否会超期、结转多少、如何改善", "will we be late, how many carry over, what would help"},
    {"全部环节、事项、条件及其依据", "every stage, event, guard and citation"},
    {"代码的含义和处理办法", "what a code means and what to do"},
    {"建立空的数据文件", "makes an empty store"},
    {"数据文件所用口径、地区和红黄灯，按生效日列出", "policies, region and lights of a store, by day of validity"},
    {"将台账导入数据文件，要么全部写入，要么全不写入", "a log into a store, all or nothing"},
    {"按录入次序将数据文件导出为台账", "a store as a log, in the order recorded"},
    {"逐项填写，记入一个事项", "one event, from options"},
    {"以另记一条的方式撤销一条记错的记录", "marks an entry as wrong by a further entry"},
    {"数据文件中的申请列表", "the applications of a store"},
    {"待办清单：到期事项、义务人、经办部门，最急者在前", "what is due, by whom and which desk, the most urgent first"},
    {"一件申请的全部经过", "the life of one application of a store"},
    {"固定年度报告表及其所依据的申请", "freezes the published table and the applications behind it"},
    {"由已公布数据到更正后数据的对照", "from the published figures of a year to the corrected ones"},
    {"已固定的年度", "the years that were closed"},
    {"列出放假安排变动所影响的申请，并保存该放假安排", "the applications whose days a holiday notice moves; saves it"},
    {"核对数据文件是否与写入时一致", "whether the store is what was written"},
    {"数据文件当前状态的凭证，供另行保存", "the state of the store, to be kept elsewhere"},
    {"备份并核对", "a verified copy"},
    {"以备份恢复数据文件", "puts a backup in place"},
    {"依各条记录重做供报表工具读取的汇总", "makes what reporting tools read again from the entries"},
    {"自某一位置之后的记录，每行一条", "the entries since a position, one JSON document a line"},
    {"退出码、口径、列名或者某一命令的说明", "help on exit-codes, policies, columns"},
    {"某日之后第若干个工作日", "the N-th working day after D"},
    {"某日之后至某日的工作日数", "working days after A through B"},
    {"某月或者某年的月历，标明休、班及其依据", "a month or a year with 休, 班 and the notice"},
    {"两个日期之间新公布的变动", "what became known between two days"},
    {"由已公布报告表推得机构模型", "an office as its published tables show it, as a model"},
    // --- options of all
    {"显示本说明", "Print this help message and exit"},
    {"显示版本", "Display program version information and exit"},
    {"界面语言：zh 中文，en 英文；缺省取自环境变量", "zh or en; default from LANG"},
    {"是否使用颜色：自动、总是、从不", "auto, always or never"},
    {"输出一份 JSON 文档", "one JSON document"},
    {"逐行输出 JSON：首行、每项一行、末行", "a head line, one item a line, a tail line"},
    {"截至该日终了；缺省为今日（东八区）", "the end of this day; default: today in UTC+8"},
    {"截至该日终了；缺省为今日", "the end of this day; default: today"},
    {"对有争议问题采用的口径，NAME=VALUE（见 `qixian help policies`）", "a reading of an open question, NAME=VALUE (see `qixian help policies`)"},
    {"只看该机关", "only this agency"},
    {"全部机关汇总", "sums over all agencies"},
    {"台账已按申请分组（程序核对），占用内存有限", "rows stand grouped by application (checked): bounded memory"},
    {"列出错误，其余照常处理", "list faults and answer for the rest"},
    {"文件编码：utf8 或 gb18030", "utf8 or gb18030"},
    {"另可读取中文列名和取值、2026/1/7 或 2026年1月7日 形式的日期、全角数字（见 `qixian help columns`）", "read Chinese names of words and columns, days as 2026/1/7 or 2026年1月7日, full-width digits (see `qixian help columns`)"},
    {"按该日已公布的放假安排计算", "the calendar as published by this day"},
    {"另行提供的放假安排文件（CSV、JSON 或 .ics）", "further holiday notices (CSV, JSON, .ics)"},
    {"地方假日所属地区，如 CN-GX", "local rest days, as CN-GX"},
    {"地方假日所属地区", "local rest days"},
    {"只计该时刻以前录入的记录（数据文件；RFC 3339 格式）", "of a store: only what was recorded by this instant (RFC 3339)"},
    {"等待其他程序释放数据文件的毫秒数，缺省 10000", "milliseconds to wait for another process that holds the store; default 10000"},
    {"操作者代号，不得填写姓名", "key of whoever does this, no person's name"},
    {"岗位代号", "key of the role"},
    // --- logs and tables
    {"台账（CSV 或 NDJSON）或者数据文件；- 为标准输入", "event log, CSV or NDJSON, or a store; - is standard input"},
    {"台账（CSV 或 NDJSON）；- 为标准输入", "event log, CSV or NDJSON; - is standard input"},
    {"台账或者数据文件；- 为标准输入", "event log or store; - is standard input"},
    {"台账或者数据文件", "event log or store"},
    {"申请编号", "the application's number"},
    {"申请编号，或者一条记录的编号（可只填开头部分）", "the application's number, or the id of an entry, or its beginning"},
    {"`explain --json` 的输出，或者其中一份计算书", "what `explain --json` printed, or one of its certificates"},
    {"一并列出权利期间以及已经履行、已经届满的期限", "list windows, met and lapsed duties too"},
    {"报告年度", "the year reported on"},
    {"表格版本：2019 或 2021；缺省随年度", "2019 or 2021; default by the year"},
    {"供 `audit` 读取的表格文件", "the table file that `audit` reads"},
    {"可粘贴到文档的网页表格", "for Word and WPS"},
    {"与 --html 并用：标明各项数据所依据的申请编号，不得公布", "with --html: each figure names its applications; not for publication"},
    {"形似公式的名称前不加撇号", "names that look like formulas without an apostrophe"},
    {"CSV：形似公式的文本前不加撇号", "CSV: texts that look like formulas without an apostrophe"},
    {"输出 Markdown 表格", "a table in Markdown"},
    {"已固定的年度：按今日情况更正后的数据", "of a closed year: as it would stand today"},
    {"列出各项数据所依据的申请", "list the applications behind each figure"},
    {"表格文件；- 为标准输入", "table files; - is standard input"},
    {"不核对各年度之间的衔接", "do not hold the years against each other"},
    {"报告正文中的数字（CSV：file,item,value），作为提示比对", "figures of the text (CSV: file,item,value), compared as warnings"},
    {"只核对能够读取的文件", "audit the files that can be read"},
    // --- calendar
    {"起算日，当日不计", "the day it starts from, not counted"},
    {"末日，计入", "the last day, counted"},
    {"工作日数", "working days"},
    {"两个日期", "two days"},
    {"年或者年月，如 2020 或 2020-01", "2020 or 2020-01"},
    // --- simulation
    {"机构模型（TOML 文件）；- 为标准输入", "an office as a TOML file; - is standard input"},
    {"模型中的一个方案，其余与第一个比较；缺省为全部", "one of the model, the first is compared with; default: all"},
    {"推演的重复次数", "how often the years are lived"},
    {"超期比例（绝对）和结转数（相对）达到该精度即止，此时 --replications 为上限", "stop as soon as late share (absolute) and carry-over (relative) are known this well; --replications is the most then"},
    {"随机种子：种子相同，结果相同", "the same seed, the same answer"},
    {"年度：Y 或 Y1..Y2，代替模型所定年度", "Y or Y1..Y2, instead of the model's"},
    {"线程数；缺省为全部处理器", "default: all processors"},
    {"i/n：只做这一份，输出供 --merge 合并", "i/n: only this share, as lines for --merge"},
    {"合并各份结果，不再推演", "the shares of all shards, instead of a run"},
    {"生成一个带图的网页文件", "one page with plots, for any browser"},
    {"将第一个方案的第一次推演导出为台账", "the first replication of the first scenario as an event log"},
    {"每行一项数据", "one figure a line"},
    {"各项参数上下浮动十分之一的影响", "what a tenth more or less of each input does"},
    {"台账或者数据文件：由 --as-of 当日实际在办的申请起推演", "a log or store: what becomes of the applications open on --as-of"},
    {"与 --from 并用：推演起始日", "with --from: the day of the forecast"},
    {"与 `audit` 相同的表格文件：一个年度，或者同一机关连续数年", "table files, as for audit: one year, or several of one agency in a row"},
    {"输出的模型文件（TOML）；- 为标准输出", "the model as TOML; - is standard output"},
    {"一个模型：表中看不出的参数均取自该模型", "a model: all that no table tells is taken from it"},
    {"承办人；缺省不设承办人，申请只计在办时间", "who share the work; default: nobody, an application is simply in hand"},
    {"与 --people 并用：用于办理申请的工作时间比例上限；缺省 0.8", "with --people: share of their time at work on applications, at most; default 0.8"},
    {"与 --people 并用：每件申请的办理小时数上限；缺省 16", "with --people: hours of work an application, at most; default 16"},
    {"自收到至办结的平均工作日数，如已知；缺省由结转数推得", "mean working days from receipt to closing, if known; default: from the carry-over"},
    {"推算等待时间时所用的随机种子", "of the simulations that calibrate the wait"},
    // --- machine, codes, help
    {"输出形式：table、mermaid、plantuml 或 dot", "table, mermaid, plantuml or dot"},
    {"代码，如 QX-401、401 或 EXTENSION_LATE；不填则全部列出", "as QX-401, 401 or EXTENSION_LATE; all without"},
    {"exit-codes、policies、columns 或者某一命令", "exit-codes, policies, columns, or a command"},
    // --- store
    {"数据文件", "the store, one file"},
    {"所保存的机关；未填机关的记录归第一个机关", "an agency that is kept; rows without one belong to the first"},
    {"保存多个机关的，指定其一", "where several are kept"},
    {"多个机关均有该申请的，指定其一", "where several agencies have it"},
    {"多个机关均有该记录的，指定其一", "where several agencies have that id"},
    {"只看该机关；缺省为全部", "of this agency; default: all"},
    {"杂凑算法：sm3（缺省）或 sha256", "sm3 (default) or sha256"},
    {"黄灯、红灯自剩余多少个工作日起亮；缺省 5,2", "YELLOW,RED: from how many working days left on; default 5,2"},
    {"region=CN-GX、lights=5,2 或 policy.NAME=VALUE；不填则列出现有设置", "region=CN-GX, lights=5,2 or policy.NAME=VALUE; none: they are listed"},
    {"生效日；缺省为今日", "the day from which it holds; default: today"},
    {"有错误或者不予记入的，列出，其余照常写入", "store the rest where rows are faulty or refused, and list those"},
    {"输出 NDJSON，不输出 CSV", "NDJSON instead of CSV"},
    {"申请编号", "number of the application"},
    {"事项（见 `qixian help columns`）", "what happened (see `qixian help columns`)"},
    {"事项发生的法定日期", "the legal day on which it happened"},
    {"申请人类别", "class of the applicant"},
    {"申请渠道：in_person 当面、oral 口头、registered_post 签收邮寄、ordinary_post 平常信函、online 网络、fax 传真", "in_person oral registered_post ordinary_post online fax"},
    {"期间天数，自送达次日起算", "a period counted from the day after delivery"},
    {"单位：working_day 工作日、day 日、month 月", "working_day day month"},
    {"文书指定的最后一日", "a last day that the letter names"},
    {"文书送达对方之日", "the day the other side got this letter"},
    {"本文书、征求意见、复议或者诉讼的编号，自定", "your key of the letter, consultation or remedy this opens"},
    {"所回应文书的编号", "… of the one it answers"},
    {"种类：third_party 第三方、co_maker 共同制作机关、other_agency 其他机关；ordinary 普通程序、simplified 简易程序；announcement 公告", "third_party co_maker other_agency, ordinary simplified, announcement"},
    {"意见：agrees 同意、objects 不同意、objects_without_reason 不同意且未说明理由、none 无", "agrees objects objects_without_reason none"},
    {"办理结果代码", "code of the outcome"},
    {"所依据的条款，如 REG19-36.5", "articles, as REG19-36.5"},
    {"复议、诉讼结果：upheld 维持、corrected 纠正、other 其他、mediated 调解", "upheld corrected other mediated"},
    {"金额（元）", "yuan"},
    {"自此承办的部门", "the unit in charge from now on"},
    {"拆分前的申请", "parent of a split"},
    {"所重复的申请；接办机关", "the application repeated; who took it over"},
    {"由系统生成的申请人杂凑代号", "keyed hash made by the host"},
    {"本条记录的自定编号：重复提交只计一次", "your id of the entry: sent again it is counted once"},
    {"同日各条记录的次序", "order among the entries of one day"},
    {"录入时刻（RFC 3339 格式）；缺省为此刻", "RFC 3339 instant; default: now"},
    {"备注，不得含个人信息", "free text without personal data"},
    {"最后一条记录是在系统时间超前时写入的", "the last entry was stored by a clock that was ahead"},
    {"与已有记录不同的行，予以更正：撤销原记录，记入该行", "rows that an entry says otherwise put it right: it is withdrawn, the row recorded"},
    {"已有记录与此不同的，撤销该记录，记入本条", "if an entry says this otherwise, withdraw it for this one"},
    {"接受晚于今日的日期", "take days after today"},
    {"接受晚于今日的日期", "take a day after today"},
    {"机关，同台账；缺省为数据文件的第一个机关", "as in a log; default: the first of the store"},
    {"自有列，NAME=VALUE", "a column of your own, NAME=VALUE"},
    {"该申请应有的版本，即记录条数", "the version the application must have: number of its entries"},
    {"只试算，不写入", "say what would happen, store nothing"},
    {"只试算，不保存", "say what moves, save nothing"},
    {"记错的那条记录的编号，可只填开头部分（见 `qixian show`）", "of the entry that was wrong, or its beginning (see `qixian show`)"},
    {"撤销原因，不得含个人信息", "why; without personal data"},
    {"只列尚未办结的", "only those that are not closed"},
    {"只看该经办部门", "only what this desk has"},
    {"放假安排文件（CSV、JSON 或 .ics）；- 为标准输入", "notice file: CSV, JSON or .ics; - is standard input"},
    {"`qixian anchor` 输出的凭证；- 为标准输入", "what `qixian anchor` printed; - is standard input"},
    {"写入该新文件", "write it to this new file"},
    {"新文件", "a new file"},
    {"备份文件", "the backup"},
    {"即使现有数据文件含有备份所没有的记录", "although the store there holds entries that the backup lacks"},
    {"自该位置之后；各机关分别计数", "after this position; each agency counts its own"},
    {"以 CloudEvents 1.0 格式输出", "as CloudEvents 1.0 in JSON"},
    {"本来如此；错误亦以 JSON 输出", "which it is anyway; faults are JSON too"},
});

/// What stands below the options of a command: `calendar add` by its path, the program by an empty one.
struct footer_text {
    std::string_view command;
    std::string_view zh;
};

inline constexpr auto footers_zh = std::to_array<footer_text>({
    {"",
     "示例：\n"
     "  qixian deadlines log.csv                 谁应当在哪一日以前办理什么\n"
     "  qixian explain log.csv QH-2020-22        为什么是这一日\n"
     "  qixian report log.csv --year 2020        年度报告表\n"
     "  qixian audit table-2019.csv table-2020.csv\n"
     "  qixian calendar add 2020-12-21 20\n"
     "  qixian simulate city.toml                是否会超期，如何改善\n"
     "  qixian init cases.qixian; qixian import cases.qixian log.csv\n"
     "  qixian worklist cases.qixian             待办清单\n"
     "另见：qixian help exit-codes | policies | columns；qixian codes"},
    {"deadlines",
     "示例：\n"
     "  qixian deadlines log.csv                           截至今日的各项期限\n"
     "  qixian deadlines log.csv --as-of 2020-12-31 --json 2020年末的情况\n"
     "  qixian deadlines log.csv --known-on 2020-01-26     春节假期延长之前\n"
     "  qixian deadlines - --sorted --ndjson < big.csv     大台账，占用内存有限\n"
     "退出码：0 正常；1 有在办申请超期或者有记录不予记入；3 输入有误。"},
    {"explain",
     "示例：\n"
     "  qixian explain log.csv QH-2020-22 --as-of 2020-12-31\n"
     "  qixian explain log.csv QH-2020-22 --json > proof.json\n"
     "  qixian check-certificate proof.json log.csv"},
    {"check-certificate", "退出码：0 逐行成立；1 有不成立之处；3 输入有误。"},
    {"report",
     "示例：\n"
     "  qixian report log.csv --year 2020\n"
     "  qixian report log.csv --year 2020 --html > table.html\n"
     "  qixian report log.csv --year 2020 --csv | qixian audit -"},
    {"audit",
     "示例：\n"
     "  qixian audit table-2019.csv table-2020.csv\n"
     "  qixian report log.csv --year 2020 --csv | qixian audit -\n"
     "退出码：0 勾稽关系全部成立；1 有不成立的；3 输入有误。"},
    {"calendar",
     "示例：\n"
     "  qixian calendar add 2020-12-21 20           2021-01-19\n"
     "  qixian calendar count 2020-12-21 2021-01-19 20\n"
     "  qixian calendar show 2020-01 --known-on 2020-01-26\n"
     "  qixian calendar diff --known-on 2020-01-26 2020-01-27"},
    {"simulate",
     "示例：\n"
     "  qixian simulate examples/simulation/prefecture-city.toml\n"
     "  qixian simulate city.toml --scenario base --scenario one-less --html o.html\n"
     "  qixian simulate city.toml --sensitivity\n"
     "  qixian simulate city.toml --shard 1/2 > 1; … --shard 2/2 > 2\n"
     "  qixian simulate city.toml --merge 1 2\n"
     "  qixian simulate city.toml --from log.csv --as-of 2026-09-30\n"
     "  qixian simulate fit table-2025.csv --out city.toml\n"
     "退出码：0 正常；1 有小组力不能及，或者提前停止；3 输入有误。"},
    {"simulate fit",
     "示例：\n"
     "  qixian simulate fit table-2025.csv\n"
     "  qixian simulate fit table-2021.csv table-2022.csv table-2023.csv\n"
     "  qixian simulate fit table-2025.csv --people 60 --out city.toml\n"
     "  qixian simulate fit table-2026.csv --like city.toml --out city-2026.toml\n"
     "退出码：0 模型与报告表相符；1 相符的数据不足十分之九；3 输入有误，或者报告表勾稽不成立。"},
    {"machine", "示例：\n  qixian machine --as dot | dot -Tsvg > machine.svg"},
    {"init",
     "数据文件是一个 SQLite 数据库。记入的内容不再改动，也不删除；每条记录都与前一条相链。\n"
     "此处所作选择以后可以自某日起变更。\n"
     "示例：\n"
     "  qixian init cases.qixian --agency 某市某局\n"
     "  qixian init cases.qixian --region CN-GX --lights 7,3 --policy named_day=literal\n"
     "退出码：0 已建立；3 文件已经存在或者无法写入。"},
    {"settings",
     "口径和地区适用于首条记录发生在该日以后的申请，红黄灯适用于截至该日以后的查询。\n"
     "示例：\n"
     "  qixian settings cases.qixian\n"
     "  qixian settings cases.qixian named_day=literal --from 2026-01-01\n"
     "  qixian settings cases.qixian lights=7,3 --agency 某市某局"},
    {"import",
     "未填 `id` 的行由内容得出编号，同一台账再次导入不会重复记入。\n"
     "示例：\n"
     "  qixian import cases.qixian log.csv\n"
     "  qixian import cases.qixian - < log.ndjson\n"
     "退出码：0 已写入；1 有不予记入的；3 有无法读取的；5 数据文件正被占用。"},
    {"export",
     "每行均有 `id`、`seq` 和 `recorded`：导入别处后再导出，内容逐字节相同。\n"
     "示例：\n"
     "  qixian export cases.qixian > log.csv\n"
     "  qixian export cases.qixian --recorded-by 2021-01-31T23:59:59+08:00"},
    {"record",
     "退出码为 0，即已写入磁盘。法律不允许但已经发生的，照记并说明；不可能发生的，不予记入，\n"
     "并说明当日可行的事项和期限。\n"
     "示例：\n"
     "  qixian record cases.qixian --application 2021-017 --event received --on 2021-03-01 \\\n"
     "      --applicant natural_person --channel registered_post\n"
     "  qixian record cases.qixian --application 2021-017 --event extended --on 2021-03-20 \\\n"
     "      --days 20 --delivered 2021-03-20 --expect 1\n"
     "退出码：0 已写入；1 不予记入；3 数据或者文件有误；5 版本不符或者正被占用。"},
    {"withdraw-entry",
     "不删除任何内容：两条记录均保留，以 `--recorded-by` 可查撤销之前的情况。\n"
     "同时列出变动的期限、因此不能成立的记录和涉及的已固定年度。\n"
     "示例：\n"
     "  qixian withdraw-entry cases.qixian --id e17 --reason 记错申请\n"
     "退出码：0 已撤销；1 不予撤销；3 无此记录；5 正被占用。"},
    {"list",
     "示例：\n"
     "  qixian list cases.qixian --open\n"
     "  qixian list cases.qixian --as-of 2020-12-31 --json"},
    {"worklist",
     "灯号以文字、形状和颜色表示：● 绿、▲ 黄、■ 红、✖ 超期；自剩余多少个工作日起亮，\n"
     "由数据文件设置（`qixian settings STORE lights=5,2`）。\n"
     "示例：\n"
     "  qixian worklist cases.qixian\n"
     "  qixian worklist cases.qixian --desk 法规处 --as-of 2021-01-08 --ndjson\n"
     "退出码：0 正常；1 有机关超期；3 有申请无法判断。"},
    {"show",
     "列出每条记录的发生日、录入时刻和操作者，已撤销的划去；然后是各项期限、提示和接下来可行的事项。\n"
     "示例：\n"
     "  qixian show cases.qixian QH-2020-22\n"
     "  qixian show cases.qixian QH-2020-22 --recorded-by 2021-01-10T00:00:00+08:00"},
    {"close-year",
     "示例：\n"
     "  qixian close-year cases.qixian --year 2020\n"
     "退出码：0 已固定；3 此前已固定，或者该年度尚未终了。"},
    {"restate",
     "每一格：已公布数 ＋ 增列 － 减列 ＝ 更正后数，并列出所涉申请。\n"
     "示例：\n"
     "  qixian restate cases.qixian --year 2020"},
    {"apply-notice",
     "文件每行一日：notice_id,published,document,date,kind,holiday_name，其中 kind 为\n"
     "off（放假）、work（上班）或 revert（恢复）；一个文件可以有多份放假安排，依次采用。\n"
     "示例：\n"
     "  qixian apply-notice cases.qixian notice-2027.csv --dry-run\n"
     "  qixian apply-notice cases.qixian notice-2027.csv --json"},
    {"verify",
     "指出首个有误的机关、申请和记录，并说明核对了什么、没有核对什么。\n"
     "示例：\n"
     "  qixian verify cases.qixian\n"
     "  qixian verify cases.qixian --anchor anchor-2026-01.txt\n"
     "退出码：0 无误；4 损坏；3 不是数据文件，或者凭证无法读取。"},
    {"anchor",
     "打印、报送上级机关或者加盖时间戳后，`verify --anchor` 还能发现截断和旧副本。\n"
     "示例：\n"
     "  qixian anchor cases.qixian --out anchor-2026-01.txt"},
    {"backup",
     "示例：\n"
     "  qixian backup cases.qixian cases-2026-01-31.qixian\n"
     "退出码：0 已备份并核对；3 文件已经存在；4 数据文件损坏。"},
    {"restore",
     "原有文件先另存为 STORE.replaced-N。\n"
     "示例：\n"
     "  qixian restore cases-2026-01-31.qixian cases.qixian\n"
     "退出码：0 已恢复并核对；3 将丢失记录（逐条列出）；4 备份损坏。"},
    {"rebuild", "示例：\n  qixian rebuild cases.qixian"},
    {"feed",
     "记下各机关最后的 `position`，下次以 --since 续取。\n"
     "示例：\n"
     "  qixian feed cases.qixian --since 1200 --agency 某市某局\n"
     "  qixian feed cases.qixian --cloudevents"},
});
// clang-format on

}  // namespace qixian::cli
