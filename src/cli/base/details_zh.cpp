// The particulars of a fault in Chinese; see details_zh.hpp.
#include "base/details_zh.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <utility>
#include <vector>

#include "qixian/statute/default.hpp"

namespace qixian::cli {

namespace {

struct phrase {
    char const* en;
    char const* zh;
};

// clang-format off
constexpr auto phrases = std::to_array<phrase>({
    // --- rows and tables
    {R"((\d+) cells in (\d+) columns)", "$2 列却有 $1 个单元格"},
    {R"(: lines (\d+) and (\d+))", "：第 $1 行与第 $2 行"},
    {R"((\d+) agencies are named)", "出现 $1 个机关"},
    {R"(rows above name no agency)", "以上各行未填机关"},
    {R"(no row under the header)", "列名之下没有内容"},
    {R"((agency|year) is said twice)", "$1 出现两次"},
    {R"(rows 3\.6 and 3\.6\.1 to 3\.6\.3 exclude each other)", "3.6 与 3.6.1 至 3.6.3 不能并存"},
    {R"(neither row 3\.6 nor rows 3\.6\.1 to 3\.6\.3)", "既无 3.6，也无 3.6.1 至 3.6.3"},
    {R"(row (\S+) stands in line (\d+))", "$1 已见于第 $2 行"},
    {R"(this block stands in line (\d+))", "该部分已见于第 $1 行"},
    {R"(row (\S+) is absent)", "缺少 $1"},
    {R"(block (\S+) is absent)", "缺少 $1 部分"},
    {R"(no table)", "没有表格"},
    {R"(this quote is never closed)", "引号没有结束"},
    {R"(only a comma or a line end may follow a closing quote)", "引号结束后只能是逗号或者行尾"},
    {R"(a quote inside a cell that does not begin with one)", "单元格不以引号开头，其中却有引号"},
    {R"(the record is still not over after (\d+) lines)", "到第 $1 行该记录仍未结束"},
    {R"(byte (0x[0-9A-F]+)(?: is not GB18030 here)?)", "字节 $1"},
    {R"(more than (\d+) bytes in one line)", "一行超过 $1 字节"},
    {R"(more than (\d+) bytes in all)", "全文超过 $1 字节"},
    {R"(this system cannot convert GB18030)", "本系统不能转换 GB18030"},
    {R"(a byte order mark inside the text)", "文中出现字节序标记"},
    {R"(the key stands twice)", "该名称出现两次"},
    {R"((string|number|array|object|boolean|null) instead of an object)", "应为对象"},
    {R"(the calendar is (\S+?)\.\.(\S+?)(?=\)|$))", "日历为 $1 至 $2"},
    {R"( \(--lenient reads it as (.+)\))", "（加 --lenient 则读作 $1）"},
    {R"(no day)", "没有日期"},
    {R"(before (\d{4}-\d\d-\d\d))", "早于 $1"},
    {R"(allowed: )", "可用："},
    {R"(no certificate)", "没有计算书"},
    {R"(it changed while it was being read)", "读取期间文件有变动"},
    // --- files and stores
    {R"(file is not a database)", "不是数据库文件"},
    {R"(database disk image is malformed)", "数据库内容损坏"},
    {R"(unable to open database file)", "无法打开数据库文件"},
    {R"(attempt to write a readonly database)", "数据库只读"},
    {R"(database or disk is full)", "磁盘已满"},
    {R"(disk I/O error)", "磁盘读写失败"},
    {R"(No such file or directory)", "没有该文件或者文件夹"},
    {R"(Permission denied)", "没有权限"},
    {R"(Is a directory)", "是文件夹"},
    {R"(Not a directory)", "不是文件夹"},
    {R"(opened for reading only)", "以只读方式打开"},
    {R"(the entry of the store's creation is missing or altered)", "建立数据文件的记录缺失或者被改动"},
    {R"(store_info is not what the store was made with)", "数据文件的基本信息与建立时不符"},
    {R"(the anchor is of another store)", "凭证属于另一数据文件"},
    {R"(position (\d+) is missing)", "缺少位置 $1"},
    {R"(version (\d+) of the application is missing)", "缺少该申请的第 $1 版"},
    {R"(a value that no entry has)", "含有记录不可能有的值"},
    {R"(the entry, or the one before it in the application, was altered)", "该记录或者该申请的前一条记录被改动"},
    {R"(entries (\d+) to (\d+) are missing)", "缺少第 $1 至第 $2 条记录"},
    {R"(all (\d+) entries are gone)", "全部 $1 条记录均已不在"},
    {R"(all entries of the agency are gone)", "该机关的全部记录均已不在"},
    {R"(one of the entries up to here is not the one that was anchored)", "至此的某条记录与锚定时不符"},
    {R"(the checkpoint that was anchored)", "锚定的检查点"},
    {R"(no entry closed the year (\d+))", "没有固定 $1 年度的记录"},
    {R"(the figures of (\d+) are not those frozen)", "$1 年度的数字与固定时不符"},
    {R"(its figures are missing)", "缺少其数字"},
    {R"(nobody applied the notice (\S+))", "没有采用放假安排 $1 的记录"},
    {R"(made by another version or calendar; rebuild makes it again)", "由另一版本或者日历作成；`qixian rebuild` 可重做"},
    {R"(is not what the entries say; rebuild makes it again)", "与记录不符；`qixian rebuild` 可重做"},
    {R"((\d+) applications instead of (\d+); rebuild makes it again)", "有 $1 件申请，应为 $2 件；`qixian rebuild` 可重做"},
    {R"(hash of an entry)", "记录的杂凑值"},
    {R"(checkpoint of )", "检查点："},
    {R"(closed year (\d+))", "已固定的年度 $1"},
    {R"(the copy is not what was copied)", "副本与原件不符"},
    {R"(mobile)", "手机号码"},
    {R"(identity card)", "身份证号码"},
    {R"(it cannot be read)", "无法读取"},
    // --- models
    {R"(Error while parsing .*?: .*)", "该处不合语法"},
    {R"(Error while parsing \S.*)", "该处不合语法"},
    {R"(a number)", "数"},
    {R"(a whole number)", "整数"},
    {R"(text in quotes)", "引号中的文本"},
    {R"(true or false)", "true 或 false"},
    {R"(one of )", "其一："},
    {R"(nothing can stand here)", "此处不能有内容"},
});
// clang-format on

}  // namespace

std::string detail_in_chinese(std::string detail) {
    for (auto const& each : all_events) {
        if (detail == each.code) {
            return std::string(each.zh) + "（" + detail + "）";
        }
    }
    // A log with very many faults has as many details, most of them what stood in a cell.
    auto const is_small = [](char c) { return c >= 'a' && c <= 'z'; };
    auto const words = std::adjacent_find(
        detail.begin(), detail.end(), [&](char a, char b) { return is_small(a) && is_small(b); });
    if (words == detail.end()) {
        return detail;
    }
    static auto const known = [] {
        std::vector<std::pair<std::regex, char const*>> out;
        out.reserve(phrases.size());
        for (auto const& each : phrases) {
            out.emplace_back(std::regex(each.en, std::regex::optimize), each.zh);
        }
        return out;
    }();
    for (auto const& [en, zh] : known) {
        detail = std::regex_replace(detail, en, zh);
    }
    return detail;
}

}  // namespace qixian::cli
