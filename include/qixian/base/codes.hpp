// Every code that Qixian says, in one table.
//
// Numbers come in blocks (1 receipt and correction, 2 clock, 3 consultation, 4 extension, delay and
// fee, 5 reply, 6 remedy, 7 tables, 8 calendar, 9 files) and are never used twice. The name is what
// JSON carries; the number is what a person looks up. Titles stand here, the paragraph of each code
// with its statute (statute/cn_disclosure/code_pages.hpp), and the two pages in src/notes/ are written
// from both, so they cannot drift.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

/// What saying a code means. One code may be said of a row (irregular) and again of the
/// application it leaves behind (as a warning with a shadow due day).
enum class code_kind : std::uint8_t {
    refusal,    ///< the law says no: the row changes nothing
    irregular,  ///< it happened although the law does not allow it: kept, with the effect named
    warning,    ///< nothing is wrong with the data, a reader must know
    fault       ///< the data cannot carry the question
};

// clang-format off
#define QIXIAN_CODES(X)                                                                                                          \
    /* 1xx receipt and correction */                                                                                             \
    X(101, before_receipt,         refusal,   "BEFORE_RECEIPT",          "the application has not been received yet", "申请尚未收到")  \
    X(102, already_received,       refusal,   "ALREADY_RECEIVED",        "the application is registered already", "申请已经登记收到")    \
    X(103, already_closed,         refusal,   "ALREADY_CLOSED",          "the application is closed", "申请已经办结")                  \
    X(104, not_possible_here,      refusal,   "NOT_POSSIBLE_HERE",       "this cannot happen at this stage", "当前环节不可能发生")        \
    X(105, displaces_entry,        refusal,   "DISPLACES_ENTRY",         "an entry that stands already would become impossible", "将使已有记录无法成立") \
    X(106, future_day,             refusal,   "FUTURE_DAY",              "this day has not come yet", "日期晚于今日") \
    X(107, same_fact,              refusal,   "SAME_FACT",               "this fact is recorded already, with other cells", "同一事项已有记录，内容不同") \
    X(110, correction_late,        irregular, "CORRECTION_LATE",         "correction notice after the 7th working day", "补正告知超过7个工作日") \
    X(111, correction_repeated,    irregular, "CORRECTION_REPEATED",     "second correction notice", "重复告知补正")                  \
    X(112, lapse_too_early,        refusal,   "LAPSE_TOO_EARLY",         "the period has not run out", "期限尚未届满")                 \
    X(113, no_lapse_under_492,     refusal,   "NO_LAPSE_UNDER_492",      "Decree 492 knows no deemed abandonment", "旧条例没有视为放弃") \
    X(115, lapse_recorded_late,    warning,   "LAPSE_RECORDED_LATE",     "the lapse was recorded after it took effect", "视为放弃登记较晚") \
    X(116, correction_after_limit, warning,   "CORRECTION_AFTER_LIMIT",  "corrected application after the last day", "补正超过补正期限")  \
    X(117, receipt_on_rest_day,    warning,   "RECEIPT_ON_REST_DAY",     "received on a rest day", "休息日收到申请")                   \
    X(118, confirmation_lags,      warning,   "CONFIRMATION_LAGS",       "confirmed more than one working day after it was lodged", "确认晚于提交超过1个工作日") \
    X(119, confirmation_open,      warning,   "CONFIRMATION_OPEN",       "still not confirmed with the applicant", "尚未与申请人确认") \
    X(120, correction_no_restart,  warning,   "CORRECTION_WITHOUT_RESTART", "under Decree 492 a correction does not restart the clock", "旧条例下补正不重新起算") \
    X(121, transition_open_case,   warning,   "TRANSITION_OPEN_CASE",    "open when Decree 711 took effect", "新条例施行时尚未办结")     \
    X(122, period_not_stated,      warning,   "PERIOD_NOT_STATED",       "the letter states no period", "告知未写明期限")               \
    X(123, channel_needs_none,     warning,   "CHANNEL_NEEDS_NO_CONFIRMATION", "this channel needs no confirmation", "该渠道无需确认")   \
    /* 2xx clock */                                                                                                              \
    X(201, delivery_assumed,       warning,   "DELIVERY_ASSUMED",        "no day of delivery: the day of the letter is taken", "送达日缺失，按发出日计") \
    X(202, named_day_rolled,       warning,   "NAMED_DAY_ROLLED",        "the named day is a rest day", "指定日为休息日，顺延")           \
    X(204, calendar_uncertain,     warning,   "CALENDAR_UNCERTAIN",      "the day rests on a holiday notice that is not out yet", "期限取决于尚未发布的放假通知") \
    X(205, reasons_as_correction,  warning,   "REASONS_AS_CORRECTION",   "some offices treat a request for reasons as a correction", "说明理由是否比照补正") \
    X(206, letter_returned,        warning,   "LETTER_RETURNED",         "the letter came back: its period has not begun", "文书退回，期限未起算") \
    /* 3xx consultation */                                                                                                       \
    X(301, opinion_late,           irregular, "OPINION_LATE",            "the opinion came after its limit", "意见逾期到达")             \
    X(302, nothing_to_answer,      refusal,   "NOTHING_TO_ANSWER",       "nothing is open that this could answer", "没有可以回应的事项")   \
    X(303, reference_unknown,      refusal,   "REFERENCE_UNKNOWN",       "`re` names nothing that was opened", "所回应的编号不存在")       \
    X(304, reference_ambiguous,    refusal,   "REFERENCE_AMBIGUOUS",     "several are open: `re` must name one", "有多项未结，须注明所回应的编号") \
    X(306, consultation_no_limit,  refusal,   "CONSULTATION_WITHOUT_LIMIT", "this consultation has no limit that could pass", "该征求意见没有法定期限") \
    X(307, consultation_no_pause,  warning,   "CONSULTATION_WITHOUT_PAUSE", "this consultation does not stop the clock", "该征求意见不扣除时间") \
    /* 4xx extension, delay, fee */                                                                                              \
    X(401, extension_late,         irregular, "EXTENSION_LATE",          "extension notified after the due day", "延期告知晚于答复期限")     \
    X(402, extension_too_long,     refusal,   "EXTENSION_TOO_LONG",      "more working days than the law allows", "延长天数超过法定上限")     \
    X(410, fee_before_2021,        refusal,   "FEE_BEFORE_2021",         "no processing fee before 2021-01-01", "2021年前不收信息处理费")    \
    X(411, fee_notice_late,        irregular, "FEE_NOTICE_LATE",         "fee notice after the due day", "收费通知晚于答复期限")            \
    X(412, payment_late,           irregular, "PAYMENT_LATE",            "payment after its last day", "逾期缴费")                       \
    X(413, delay_after_due,        irregular, "DELAY_AFTER_DUE",         "delay notified after the due day", "延迟答复告知晚于答复期限")      \
    /* 5xx reply */                                                                                                              \
    X(501, reply_before_correction, irregular, "REPLY_WHILE_CORRECTION_AWAITED", "reply while a correction is awaited", "等待补正期间答复") \
    X(502, reply_before_reasons,   irregular, "REPLY_WHILE_REASONS_AWAITED", "reply while reasons are awaited", "等待说明理由期间答复")   \
    X(503, reply_before_payment,   irregular, "REPLY_WHILE_FEE_AWAITED", "reply while a fee is awaited", "等待缴费期间答复")               \
    X(504, disclosed_before_opinion, irregular, "DISCLOSED_BEFORE_OPINION", "disclosed before the third party was heard", "第三方意见未到且期限未满即予公开") \
    X(505, third_party_objected,   warning,   "THIRD_PARTY_OBJECTED",    "disclosed although the third party objected", "第三方不同意公开而予以公开") \
    X(506, third_party_not_asked,  irregular, "THIRD_PARTY_NOT_ASKED",   "withheld for a third party that was not asked", "以第三方权益为由不予公开而未征求意见") \
    X(507, unclear_without_correction, irregular, "UNCLEAR_WITHOUT_CORRECTION", "unclear after correction, but none was asked for", "未告知补正即以补正后仍不明确为由答复") \
    /* 6xx remedies */                                                                                                           \
    X(601, nothing_to_review,      refusal,   "NOTHING_TO_REVIEW",       "no act and no overdue reply to complain of", "没有可复议、可起诉的行为") \
    X(602, suit_without_review,    irregular, "SUIT_WITHOUT_REVIEW",     "suit without the review it needed", "未经应当前置的复议即起诉")   \
    X(603, no_remedy_open,         refusal,   "NO_REMEDY_OPEN",          "no review or suit is open", "没有未结的复议或诉讼")              \
    X(604, no_reanswer_ordered,    refusal,   "NO_REANSWER_ORDERED",     "no new answer was ordered", "没有责令重新答复")                \
    X(605, review_filed_late,      warning,   "REVIEW_FILED_LATE",       "review filed after its window", "复议申请超过期限")             \
    X(606, suit_filed_late,        warning,   "SUIT_FILED_LATE",         "suit filed after its window", "起诉超过期限")                   \
    X(607, review_first_disputed,  warning,   "REVIEW_FIRST_DISPUTED",   "whether a failure to reply needs a review first was disputed", "不作为是否复议前置存在争议") \
    X(609, answer_not_recorded,    warning,   "ANSWER_NOT_RECORDED",     "a log has no row that would show this duty was met", "日志无法反映该义务是否履行") \
    X(610, review_first,           warning,   "REVIEW_FIRST",            "this refusal needs a review before a suit", "对该不予公开应先申请复议") \
    X(611, answer_left_open,       warning,   "ANSWER_LEFT_OPEN",        "an answer that names no outcome closes no case", "未注明答复结果的重新答复不能办结申请") \
    /* 7xx tables */                                                                                                             \
    X(701, year_not_over,          warning,   "YEAR_NOT_OVER",           "the year had not ended on the as-of day", "报告年度尚未终了")     \
    X(702, derived_blank,          warning,   "DERIVED_BLANK",           "a blank total was derived from its parts", "空白合计由明细推算")   \
    X(703, text_figure,            warning,   "TEXT_FIGURE",             "a figure in the text differs from the table", "正文数字与表格不符") \
    X(704, after_year_closed,      warning,   "AFTER_YEAR_CLOSED",       "entered for a year whose report was frozen", "所属年度报告已经固定") \
    X(705, form_out_of_season,     warning,   "FORM_OUT_OF_SEASON",      "the form is not the one of this year", "表格版本与年度不符")      \
    X(706, section_incomplete,     warning,   "SECTION_INCOMPLETE",      "too little is printed to judge this sum", "所印数字不足以核对该合计") \
    X(707, parent_still_open,      warning,   "PARENT_STILL_OPEN",       "the application was split, and its parent still counts", "拆分后母件尚未作误登记处理") \
    X(708, parent_unknown,         warning,   "PARENT_UNKNOWN",          "the application it was split from is not here", "拆分自的申请不存在") \
    X(709, recorded_late,          warning,   "RECORDED_LATE",           "recorded when the table of its year was published", "年报公布后登记的既往事项") \
    /* 8xx calendar and law */                                                                                                   \
    X(801, calendar_out_of_range,  fault,     "CALENDAR_OUT_OF_RANGE",   "the calendar does not reach this day", "日历不覆盖该日")          \
    X(802, notice_contradiction,   fault,     "NOTICE_CONTRADICTION",    "a notice gives one day two states", "同一通知对同一日有两种安排")    \
    X(803, unknown_region,         fault,     "UNKNOWN_REGION",          "no local calendar of this region is known", "没有该地区的地方日历") \
    X(804, no_regime,              fault,     "NO_REGIME",               "no disclosure regulation was in force on this day", "该日尚无政府信息公开条例") \
    X(805, unknown_policy,         fault,     "UNKNOWN_POLICY",          "no such policy, or not one of its values", "没有该项口径或其取值")  \
    X(806, revert_nothing,         fault,     "REVERT_NOTHING",          "a notice takes back a day that none had arranged", "撤销了并未安排过的日子") \
    /* 9xx files */                                                                                                              \
    X(901, not_utf8,               fault,     "NOT_UTF8",                "the text is not UTF-8", "文本不是UTF-8编码")                   \
    X(902, nul_byte,               fault,     "NUL_BYTE",                "a NUL byte in the text", "文本中有NUL字节")                    \
    X(903, csv_syntax,             fault,     "CSV_SYNTAX",              "not CSV: a stray or unclosed quote", "CSV引号错误")              \
    X(904, json_syntax,            fault,     "JSON_SYNTAX",             "not JSON", "不是合法的JSON")                                   \
    X(905, unknown_column,         fault,     "UNKNOWN_COLUMN",          "unknown column", "未知的列")                                   \
    X(906, missing_column,         fault,     "MISSING_COLUMN",          "a required column is absent", "缺少必需的列")                   \
    X(907, duplicate_column,       fault,     "DUPLICATE_COLUMN",        "a column appears twice", "列重复")                             \
    X(908, field_count,            fault,     "FIELD_COUNT",             "not as many cells as columns", "单元格数与列数不符")                     \
    X(909, line_too_long,          fault,     "LINE_TOO_LONG",           "a line or cell is longer than any honest one", "行或单元格过长")  \
    X(910, unknown_code,           fault,     "UNKNOWN_CODE",            "not one of the words allowed here", "不是此处允许的取值")          \
    X(911, bad_date,               fault,     "BAD_DATE",                "not a day of the form YYYY-MM-DD", "不是YYYY-MM-DD形式的日期")    \
    X(912, bad_instant,            fault,     "BAD_INSTANT",             "not an RFC 3339 instant", "不是RFC 3339时刻")                  \
    X(913, bad_number,             fault,     "BAD_NUMBER",              "not a number of the range allowed here", "不是允许范围内的数字")   \
    X(914, bad_key,                fault,     "BAD_KEY",                 "not a key: 1-64 letters, digits and -_./〔〕（）()", "编号含有不允许的字符或长度不符") \
    X(915, missing_value,          fault,     "MISSING_VALUE",           "a required cell is empty", "必填单元格为空")                    \
    X(916, delivered_before_on,    fault,     "DELIVERED_BEFORE_ON",     "delivered before it was sent", "送达早于发出")                  \
    X(917, no_class,               fault,     "NO_CLASS",                "no class of applicant on the opening row", "首行缺少申请人类别")   \
    X(918, no_receipt,             fault,     "NO_RECEIPT",              "an application without `lodged` or `received`", "申请没有提交或收到的记录") \
    X(919, id_conflict,            fault,     "ID_CONFLICT",             "one id with two contents", "同一id内容不同")                    \
    X(920, outcome_mismatch,       fault,     "OUTCOME_MISMATCH",        "the outcome does not belong to this event", "结果与事件不符")      \
    X(921, period_twice,           fault,     "PERIOD_TWICE",            "both `days` and `until`", "days与until同时填写")                \
    X(922, period_backwards,       fault,     "PERIOD_BACKWARDS",        "a last day before the letter, or an extension that ends by the due day in force", "截止日早于文书日期，或者延期的截止日不晚于现行答复期限")        \
    X(923, not_sorted,             fault,     "NOT_SORTED",              "rows of one application stand apart although --sorted was promised", "承诺已排序但同一申请的行不相邻") \
    X(924, empty_file,             fault,     "EMPTY_FILE",              "nothing to read", "文件为空")                                  \
    X(925, cannot_open,            fault,     "CANNOT_OPEN",             "the file cannot be opened or read", "无法打开或读取文件")          \
    X(926, unused_cell,            warning,   "UNUSED_CELL",             "a filled cell that its event does not use", "该事件不使用的单元格有内容") \
    X(927, table_form,             fault,     "TABLE_FORM",              "neither the 2019 nor the 2021 form", "不是2019或2021版表格")       \
    X(928, duplicate_row,          fault,     "DUPLICATE_ROW",           "a row appears twice", "行重复")                                \
    X(929, unknown_row,            fault,     "UNKNOWN_ROW",             "not a row of the form", "不是表格中的行")                       \
    X(930, bad_encoding,           fault,     "BAD_ENCODING",            "not the encoding that was promised", "不是所声明的编码")           \
    X(931, certificate_form,       fault,     "CERTIFICATE_FORM",        "not a certificate", "不是期限说明书")                            \
    X(932, json_type,              fault,     "JSON_TYPE",               "a value of the wrong JSON type", "JSON值的类型不对")              \
    X(933, unknown_application,    fault,     "UNKNOWN_APPLICATION",     "there is no such application", "没有该申请")                    \
    X(934, agency_needed,          fault,     "AGENCY_NEEDED",           "there are several agencies: name one", "含多个机关，须指定其一") \
    X(935, unknown_agency,         fault,     "UNKNOWN_AGENCY",          "there is no such agency here", "没有该机关的记录") \
    X(936, personal_data,          fault,     "PERSONAL_DATA",           "looks like an identity card or mobile number", "疑似身份证号码或者手机号码") \
    X(937, unknown_entry,          fault,     "UNKNOWN_ENTRY",           "no entry with this id", "没有该编号的记录") \
    X(938, bad_setting,            fault,     "BAD_SETTING",             "no such setting, or not one of its values", "没有该项设置或其取值") \
    X(939, anchor_form,            fault,     "ANCHOR_FORM",             "not an anchor of a store", "不是数据文件的锚定凭证") \
    X(940, year_closed_before,     fault,     "YEAR_CLOSED_BEFORE",      "the report of this year is frozen already", "该年度报告已经固定") \
    X(941, year_not_closed,        fault,     "YEAR_NOT_CLOSED",         "the report of this year was never frozen", "该年度报告尚未固定") \
    X(942, not_permitted,          fault,     "NOT_PERMITTED",           "the host does not allow this", "系统未授权该操作") \
    X(943, version_clash,          fault,     "VERSION_CLASH",           "the application has another version than expected", "申请的版本与预期不符") \
    X(944, other_chain,            fault,     "OTHER_CHAIN",             "the file there holds entries that this one lacks", "目标文件含有本文件没有的记录") \
    X(945, recorded_out_of_turn,   fault,     "RECORDED_OUT_OF_TURN",    "recorded after now, or before the entry that precedes it", "录入时间晚于当前时间，或者早于前一条记录") \
    X(946, id_ambiguous,           fault,     "ID_AMBIGUOUS",            "several entries have an id that begins so", "多条记录的编号以此开头") \
    X(947, row_twice,              warning,   "ROW_TWICE",               "the row stands twice and is counted once", "该行重复出现，只计一次") \
    X(948, second_fact,            warning,   "SECOND_FACT",             "a second fact of one day, told apart by `ref` or `id` alone", "同日已有同类记录，仅以编号区分，按两项事项记入") \
    /* the environment: said by store_error */                                                                                   \
    X(949, clock_wrong,            fault,     "CLOCK_WRONG",             "the clock is wrong", "系统时间有误") \
    X(950, store_busy,             fault,     "STORE_BUSY",              "another process holds the store", "数据文件正被其他程序占用") \
    X(951, store_exists,           fault,     "STORE_EXISTS",            "there is a file already", "文件已经存在") \
    X(952, not_a_store,            fault,     "NOT_A_STORE",             "not a store of Qixian", "不是期限数据文件") \
    X(953, store_newer,            fault,     "STORE_NEWER",             "made by a newer version of Qixian", "由更高版本的期限程序建立") \
    X(954, store_damaged,          fault,     "STORE_DAMAGED",           "the store is damaged", "数据文件损坏") \
    X(955, disk_full,              fault,     "DISK_FULL",               "the disk is full", "磁盘已满") \
    X(956, io_failed,              fault,     "IO_FAILED",               "reading or writing the disk failed", "磁盘读写失败") \
    X(957, store_read_only,        fault,     "STORE_READ_ONLY",         "the store cannot be written", "数据文件只读") \
    X(958, store_older,            fault,     "STORE_OLDER",             "made by an older version: open it for writing once, it will be migrated", "由较低版本建立，须以可写方式打开一次完成升级") \
    X(959, hash_unknown,           fault,     "HASH_UNKNOWN",            "the hash the store was made with is not at hand", "没有建库时所用的杂凑算法") \
    X(960, bad_model,              fault,     "BAD_MODEL",               "a field of the model has a value that cannot be", "模型某项的取值不成立") \
    X(961, model_syntax,           fault,     "MODEL_SYNTAX",            "not TOML", "不是合法的TOML") \
    X(962, unknown_field,          fault,     "UNKNOWN_FIELD",           "no such field in a model", "模型没有该项") \
    X(963, missing_field,          fault,     "MISSING_FIELD",           "a field that every model needs is absent", "模型缺少必需的项") \
    X(964, unknown_scenario,       fault,     "UNKNOWN_SCENARIO",        "the model has no scenario of this name", "模型没有该名称的方案") \
    X(965, parts_differ,           fault,     "PARTS_DIFFER",            "these parts do not make one run", "各分片不属于同一次模拟") \
    X(966, cannot_fit,             fault,     "CANNOT_FIT",              "no office can be fitted to this table", "无法由该表推得模型") \
    X(971, unknown_desk,           fault,     "UNKNOWN_DESK",            "no application has been at this desk", "没有申请由该部门经办") \
    X(972, same_file,              fault,     "SAME_FILE",               "the file to copy from and the file to copy to are one", "来源与目标是同一个文件") \
    X(973, other_application,      fault,     "OTHER_APPLICATION",       "a row of another application among those of this one", "混入其他申请的记录") \
    X(974, key_twins,              warning,   "KEY_TWINS",               "two applications whose keys differ only in full width and half width", "两件申请的编号仅有全角、半角之别") \
    X(975, number_as_printed,      warning,   "NUMBER_AS_PRINTED",       "numbers were read as people print them: a dash or stroke as a blank, the word for none as 0", "表中数字按通常写法读取：横线、斜线视为空白，“无”视为零") \
    X(976, entry_left_out,         warning,   "ENTRY_LEFT_OUT",          "a new fact, while an entry of its application and event is in the list no more: withdraw that entry if only its day or `ref` was changed", "清单新增一项，同一申请同类的原有记录未再列出，只是更改日期或者文书编号的，应当撤销原有记录")
