// The pages of the codes 9xx: files.
//
// A page: what happened, what to do, a message as it is said, the article. Texts are read by officers,
// not by programmers: no enumerator where the law has a word. Part 4 of 6.
#pragma once

#include <array>

#include "qixian/statute/cn_disclosure/code_pages.hpp"

namespace qixian::inline v0::detail {

// clang-format off
inline constexpr auto code_pages_4 = std::to_array<code_page>({
    {.what = code::not_utf8,
     .cause_en =
         "The text holds a byte that is not UTF-8 at the place named. Files saved by Chinese "
         "Excel are often GB18030.",
     .cause_zh =
         "文本在所示位置含有不符合UTF-8编码的字节。中文版Excel保存的文件常为GB18030编码。",
     .remedy_en =
         "Logs, notices and tables: save the file as \"CSV UTF-8\", or read it with `--encoding "
         "gb18030`, which every command that reads one takes. Models, certificates and anchors are "
         "always UTF-8.",
     .remedy_zh =
         "台账、放假通知、表格：另存为“CSV UTF-8”格式，或者以 --encoding gb18030 读取，凡读取此类文件的命"
         "令均可使用。模型、期限说明书和锚定凭证一律使用UTF-8编码。",
     .sample_en =
         "log.csv:1:5: the text is not UTF-8: byte 0xC9",
     .sample_zh =
         "log.csv:1:5：文本不是UTF-8编码：字节0xC9",
     .citation = ""},
    {.what = code::nul_byte,
     .cause_en =
         "A NUL byte stands in the text. No honest log holds one; the file is binary, UTF-16 or "
         "damaged.",
     .cause_zh =
         "文本中含有NUL字节。正常日志不会出现，多为二进制文件、UTF-16编码或者文件损坏。",
     .remedy_en =
         "Export the file again as CSV in UTF-8.",
     .remedy_zh =
         "重新导出为UTF-8编码的CSV文件。",
     .sample_en =
         "log.csv:1:2: a NUL byte in the text",
     .sample_zh =
         "log.csv:1:2：文本中有NUL字节",
     .citation = ""},
    {.what = code::csv_syntax,
     .cause_en =
         "The CSV cannot be cut into cells: a quote inside an unquoted cell, text after a "
         "closing quote, a quote that never closes, or a CR without LF.",
     .cause_zh =
         "CSV无法切分为单元格：未加引号的单元格内出现引号，右引号后另有文字，引号没有闭合，或者"
         "回车符后缺少换行符。",
     .remedy_en =
         "Put cells that hold quotes, commas or line breaks in quotes and double each quote "
         "inside. An unclosed quote is reported where it opens.",
     .remedy_zh =
         "含引号、逗号或者换行的单元格应当用引号括起，内部引号写作两个；引号未闭合的，提示位置为"
         "其起始处。",
     .sample_en =
         "log.csv:12:31: not CSV: a stray or unclosed quote",
     .sample_zh =
         "log.csv:12:31：CSV引号错误",
     .citation = ""},
    {.what = code::json_syntax,
     .cause_en =
         "A line of the NDJSON file, or a document, is not JSON, or one object holds the same "
         "key twice.",
     .cause_zh =
         "NDJSON文件的某一行或者某一文档不是合法的JSON，或者同一对象中键名重复。",
     .remedy_en =
         "Write one object a line and have a JSON library write it.",
     .remedy_zh =
         "每行写一个对象，并使用JSON库生成。",
     .sample_en =
         "log.ndjson:4:18: not JSON",
     .sample_zh =
         "log.ndjson:4:18：不是合法的JSON",
     .citation = ""},
    {.what = code::unknown_column,
     .cause_en =
         "The header (or a key of a JSON row) names a column that the format does not know. It "
         "is not ignored, since a mistyped name would silently drop a whole column.",
     .cause_zh =
         "表头（或者JSON行的键）含有格式中没有的列名。不予忽略，以免因列名写错而丢失整列数据。",
     .remedy_en =
         "Correct the name; where one is spelled nearly so, it stands beside the fault. Chinese "
         "headings are read with `--lenient`; `qixian help columns` lists them. Columns of your own take the prefix `x_`.",
     .remedy_zh =
         "更正列名；写法相近的列名已一并列出。列名为中文（申请编号、日期、事项）的，加 --lenient "
         "读取，全部列名见 `qixian help columns`；自用的列以 x_ 开头。",
     .sample_en =
         "log.csv:1:24: unknown column: delivery",
     .sample_zh =
         "log.csv:1:24：未知的列：delivery",
     .citation = ""},
    {.what = code::missing_column,
     .cause_en =
         "The header lacks a column without which no row can be read: `application`, `on` and "
         "`event` in a log, the columns of the form in a table.",
     .cause_zh =
         "表头缺少必需的列：日志须有 application、on、event，表格须有表样规定的各列。",
     .remedy_en =
         "Add the column. Check that the first line is the header and the separator is a comma.",
     .remedy_zh =
         "补充该列，并确认首行为表头、以逗号分隔。",
     .sample_en =
         "log.csv:1:1: a required column is absent: event",
     .sample_zh =
         "log.csv:1:1：缺少必需的列：event",
     .citation = ""},
    {.what = code::duplicate_column,
     .cause_en =
         "A column name stands twice in the header, so it cannot be told which cell counts.",
     .cause_zh =
         "表头中同一列名出现两次，无法确定以哪一列为准。",
     .remedy_en =
         "Delete or rename one of the two.",
     .remedy_zh =
         "删除或者更名其中一列。",
     .sample_en =
         "log.csv:1:40: a column appears twice: on",
     .sample_zh =
         "log.csv:1:40：列重复：on",
     .citation = ""},
    {.what = code::field_count,
     .cause_en =
         "A row has more or fewer cells than the header has columns; empty ones at its end are "
         "not counted. Usually a comma stands inside a cell without quotes, or a cell was left "
         "out.",
     .cause_zh =
         "某行单元格多于或者少于表头列数（行末空白单元格不计），多因单元格内含有逗号而未加引号，"
         "或者缺少单元格。",
     .remedy_en =
         "Put the cell with the comma in quotes; put in the cell that is missing, even if it is "
         "empty.",
     .remedy_zh =
         "将含逗号的单元格用引号括起；缺少单元格的，补上空白单元格。",
     .sample_en =
         "log.csv:12:55: not as many cells as columns: 10 cells in 9 columns",
     .sample_zh =
         "log.csv:12:55：单元格数与列数不符：9 列却有 10 个单元格",
     .citation = ""},
    {.what = code::line_too_long,
     .cause_en =
         "A line, a record or the whole text is longer than is allowed (a line: one MiB; in a "
         "store also the `x_` columns of one row together, as they stand in NDJSON). The limit "
         "keeps memory bounded against damaged files.",
     .cause_zh =
         "某行、某条记录或者全文超过允许长度（单行上限1MiB；记入数据文件的，同一行各自定义栏合计亦以此为限）。设定上限是为防止异常文件耗尽内存。",
     .remedy_en =
         "Look for an unclosed quote or a missing line break; shorten `note` if it holds a "
         "document, and keep in `x_` columns what identifies a thing, not the thing itself.",
     .remedy_zh =
         "检查引号是否闭合、是否缺少换行；备注（note）或者自定义栏中粘贴了全文的，应当缩短。",
     .sample_en =
         "log.csv:12: a line or cell is longer than any honest one: more than 1048576 bytes in "
         "one line",
     .sample_zh =
         "log.csv:12：行或单元格过长：单行超过1048576字节",
     .citation = ""},
    {.what = code::unknown_code,
     .cause_en =
         "A cell holds a word that is not one of those allowed there: an event, class, channel, "
         "unit, kind, view, outcome or result. An extension takes working days only, and the "
         "kinds of a consultation and of a review do not mix.",
     .cause_zh =
         "单元格的取值不在允许范围内（事件、申请人类别、渠道、期限单位、对象或者程序类别、意见、"
         "结果等）。延期只能以工作日计；征求意见的对象与复议的程序类别不得混用。",
     .remedy_en =
         "Use the code in the glossary, in lower case and in English.",
     .remedy_zh =
         "按术语表填写英文小写代码。",
     .sample_en =
         "log.csv:3:21: not one of the words allowed here: recieved",
     .sample_zh =
         "log.csv:3:21：不是此处允许的取值：recieved",
     .citation = ""},
    {.what = code::bad_date,
     .cause_en =
         "A cell for a day does not hold a day of the form YYYY-MM-DD that exists, from 1900 on. "
         "Other spellings are not guessed at, because 03/04 would be two days.",
     .cause_zh =
         "日期单元格不是形如YYYY-MM-DD的有效日期（1900年以后）。其他写法不作推测，例如03/04可能"
         "有两种理解。",
     .remedy_en =
         "Write the day as `2021-03-01`, or read the file with `--lenient`, which also takes "
         "`2021/3/1`, `2021.3.1` and the Chinese way of writing it. A year comes first and has four digits.",
     .remedy_zh =
         "写作2021-03-01；或者加 --lenient 读取，2021/3/1、2021.3.1、2021年3月1日也可识别，"
         "年份须为四位并写在最前。",
     .sample_en =
         "log.csv:3:10: not a day of the form YYYY-MM-DD: 2021-02-30",
     .sample_zh =
         "log.csv:3:10：不是YYYY-MM-DD形式的日期：2021-02-30",
     .citation = ""},
    {.what = code::bad_instant,
     .cause_en =
         "`recorded` does not hold an RFC 3339 instant with an offset, or the instant lies "
         "outside the years that days may have.",
     .cause_zh =
         "记录时间（recorded）不是带时区的RFC 3339时刻，或者超出允许的年份。",
     .remedy_en =
         "Write it as `2021-03-01T09:30:00+08:00`.",
     .remedy_zh =
         "写明日期、时刻和时区，如2021-03-01T09:30:00+08:00。",
     .sample_en =
         "log.csv:3:60: not an RFC 3339 instant: 2021-03-01 09:30",
     .sample_zh =
         "log.csv:3:60：不是RFC 3339时刻：2021-03-01 09:30",
     .citation = ""},
    {.what = code::bad_number,
     .cause_en =
         "A cell for a number holds something else, or a number outside its range: days from 1 "
         "to 3660, money in yuan with at most two decimals, counts of a table without sign or "
         "leading zeros.",
     .cause_zh =
         "数字单元格的内容不是数字，或者超出允许范围：天数为1至3660；金额以元计，至多两位小数；"
         "表格数字不带正负号，不以0开头。",
     .remedy_en =
         "Write plain digits, without spaces, units or thousands separators; leave the cell "
         "empty if there is no number.",
     .remedy_zh =
         "只写数字，不加空格、单位或者千分位；没有数字的留空。",
     .sample_en =
         "log.csv:5:33: not a number of the range allowed here: 20天",
     .sample_zh =
         "log.csv:5:33：不是允许范围内的数字：20天",
     .citation = ""},
    {.what = code::bad_key,
     .cause_en =
         "A number of an application or a name of an agency has more than 64 characters, or one "
         "that is not allowed. Letters and digits of any script are, and `-_./〔〕（）()`; "
         "spaces and commas are not.",
     .cause_zh =
         "申请编号或者机关名称超过64个字符，或者含有不允许的字符。允许各种文字的字母、汉字和数字"
         "以及 -_./〔〕（）()，不得含空格、逗号。",
     .remedy_en =
         "Use the number as printed on the receipt slip, without spaces. Never put a person's "
         "name in it.",
     .remedy_zh =
         "按登记回执所印编号填写，去除空格；编号中不得含有申请人姓名等个人信息。",
     .sample_en =
         "log.csv:3:1: not a key: 2021 012",
     .sample_zh =
         "log.csv:3:1：编号含有不允许的字符或长度不符：2021 012",
     .citation = ""},
    {.what = code::missing_value,
     .cause_en =
         "A cell that its row needs is empty: `application`, `on` or `event` of any row, or what "
         "its event needs, such as `days` of an extension, `until` of a delay or `outcome` of a "
         "refusal.",
     .cause_zh =
         "该行必填的单元格为空：任何一行的 application、on、event，或者该事件所需内容，如延期的"
         "天数（days）、延迟答复的指定日（until）、不予公开的结果（outcome）。",
     .remedy_en =
         "Fill the cell from the letter. Nothing is assumed in its place.",
     .remedy_zh =
         "依文书补填；系统不以默认值代替。",
     .sample_en =
         "log.csv:8:27: a required cell is empty: outcome of refused",
     .sample_zh =
         "log.csv:8:27：必填单元格为空：不予公开（refused）的 outcome",
     .citation = ""},
    {.what = code::delivered_before_on,
     .cause_en =
         "A letter is said to have arrived before the day it was sent. One of the two days is "
         "wrong, and the due day depends on which.",
     .cause_zh =
         "文书送达日早于发出日。两者必有一误，且影响期限的计算。",
     .remedy_en =
         "Compare with the postal receipt and correct `on` or `delivered`.",
     .remedy_zh =
         "与邮政凭证核对，更正 on 或者 delivered。",
     .sample_en =
         "log.csv:5:41: delivered before it was sent: 2021-03-09",
     .sample_zh =
         "log.csv:5:41：送达早于发出：2021-03-09",
     .citation = ""},
    {.what = code::no_class,
     .cause_en =
         "Neither `received` nor `lodged` has a class of applicant. Every column of table 3 "
         "depends on it.",
     .cause_zh =
         "“收到申请”“提交”两行均未填写申请人类别。表三各列均以此为准。",
     .remedy_en =
         "Fill `applicant` on the opening row: `natural_person`, `business`, `research`, "
         "`public_welfare`, `legal_service` or `other`.",
     .remedy_zh =
         "在首行 applicant 列填写类别：natural_person（自然人）、business（商业企业）、research"
         "（科研机构）、public_welfare（社会公益组织）、legal_service（法律服务机构）、other（其"
         "他）。",
     .sample_en =
         "log.csv:2: no class of applicant on the opening row: 2021-012",
     .sample_zh =
         "log.csv:2：首行缺少申请人类别：2021-012",
     .citation = ""},
    {.what = code::no_receipt,
     .cause_en =
         "The application has rows, but neither `lodged` nor `received` anywhere. Without a day "
         "of receipt there is neither a period nor a year to count in.",
     .cause_zh =
         "该申请有办理记录，但没有“提交”或者“收到申请”一行。没有收到之日，既无从计算期限，也无从"
         "确定统计年度。",
     .remedy_en =
         "Add the row of receipt, or correct a mistyped application number.",
     .remedy_zh =
         "补记“收到申请”；系申请编号填写错误的，予以更正。",
     .sample_en =
         "log.csv:11: an application without `lodged` or `received`: 2021-021",
     .sample_zh =
         "log.csv:11：申请没有提交或收到的记录：2021-021",
     .citation = ""},
    {.what = code::id_conflict,
     .cause_en =
         "Two rows (or two notices) carry the same `id` with different contents. Equal ones "
         "count once; of different ones none can be preferred.",
     .cause_zh =
         "两行记录（或者两份通知）编号（id）相同而内容不同。内容完全相同的只计一次；内容不同的，"
         "无法判断以何者为准。",
     .remedy_en =
         "Give the second a new `id`, or correct the export that changed a row after the fact. "
         "To correct an entry use `entry_withdrawn`; to correct a notice that was applied to a store, "
         "`apply-notice --amend`: the new text counts, the old one is kept.",
     .remedy_zh =
         "为后一行另编 id；更正已有记录的，使用“撤销记录”（entry_withdrawn），不得直接改写原行；更正已记"
         "入数据文件的通知的，使用 apply-notice --amend，以新文本为准，原文本保留。",
     .sample_en =
         "log.csv:30:2: one id with two contents: E-17: lines 12 and 30",
     .sample_zh =
         "log.csv:30:2：同一id内容不同：E-17：第12行与第30行",
     .citation = ""},
    {.what = code::outcome_mismatch,
     .cause_en =
         "The outcome does not belong to the event: `refused` takes 3.3.1 to 3.3.8, "
         "`unable_to_provide` 3.4, `not_processed` 3.5, `closed_otherwise` 3.6.",
     .cause_zh =
         "办理结果与事件不符：不予公开对应表三（三）各项，无法提供对应（四）各项，不予处理对应（"
         "五）各项，其他方式办结对应（六）各项。",
     .remedy_en =
         "Correct the event or the outcome from the letter.",
     .remedy_zh =
         "依告知书更正事件或者结果。",
     .sample_en =
         "log.csv:8:27: the outcome does not belong to this event: not_held on refused",
     .sample_zh =
         "log.csv:8:27：结果与事件不符：refused 与 not_held",
     .citation = ""},
    {.what = code::period_twice,
     .cause_en =
         "Both `days` and `until` are filled. They may name different last days, and the letter "
         "can mean only one.",
     .cause_zh =
         "天数（days）和截止日（until）同时填写，二者所指最后一日可能不同，而告知书只能有一个期"
         "限。",
     .remedy_en =
         "Keep the one that the letter states.",
     .remedy_zh =
         "保留告知书所载明的一项，删除另一项。",
     .sample_en =
         "log.csv:4:37: both `days` and `until`: 2021-03-30",
     .sample_zh =
         "log.csv:4:37：days与until同时填写：2021-03-30",
     .citation = ""},
    {.what = code::period_backwards,
     .cause_en =
         "The last day named in `until` lies before the day of the letter; or, of an extension, it is not after the due day in force, so that nothing is extended.",
     .cause_zh =
         "截止日（until）早于文书日期；延期的，截止日不晚于现行答复期限，等于没有延长。",
     .remedy_en =
         "Correct the year or the day; the two may have been exchanged. An extension names a day after the due day in force, which `explain` shows.",
     .remedy_zh =
         "更正年份或者日期；两列可能填反。延期的截止日应当晚于现行答复期限（`explain` 列明）。",
     .sample_en =
         "log.csv:4:37: a last day before the letter, or an extension that ends by the due day in force: 2020-03-30",
     .sample_zh =
         "log.csv:4:37：截止日早于文书日期，或者延期的截止日不晚于现行答复期限：2020-03-30",
     .citation = ""},
    {.what = code::not_sorted,
     .cause_en =
         "`--sorted` promised that the rows of one application stand together, and they do not. "
         "What had been answered for it rests on a part of its rows.",
     .cause_zh =
         "以 --sorted 承诺同一申请的各行相邻，而实际并不相邻，此前对该申请的计算仅依据部分记录。",
     .remedy_en =
         "Sort the file by agency and application, or leave `--sorted` out.",
     .remedy_zh =
         "按机关、申请编号排序后重新读取，或者不使用 --sorted。",
     .sample_en =
         "log.csv:90:1: rows of one application stand apart: 2021-012: lines 7 and 90",
     .sample_zh =
         "log.csv:90:1：承诺已排序但同一申请的行不相邻：2021-012：第7行与第90行",
     .citation = ""},
    {.what = code::empty_file,
     .cause_en =
         "The file holds nothing, not even a header. An empty log is a header without rows.",
     .cause_zh =
         "文件没有任何内容，连表头也没有。没有记录的日志应当保留表头。",
     .remedy_en =
         "Check the path and whether the export failed.",
     .remedy_zh =
         "检查路径，并确认导出是否成功。",
     .sample_en =
         "log.csv:1:1: nothing to read",
     .sample_zh =
         "log.csv:1:1：文件为空",
     .citation = ""},
    {.what = code::cannot_open,
     .cause_en =
         "The file does not exist, may not be read, or reading broke off.",
     .cause_zh =
         "文件不存在、没有读取权限，或者读取中断。",
     .remedy_en =
         "Check the path and the rights. `-` reads standard input.",
     .remedy_zh =
         "检查路径和权限；以 - 表示读取标准输入。",
     .sample_en =
         "log.csv: the file cannot be opened or read: No such file or directory",
     .sample_zh =
         "log.csv：无法打开或读取文件：文件不存在",
     .citation = ""},
    {.what = code::unused_cell,
     .cause_en =
         "A cell is filled that its event does not use, such as `days` on a reply. The row is "
         "taken and the cell has no effect, which may not be what was meant.",
     .cause_zh =
         "填写了该事件不使用的单元格（如答复行的天数）。该行予以采纳，但该单元格不起作用，可能与"
         "填写意图不符。",
     .remedy_en =
         "Move the value to the row it belongs to, or to `note` or a column `x_…`.",
     .remedy_zh =
         "将内容移至应填的行，或者移至备注（note）、自用列（x_）。",
     .sample_en =
         "log.csv:9:29: a filled cell that its event does not use: days on disclosed",
     .sample_zh =
         "log.csv:9:29：该事件不使用的单元格有内容：disclosed 的 days",
     .citation = ""},
    {.what = code::table_form,
     .cause_en =
         "The rows of the table are neither those of the 2019 form (row 3.6) nor those of the "
         "2021 form (rows 3.6.1 to 3.6.3): both or neither are there, or another row is absent "
         "or out of order.",
     .cause_zh =
         "表格的行既不是2019年版（第3.6行），也不是2021年版（第3.6.1至3.6.3行）：两者并存或者均"
         "无，或者缺少其他行、次序不符。",
     .remedy_en =
         "Take one form as it is printed, with all its rows; leave cells empty rather than rows "
         "out.",
     .remedy_zh =
         "使用完整的一种表样，各行齐全；没有数字的留空单元格，不得删行。",
     .sample_en =
         "b-2021.csv:28: neither the 2019 nor the 2021 form: rows 3.6 and 3.6.1 to 3.6.3 exclude "
         "each other",
     .sample_zh =
         "b-2021.csv:28：不是2019或2021版表格：第3.6行与第3.6.1至3.6.3行不能并存",
     .citation = ""},
    {.what = code::duplicate_row,
     .cause_en =
         "A row or a heading line of the table file stands twice.",
     .cause_zh =
         "表格文件中同一行或者同一说明行出现两次。",
     .remedy_en =
         "Delete the one that does not belong to this table.",
     .remedy_zh =
         "删除不属于本表的一行。",
     .sample_en =
         "b-2021.csv:9:1: a row appears twice: 3.3.2",
     .sample_zh =
         "b-2021.csv:9:1：行重复：3.3.2",
     .citation = ""},
    {.what = code::unknown_row,
     .cause_en =
         "`row_id` holds something that is no row of either form.",
     .cause_zh =
         "行号（row_id）不是任何一版表格中的行。",
     .remedy_en =
         "Use `1`, `2`, `3.1` to `3.7` and `4`, as the form numbers its rows.",
     .remedy_zh =
         "按表样填写行号：1、2、3.1至3.7、4。",
     .sample_en =
         "b-2021.csv:9:1: not a row of the form: 3.8",
     .sample_zh =
         "b-2021.csv:9:1：不是表格中的行：3.8",
     .citation = ""},
    {.what = code::bad_encoding,
     .cause_en =
         "`--encoding gb18030` promised an encoding, and the text is not of it: it is UTF-8 from the "
         "place named on, or neither; or the machine cannot convert it.",
     .cause_zh =
         "以 --encoding gb18030 声明编码，但文本自所示位置起是UTF-8编码，或者两种编码都不是，或者本机不支"
         "持转换。",
     .remedy_en =
         "Leave the option out for UTF-8 files. If the file really is GB18030, it is damaged at "
         "the place named.",
     .remedy_zh =
         "UTF-8文件不使用该选项；确为GB18030编码的，文件在所示位置已经损坏。",
     .sample_en =
         "log.csv:3:8: not the encoding that was promised",
     .sample_zh =
         "log.csv:3:8：不是所声明的编码",
     .citation = ""},
    {.what = code::certificate_form,
     .cause_en =
         "The document is JSON but not a certificate: a key is absent, of the wrong kind or "
         "holds an unknown word. What cannot be read cannot be confirmed.",
     .cause_zh =
         "该文档是JSON，但不是期限说明书：缺少某一键，或者其类型、取值不对，无法核验。",
     .remedy_en =
         "Check the file that `explain --json` wrote, unaltered.",
     .remedy_zh =
         "使用 explain --json 输出的原始文件，不得改动。",
     .sample_en =
         "certificate.json: not a certificate: duty",
     .sample_zh =
         "certificate.json：不是期限说明书：duty",
     .citation = ""},
    {.what = code::json_type,
     .cause_en =
         "A value has the wrong JSON type: a row that is no object, a list in a cell, true where "
         "a text is meant.",
     .cause_zh =
         "JSON值的类型不对：某行不是对象，单元格为数组，或者应为文本处写作布尔值等。",
     .remedy_en =
         "Write one flat object a line; texts in quotes, `days` and `seq` as numbers.",
     .remedy_zh =
         "每行写一个不嵌套的对象；文本加引号，days、seq写作数字。",
     .sample_en =
         "log.ndjson:4:9: a value of the wrong JSON type: array (on)",
     .sample_zh =
         "log.ndjson:4:9：JSON值的类型不对：数组（on）",
     .citation = ""},
    {.what = code::unknown_application,
     .cause_en =
         "The application asked for is not in the log, or has no row up to the as-of day.",
     .cause_zh =
         "日志中没有所查询的申请，或者截至日以前没有该申请的记录。",
     .remedy_en =
         "Check the number, brackets and full-width signs included, and the as-of day.",
     .remedy_zh =
         "核对申请编号（注意全角、半角括号）和截至日。",
     .sample_en =
         "log.csv: there is no such application: 2021-099",
     .sample_zh =
         "log.csv：没有该申请：2021-099",
     .citation = ""},
    {.what = code::agency_needed,
     .cause_en =
         "The log holds the rows of several agencies, and the question is about one; or a row "
         "leaves the agency empty while others name several.",
     .cause_zh =
         "日志含有多个机关的记录，而该命令须针对一个机关；或者个别行未填写机关，无法判断归属。",
     .remedy_en =
         "Name one with `--agency`, or ask for all together with `--all-agencies`. Fill `agency` "
         "on every row of such a log.",
     .remedy_zh =
         "以 --agency 指定一个机关，或者以 --all-agencies 汇总；此类日志每行均应填写机关（agency）。",
     .sample_en =
         "log.csv: there are several agencies, name one: 省自然资源厅, 省水利厅",
     .sample_zh =
         "log.csv：含多个机关，须指定其一：省自然资源厅、省水利厅",
     .citation = ""},
});
// clang-format on

}  // namespace qixian::inline v0::detail
