// The articles that everything rests on: one line per rule, in the order of the articles.
//
// To find the rule of an article, look for its number here (`reg19, 33, 2` is Decree 711 art. 33 (2);
// `reg08` is Decree 492, `rev23` and `rev17` the Reconsideration Law, `all17` the Litigation Law,
// `fee20` the fee measures). The enumerator (`r33_2`) then stands in statute/cn_disclosure/terms.hpp (lengths),
// statute/cn_disclosure/rules.hpp and statute/cn_remedy/rules.hpp (what may happen), their guards.hpp (conditions),
// case/impl/history.ipp and case/impl/fold.ipp (what starts, holds and restarts a clock), case/impl/duty.ipp (who
// owes it); days and months are date/ and calendar/. src/notes/articles.md lists file and symbol
// for every article. The id in quotes is the project's stable name of the rule, numbered after the
// article of the Regulations it belongs to; the sentence is the core of the text, shortened.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "qixian/base/config.hpp"
#include "qixian/rule/article.hpp"
#include "qixian/rule/ids.hpp"

namespace qixian::inline v0 {

/// The instruments of law that a citation can name.
enum class instrument : std::uint8_t {
    reg19,  ///< 政府信息公开条例 (2019), 国务院令第711号
    reg08,  ///< 政府信息公开条例 (2007), 国务院令第492号
    f207,   ///< 国办公开办函〔2015〕207号: days of receipt
    f235,   ///< 国办公开办函〔2016〕235号: service of replies
    f30,    ///< 国办公开办函〔2021〕30号: form of the annual report
    fee20,  ///< 政府信息公开信息处理费管理办法, 国办函〔2020〕109号
    rev23,  ///< 行政复议法 (2023)
    rev17,  ///< 行政复议法 (2017)
    revir,  ///< 行政复议法实施条例
    all17,  ///< 行政诉讼法 (2017)
    spc18,  ///< 法释〔2018〕1号
    spc25,  ///< 法释〔2025〕8号
    hol,    ///< 全国年节及纪念日放假办法
    civ,    ///< 民法典
    cpl     ///< 民事诉讼法
};

struct instrument_info {
    instrument which;
    std::string_view key;  ///< as citations carry it
    std::string_view zh;
    std::string_view en;
    std::string_view zh_short;  ///< as the Chinese text cites it in passing
};

inline constexpr auto all_instruments = std::to_array<instrument_info>({
    {instrument::reg19, "REG19", "政府信息公开条例（2019年，国务院令第711号）",
     "Regulations on Open Government Information, Decree 711", "条例"},
    {instrument::reg08, "REG08", "政府信息公开条例（2007年，国务院令第492号）",
     "Regulations on Open Government Information, Decree 492", "原条例"},
    {instrument::f207, "F207", "国办公开办函〔2015〕207号",
     "Letter 207 of 2015 on the day of receipt", "国办公开办函〔2015〕207号"},
    {instrument::f235, "F235", "国办公开办函〔2016〕235号", "Letter 235 of 2016 on service",
     "国办公开办函〔2016〕235号"},
    {instrument::f30, "F30", "国办公开办函〔2021〕30号", "Letter 30 of 2021 on the annual report",
     "国办公开办函〔2021〕30号"},
    {instrument::fee20, "FEE", "政府信息公开信息处理费管理办法（国办函〔2020〕109号）",
     "Measures on the information processing fee", "信息处理费管理办法"},
    {instrument::rev23, "REV23", "行政复议法（2023年）", "Administrative Reconsideration Law 2023",
     "复议法"},
    {instrument::rev17, "REV17", "行政复议法（2017年）", "Administrative Reconsideration Law 2017",
     "原复议法"},
    {instrument::revir, "REVIR", "行政复议法实施条例",
     "Implementing rules of the Reconsideration Law", "复议法实施条例"},
    {instrument::all17, "ALL17", "行政诉讼法（2017年）", "Administrative Litigation Law 2017",
     "行政诉讼法"},
    {instrument::spc18, "SPC18", "法释〔2018〕1号",
     "Supreme Court interpretation of 2018 of the Litigation Law", "法释〔2018〕1号"},
    {instrument::spc25, "SPC25", "法释〔2025〕8号",
     "Supreme Court rules of 2025 on disclosure cases", "法释〔2025〕8号"},
    {instrument::hol, "HOL", "全国年节及纪念日放假办法", "Measures on holidays and memorial days",
     "放假办法"},
    {instrument::civ, "CIV", "民法典", "Civil Code", "民法典"},
    {instrument::cpl, "CPL", "民事诉讼法（2023年）", "Civil Procedure Law 2023", "民事诉讼法"},
});

// clang-format off
#define QIXIAN_BASES(X)                                                                                                                          \
    /* counting days */                                                                                                                          \
    X(d1,     "D1",     civ,   201, 0, "期间开始的当日不计入，自下一日开始计算",                 "the day that starts a period is not counted")        \
    X(d2,     "D2",     hol,     7, 0, "工作日按国务院放假通知计算，调休上班日计入",             "working days follow the notices of the State Council, make-up days count") \
    X(d4,     "D4",     cpl,    85, 3, "期间届满的最后一日是法定休假日的，以其后第一日为届满日",   "a last day that is a rest day moves to the first day after it") \
    X(d5,     "D5",     civ,   202, 0, "到期月的对应日为期间的最后一日；没有对应日的，月末日为最后一日", "months end on the corresponding day, or at month end") \
    X(d8,     "D8",     f235,    1, 0, "邮寄答复以交邮之日为答复日",                             "a posted reply is done on the day it is handed to the post") \
    /* receipt */                                                                                                                                \
    X(r31_1,  "R31-1",  reg19,  31, 1, "当面提交的，以提交之日为收到申请之日",                   "handed in: the day it is handed in")                  \
    X(r31_2,  "R31-2",  reg19,  31, 2, "邮寄需签收的，以行政机关签收之日为收到申请之日",         "signed post: the day the agency signs")               \
    X(r31_3,  "R31-3",  reg19,  31, 2, "平常信函应于收到当日与申请人确认，确认之日为收到申请之日", "ordinary letter: confirm the same day; the day of confirmation") \
    X(r31_4,  "R31-4",  reg19,  31, 3, "互联网、传真提交的，以双方确认之日为收到申请之日",       "online or fax: the day both sides confirm")           \
    X(r31_5,  "R31-5",  reg19,  29, 1, "口头提出的，由政府信息公开工作机构代为填写",             "oral: the disclosure office fills in the form")      \
    X(o11,    "O11",    f207,    1, 0, "旧条例下收到申请时间的确定",                             "day of receipt under Decree 492")                     \
    /* Decree 711, articles 30 to 42 */                                                                                                          \
    X(r30_1,  "R30-1",  reg19,  30, 0, "申请内容不明确的，7个工作日内一次性告知补正",            "unclear: one correction notice within 7 working days") \
    X(r30_2,  "R30-2",  reg19,  30, 0, "无正当理由逾期不补正的，视为放弃申请",                   "not corrected in time without just cause: deemed abandoned") \
    X(r30_3,  "R30-3",  reg19,  30, 0, "答复期限自收到补正的申请之日起计算",                     "the reply period runs from receipt of the corrected application") \
    X(r32_1,  "R32-1",  reg19,  32, 0, "可能损害第三方合法权益的，应当书面征求第三方的意见",     "a third party whose rights may be harmed is consulted in writing") \
    X(r32_2,  "R32-2",  reg19,  32, 0, "第三方应当自收到征求意见书之日起15个工作日内提出意见",   "the third party has 15 working days from receipt")    \
    X(r33_1,  "R33-1",  reg19,  33, 1, "能够当场答复的，应当当场予以答复",                       "what can be answered at once is answered at once")    \
    X(r33_2,  "R33-2",  reg19,  33, 2, "自收到申请之日起20个工作日内予以答复",                   "reply within 20 working days of receipt")             \
    X(r33_3,  "R33-3",  reg19,  33, 2, "延长的期限最长不得超过20个工作日",                       "an extension of at most 20 working days, agreed and notified") \
    X(r33_4,  "R33-4",  reg19,  33, 3, "征求第三方和其他机关意见所需时间不计算在内",             "time to seek opinions is not counted")                \
    X(r34_1,  "R34-1",  reg19,  34, 0, "被征求意见的行政机关15个工作日内提出意见，逾期视为同意公开", "a co-maker has 15 working days; silence is consent") \
    X(r35_1,  "R35-1",  reg19,  35, 0, "数量、频次明显超过合理范围的，可以要求说明理由",         "an excessive number or frequency: reasons may be asked") \
    X(r35_2,  "R35-2",  reg19,  35, 0, "理由不合理的，告知申请人不予处理",                       "reasons that do not hold: not handled")               \
    X(r35_3,  "R35-3",  reg19,  35, 0, "可以确定延迟答复的合理期限并告知申请人",                 "a reasonable later day may be fixed and told")        \
    X(r36_1,  "R36-1",  reg19,  36, 0, "对政府信息公开申请，根据下列情况分别作出答复",           "the kinds of answer")                                 \
    X(r37_1,  "R37-1",  reg19,  37, 0, "能够作区分处理的，应当提供可以公开的内容",               "separable content is disclosed in part")              \
    X(r42_4,  "R42-4",  fee20,   6, 0, "申请人收到收费通知次日起20个工作日内缴费，逾期视为放弃", "pay within 20 working days of the notice, or deemed abandoned") \
    X(r42_5,  "R42-5",  fee20,   6, 0, "自缴费次日起重新计算办理期限",                           "the period runs anew from the day after payment")     \
    X(r42_3a, "R42-3a", fee20,   4, 0, "按件计收",                                               "fee by the item")                                     \
    X(r42_3b, "R42-3b", fee20,   5, 0, "按量计收",                                               "fee by the page")                                     \
    /* Decree 492 */                                                                                                                             \
    X(o1,     "O1",     reg08,  24, 2, "自收到申请之日起15个工作日内予以答复",                   "reply within 15 working days of receipt")             \
    X(o2,     "O2",     reg08,  24, 2, "延长答复的期限最长不得超过15个工作日",                   "an extension of at most 15 working days")             \
    X(o3,     "O3",     reg08,  24, 3, "征求第三方意见所需时间不计算在内",                       "time to seek a third party's opinion is not counted") \
    X(o6,     "O6",     reg08,  21, 4, "申请内容不明确的，应当告知申请人作出更改、补充",         "unclear: tell the applicant to amend")                \
    X(o8,     "O8",     reg08,  21, 0, "根据下列情况分别作出答复",                               "the kinds of answer")                                 \
    /* review */                                                                                                                                 \
    X(r60_1,  "R60-1",  rev23,  20, 1, "自知道该行政行为之日起60日内申请行政复议",               "apply for review within 60 days of knowing the act")   \
    X(r60_1b, "R60-1",  rev17,   9, 1, "自知道该具体行政行为之日起60日内申请行政复议",           "apply for review within 60 days of knowing the act")   \
    X(r60_2,  "R60-2",  rev23,  30, 1, "收到申请后5个工作日内审查，逾期视为受理",                "5 working days to accept, then deemed accepted")      \
    X(r60_2b, "R60-2b", rev17,  17, 1, "收到申请后5个工作日内审查",                              "5 working days to accept")                            \
    X(r60_4,  "R60-4",  rev23,  48, 0, "被申请人自收到副本之日起10个工作日内答复",               "the agency answers within 10 working days of the copy") \
    X(r60_4b, "R60-4",  rev17,  23, 1, "被申请人自收到副本之日起10日内答复",                     "the agency answers within 10 days of the copy")       \
    X(r60_5,  "R60-5",  rev23,  62, 1, "自受理申请之日起60日内作出复议决定",                     "decision within 60 days of acceptance")               \
    X(r60_5b, "R60-5",  rev17,  31, 1, "自受理申请之日起60日内作出复议决定",                     "decision within 60 days of acceptance")               \
    X(r60_6,  "R60-6",  rev23,  62, 2, "简易程序自受理之日起30日内作出复议决定",                 "simplified procedure: decision within 30 days")       \
    X(r60_6a, "R60-6",  rev23,  54, 1, "简易程序被申请人自收到副本之日起5个工作日内答复",        "simplified procedure: answer within 5 working days")  \
    X(r60_7,  "R60-7",  rev23,  23, 1, "对不予公开不服的，应当先申请行政复议",                   "a refusal to disclose goes to review first")          \
    X(r60_8,  "R60-8",  revir,  16, 0, "未履行的，自履行期限届满之日起计算复议期限",             "no reply: from the end of the reply period")          \
    X(r60_3,  "R60-3", rev23,  31, 1, "申请材料不齐全的，5个工作日内书面通知补正，申请人10个工作日内补正", "incomplete papers: 5 working days to ask, 10 to answer") \
    X(r60_3b, "R60-3", revir,  29, 0, "申请材料不齐全的，5日内书面通知补正，补正所用时间不计入审理期限", "incomplete papers: the time to complete them is not counted") \
    X(r60_9,  "R60-9", rev23,  41, 0, "复议终止的情形", "when a review is terminated") \
    X(r60_9b, "R60-9", revir,  42, 0, "复议终止的情形", "when a review is terminated") \
    X(r60_10, "R60-10",rev23,  62, 1, "情况复杂的，可以适当延长，最多不得超过30日，并书面告知当事人", "may be extended by at most 30 days, told to the parties") \
    X(r60_10b,"R60-10",rev17,  31, 1, "情况复杂的，可以适当延长，最多不超过30日，并告知申请人和被申请人", "may be extended by at most 30 days, told to the parties") \
    X(r60_11, "R60-11",rev23,  39, 1, "复议中止的情形；消除后恢复审理", "when a review is suspended, and resumed") \
    X(r60_11b,"R60-11",revir,  41, 0, "复议中止的情形；消除后恢复审理", "when a review is suspended, and resumed") \
    X(r60_12, "R60-12",rev23,  74, 2, "撤回申请的，不得再以同一事实和理由申请复议", "after a withdrawal no second review on the same facts") \
    X(r60_12b,"R60-12",revir,  38, 2, "撤回申请的，不得再以同一事实和理由申请复议", "after a withdrawal no second review on the same facts") \
    X(r60_13, "R60-13",rev23,  33, 0, "不符合受理条件的，决定驳回申请", "what may not be reviewed is rejected") \
    X(r60_13b,"R60-13",revir,  48, 1, "不符合受理条件的，决定驳回申请", "what may not be reviewed is rejected") \
    /* suits */                                                                                                                                  \
    X(r61_1,  "R61-1",  all17,  46, 1, "自知道或者应当知道之日起6个月内起诉",                    "sue within 6 months of knowing the act")              \
    X(r61_2,  "R61-2",  all17,  45, 0, "自收到复议决定书之日起15日内起诉",                       "sue within 15 days of the review decision")           \
    X(r61_3,  "R61-3",  all17,  47, 1, "不履行职责的，期限届满可以起诉",                         "no reply: sue once the period is over")               \
    X(r61_5,  "R61-5",  all17,  67, 1, "被告自收到起诉状副本之日起15日内提出答辩状",             "defence within 15 days of the copy")                  \
    X(r61_7,  "R61-7", all17,  85, 0, "不服一审裁判的，可以上诉", "a judgment of first instance may be appealed") \
    X(r61_8,  "R61-8", all17,  91, 0, "应当再审的情形", "when there is a retrial") \
    X(r61_9,  "R61-9", spc18,  87, 0, "诉讼中止的情形；消除后恢复", "when a suit is suspended, and resumed") \
    X(r61_10, "R61-10",spc18,  69, 1, "不符合起诉条件的，裁定驳回起诉", "what may not be sued for is rejected") \
    X(r61_11, "R61-11",all17,  62, 0, "申请撤诉的，由法院裁定是否准许", "a suit may be withdrawn by leave of the court") \
    X(r28_1,  "C9",     revir,  49, 1, "责令重新作出的，未规定期限的按法定期限",                 "a new answer without a limit has the statutory one")  \
    /* the year */                                                                                                                               \
    X(c1,     "C1",     f30,     0, 0, "本年新收：收到申请之日在本年",                           "new: received in the year")                           \
    X(c2,     "C2",     f30,     0, 0, "上年结转、结转下年：年末尚未办结",                       "carried over: open when the year ended")              \
    X(c3,     "C3",     f30,     0, 0, "每件申请只计一个办理结果",                               "one result for each application")                     \
    X(c4,     "C4",     f30,     0, 0, "办理结果计入办结之日所在年度",                           "a result belongs to the year of the closing act")     \
    X(c5,     "C5",     f30,     0, 0, "补正、征求意见、缴费、延期中的均结转",                   "whatever is pending is open, so carried over")        \
    X(c7,     "C7",     f30,     0, 0, "一事一申请，拆分或者误登记的不重复计",                   "a split or mistaken registration is counted once")    \
    X(c8,     "C8",     f30,     0, 0, "撤回的计入其他处理",                                     "withdrawn: other handling")                           \
    X(z2,     "Z2",    cpl,    95, 0, "退回的文书重新送达；公告送达的，公告期满视为送达", "a letter that came back is sent again; by announcement it arrives when that is over") \
    X(z8,     "Z8",    rev23,  20, 0, "重新答复、变更答复是新的行政行为", "a new answer is a new act") \
    X(c12,    "C12",    f30,     0, 0, "复议、诉讼按结案年度和结果统计，年末未结的计尚未审结",   "table 4: by result in the year of decision, else pending") \
    /* the register */                                                                                                                           \
    X(r45_1,  "R45-1",  reg19,  45, 0, "健全申请登记、审核、办理、答复、归档的工作制度",         "registration, handling and filing follow a routine")
// clang-format on

/// A rule of law; its enumerator is its id, `r33_2` for R33-2.
enum class basis : std::uint8_t {
#define QIXIAN_X(name, id, in, article, part, zh, en) name,
    QIXIAN_BASES(QIXIAN_X)
#undef QIXIAN_X
};

struct basis_info {
    basis which;
    std::string_view id;  ///< "R33-2"
    instrument in;
    std::uint16_t article;
    std::uint8_t part;  ///< paragraph or item; 0 = the whole article
    std::string_view zh;
    std::string_view en;
};

inline constexpr auto all_bases = std::to_array<basis_info>({
#define QIXIAN_X(name, id, in, article, part, zh, en)                                              \
    basis_info{basis::name, id, instrument::in, article, part, zh, en},
    QIXIAN_BASES(QIXIAN_X)
#undef QIXIAN_X
});

[[nodiscard]] constexpr basis_info const& info(basis which) {
    return all_bases[static_cast<std::size_t>(which)];
}

[[nodiscard]] constexpr instrument_info const& info(instrument which) {
    return all_instruments[static_cast<std::size_t>(which)];
}

/// The row of an article, as the statute lists it.
[[nodiscard]] constexpr article_row article_of(basis which) {
    auto const& b = info(which);
    return {info(b.in).key, b.article, b.part, b.id};
}

/// The citation as outputs carry it.
[[nodiscard]] inline std::string cite(basis which) { return citation_of(article_of(which)); }

}  // namespace qixian::inline v0