// clang-format on

/// A code. Its underlying value is its number.
enum class code : std::uint16_t {
#define QIXIAN_X(number, name, kind, text, en, zh) name = number,
    QIXIAN_CODES(QIXIAN_X)
#undef QIXIAN_X
};

/// One row of the table.
struct code_info {
    code what;
    code_kind kind;
    std::string_view name;  ///< as JSON carries it
    std::string_view en;    ///< title, English
    std::string_view zh;    ///< title, Chinese
};

inline constexpr auto all_codes = std::to_array<code_info>({
#define QIXIAN_X(number, name, kind, text, en, zh)                                                 \
    code_info{code::name, code_kind::kind, text, en, zh},
    QIXIAN_CODES(QIXIAN_X)
#undef QIXIAN_X
});

namespace detail {
constexpr bool codes_ascend() {
    for (std::size_t i = 1; i < all_codes.size(); ++i) {
        if (all_codes[i - 1].what >= all_codes[i].what) {
            return false;
        }
    }
    return true;
}
static_assert(codes_ascend(), "code numbers are unique and stand in order");
}  // namespace detail

/// The row of `what`. Cost: a binary search over the table.
[[nodiscard]] constexpr code_info const& info(code what) {
    std::size_t low = 0;
    std::size_t high = all_codes.size() - 1;
    while (low < high) {
        std::size_t const middle = (low + high) / 2;
        if (all_codes[middle].what < what) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return all_codes[low];
}

[[nodiscard]] constexpr std::string_view name_of(code what) { return info(what).name; }

}  // namespace qixian::inline v0
