// Every word that the program says in both languages, once: Chinese first, English beside it.
//
// One entry a line, by the part of the program that says it first; `say(language, text::x)` chooses. A
// text without its other language does not compile, and a test looks for pairs that stand elsewhere.
#pragma once

#include <string_view>

namespace qixian::cli {

struct text_pair {
    std::string_view zh;
    std::string_view en;
};

// clang-format off
namespace text {

// --- base
inline constexpr text_pair recorded_by_needs_a_store_not{"--recorded-by 只用于数据文件（STORE）", "--recorded-by needs a store, not a log"};
inline constexpr text_pair green{"绿", "green"};
inline constexpr text_pair yellow{"黄", "yellow"};
inline constexpr text_pair red{"红", "red"};
inline constexpr text_pair overdue{"超期", "overdue"};
inline constexpr text_pair no_limit{"无法定期限", "no limit"};
inline constexpr text_pair agency{"本机关", "agency"};
inline constexpr text_pair applicant{"申请人", "applicant"};
inline constexpr text_pair third_party{"第三方", "third party"};
inline constexpr text_pair co_maker{"共同制作机关", "co-maker"};
inline constexpr text_pair other_agency{"其他机关", "other agency"};
inline constexpr text_pair review_body{"复议机关", "review body"};
inline constexpr text_pair court{"法院", "court"};
inline constexpr text_pair nothing{"无", "nothing"};
inline constexpr text_pair none{"无", "none"};
inline constexpr text_pair allowed_here{"此处可以填写：", "allowed here: "};
inline constexpr text_pair see_help_columns{"（`qixian help columns`）", " (`qixian help columns`)"};
inline constexpr text_pair becomes_late{"  变为超期", "  becomes late"};
inline constexpr text_pair is_late_no_more{"  不再超期", "  is late no more"};
inline constexpr text_pair the_first_value_of_each_is{"每项的第一个取值是缺省口径。\n", "The first value of each is the default.\n"};

inline constexpr text_pair superseded_window{"已被取代", "superseded"};
inline constexpr text_pair standard_output{"标准输出", "standard output"};
inline constexpr text_pair no_space_left{"空间不足", "no space is left"};
inline constexpr text_pair beyond_the_quota{"超过磁盘配额", "beyond the quota"};
inline constexpr text_pair beyond_the_size_limit{"超过文件大小上限", "beyond the limit of file size"};
inline constexpr text_pair the_stream_is_closed{"没有打开", "it is closed"};
inline constexpr text_pair not_allowed_here{"没有权限", "not permitted"};
inline constexpr text_pair no_such_folder{"没有这个文件夹", "there is no such folder"};
inline constexpr text_pair it_is_a_folder{"这是文件夹", "it is a folder"};
inline constexpr text_pair the_disk_is_read_only{"磁盘只读", "the disk is read-only"};
inline constexpr text_pair the_name_is_too_long{"名称过长", "the name is too long"};
inline constexpr text_pair memory_is_not_enough{"内存不足，未完成。", "there is not enough memory; nothing was finished."};
inline constexpr text_pair option_is_no_day{"{}：“{}”：{}", "{}: \"{}\": {}"};
inline constexpr text_pair option_is_no_instant{"{}：“{}”不是日期和时刻，应写作 2026-01-31T17:00:00+08:00", "{}: \"{}\" is no instant; one is 2026-01-31T17:00:00+08:00"};
inline constexpr text_pair did_you_mean{"，是否为 `{}`？", "; did you mean `{}`?"};
inline constexpr text_pair no_such_command{"没有“{}”这一命令{}", "there is no command \"{}\"{}"};
inline constexpr text_pair no_such_option{"没有“{}”这一选项{}", "there is no option \"{}\"{}"};
inline constexpr text_pair no_such_topic{"没有“{}”这一命令或者主题{}", "there is no command or topic \"{}\"{}"};
inline constexpr text_pair no_such_code{"没有“{}”这一代码{}", "there is no code \"{}\"{}"};
inline constexpr text_pair usage_stands_in{"用法见 `qixian --help` 或者 `qixian 命令 --help`", "Run with --help for more information."};
inline constexpr text_pair argument_is_not_utf8{"命令行参数不是有效的文字编码", "an argument is not UTF-8"};

// --- question
inline constexpr text_pair days_backwards{"第二个日期 {1} 早于第一个日期 {0}", "the second day, {1}, is before the first, {0}"};
inline constexpr text_pair no_year_or_month{"“{}”不是年（YYYY）或者年月（YYYY-MM）", "\"{}\" is no year (YYYY) and no month (YYYY-MM)"};
inline constexpr text_pair blank{"空", "blank"};
inline constexpr text_pair mend{"可改", "mend"};
inline constexpr text_pair the_holiday_notice_is_not_out{"（放假安排尚未发布）", "(the holiday notice is not out yet)"};
inline constexpr text_pair and_further{"；", "; "};
inline constexpr text_pair mo_tu_we_th_fr_sa{"  一    二    三    四    五    六    日\n", "  Mo    Tu    We    Th    Fr    Sa    Su\n"};
inline constexpr text_pair working_day{"工作日", "working day"};
inline constexpr text_pair rest_day{"休息日", "rest day"};
inline constexpr text_pair a_marks_a_day_that_may{"日期后的 ? 表示期限未定：中止中，或取决于尚未发布的放假通知；… 之后是最迟日。", "A ? marks a day that may move: the clock is paused, or a holiday notice is not out yet. After … stands the latest day."};
inline constexpr text_pair possible{"；可行：", "; possible: "};
inline constexpr text_pair irregular{"不合规但已发生", "Irregular"};
inline constexpr text_pair refused_rows{"不予记入的记录", "Refused rows"};
inline constexpr text_pair warnings{"提示", "Warnings"};
inline constexpr text_pair due_days_under_other_readings{"其他口径下的期限", "Due days under other readings"};
inline constexpr text_pair reading_next_working_day{"以其后第一个工作日为收到之日", "received on the next working day"};
inline constexpr text_pair reading_that_day{"以当日为收到之日", "received on that day"};
inline constexpr text_pair reading_submission{"以系统提交成功之日为收到之日", "received on the day of submission"};
inline constexpr text_pair reading_no_correction_notice{"不计该补正告知", "without this correction notice"};
inline constexpr text_pair reading_correction_restarts{"补正后重新起算", "the correction starts the clock anew"};
inline constexpr text_pair reading_reasons_restart{"说明理由比照补正重新起算", "the reasons start the clock anew"};
inline constexpr text_pair reading_decree_of_receipt{"适用收到申请时的条例", "by the decree of the day of receipt"};
inline constexpr text_pair reading_new_decree{"适用新条例", "by Decree 711"};
inline constexpr text_pair reading_another{"采用另一种算法", "by another reading"};
inline constexpr text_pair weekend{"周末", "weekend"};
inline constexpr text_pair statutory_holiday{"法定节假日", "statutory holiday"};
inline constexpr text_pair local_holiday{"地方假日", "local holiday"};
inline constexpr text_pair awaits_a_holiday_notice{"待放假通知确定", "awaits a holiday notice"};
inline constexpr text_pair make_up_working_day{"调休上班", "make-up working day"};
inline constexpr text_pair provisional{"  （未定）", "  (provisional)"};
inline constexpr text_pair paused_opinion_sought{"征求意见，不计入", "paused: opinion sought"};
inline constexpr text_pair corresponding_day{"对应日", "corresponding day"};
inline constexpr text_pair named_day{"指定日", "named day"};
inline constexpr text_pair first_working_day_after{"顺延至首个工作日", "first working day after"};
inline constexpr text_pair restarted_since{"（已重新起算）", " (restarted since)"};
inline constexpr text_pair from{"起算：", "from "};
inline constexpr text_pair the_reply_period_ran_out{"答复期限届满", "the reply period ran out"};
inline constexpr text_pair the_review_period_ran_out{"复议期限届满", "the period of the review ran out"};
inline constexpr text_pair deemed_accepted{"视为受理", "deemed accepted"};
inline constexpr text_pair done_on{"办理：", "done "};
inline constexpr text_pair that_day_not_counted{"，当日不计入", ", that day not counted"};
inline constexpr text_pair a_day_the_letter_names{"文书指定日", "a day the letter names"};
inline constexpr text_pair for_word{"期限：", "for "};
inline constexpr text_pair by{"依据：", "by "};
inline constexpr text_pair paused_no_latest_day_yet{"（中止中，尚无最迟日）", " (paused, no latest day yet)"};
inline constexpr text_pair not_certain{"（未定）", " (not certain)"};
inline constexpr text_pair due{"届满：", "due "};
inline constexpr text_pair applications{"已处理申请", "applications"};
inline constexpr text_pair bytes_read{"已读取字节", "bytes read"};
inline constexpr text_pair refusal{"不予记入", "refusal"};
inline constexpr text_pair irregular_2{"不合规", "irregular"};
inline constexpr text_pair warning{"提示", "warning"};
inline constexpr text_pair fault{"数据错误", "fault"};
inline constexpr text_pair in_each_column_1_2_3{"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "(in each column: 1 + 2 = 3.7 + 4)"};
inline constexpr text_pair legal_persons_and_other_organisations{"法人或其他组织", "legal persons and other organisations"};
inline constexpr text_pair reviews_and_suits{"政府信息公开行政复议、行政诉讼情况", "Reviews and suits"};
inline constexpr text_pair reviews_and_suits_2{"复议、诉讼", "reviews and suits"};
inline constexpr text_pair carried_in{"上年结转：", "carried in:  "};
inline constexpr text_pair carried_out{"结转下年：", "carried out: "};
inline constexpr text_pair all_identities_hold_i1_i2_i3{"✔ 勾稽关系全部成立（I1 I2 I3 I4）", "✔ all identities hold (I1 I2 I3 I4)"};
inline constexpr text_pair note_rows_cannot_stand{"注意：下列申请有不予记入的记录，仅按其余记录统计，详见 `qixian deadlines`：", "note: these applications hold refused rows and are counted by the others, see `qixian deadlines`: "};

// --- simulate
inline constexpr text_pair no_years{"--years：“{}”应写作 2026 或者 2026..2027 的形式，年份为2012至2045之间的整数", "--years: \"{}\" are no years; those are 2026, or 2026..2027, from 2012 to 2045"};
inline constexpr text_pair one_scenario_from{"--from 一次只能推演一个方案：{}", "--from goes on with one scenario at a time: {}"};
inline constexpr text_pair from_takes_the_base{"注意：按方案 base 推演；其他方案用 --scenario 选择：{}\n", "note: by the scenario base; --scenario chooses another: {}\n"};
inline constexpr text_pair left_out_scenario{"略去方案 {}，其余照常推演\n", "scenario {} is left out, the others are run\n"};
inline constexpr text_pair beginning{"期初：", "begins: "};
inline constexpr text_pair one_document{"标准输出只能写一种内容，不能同时写：{}", "standard output takes one document, not all of these: {}"};
inline constexpr text_pair no_share{"--shard：“{}”应写作 2/5 的形式，即第几份/共几份", "--shard: \"{}\" is no share; one is 2/5, the second of five"};
inline constexpr text_pair at_most{"至多 ", "at most "};
inline constexpr text_pair applicants{"申请人", "applicants"};
inline constexpr text_pair new_word{"新收", "new"};
inline constexpr text_pair carried_in_2{"上年结转", "carried in"};
inline constexpr text_pair carried_out_2{"结转下年", "carried out"};
inline constexpr text_pair in_hand_calendar_days{"在办（日历日）", "in hand (calendar days)"};
inline constexpr text_pair in_hand_working_days{"在办（工作日）", "in hand (working days)"};
inline constexpr text_pair a_wait_of_its_own{"单独计等待", "a wait of its own"};
inline constexpr text_pair total{"总计", "total"};
inline constexpr text_pair in_brackets_95_intervals_little_s{"括号内为95%区间。按利特尔法则：在办天数＝年末在办件数÷每日新收件数，前提是年末与平日无异。\n", "In brackets 95 % intervals. Little's law: days in hand = open at the ends of the years / new a day, if a year-end is like any other day.\n"};
inline constexpr text_pair assumed{"假定", "assumed"};
inline constexpr text_pair what_no_table_tells{"表中看不出", "what no table tells"};
inline constexpr text_pair model_written_to{"模型已写入", "model written to"};
inline constexpr text_pair application{"申请", "application"};
inline constexpr text_pair stage{"环节", "stage"};
inline constexpr text_pair due_2{"答复期限", "due"};
inline constexpr text_pair late{"超期可能", "late"};
inline constexpr text_pair half_closed_by{"多半办结于", "half closed by"};
inline constexpr text_pair n_95_by{"95%办结于", "95 % by"};
inline constexpr text_pair not_this_year{"年内未必", "not this year"};
inline constexpr text_pair its_course_is_a_particular_one{"* 经过较为特殊，只按目前的答复期限判断\n", "* its course is a particular one: judged by its due day as it stands only\n"};
inline constexpr text_pair week_of{"周", "week of"};
inline constexpr text_pair open_word{"周末在办", "open"};
inline constexpr text_pair n_90_range{"（90%范围）", "(90 % range)"};
inline constexpr text_pair falls_due{"本周到期", "falls due"};
inline constexpr text_pair deadline_simulation{"期限模拟", "deadline simulation"};
inline constexpr text_pair change{"变动", "change"};
inline constexpr text_pair late_share_points{"逾期比例（百分点）", "late (points)"};
inline constexpr text_pair carried_over{"结转（件）", "carried over"};
inline constexpr text_pair days_to_reply{"答复用时（工作日）", "days to reply"};
inline constexpr text_pair no_replication_was_complete_no_answer{"尚无完成的重复，没有结果", "no replication was complete: no answer"};
inline constexpr text_pair simulating{"模拟", "simulating"};
inline constexpr text_pair about_left{"约剩", "about left:"};
inline constexpr text_pair no_clear_difference{"，未见差别", ", no clear difference"};
inline constexpr text_pair text{"，", ", "};
inline constexpr text_pair text_2{"—", "-"};
inline constexpr text_pair scenario{"方案", "scenario"};
inline constexpr text_pair year{"年", "year"};
inline constexpr text_pair late_share{"逾期比例", "late, of those due"};
inline constexpr text_pair carried_over_likely_range{"结转下年（常见范围）", "carried over (likely range)"};
inline constexpr text_pair days_to_reply_median_95{"答复用时 中位/95%", "days to reply: median / 95 %"};
inline constexpr text_pair overdue_at_year_end{"年末超期", "overdue at year end"};
inline constexpr text_pair busiest_team{"最忙小组", "busiest team"};
inline constexpr text_pair late_results{"超期办结", "late, of results"};
inline constexpr text_pair late_share_2{"逾期比例", "late"};
inline constexpr text_pair what_late_is{"逾期比例：期限在当年届满的申请中，逾期才答复或者一直没有答复的；超期办结：当年办结的申请中，逾期办结的。\n", "late, of those due: of the applications whose due day came in the year, those answered later or not at all; late, of results: of those closed in the year, those closed late.\n"};
inline constexpr text_pair what_rare_is{"* 重复中很少出现，按罕见事件给出区间；增加 --replications 可缩小区间。\n", "* seen in few replications: the interval is that of a rare event, and more --replications narrow it.\n"};
inline constexpr text_pair carried_over_2{"结转", "carried over"};
inline constexpr text_pair not_settled_yet{"：预运行太短，首年年末在办件数与年初明显不同；请加大 start.warm_up_calendar_days\n", ": the run before the first year was too short (more or less is open at its end than at its beginning); a longer start.warm_up_calendar_days settles it\n"};
inline constexpr text_pair length{"时长", "length"};
inline constexpr text_pair seen_and_open{"已完 / 未完", "ended / open"};
inline constexpr text_pair mean_and_95{"平均（95%）", "mean (95 %)"};
inline constexpr text_pair law{"所用分布", "law"};
inline constexpr text_pair quantiles_seen{"记录的分位数", "quantiles seen"};
inline constexpr text_pair quantiles_fitted{"拟合的分位数", "quantiles fitted"};
inline constexpr text_pair team{"小组", "team"};
inline constexpr text_pair people_word{"人数", "people"};
inline constexpr text_pair hours_worked{"工时", "hours worked"};
inline constexpr text_pair absent_word{"缺勤", "away"};
inline constexpr text_pair load_seen{"负荷", "load"};
inline constexpr text_pair what_quantiles_are{"分位数依次为0.25、0.5、0.75、0.9、0.95；尚未完的按“长于迄今”计入。\n", "quantiles at 0.25, 0.5, 0.75, 0.9, 0.95; what had not ended counts as longer than so far.\n"};
inline constexpr text_pair what_no_log_tells{"记录中看不出", "what no log tells"};
inline constexpr text_pair what_is_not_known{"两种不确定：括号内为20年中19年所在的范围", "two kinds of uncertainty: 19 years in 20 lie within the brackets"};
inline constexpr text_pair by_chance_alone{"仅因偶然", "by chance alone"};
inline constexpr text_pair inputs_unknown_too{"另计参数未知", "inputs not known either"};
inline constexpr text_pair share_of_inputs_head{"波动中源于参数未知", "of the variance, from the inputs"};
inline constexpr text_pair agency_3{"行政机关", "agency"};
inline constexpr text_pair new_printed{"新收", "new"};
inline constexpr text_pair forecast_range{"预测（95%区间）", "forecast (95 %)"};
inline constexpr text_pair carried_printed{"结转", "carried over"};
inline constexpr text_pair outside_the_range{"落在区间外", "outside"};
inline constexpr text_pair inside_the_range{"落在95%区间内", "inside 95 %"};
inline constexpr text_pair mean_width{"区间平均宽度", "mean width"};
inline constexpr text_pair score_of_ours{"得分", "score"};
inline constexpr text_pair rival_last{"沿用上年", "last year's"};
inline constexpr text_pair rival_mean{"历年平均", "mean of years"};
inline constexpr text_pair rival_poisson{"以上年为均值的泊松分布", "Poisson of last"};
inline constexpr text_pair carried_over_informative{"结转（两年均为零的不计）", "carried over, where any was"};
inline constexpr text_pair what_a_score_is{"得分为连续分级概率评分（件），越小越好；右三列为三种简单预测的得分。\n", "the score is the continuous ranked probability score, in applications: less is better; on the right that of three plain rivals.\n"};
inline constexpr text_pair new_applications_2{"新收", "new"};
inline constexpr text_pair overdue_open_2{"年末逾期未办结", "overdue at year end"};
inline constexpr text_pair open_by_week{"在办（按周）", "open, by week:  "};
inline constexpr text_pair due_by_week{"到期（按周）", "due, by week:   "};
inline constexpr text_pair most_falls_due_on{"到期最多的日子：", "most falls due on "};
inline constexpr text_pair simulated_rows_were_refused{"条模拟记录未被程序接受", "simulated rows were refused"};

// --- store
inline constexpr text_pair structure_of_the_file{"文件结构", "structure of the file"};
inline constexpr text_pair table_or_trigger{"表或触发器", "table or trigger"};
inline constexpr text_pair entry_missing_or_out_of_order{"记录缺失或次序", "entry missing or out of order"};
inline constexpr text_pair version_missing{"版本缺失", "version missing"};
inline constexpr text_pair content_altered{"内容被改动", "content altered"};
inline constexpr text_pair chain_broken{"链条断裂", "chain broken"};
inline constexpr text_pair checkpoint_does_not_fit{"检查点不符", "checkpoint does not fit"};
inline constexpr text_pair figures_of_a_closed_year{"已固定年度的数字", "figures of a closed year"};
inline constexpr text_pair notice{"通知", "notice"};
inline constexpr text_pair projection{"投影", "projection"};
inline constexpr text_pair not_what_was_anchored{"与锚定凭证不符", "not what was anchored"};
inline constexpr text_pair the_projection_was_made_by_another{"投影由另一版本或日历制作，未比对；`qixian rebuild` 可重做。\n", "The projection was made by another version or calendar and was not compared; `qixian rebuild` makes it again.\n"};
inline constexpr text_pair the_projection_was_made_again_from{"✔ 投影已由记录重做\n", "✔ the projection was made again from the entries\n"};
inline constexpr text_pair entries{"已输出记录", "entries"};
inline constexpr text_pair rows_read{"已读取记录", "rows read"};
inline constexpr text_pair exporting_rows_read{"导出：已读取记录", "exporting: rows read"};
inline constexpr text_pair all{"全部", "all"};
inline constexpr text_pair all_agencies{"（全部机关）", "(all agencies)"};
inline constexpr text_pair agency_2{"机关", "agency"};
inline constexpr text_pair known_already_not_saved_again_what{"已知的通知，未再保存；以下为其公布时的变动", "known already, not saved again; what it moved when it came out"};
inline constexpr text_pair tried_not_saved{"试算，未保存", "tried, not saved"};
inline constexpr text_pair saved{"已保存", "saved"};
inline constexpr text_pair is_saved{"已保存", "is saved"};
inline constexpr text_pair refused{"✘ 不予记入：", "✘ refused: "};
inline constexpr text_pair it_would_undo_the_entry{"将使该记录不能成立：", "it would undo the entry "};
inline constexpr text_pair possible_on_that_day{"当日可行：", "possible on that day: "};
inline constexpr text_pair empty_cell{"（空）", "(empty)"};
inline constexpr text_pair between_cells{"；", ", "};
inline constexpr text_pair a_day_fixed_ahead{"日期确属依法预先确定的，加 --future", "--future takes a day that the law fixes ahead"};
inline constexpr text_pair two_rows_differ{"同一文件两行内容不同：确属两项的，分别填写 ref 或者 id", "two rows of one file differ: if they are two facts, give each its own ref or id"};
inline constexpr text_pair amend_or_tell_apart{"更正原记录的，加 --amend；确属另一项的，填写 ref 或者 id", "--amend puts the entry right; if this is another fact, give it a ref or an id"};
inline constexpr text_pair entries_put_right{"更正的记录：", "Entries put right:"};
inline constexpr text_pair stored_at{"写入", "stored"};
inline constexpr text_pair there_already{"= 已有此记录：", "= there already: "};
inline constexpr text_pair would_be_stored_nothing_was{"✔ 可以记入（未写入）：", "✔ would be stored (nothing was): "};
inline constexpr text_pair irregular_3{"不合规：", "irregular: "};
inline constexpr text_pair stage_2{"环节：", "stage: "};
inline constexpr text_pair use_qixian_close_year{"请用 `qixian close-year`", "use `qixian close-year`"};
inline constexpr text_pair was_withdrawn_before{"此前已撤销", "was withdrawn before"};
inline constexpr text_pair cannot_stand_without_it{"因此不能成立：", "cannot stand without it: "};
inline constexpr text_pair refused_2{"不成立", "refused"};
inline constexpr text_pair withdrawn{"已撤销", "withdrawn"};
inline constexpr text_pair later{"截至日后", "later"};
inline constexpr text_pair possible_next{"接下来可行：", "possible next: "};
inline constexpr text_pair possible_later{"届期后可行：", "possible later: "};
inline constexpr text_pair cannot_be_told{"无从判断", "cannot be told"};
inline constexpr text_pair recorded_by{"，录入至 ", ", recorded by "};
inline constexpr text_pair every_entry_was_withdrawn_as_if{"\n全部记录已撤销，等同未登记。\n", "\nEvery entry was withdrawn: as if it had never been entered.\n"};
inline constexpr text_pair what_is_entered_for_that_year{"之后记入的该年事项见 `qixian restate`。\n", "What is entered for that year from now on shows in `qixian restate`.\n"};
inline constexpr text_pair answered_in_time{"按期办结", "answered in time"};
inline constexpr text_pair answered_late{"超期办结", "answered late"};
inline constexpr text_pair fees_notified_fen{"收费通知（分）", "fees notified (fen)"};
inline constexpr text_pair fees_paid_fen{"已缴费（分）", "fees paid (fen)"};
inline constexpr text_pair the_published_figures_hold{"与公布的数字一致。\n", "The published figures hold.\n"};
inline constexpr text_pair joined_word{"增加 ", "joined: "};
inline constexpr text_pair left_word{"减少 ", "left: "};
inline constexpr text_pair no_year_is_closed{"没有已固定的年度。\n", "No year is closed.\n"};

}  // namespace text
// clang-format on

}  // namespace qixian::cli
