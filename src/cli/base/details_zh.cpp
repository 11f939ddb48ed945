// The particulars of a fault in Chinese; see details_zh.hpp.
#include "base/details_zh.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "qixian/statute/default.hpp"

namespace qixian::cli {

namespace {

/// A whole detail. In the English, `<#>` is a number, `<*>` anything, which stays as it is, and `<@>`
/// another detail, which must be known too; `<1>` in the Chinese is the first of them.
struct phrase {
    std::string_view en;
    std::string_view zh;
};

// clang-format off
constexpr auto phrases = std::to_array<phrase>({
    // --- rows and tables
    {"<#> cells in <#> columns", "<2> 列却有 <1> 个单元格"},
    {"<#> columns, <#> cells", "<1> 列却有 <2> 个单元格"},
    {"<*>: lines <#> and <#>", "<1>：第 <2> 行与第 <3> 行"},
    {"<*>: <*> above", "<1>：前面为 <2>"},
    {"<#> agencies are named", "出现 <1> 个机关"},
    {"rows above name no agency", "以上各行未填机关"},
    {"no row under the header", "列名之下没有内容"},
    {"agency is said twice", "机关出现两次"},
    {"year is said twice", "年度出现两次"},
    {"rows 3.6 and 3.6.1 to 3.6.3 exclude each other", "3.6 与 3.6.1 至 3.6.3 不能并存"},
    {"neither row 3.6 nor rows 3.6.1 to 3.6.3", "既无 3.6，也无 3.6.1 至 3.6.3"},
    {"row <*> stands in line <#>", "<1> 已见于第 <2> 行"},
    {"this block stands in line <#>", "该部分已见于第 <1> 行"},
    {"row <*> is absent", "缺少 <1>"},
    {"block <*> is absent", "缺少 <1> 部分"},
    {"no table", "没有表格"},
    {"this quote is never closed", "引号没有结束"},
    {"only a comma or a line end may follow a closing quote", "引号结束后只能是逗号或者行尾"},
    {"a quote inside a cell that does not begin with one", "单元格不以引号开头，其中却有引号"},
    {"a CR without LF", "回车符之后没有换行符"},
    {"the record is still not over after <#> bytes", "到第 <1> 字节该记录仍未结束"},
    {"byte 0x<*> is not GB18030 here", "字节 0x<1>"},
    {"byte 0x<*>", "字节 0x<1>"},
    {"more than <#> bytes in one line", "一行超过 <1> 字节"},
    {"more than <#> bytes in all", "全文超过 <1> 字节"},
    {"more than <#> bytes", "超过 <1> 字节"},
    {"more than <#> levels, one in another", "嵌套超过 <1> 层"},
    {"this text is UTF-8, not GB18030", "文本是 UTF-8 编码，不是 GB18030"},
    {"this system cannot convert GB18030", "本系统不能转换 GB18030"},
    {"a byte order mark inside the text", "文中出现字节序标记"},
    {"the key stands twice", "该名称出现两次"},
    {"<*> instead of an object", "应为对象"},
    {"nested too deep", "嵌套过深"},
    {"no VEVENT", "没有 VEVENT"},
    {"<*>: the calendar is <*>..<*>", "<1>：日历为 <2> 至 <3>"},
    {"before <*>", "早于 <1>"},
    {"no certificate", "没有计算书"},
    {"it changed while it was being read", "读取期间文件有变动"},
    // --- files and stores
    {"file is not a database", "不是数据库文件"},
    {"database disk image is malformed", "数据库内容损坏"},
    {"unable to open database file", "无法打开数据库文件"},
    {"attempt to write a readonly database", "数据库只读"},
    {"database or disk is full", "磁盘已满"},
    {"disk I/O error", "磁盘读写失败"},
    {"No such file or directory", "没有该文件或者文件夹"},
    {"Permission denied", "没有权限"},
    {"Is a directory", "是文件夹"},
    {"Not a directory", "不是文件夹"},
    {"not a regular file", "不是普通文件"},
    {"no path", "没有路径"},
    {"a network file system", "在网络文件系统上"},
    {"opened for reading only", "以只读方式打开"},
    {"schema: <*> is missing or altered", "<1> 缺失或者被改动"},
    {"<*> is missing or altered", "<1> 缺失或者被改动"},
    {"<*> is not ours", "<1> 不属于本数据文件"},
    {"schema: <@>", "<1>"},
    {"<@> (+<#>)", "<1>（另有 <2> 处）"},
    {"schema <#>", "表结构版本 <1>"},
    {"tables or indexes without pages of their own", "表或者索引没有自己的页"},
    {"texts are kept as <*>", "文字以 <1> 保存"},
    {"more than the file can hold", "超出文件所能容纳"},
    {"an agency that is no text", "机关名称不是文字"},
    {"an entry in place <*>", "记录的位置为 <1>"},
    {"entries out of order", "记录次序有误"},
    {"something keeps entries from staying", "写入的记录未能保留"},
    {"entry <#> <*> holds a value that no entry has", "第 <1> 条记录 <2> 含有记录不可能有的值"},
    {"the entry of the store's creation is missing or altered", "建立数据文件的记录缺失或者被改动"},
    {"store_info is not what the store was made with", "数据文件的基本信息与建立时不符"},
    {"the anchor is of another store", "凭证属于另一数据文件"},
    {"position <#> is missing", "缺少位置 <1>"},
    {"version <#> of the application is missing", "缺少该申请的第 <1> 版"},
    {"a value that no entry has", "含有记录不可能有的值"},
    {"the entry, or the one before it in the application, was altered", "该记录或者该申请的前一条记录被改动"},
    {"entries <#> to <#> were there when it was anchored on <*>", "<3> 锚定时尚有第 <1> 至第 <2> 条记录"},
    {"entries <#> to <#> are missing", "缺少第 <1> 至第 <2> 条记录"},
    {"a checkpoint covers <#> entries, there are <#>", "检查点涵盖 <1> 条记录，现有 <2> 条"},
    {"all <#> entries are gone", "全部 <1> 条记录均已不在"},
    {"all entries of the agency are gone", "该机关的全部记录均已不在"},
    {"one of the entries up to here is not the one that was anchored on <*>", "至此的某条记录与 <1> 锚定时不符"},
    {"one of the entries up to here, or the checkpoint of <*> itself, was altered", "至此的某条记录或者 <1> 的检查点本身被改动"},
    {"the checkpoint that was anchored on <*> is gone", "<1> 锚定的检查点已不在"},
    {"notice <*> is not the one that was applied", "放假安排 <1> 与所采用的不符"},
    {"nobody applied the notice <*>", "没有采用放假安排 <1> 的记录"},
    {"notice <*>", "放假安排 <1>"},
    {"no entry closed the year <#>", "没有固定 <1> 年度的记录"},
    {"the figures of <#> are not those frozen", "<1> 年度的数字与固定时不符"},
    {"figures of a year that was not closed: <*>", "未固定的年度却有数字：<1>"},
    {"applications of a year that was not closed: <*>", "未固定的年度却有申请：<1>"},
    {"its figures are missing", "缺少其数字"},
    {"made by another version or calendar; rebuild makes it again", "由另一版本或者日历作成；`qixian rebuild` 可重做"},
    {"is not what the entries say; rebuild makes it again", "与记录不符；`qixian rebuild` 可重做"},
    {"<#> applications instead of <#>; rebuild makes it again", "有 <1> 件申请，应为 <2> 件；`qixian rebuild` 可重做"},
    {"hash of an entry", "记录的杂凑值"},
    {"checkpoint of <*>", "检查点：<1>"},
    {"closed year <#> of <*>: <*>", "已固定的年度 <1>（<2>）：<3>"},
    {"closed year <#>", "已固定的年度 <1>"},
    {"closed_year <#>", "已固定的年度 <1>"},
    {"closed_member <#>", "已固定年度 <1> 的申请"},
    {"application <*>", "申请 <1>"},
    {"the copy is not what was copied", "副本与原件不符"},
    {"it cannot be read", "无法读取"},
    {"<#> s after 1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z 之后 <1> 秒"},
    // --- models
    {"Error while parsing <*>", "该处不合语法"},
    {"the name of a table: letters of English, digits, - and _, or quotes", "表名：英文字母、数字、- 和 _，或者加引号"},
    {"quotes around what is not English", "英文以外的文字须加引号"},
    {"a value, or the closing ] of the list", "值，或者列表结尾的 ]"},
    {"at most 32 brackets or names within each other", "括号或者名称至多套 32 层"},
    {"a name and its value, or the name of a table", "名称和值，或者表名"},
    {"the name of a team: <@>; found <*>", "小组名称：<1>；现为 <2>"},
    {"the name of a step: <@>; found <*>", "步骤名称：<1>；现为 <2>"},
    {"a day: 2026-02-10; found <*>", "日期：2026-02-10；现为 <1>"},
    {R"(<@>; changes of a number: "+1", "-1", "*1.3")", R"(<1>；数的增减写作 "+1"、"-1"、"*1.3")"},
    {"one of <*>; found <*>", "其一：<1>；现为 <2>"},
    {"<@>; found text (<*>)", "<1>；现为文本（<2>）"},
    {"<@>; found <@>", "<1>；现为<2>"},
    {"<@>; found <#>", "<1>；现为 <2> 个"},
    {"a table", "表"},
    {"a list", "列表"},
    {"a time", "时刻"},
    {"a day", "日期"},
    {"a number", "数"},
    {"a whole number", "整数"},
    {"a whole number below 2147483648", "小于 2147483648 的整数"},
    {"a whole number; found one with a fraction", "整数；现有小数"},
    {"a number; found one without end (inf, nan)", "有限的数"},
    {"text in quotes", "引号中的文本"},
    {"a word in quotes", "引号中的取值"},
    {"true or false", "`true` 或者 `false`"},
    {"one of <*>", "其一：<1>"},
    {"nothing can stand here", "此处不能有内容"},
    {"<#> numbers: [1, 1, …]", "<1> 个数：[1, 1, …]"},
    {"a list of numbers", "数的列表"},
    {"first and last year: [2026, 2026]", "首年和末年：[2026, 2026]"},
    {"a day: 2026-02-10", "日期：2026-02-10"},
    {"a list of days: [2026-02-10]", "日期的列表：[2026-02-10]"},
    {"weights: { granted = 40, not_held = 25 }", "权重：`{ granted = 40, not_held = 25 }`"},
    {"a length: a number, or one of <*>", "时长：一个数，或者其一：`<1>`"},
    {"one law only; there is <*> already", "只能有一种分布；已有 `<1>`"},
    {"shortest and longest: [3, 15]", "最短和最长：[3, 15]"},
    {"a step with a team has work_hours; a wait is a step of its own", "有小组的步骤填写 `work_hours`；等待应当另列步骤"},
    {"the name of the team that works these hours", "承担该工时的小组名称"},
    {"the name of a team, with work_hours; or wait_working_days alone", "小组名称和 `work_hours`，或者只填写 `wait_working_days`"},
    {"the name of a team", "小组名称"},
    {"the name of a step", "步骤名称"},
    {"a list of tables: [[<*>]]", "表的列表：[[<1>]]"},
    {"a table: [<*>]", "表：[<1>]"},
    {"the name of a file of notices", "放假安排文件的名称"},
    {"a file of notices; <*>: <@>", "放假安排文件；<1>：<2>"},
    {"at most <#> of them", "至多 <1> 项"},
    {"a share: 0 to 1", "比例：0 至 1"},
    {"shares that come to 1 at most, together", "各项比例合计不超过 1"},
    {"<#> to <#> days", "<1> 至 <2> 日"},
    {"<#> to <#> applications", "<1> 至 <2> 件"},
    {"<#> to <#>", "<1> 至 <2>"},
    {"0 to 0.95", "0 至 0.95"},
    {"0 or more", "不小于 0"},
    {"above 0, at most 24", "大于 0，不超过 24"},
    {"above -1, at most 10", "大于 -1，不超过 10"},
    {"at most 100000000 applications in the last year", "末年不超过 100000000 件"},
    {"weights: 0 to 1e12", "权重：0 至 1e12"},
    {"weights of which one is above 0", "权重：至少一项大于 0"},
    {"a weight from 0", "权重：不小于 0"},
    {"as many weights as values", "权重与值的个数应当相同"},
    {"a deviation or end of <#> to <#>", "标准差或者最长值：<1> 至 <2>"},
    {"values of <#> to <#>", "各值：<1> 至 <2>"},
    {"uniform: from the shortest to the longest", "`uniform`：先最短、后最长"},
    {"lognormal: a mean from 0.000001, a deviation of at most 1000 times that", "`lognormal`：均值不小于 0.000001，标准差不超过其 1000 倍"},
    {"empirical: at least one value", "`empirical`：至少一个值"},
    {"from and to, in order, within `years`", "起止日先后有序，均在 `years` 之内"},
    {"a working day between from and to", "起止日之间应当有工作日"},
    {"somebody who applies", "应当有申请"},
    {"at most <#> applications in a year", "一年至多 <1> 件申请"},
    {"<#> to <#> hours", "<1> 至 <2> 小时"},
    {"a relative deviation: <#> to <#>", "相对离散程度：<1> 至 <2>"},
    {"least and most of deviation by mean, in order, up to <#>", "标准差与均值之比的下限和上限，先小后大，至多 <1>"},
    {"inputs that the model says are uncertain", "应为模型中标明不确定的参数"},
    {"two consecutive years of one agency", "同一行政机关的连续两个年度"},
    {"<#> stands twice", "<1> 出现两次"},
    {"a name", "名称"},
    {"a name that no other team has", "与其他小组不同的名称"},
    {"a name that no other step has", "与其他步骤不同的名称"},
    {"a name that no other scenario has, and not base", "与其他方案不同的名称，且不是 `base`"},
    {"people of the team, from and to in order, about the years simulated", "人数不超过该小组，起止日先后有序，在所模拟的年度前后"},
    {"at least one step", "至少一个步骤"},
    {"at most <#> steps", "至多 <1> 个步骤"},
    {"at most <#> years", "至多 <1> 年"},
    {"at least one class of applicants", "至少一类申请人"},
    {"a class that does not stand there already", "前面没有出现过的申请人类别"},
    {"a class that the model has", "模型中已有的申请人类别"},
    {"a year after those before it, up to 2046", "晚于前面各年，至2046年"},
    {"a year from 2008 to 2046", "2008年至2046年中的一年"},
    {"how many are open", "在办件数"},
    {"nothing without start.open", "没有 start.open 时不填"},
    {"one class with a share above 0", "至少一类的份额大于 0"},
    {"first and last, from 2012 to 2045", "首年和末年，2012 至 2045"},
    {"a day of the first year", "首年中的一日"},
    {"a day of the years simulated", "所模拟年度中的一日"},
    {"days of the years simulated", "所模拟年度中的日期"},
    {"no day twice, and none in both lists", "日期不得重复，也不得同时列入两处"},
    {"the years of the model: scenarios are compared year by year", "与模型相同的年度：各方案按年比较"},
    {"a field of the model; a scenario does not change scenarios", "模型中的项；方案不能改动方案"},
    {"one of its fields, as in team.desk.people", "其中一项，如 `team.desk.people`"},
    {"the name of a field, as in team.desk.people", "项的名称，如 `team.desk.people`"},
    {"a table at <*>", "<1> 处应为表"},
    {"a list is changed as a whole", "列表只能整体改动"},
    {R"(after "<*>." <@>)", "“<1>.”之后：<2>"},
    {R"(after "<*>." <*>)", "“<1>.”之后：<2>"},
    {"<#> scenarios need <#> GB; at most <#>: fewer years, or --shard i/n", "<1> 个方案需要 <2> GB，至多 <3> GB：可减少年度，或者用 --shard i/n"},
    {"a team with people", "应当有小组和人员"},
    {"a model; a list of offices stands by itself", "应为模型；机关清单须单独给出"},
    {"at least one office", "至少一个机关"},
    {"the name of the file of a model", "模型文件的名称"},
    {"the file of a model; <*>", "模型文件；<1>"},
    {"a name that no other office has", "与其他机关不同的名称"},
    {"the years of the other offices, <*>; found <*>; --years gives all the same", "与其他机关相同的年度 <1>；现为 <2>；可用 --years 统一"},
    {"at most <#> agencies in a run", "一次至多推演 <1> 个机关"},
    {"no file that ends in .csv", "没有以 .csv 结尾的文件"},
    // --- parts of a run
    {"the last line is cut off", "末行不完整"},
    {"a line of a part", "应为分片中的一行"},
    {"nothing there", "没有内容"},
    {"replication <#> of <*> is missing", "缺少 <2> 的第 <1> 次重复"},
    {"replication <#> is there twice", "第 <1> 次重复出现两次"},
    {"the head of a part: no <*>", "分片首行缺少 `<1>`"},
    {"<*> here, <*> expected", "此处为 `<1>`，应为 <2>"},
    {"scenario, replication and counts", "应有 `scenario`、`replication`、`counts`"},
    {"as many whole numbers as the model asks", "整数的个数应与模型相符"},
    // --- what stands inside
    {"<*> (<@>)", "<1>（<2>）"},
    {"<*>: <@>", "<1>：<2>"},
});

/// What is said beside a quotation, by the codes whose details are one: of these nothing else is known.
struct quotation {
    code of;
    phrase said;
};
constexpr auto quotations = std::to_array<quotation>({
    {code::unknown_column, {"more keys than a notice has", "名称多于放假安排所有"}},
    {code::unknown_column, {"<*> (--lenient reads it as <*>)", "<1>（加 --lenient 则读作 <2>）"}},
    {code::unknown_code, {"<*> (--lenient reads it as <*>)", "<1>（加 --lenient 则读作 <2>）"}},
    {code::unknown_code, {"one of <*>; found <*>", "其一：<1>；现为 <2>"}},
    {code::unknown_code, {"<*>: one of <*>; found <*>", "<1>：其一：<2>；现为 <3>"}},
    {code::bad_date, {"<*> (--lenient reads it as <*>)", "<1>（加 --lenient 则读作 <2>）"}},
    {code::bad_date, {"<*>: not of <#>", "<1>：不属于 <2> 年"}},
    {code::bad_date, {"a day: 2026-02-10; found <*>", "日期：2026-02-10；现为 <1>"}},
    {code::bad_date, {"<*>: a day: 2026-02-10; found <*>", "<1>：日期：2026-02-10；现为 <2>"}},
    {code::bad_number, {"<*> (--lenient reads it as <*>)", "<1>（加 --lenient 则读作 <2>）"}},
    {code::bad_number, {"<*>: a number after the comparison", "<1>：比较符号之后应为数"}},
    {code::bad_number, {"<*>: a share below 100%, as 1% or 0.01", "<1>：应为小于100%的比例，如 1% 或者 0.01"}},
    {code::bad_number, {"<*>: no share, so without %", "<1>：不是比例，不带 %"}},
    {code::bad_number, {"<*>: nothing is below 0; <=0 asks for none", "<1>：没有小于0的数；要求一件也没有的，写作 <=0"}},
    {code::bad_number, {"<*>: no mean is shown to be nothing; ask with --sure", "<1>：不能断定平均数为零，请加 --sure"}},
    {code::bad_number, {"<*>: more than the most", "<1>：多于上限"}},
    {code::bad_instant, {"<*> (--lenient reads it as <*>)", "<1>（加 --lenient 则读作 <2>）"}},
    {code::personal_data, {"mobile", "手机号码"}},
    {code::personal_data, {"identity card", "身份证号码"}},
    {code::personal_data, {"<*> (<@>)", "<1>（<2>）"}},
    {code::anchor_form, {"incomplete", "不完整"}},
    {code::no_receipt, {}},
    {code::bad_key, {}},
    {code::duplicate_column, {}},
    {code::missing_column, {}},
    {code::unknown_row, {}},
    {code::unknown_region, {}},
    {code::unknown_policy, {}},
    {code::unknown_application, {}},
    {code::unknown_agency, {}},
    {code::unknown_entry, {}},
    {code::unknown_desk, {}},
    {code::unknown_scenario, {}},
    {code::other_application, {}},
    {code::id_ambiguous, {}},
    {code::bad_setting, {}},
    {code::same_file, {}},
    {code::key_twins, {}},
    {code::number_as_printed, {}},
});
// clang-format on

std::optional<std::string> chinese(code of, std::string_view detail);

using holes = std::vector<std::string>;

/// Whether `pattern` is all of `text`; what stood in its holes then.
bool fits(code of, std::string_view pattern, std::string_view text, holes& found) {
    auto const hole = pattern.find('<');
    bool const has_hole = hole + 2 < pattern.size() && pattern[hole + 2] == '>';
    if (hole == pattern.npos || !has_hole) {
        return pattern == text;
    }
    if (!text.starts_with(pattern.substr(0, hole))) {
        return false;
    }
    auto const kind = pattern[hole + 1];
    auto const after = pattern.substr(hole + 3);
    text.remove_prefix(hole);
    auto longest = text.size();
    if (kind == '#') {
        longest = std::min(text.find_first_not_of("0123456789"), text.size());
    }
    // The longest first: what we say ourselves stands at the end.
    for (auto size = longest; size > 0; --size) {
        auto const inside = text.substr(0, size);
        found.emplace_back();
        auto const at = found.size() - 1;
        if (fits(of, after, text.substr(size), found)) {
            auto known = kind == '@' ? chinese(of, inside) : std::string(inside);
            if (known) {
                found[at] = *std::move(known);
                return true;
            }
        }
        found.resize(at);
        if (kind == '#') {
            break;
        }
    }
    return false;
}

std::optional<std::string> by(phrase const& known, code of, std::string_view detail) {
    holes found;
    if (known.en.empty() || !fits(of, known.en, detail, found)) {
        return std::nullopt;
    }
    std::string out;
    for (auto rest = known.zh; !rest.empty();) {
        auto const hole = rest.find('<');
        out += rest.substr(0, hole);
        if (hole == rest.npos) {
            break;
        }
        out += found[static_cast<std::size_t>(rest[hole + 1] - '1')];
        rest.remove_prefix(hole + 3);
    }
    return out;
}

std::optional<std::string> chinese(code of, std::string_view detail) {
    bool quotes = false;
    for (auto const& each : quotations) {
        if (each.of == of) {
            quotes = true;
            if (auto said = by(each.said, of, detail)) {
                return said;
            }
        }
    }
    if (quotes) {
        return std::nullopt;
    }
    for (auto const& each : all_events) {
        if (detail == each.code) {
            return std::string(each.zh) + "（" + std::string(detail) + "）";
        }
    }
    for (auto const& each : phrases) {
        if (auto said = by(each, of, detail)) {
            return said;
        }
    }
    return std::nullopt;
}

}  // namespace

std::string detail_in_chinese(code of, std::string const& detail) {
    constexpr std::size_t longest = 1000;  // no sentence of ours is longer
    return detail.size() > longest ? detail : chinese(of, detail).value_or(detail);
}

}  // namespace qixian::cli
