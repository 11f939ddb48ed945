// The pages of the codes 1xx and 2xx: receipt and correction, clock.
//
// A page: what happened, what to do, a message as it is said, the article. Texts are read by officers,
// not by programmers: no enumerator where the law has a word. Part 1 of 6.
#pragma once

#include <array>

#include "qixian/statute/cn_disclosure/code_pages.hpp"

namespace qixian::inline v0::detail {

// clang-format off
inline constexpr auto code_pages_1 = std::to_array<code_page>({
    {.what = code::before_receipt,
     .cause_en =
         "The row needs an application that has been received, and on its day there is none: "
         "nothing is registered, or the application is only lodged and not yet confirmed. "
         "Whatever comes before the day of receipt has no effect; no clock runs.",
     .cause_zh =
         "该行所记事项须以申请已经收到为前提，而当日尚无收到申请的记录：或者尚未登记，或者仅已提"
         "交、未经双方确认。收到申请之日以前的事项不产生效力，答复期限也未起算。",
     .remedy_en =
         "Check the day of receipt by the channel used (art. 31). If the row is right, add the "
         "missing `received` row or correct its day; if the row belongs to another application, "
         "correct its number.",
     .remedy_zh =
         "按提交渠道核对收到申请之日（条例第三十一条）。该行无误的，补记或者更正“收到申请”（"
         "received）一行；属于其他申请的，更正申请编号。",
     .sample_en =
         "line 3, 2021-012: `extended` on 2021-02-26 refused: the application has not been "
         "received yet (REG19-31.1)",
     .sample_zh =
         "第3行，2021-012：2021-02-26“告知延期”不予记入：申请尚未收到（REG19-31.1）",
     .citation = "REG19-31"},
    {.what = code::already_received,
     .cause_en =
         "A second `lodged` or `received` row for an application that is registered already. "
         "There is one day of receipt, and it never changes: the statistics count by it.",
     .cause_zh =
         "该申请已经登记收到，又出现一行“提交”或者“收到申请”。一件申请只有一个收到之日，登记后不"
         "再变更，统计以此为准。",
     .remedy_en =
         "If the applicant filed again, register a new application with its own number and link "
         "it by `related`. If the first row was wrong, take it back with `entry_withdrawn` and "
         "enter the right one.",
     .remedy_zh =
         "申请人另行提出申请的，另编号登记，并以 related 列注明关联；原登记有误的，先以“撤销记录”"
         "（entry_withdrawn）撤销，再记入正确的一行。",
     .sample_en =
         "line 9, 2021-012: `received` on 2021-03-05 refused: the application is registered "
         "already, received on 2021-03-01 (REG19-31.1)",
     .sample_zh =
         "第9行，2021-012：2021-03-05“收到申请”不予记入：该申请已于2021-03-01登记收到（"
         "REG19-31.1）",
     .citation = "REG19-31"},
    {.what = code::already_closed,
     .cause_en =
         "A step of the procedure after the application was closed by a reply, a lapse, a "
         "withdrawal or otherwise. One application has one result, so a closed one takes no "
         "further step; only a supplementary answer after a reply, deliveries and remedies "
         "follow.",
     .cause_zh =
         "该申请已因答复、视为放弃、撤回或者其他方式办结，又出现办理程序中的事项。一件申请只计一"
         "个办理结果，办结后不再发生办理环节；答复后的补充答复、文书送达以及复议、诉讼不在此限。",
     .remedy_en =
         "If the applicant asked for more, enter `supplemented` or register a new application. "
         "If the closing row was wrong, take it back with `entry_withdrawn` first. A new answer "
         "ordered by a review body or court is `reanswered`.",
     .remedy_zh =
         "答复后补充提供的，记“补充答复”（supplemented）；提出新请求的，另行登记；办结登记有误的，"
         "先撤销该记录；依复议决定或者裁判重新作出答复的，记“重新答复”（reanswered）。",
     .sample_en =
         "line 14, 2021-012: `refused` on 2021-04-06 refused: the application was closed on "
         "2021-03-26 (F30-C3)",
     .sample_zh =
         "第14行，2021-012：2021-04-06“不予公开”不予记入：该申请已于2021-03-26办结（F30-C3）",
     .citation = "F30-C3"},
    {.what = code::not_possible_here,
     .cause_en =
         "The application is open, but the procedure has no such step at this stage, such as an "
         "extension while a correction is awaited, or a supplementary answer before any reply. "
         "The row changes nothing; the message names what was possible.",
     .cause_zh =
         "申请尚在办理，但当前环节没有这一步骤，例如等待补正期间告知延期、尚未答复即记补充答复。"
         "该行不产生效力，提示中列明当前可以发生的事项。",
     .remedy_en =
         "See which rows are possible at this stage, and whether a row before this one is "
         "missing (the corrected application, the payment, the reasons) or has the wrong day.",
     .remedy_zh =
         "对照所列“当前可以发生的事项”，检查此前是否漏记（如收到补正、缴费、收到理由）或者日期有"
         "误，补正记录后重新核对。",
     .sample_en =
         "line 6, 2021-012: `extended` on 2021-03-12 refused: this cannot happen while a "
         "correction is awaited; possible: correction_received, correction_lapsed …",
     .sample_zh =
         "第6行，2021-012：2021-03-12“告知延期”不予记入：等待补正期间不可能发生；当前可以发生："
         "收到补正、逾期不补正等",
     .citation = "REG19-33.2"},
    {.what = code::displaces_entry,
     .cause_en =
         "The row is dated before entries that stand already, and beside it one of them could not "
         "have happened, such as the withdrawal of an application dated before a reply that is on "
         "record: what was withdrawn gets no reply. What was taken once is never undone by a later "
         "row, so this row changes nothing. The message names the first entry that stands in the "
         "way, and the article by which that one would be refused.",
     .cause_zh =
         "该行日期早于已有记录，一旦记入，某项已有记录便无法成立，例如已记有答复，又补记日期在答复"
         "之前的撤回申请：申请撤回后即不再答复。已经采纳的记录不因事后补记而失效，因此该行不产生效"
         "力；提示中列明受影响的第一项记录，以及该记录届时不能成立所依据的条文。",
     .remedy_en =
         "Compare the two days. If the entry named is the wrong one, withdraw it first "
         "(`withdraw-entry`), then record this row, and enter the other again if it still holds. "
         "If this row has the wrong day or number, correct it.",
     .remedy_zh =
         "核对两项记录的日期。所列已有记录有误的，先以 withdraw-entry 撤销该记录，再记入本行，原事"
         "项仍然成立的另行补记；本行日期或者申请编号有误的，更正后重新记入。",
     .sample_en =
         "2021-012: `withdrawn` on 2021-03-22 refused: an entry that stands already would become "
         "impossible: E-9, `disclosed` on 2021-03-26 (F30-C3)",
     .sample_zh =
         "2021-012：2021-03-22“撤回申请”不予记入：将使已有记录无法成立：E-9，2021-03-26“予以公开”"
         "（F30-C3）",
     .citation = "F30-C3"},
    {.what = code::future_day,
     .cause_en =
         "The row says that something happened on a day (or was delivered on one) that lies after today, by the clock of the store in UTC+8. What has not come yet has not happened: the year is mistyped, as a rule, and the application would be missing from every list until that day. Nothing was stored.",
     .cause_zh =
         "所记事项的日期或者送达日期晚于今日（按数据文件所在系统的北京时间）。尚未到来的日期不可能已经发生，多为年份填写错误；一旦记入，在该日之前各清单均不会列出该申请。本行未写入。",
     .remedy_en =
         "Correct the day. For a day that the law fixes ahead, such as that of a service by announcement, say `--future`.",
     .remedy_zh =
         "更正日期。确属依法预先确定的日期的（如公告送达视为送达之日），加 --future 记入。",
     .sample_en =
         "2021-012: `received` on 2027-11-23 refused: this day has not come yet (REG19-45, 2026-11-23)",
     .sample_zh =
         "2021-012：2027-11-23“收到申请”不予记入：日期晚于今日（REG19-45，2026-11-23）",
     .citation = "REG19-45"},
    {.what = code::same_fact,
     .cause_en =
         "An entry that stands says the same: this application, this day, this event and this `ref`, and no other letter in `re`. Its other cells are not those of this row; the message lists them. Counted beside it the row would be a second extension, letter or review that never happened. Also said of two rows of one file. Nothing was stored.",
     .cause_zh =
         "已有记录与本行属于同一事项：申请、日期、事件和文书编号（ref）均相同，所答文书（re）也不是另一件，而其他单元格内容不同，提示中逐项列明。一并计入将虚增延期、文书或者复议。同一文件中两行如此的，同样处理。本行未写入。",
     .remedy_en =
         "If the row puts the entry right, send it again with `--amend`: the entry is withdrawn and the row recorded in its place, and both are shown. If there really were two on one day, give each its own `ref`, or this one an `id`. If the row is the wrong one, correct it.",
     .remedy_zh =
         "本行系更正已有记录的，加 --amend 重新执行：原记录撤销，本行记入，二者均予列明。确属同日两项事项的，分别填写文书编号（ref），或者为本行填写记录编号（id）。本行有误的，予以更正。",
     .sample_en =
         "2026-031: `extended` on 2026-11-02 refused: this fact is recorded already, with other cells: delivered: empty, now 2026-11-03 (REG19-45)",
     .sample_zh =
         "2026-031：2026-11-02“告知延期”不予记入：同一事项已有记录，内容不同：delivered 原为空，现为 2026-11-03（REG19-45）",
     .citation = "REG19-45"},
    {.what = code::correction_late,
     .cause_en =
         "The correction notice was sent after the 7th working day from receipt. It happened, so "
         "it is kept: the reply clock is superseded and starts anew with the corrected "
         "application. The due day that would have run without it is given as `shadow_due`, "
         "because a review body may hold the late notice against the agency.",
     .cause_zh =
         "补正告知发出之日超过收到申请之日起7个工作日。该告知照实记入，答复期限中断，自收到补正"
         "的申请之日起重新计算；如不认可该告知，原答复期限届满之日列为 shadow_due，复议、诉讼中"
         "可能据此认定程序违法或者瑕疵。",
     .remedy_en =
         "Aim to answer by the shadow due day, which is safe under either view. Send further "
         "notices within 7 working days.",
     .remedy_zh =
         "建议在原答复期限（shadow_due）届满前答复，以避免争议；今后对内容不明确的申请，应当自收"
         "到之日起7个工作日内一次性告知补正。",
     .sample_en =
         "line 4, 2021-012: `correction_requested` on 2021-03-15 kept: correction notice after "
         "the 7th working day 2021-03-10; shadow due day 2021-03-29 (REG19-30)",
     .sample_zh =
         "第4行，2021-012：2021-03-15“告知补正”照实记入：补正告知超过7个工作日（至2021-03-10），"
         "原答复期限2021-03-29（REG19-30）",
     .citation = "REG19-30"},
    {.what = code::correction_repeated,
     .cause_en =
         "A correction notice after an earlier one. The law allows a single notice that names "
         "everything. It is kept: the clock is superseded again, and the due day that runs "
         "without it is the `shadow_due`.",
     .cause_zh =
         "此前已经告知补正，又再次告知。条例要求一次性告知需要补正的全部事项，不得反复要求补正。"
         "该告知照实记入，答复期限再次中断；不计该次告知的答复期限列为 shadow_due。",
     .remedy_en =
         "If the content is still unclear after the correction, answer \"unable to provide\" "
         "(`unclear_after_correction`) instead of asking again. Otherwise answer by the shadow "
         "due day.",
     .remedy_zh =
         "补正后内容仍不明确的，应当按“补正后申请内容仍不明确”答复无法提供（"
         "unclear_after_correction），不再要求补正；能够办理的，宜在 shadow_due 以前答复。",
     .sample_en =
         "line 8, 2021-012: `correction_requested` on 2021-03-24 kept: second correction notice; "
         "shadow due day 2021-04-20 (REG19-30)",
     .sample_zh =
         "第8行，2021-012：2021-03-24“告知补正”照实记入：重复告知补正，不计该次告知的答复期限为"
         "2021-04-20（REG19-30）",
     .citation = "REG19-30"},
    {.what = code::lapse_too_early,
     .cause_en =
         "A lapse (`correction_lapsed`, `fee_lapsed`, `consultation_lapsed`) is entered while "
         "the period still runs, or its last day is not known because the letter states no "
         "period. A deemed abandonment takes effect on the day after the last day; silence of a "
         "consulted side can be stated on its 15th working day or later.",
     .cause_zh =
         "补正期限、缴费期限或者征求意见期限尚未届满，或者因告知书未写明期限而无从确定届满之日，"
         "即记入逾期。视为放弃自期限届满次日起发生效力；被征求意见一方逾期未提出意见的，最早于第"
         "15个工作日记入。",
     .remedy_en =
         "Enter the lapse on the day after the last day that the message names. If the letter "
         "stated no period, set one with `correction_period_extended` and tell the applicant.",
     .remedy_zh =
         "待提示所列届满之日的次日再行记入。原告知未写明期限的，应当另行告知合理的补正期限，并记"
         "“延长补正期限”（correction_period_extended）。",
     .sample_en =
         "line 5, 2021-012: `fee_lapsed` on 2021-04-08 refused: the period has not run out, last "
         "day 2021-04-08 (FEE-6)",
     .sample_zh =
         "第5行，2021-012：2021-04-08“逾期不缴费”不予记入：期限尚未届满，最后一日为2021-04-08（"
         "FEE-6）",
     .citation = "REG19-30;REG19-32;FEE-6"},
    {.what = code::no_lapse_under_492,
     .cause_en =
         "`correction_lapsed` for an application under Decree 492. That decree let the agency "
         "ask for amendments but knew no deemed abandonment, so the case stays open until it is "
         "answered or closed otherwise.",
     .cause_zh =
         "适用旧条例（国务院令第492号）的申请记入“逾期不补正”。旧条例仅规定告知申请人作出更改、"
         "补充，没有逾期不补正视为放弃的规定，该申请仍属未办结。",
     .remedy_en =
         "Enter the answer that was given, a withdrawal, or `closed_otherwise`. Do not count the "
         "case as abandoned in table 3.",
     .remedy_zh =
         "按实际情况记入答复、撤回或者“其他方式办结”（closed_otherwise），不得在表三计入逾期不补"
         "正。",
     .sample_en =
         "line 6, 2018-031: `correction_lapsed` on 2018-04-16 refused: Decree 492 knows no "
         "deemed abandonment (REG08-21.4)",
     .sample_zh =
         "第6行，2018-031：2018-04-16“逾期不补正”不予记入：旧条例没有视为放弃（REG08-21.4）",
     .citation = "REG08-21.4"},
    {.what = code::lapse_recorded_late,
     .cause_en =
         "The lapse was entered later than the day on which it took effect. The closing day is "
         "the day after the last day of the period, whatever the day of the row; around New Year "
         "this can move the case into the earlier year's table.",
     .cause_zh =
         "逾期不补正或者逾期不缴费的登记日晚于其生效日。办结之日为期限届满的次日，不以登记日为准；"
         "跨年时，该件应当计入期限届满次日所属年度。",
     .remedy_en =
         "Nothing needs to be done for the case. If the earlier year's report is published "
         "already, check its carry-over row against the corrected figures.",
     .remedy_zh =
         "个案无须处理。涉及已经发布的上一年度报告的，核对“结转下年度继续办理”的数字是否需要更正。",
     .sample_en =
         "line 5, 2021-012: `correction_lapsed` on 2021-05-10: closed on 2021-03-31, the day "
         "after the last day 2021-03-30 (REG19-30)",
     .sample_zh =
         "第5行，2021-012：2021-05-10记入“逾期不补正”，办结之日按期限届满（2021-03-30）次日"
         "2021-03-31计（REG19-30）",
     .citation = "REG19-30;FEE-6"},
    {.what = code::correction_after_limit,
     .cause_en =
         "The corrected application came after the last day for correcting, and no lapse had "
         "been entered. It is accepted and, under Decree 711, starts a fresh reply clock. "
         "Without just cause the law deems such an application abandoned.",
     .cause_zh =
         "补正的申请在补正期限届满后收到，此前未记入逾期不补正。该行按收到补正处理，适用新条例的，"
         "答复期限重新计算；但依照条例，无正当理由逾期不补正的，视为放弃申请。",
     .remedy_en =
         "If there was just cause, record it with `correction_period_extended`. If there was "
         "none and the agency no longer handles the case, take this row back and enter "
         "`correction_lapsed`.",
     .remedy_zh =
         "有正当理由的，补记“延长补正期限”（correction_period_extended）；无正当理由且决定不再处"
         "理的，撤销本行，改记“逾期不补正”（correction_lapsed），并告知申请人。",
     .sample_en =
         "line 6, 2021-012: `correction_received` on 2021-04-02: after the last day 2021-03-30 "
         "(REG19-30)",
     .sample_zh =
         "第6行，2021-012：2021-04-02“收到补正”：超过补正期限（至2021-03-30）（REG19-30）",
     .citation = "REG19-30"},
    {.what = code::receipt_on_rest_day,
     .cause_en =
         "The day of receipt is a rest day. By default it counts as the day of receipt as it "
         "stands; one court accepted the next working day instead. The due day of the other "
         "reading, one working day away, is the `shadow_due`.",
     .cause_zh =
         "收到申请之日为休息日。默认以当日为收到之日（literal）；也有裁判认可以其后第一个工作日"
         "计。另一种算法的答复期限相差1个工作日，列为 shadow_due。",
     .remedy_en =
         "Answer by the earlier of the two days. An office with a settled practice sets the "
         "policy `nonworking_receipt`.",
     .remedy_zh =
         "以较早的日期为准安排答复。本机关已有统一做法的，以口径 nonworking_receipt 设定。",
     .sample_en =
         "2020-118: received on a rest day, 2020-10-31; due 2020-11-27, with the next working "
         "day 2020-11-30 (REG19-31)",
     .sample_zh =
         "2020-118：休息日（2020-10-31）收到申请，答复期限2020-11-27；按其后第一个工作日计为"
         "2020-11-30（REG19-31）",
     .citation = "REG19-31"},
    {.what = code::confirmation_lags,
     .cause_en =
         "Between the day the application was lodged and the day it was confirmed lies more than "
         "one working day. The clock runs from confirmation, but a delay in confirming is the "
         "agency's own doing; the due day counted from lodging is the `shadow_due`.",
     .cause_zh =
         "申请提交之日与双方确认之日相隔超过1个工作日。答复期限自确认之日起算，但确认迟延系行政"
         "机关自身原因，申请人可能主张自提交之日起算，该口径下的答复期限列为 shadow_due。",
     .remedy_en =
         "Answer by the shadow due day where possible, and confirm online, fax and letter "
         "applications on the day they come in.",
     .remedy_zh =
         "尽可能在 shadow_due 以前答复；今后对互联网、传真及平常信函提交的申请，应当于收到当日与"
         "申请人确认并留存记录。",
     .sample_en =
         "line 2, 2021-012: confirmed on 2021-03-08, lodged on 2021-03-01; due 2021-04-06, from "
         "lodging 2021-03-29 (REG19-31)",
     .sample_zh =
         "第2行，2021-012：2021-03-01提交、2021-03-08确认，答复期限2021-04-06；按提交之日计为"
         "2021-03-29（REG19-31）",
     .citation = "REG19-31"},
    {.what = code::confirmation_open,
     .cause_en =
         "The application was lodged more than one working day ago and has still not been "
         "confirmed with the applicant. No reply clock runs, but letters must be confirmed on "
         "the day they come in.",
     .cause_zh =
         "申请提交已超过1个工作日，至截至日仍未与申请人确认。答复期限尚未起算，但平常信函应当于"
         "收到当日确认，长期不确认可能被认定为拖延。",
     .remedy_en =
         "Confirm by telephone or message and enter `received` with that day. If the applicant "
         "cannot be reached, note each attempt.",
     .remedy_zh =
         "立即与申请人确认，并以确认之日记“收到申请”（received）；无法取得联系的，逐次登记联系情"
         "况备查。",
     .sample_en =
         "2021-012: lodged on 2021-03-01, still not confirmed on 2021-03-08 (REG19-31)",
     .sample_zh =
         "2021-012：2021-03-01提交，至2021-03-08尚未与申请人确认（REG19-31）",
     .citation = "REG19-31"},
    {.what = code::correction_no_restart,
     .cause_en =
         "A corrected application under Decree 492. That decree has no rule that restarts the "
         "clock, so the due day stays; the day a restart would give is the `shadow_due`.",
     .cause_zh =
         "适用旧条例（国务院令第492号）的申请收到补正。旧条例没有答复期限自收到补正之日起重新计"
         "算的规定，原答复期限不变；如认可重新起算，届满之日列为 shadow_due。",
     .remedy_en =
         "Judge timeliness by the due day. In a dispute about an old case the shadow due day "
         "shows what the other reading would give.",
     .remedy_zh =
         "以原答复期限判断是否逾期；历史案件发生争议时，可以参考 shadow_due 说明另一种算法。",
     .sample_en =
         "line 4, 2018-031: corrected application on 2018-03-19; due 2018-03-26, with a restart "
         "2018-04-10 (REG08-21.4)",
     .sample_zh =
         "第4行，2018-031：2018-03-19收到补正，答复期限仍为2018-03-26；重新起算则为2018-04-10（"
         "REG08-21.4）",
     .citation = "REG08-21.4"},
    {.what = code::transition_open_case,
     .cause_en =
         "The application was received before 2019-05-15 and was open when Decree 711 took "
         "effect. Decree 711 has no transition clause: by default the decree in force on the day "
         "of receipt governs, and the due day of the other reading is the `shadow_due`.",
     .cause_zh =
         "申请在2019年5月15日以前收到，新条例施行时尚未办结。新条例没有过渡条款：默认适用收到申"
         "请时施行的条例，另一种口径的答复期限列为 shadow_due。",
     .remedy_en =
         "The day of the old decree is the shorter duty and safe under both readings. To judge "
         "the whole case under Decree 711 choose `transition=new_rule_for_open_cases`.",
     .remedy_zh =
         "旧条例的期限较短，按其答复在两种口径下均不逾期；需要整案适用新条例的，设定口径 "
         "transition=new_rule_for_open_cases。",
     .sample_en =
         "2019-044: received on 2019-05-06, open on 2019-05-15; due 2019-05-27, under Decree 711 "
         "2019-06-03 (REG19-56)",
     .sample_zh =
         "2019-044：2019-05-06收到，2019-05-15尚未办结；答复期限2019-05-27，按新条例为2019-06-03"
         "（REG19-56）",
     .citation = "REG19-56"},
    {.what = code::period_not_stated,
     .cause_en =
         "The correction notice, or the letter that prolongs its period, names neither `days` "
         "nor `until`. The law demands a reasonable period in the notice; without one its last "
         "day is unknown and a lapse cannot be entered.",
     .cause_zh =
         "补正告知或者延长补正期限的告知既未写明天数（days），也未写明截止日（until）。条例要求"
         "告知书载明合理的补正期限；期限不明的，届满之日无从确定，也不能记入逾期不补正。",
     .remedy_en =
         "Look the period up in the letter and add it. If the letter has none, send a letter "
         "with a period and enter `correction_period_extended`.",
     .remedy_zh =
         "查阅告知书原件，补记期限；原件确未写明的，应当补发告知并写明期限，记“延长补正期限”（"
         "correction_period_extended）。",
     .sample_en =
         "line 4, 2021-012: the correction notice of 2021-03-05 states no period (REG19-30)",
     .sample_zh =
         "第4行，2021-012：2021-03-05的补正告知未写明期限（REG19-30）",
     .citation = "REG19-30"},
    {.what = code::channel_needs_none,
     .cause_en =
         "`lodged` with a channel that needs no confirmation: in person, oral or signed post. "
         "For these the day of handing in or of signing is already the day of receipt, so the "
         "clock should have begun.",
     .cause_zh =
         "以当面、口头或者需签收的邮寄方式提出的申请记为“提交”（lodged）。此类渠道无须确认，提交"
         "之日或者签收之日即为收到申请之日，答复期限应当自该日起算。",
     .remedy_en =
         "Replace the row by `received` on the same day, or correct the channel.",
     .remedy_zh =
         "改记为同日“收到申请”（received），或者更正渠道。",
     .sample_en =
         "line 2, 2021-012: `lodged` on 2021-03-01 by registered_post: this channel needs no "
         "confirmation (REG19-31)",
     .sample_zh =
         "第2行，2021-012：2021-03-01以挂号邮寄“提交”：该渠道无需确认，应以签收之日为收到申请之"
         "日（REG19-31）",
     .citation = "REG19-31"},
    {.what = code::delivery_assumed,
     .cause_en =
         "The row of a letter has no day of delivery, and a period or window counts from "
         "delivery. The day of the letter is taken, which is the earliest possible; the true "
         "last day may be later.",
     .cause_zh =
         "文书未填送达日，而某一期限自送达次日起算。系统以文书发出之日代替，所得届满之日为最早的"
         "一日，实际届满之日可能更晚。",
     .remedy_en =
         "Add `delivered` to the row, or a `delivered` row with `re`, from the receipt of the "
         "post or the system.",
     .remedy_zh =
         "依邮政回执或者系统签收记录，在该行补填送达日，或者另记“文书送达”（delivered）一行。",
     .sample_en =
         "line 5, 2021-012: `fee_notified` on 2021-03-10 has no day of delivery: 2021-03-10 is "
         "taken, last day 2021-04-08 (F235-1)",
     .sample_zh =
         "第5行，2021-012：2021-03-10“收费通知”送达日缺失，按发出日计，缴费期限至2021-04-08（"
         "F235-1）",
     .citation = "F235-1"},
    {.what = code::named_day_rolled,
     .cause_en =
         "The day that the notice of delay names is a rest day. By default the last day moves to "
         "the next working day.",
     .cause_zh =
         "延迟答复告知所指定的日期为休息日。默认顺延至其后第一个工作日。",
     .remedy_en =
         "Answer on the working day before, if the letter is to be kept to the word. Name "
         "working days in future. The policy `named_day=literal` keeps the named day.",
     .remedy_zh =
         "稳妥起见，在指定日前的最后一个工作日答复；今后指定日期应当选择工作日。不作顺延的，设定"
         "口径 named_day=literal。",
     .sample_en =
         "line 5, 2021-012: the named day 2021-04-03 is a rest day; due 2021-04-06 (CPL-85.3)",
     .sample_zh =
         "第5行，2021-012：指定日2021-04-03为休息日，顺延至2021-04-06（CPL-85.3）",
     .citation = "CPL-85.3"},
    {.what = code::calendar_uncertain,
     .cause_en =
         "The period reaches 29 December of the last year whose festivals all have days by a "
         "holiday notice, or later; or days of the region of which no local arrangement is known. "
         "A coming notice decides which days count, so the due day is given as an interval: `due` "
         "is its earliest day, `latest` its latest. The detail says which year, of which region.",
     .cause_zh =
         "期间延伸至放假安排完整（各法定节日均有安排）的最后一年12月29日或者以后，或者包含该地区地方放假"
         "安排不明的日子。哪些日子是工作日取决于尚未收录的放假通知，故答复期限以区间表示：due 为"
         "最早日，latest 为最晚日；所涉年份和地区见说明。",
     .remedy_en =
         "Plan for the earliest day. When the notice is out, add it (`--notices`, or "
         "`apply-notice` for a store) and ask again; one with a `region` is local, one with "
         "`complete` says that its year has no further day.",
     .remedy_zh =
         "按最早的日期安排工作；放假通知发布后，导入通知（--notices 或者 apply-notice）重新计算。"
         "通知注明地区（region）的只在该地区适用，注明完整（complete）的表示当年再无其他安排。",
     .sample_en =
         "2026-203: received on 2026-12-10, due 2027-01-08 at the earliest; the notice for 2027 "
         "is not out yet (REG19-33.2)",
     .sample_zh =
         "2026-203：2026-12-10收到，答复期限最早为2027-01-08，2027年放假通知尚未发布（REG19-33.2）",
     .citation = "REG19-33.2"},
    {.what = code::reasons_as_correction,
     .cause_en =
         "The applicant gave the reasons that were asked for. Art. 35 does not say that asking "
         "stops the clock, so by default it ran on; some offices treat the request as a "
         "correction. The due day counted from the reasons is the `shadow_due`.",
     .cause_zh =
         "申请人已经说明理由。条例第三十五条没有规定要求说明理由期间答复期限停止计算，默认继续计"
         "算；部分地方比照补正处理，自收到理由之日起算的答复期限列为 shadow_due。",
     .remedy_en =
         "Answer by the due day. If the time does not suffice and the reasons hold, fix a later "
         "day and tell the applicant (`delay_notified`).",
     .remedy_zh =
         "以原答复期限为准；理由合理但确实无法按期答复的，可以确定延迟答复的合理期限并告知申请人"
         "（delay_notified）。本地规定比照补正的，设定口径 reasons_as_correction=yes。",
     .sample_en =
         "line 5, 2021-012: reasons received on 2021-03-12; due 2021-03-29, treated as a "
         "correction 2021-04-12 (REG19-35)",
     .sample_zh =
         "第5行，2021-012：2021-03-12收到理由，答复期限2021-03-29；比照补正则为2021-04-12（"
         "REG19-35）",
     .citation = "REG19-35"},
    {.what = code::letter_returned,
     .cause_en =
         "A letter came back, so the other side did not get it, and the period that counts from "
         "its delivery has not begun.",
     .cause_zh =
         "文书被退回，对方未收到，自送达之日起算的期限尚未开始。",
     .remedy_en =
         "Serve the letter again and enter the new day of delivery. Keep the returned envelope: "
         "a reply counts as done on the day it was handed to the post, but a period of the other "
         "side runs from the day they got the letter.",
     .remedy_zh =
         "重新送达并补记送达日；退回的信封及邮政凭证应当存档。答复以交邮之日为答复日，但对方的期"
         "限须自其收到之日起算。",
     .sample_en =
         "line 5, 2021-012: the fee notice of 2021-03-10 came back: its period has not begun "
         "(F235-1)",
     .sample_zh =
         "第5行，2021-012：2021-03-10的收费通知被退回，缴费期限未起算（F235-1）",
     .citation = "F235-1"},
});
// clang-format on

}  // namespace qixian::inline v0::detail
