// The pages of the codes 3xx to 6xx: consultation, extension, delay, fee, reply, remedies.
//
// A page: what happened, what to do, a message as it is said, the article. Texts are read by officers,
// not by programmers: no enumerator where the law has a word. Part 2 of 6.
#pragma once

#include <array>

#include "qixian/statute/cn_disclosure/code_pages.hpp"

namespace qixian::inline v0::detail {

// clang-format off
inline constexpr auto code_pages_2 = std::to_array<code_page>({
    {.what = code::opinion_late,
     .cause_en =
         "The opinion of a third party or co-maker came after its 15 working days. The pause "
         "ended on the 15th working day and this row does not lengthen it. Silence of a third "
         "party means the agency decides; silence of a co-maker counts as consent.",
     .cause_zh =
         "第三方或者共同制作机关的意见在15个工作日届满后才收到。扣除时间止于第15个工作日，不因该"
         "意见而延长。第三方逾期未提出意见的，由行政机关依照条例决定是否公开；共同制作机关逾期未"
         "提出意见的，视为同意公开。",
     .remedy_en =
         "Weigh the opinion if the reply is not out yet, but reckon with the due day shown.",
     .remedy_zh =
         "尚未答复的，可以将该意见作为决定的参考，但答复期限以系统所列为准。",
     .sample_en =
         "line 6, 2021-012: `opinion_received` on 2021-03-31 kept without effect: the opinion "
         "came after its limit 2021-03-26 (REG19-32)",
     .sample_zh =
         "第6行，2021-012：2021-03-31“收到意见”照实记入、不影响期限：意见逾期到达（期限"
         "2021-03-26）（REG19-32）",
     .citation = "REG19-32;REG19-34"},
    {.what = code::nothing_to_answer,
     .cause_en =
         "The row answers something, but nothing is open: no consultation without an answer, no "
         "letter without a day of delivery, no correction, reasons or fee awaited.",
     .cause_zh =
         "该行属于回应性事项，但没有可以回应的未结事项：没有尚未回复的征求意见，没有待送达的文书，"
         "也没有等待补正、说明理由或者缴费。",
     .remedy_en =
         "Enter the row it answers (the letter sent) or take this one back. If a second opinion "
         "came from the same side, note it in `note`.",
     .remedy_zh =
         "补记其所回应的事项（如征求意见函、补正告知、收费通知），或者撤销本行；同一方再次来函的，"
         "在备注中说明即可。",
     .sample_en =
         "line 7, 2021-012: `opinion_received` on 2021-03-15 refused: nothing is open that this "
         "could answer (REG19-33.3)",
     .sample_zh =
         "第7行，2021-012：2021-03-15“收到意见”不予记入：没有可以回应的事项（REG19-33.3）",
     .citation = "REG19-33.3"},
    {.what = code::reference_unknown,
     .cause_en =
         "`re` names a letter, consultation, remedy or entry that does not exist in this "
         "application up to that day. It may be a slip of the pen, or the row it means stands "
         "later.",
     .cause_zh =
         "re 列所填编号在该申请截至当日的记录中不存在，可能系编号填写错误，也可能其所指的行日期"
         "更晚。",
     .remedy_en =
         "Compare `re` with the `ref` of the row that is meant (for `entry_withdrawn`: with its "
         "`id`) and correct one of them.",
     .remedy_zh =
         "与所指行的 ref 列（撤销记录的，与其 id 列）核对，更正编号。",
     .sample_en =
         "line 7, 2021-012: `opinion_received` refused: `re` names nothing that was opened: ZX-3 "
         "(REG19-33.3)",
     .sample_zh =
         "第7行，2021-012：“收到意见”不予记入：所回应的编号不存在：ZX-3（REG19-33.3）",
     .citation = "REG19-33.3"},
    {.what = code::reference_ambiguous,
     .cause_en =
         "Several consultations, letters or remedies are open and `re` is empty, so it cannot be "
         "told which one the row answers. Guessing could move a due day.",
     .cause_zh =
         "有两项以上征求意见、文书或者救济程序未结，而 re 列为空，无法判断该行回应的是哪一项。系"
         "统不作推测，以免影响期限。",
     .remedy_en =
         "Fill `re` with the `ref` of the one that is meant; give each letter a `ref` of its "
         "own.",
     .remedy_zh =
         "在 re 列填写所回应事项的编号（ref）；今后对每件征求意见函分别编号。",
     .sample_en =
         "line 7, 2021-012: `opinion_received` refused: several are open, `re` must name one: "
         "ZX-1, ZX-2 (REG19-33.3)",
     .sample_zh =
         "第7行，2021-012：“收到意见”不予记入：ZX-1、ZX-2均未结，须注明所回应的编号（REG19-33.3）",
     .citation = "REG19-33.3"},
    {.what = code::consultation_no_limit,
     .cause_en =
         "`consultation_lapsed` for a consultation that has no limit in law: an agency that is "
         "no co-maker, any consultation under Decree 492, or a letter that came back, so that "
         "its period has not begun. Silence ends nothing, so the pause goes on until the answer "
         "or the reply.",
     .cause_zh =
         "对没有法定期限的征求意见记入“逾期未提出意见”：被征求意见的是共同制作机关以外的其他机关，"
         "或者适用旧条例，或者征求意见函已被退回、期限尚未起算。此类征求意见没有可以届满的期限，"
         "扣除时间至收到意见或者作出答复时止。",
     .remedy_en =
         "Press for the answer and enter it, or reply without it. A letter that came back is "
         "sent again.",
     .remedy_zh =
         "催办并记入收到的意见；必要时径行作出答复。函件被退回的，重新送达。",
     .sample_en =
         "line 6, 2021-012: `consultation_lapsed` on 2021-03-29 refused: this consultation has "
         "no limit that could pass (REG19-33.3)",
     .sample_zh =
         "第6行，2021-012：2021-03-29“逾期未提出意见”不予记入：该征求意见没有法定期限（"
         "REG19-33.3）",
     .citation = "REG19-33.3;REG08-24.3"},
    {.what = code::consultation_no_pause,
     .cause_en =
         "The consultation does not stop the reply clock: under Decree 492 only the consultation "
         "of a third party does, and under policy `referral_pause=no` a letter to another agency "
         "that is no co-maker does not either. Nor does one that is sent on the due day or later: "
         "a period that has run out stays run out (REG19-33.2).",
     .cause_zh =
         "该征求意见所需时间不从答复期限中扣除：旧条例仅扣除征求第三方意见的时间；设定口径 "
         "referral_pause=no 的，向共同制作机关以外的其他机关征求意见也不扣除；在答复期限届满之日或者届满后发出的，同样不扣除，"
         "已经届满的期限不因此恢复。",
     .remedy_en =
         "Keep to the due day shown; extend it if need be.",
     .remedy_zh =
         "按所列答复期限办理；时间不足的，依法延期并告知申请人。",
     .sample_en =
         "line 4, 2018-031: `consulted` (other_agency) on 2018-03-12 does not stop the clock; "
         "due 2018-03-26 (REG08-24.3)",
     .sample_zh =
         "第4行，2018-031：2018-03-12向其他机关征求意见，旧条例下不扣除时间，答复期限仍为"
         "2018-03-26（REG08-24.3）",
     .citation = "REG08-24.3"},
    {.what = code::extension_late,
     .cause_en =
         "The extension was notified after the due day in force. An extension has to be agreed "
         "and told before the period is over, so this one is kept without effect: the due day "
         "does not move.",
     .cause_zh =
         "延期答复告知发出时答复期限已经届满。延长答复期限须在期限届满前经政府信息公开工作机构负"
         "责人同意并告知申请人，逾期告知不产生延期效力，该行照实记入，答复期限不变。",
     .remedy_en =
         "Answer at once; the reply is late from the day after the due day, and the review and "
         "suit windows for want of a reply have opened. Check the day of sending, if it was "
         "earlier correct the row.",
     .remedy_zh =
         "立即答复；自期限届满次日起已属逾期，申请人可以申请复议或者起诉。延期告知实际发出更早的，"
         "更正该行日期。",
     .sample_en =
         "line 5, 2021-012: `extended` on 2021-04-01 kept without effect: extension notified "
         "after the due day 2021-03-29 (REG19-33.2)",
     .sample_zh =
         "第5行，2021-012：2021-04-01“告知延期”照实记入、不产生延期效力：晚于答复期限2021-03-29"
         "（REG19-33.2）",
     .citation = "REG19-33.2;REG08-24.2"},
    {.what = code::extension_too_long,
     .cause_en =
         "The extension, together with those granted before on the same clock, has more than 20 "
         "working days (15 under Decree 492). The row is refused as a whole; the due day does "
         "not move by the part that would be lawful.",
     .cause_zh =
         "本次延长天数与同一答复期限内此前已经延长的天数合计超过20个工作日（旧条例为15个工作日）。"
         "该行整体不予记入，不按合法部分折算。",
     .remedy_en =
         "Correct `days` if it was mistyped. If the letter really says more, send a corrected "
         "letter before the due day and enter that one.",
     .remedy_zh =
         "系填写错误的，更正 days 列；告知书确实写明超限天数的，应当在答复期限届满前重新告知并据"
         "实记入。",
     .sample_en =
         "line 5, 2021-012: `extended` by 30 refused: at most 20 working days (REG19-33.2)",
     .sample_zh =
         "第5行，2021-012：“告知延期”30个工作日不予记入：延长天数超过法定上限20个工作日（"
         "REG19-33.2）",
     .citation = "REG19-33.2;REG08-24.2"},
    {.what = code::fee_before_2021,
     .cause_en =
         "A fee notice before 2021-01-01, the day on which the measures on the information "
         "processing fee took effect. There was nothing to base it on.",
     .cause_zh =
         "收费通知的日期早于2021年1月1日。信息处理费管理办法自该日起施行，此前收费没有依据。",
     .remedy_en =
         "Correct the day if it was mistyped. Otherwise the notice has no effect: the reply "
         "clock runs on, and money taken has to be given back.",
     .remedy_zh =
         "日期填写错误的，予以更正；确在此前发出的，该通知不产生效力，答复期限继续计算，已收取的"
         "费用应当退还。",
     .sample_en =
         "line 4, 2020-118: `fee_notified` on 2020-12-15 refused: no processing fee before "
         "2021-01-01 (FEE-6)",
     .sample_zh =
         "第4行，2020-118：2020-12-15“收费通知”不予记入：2021年前不收信息处理费（FEE-6）",
     .citation = "FEE-6"},
    {.what = code::fee_notice_late,
     .cause_en =
         "The fee notice was sent after the due day in force. It has to go out within the reply "
         "period. It asks for the fee all the same, but the period that has run out stays run "
         "out: it neither holds the clock nor does payment start a new one.",
     .cause_zh =
         "收费通知发出时答复期限已经届满。收费通知应当在答复期限内发出；逾期发出的仍为收费通知，"
         "但已经届满的答复期限不因此中断，缴费后也不重新计算。",
     .remedy_en =
         "Answer without waiting for the fee: the answer is late already. In future decide on "
         "the fee before the period ends, with an extension if need be.",
     .remedy_zh =
         "答复已经逾期，应当立即答复，不宜再等待缴费。今后应当在答复期限内决定是否收费；时间不足"
         "的，先依法延期。",
     .sample_en =
         "line 5, 2021-012: `fee_notified` on 2021-03-31 irregular: fee notice after the due day "
         "2021-03-29 (FEE-6)",
     .sample_zh =
         "第5行，2021-012：2021-03-31“收费通知”照实记入：收费通知晚于答复期限2021-03-29（FEE-6）",
     .citation = "FEE-6"},
    {.what = code::payment_late,
     .cause_en =
         "The fee was paid after the 20th working day from delivery of the notice. The payment "
         "is kept without effect: no new reply clock starts, and the application still awaits "
         "its closing as not paid in time.",
     .cause_zh =
         "申请人在收到收费通知次日起20个工作日届满后才缴费。缴费照实记入，但不重新计算答复期限，"
         "该申请仍处于等待缴费环节，依法可以按逾期不缴费办结。",
     .remedy_en =
         "Enter `fee_lapsed` and return the money as the rules of the treasury provide. If the "
         "day of delivery was assumed or wrong, correct it first: the payment may have been in "
         "time.",
     .remedy_zh =
         "记“逾期不缴费”（fee_lapsed），按规定办理退款，并告知申请人可以重新提出申请。送达日缺失"
         "或者有误的，先行更正，缴费可能并未逾期。",
     .sample_en =
         "line 6, 2021-012: `fee_paid` on 2021-04-12 kept without effect: payment after its last "
         "day 2021-04-08 (FEE-6)",
     .sample_zh =
         "第6行，2021-012：2021-04-12“缴费”照实记入、不重新起算：逾期缴费（期限2021-04-08）（"
         "FEE-6）",
     .citation = "FEE-6"},
    {.what = code::delay_after_due,
     .cause_en =
         "The notice of delay was sent after the due day. The period that has run out stays run "
         "out: the day that the notice names does not count, and the answer is late.",
     .cause_zh =
         "延迟答复告知发出时答复期限已经届满。已经届满的期限不因事后的告知而恢复，所指定的日期不"
         "产生效力，其后的答复属于逾期答复。",
     .remedy_en =
         "Answer as soon as possible. Tell delay before the period ends in future.",
     .remedy_zh =
         "尽快答复；今后应当在答复期限届满前告知延迟答复。",
     .sample_en =
         "line 5, 2021-012: `delay_notified` on 2021-04-01 irregular: delay notified after the due "
         "day 2021-03-29 (REG19-35)",
     .sample_zh =
         "第5行，2021-012：2021-04-01“告知延迟答复”照实记入：延迟答复告知晚于答复期限2021-03-29（"
         "REG19-35）",
     .citation = "REG19-35"},
    {.what = code::reply_before_correction,
     .cause_en =
         "A reply while a corrected application is awaited. What was too unclear to handle has "
         "been handled; the reply is kept and closes the case, but the applicant lost the chance "
         "to correct.",
     .cause_zh =
         "等待补正期间即作出答复。既已认定申请内容不明确并告知补正，补正期限届满前作出答复影响申"
         "请人补正的机会；该答复照实记入并办结。",
     .remedy_en =
         "If the correction did arrive, add the missing `correction_received` before the reply. "
         "If the notice had been needless, note so in the file.",
     .remedy_zh =
         "实际已收到补正的，在答复之前补记“收到补正”（correction_received）；告知补正确无必要的，"
         "在案卷中说明。",
     .sample_en =
         "line 5, 2021-012: `disclosed` on 2021-03-15 kept: reply while a correction is awaited, "
         "last day 2021-03-30 (REG19-30)",
     .sample_zh =
         "第5行，2021-012：2021-03-15“予以公开”照实记入：等待补正期间答复，补正期限至2021-03-30"
         "（REG19-30）",
     .citation = "REG19-30;REG08-21.4"},
    {.what = code::reply_before_reasons,
     .cause_en =
         "A reply while the reasons asked of the applicant are awaited, other than \"not "
         "handled\" as excessive, which the law allows there. The reply is kept and closes the "
         "case.",
     .cause_zh =
         "等待申请人说明理由期间作出答复，且不属于因理由不合理而不予处理（该情形法律允许）。答复"
         "照实记入并办结。",
     .remedy_en =
         "Add the missing `reasons_received` if the reasons had come. If the application was "
         "refused as excessive, use `not_processed` with outcome `excessive`.",
     .remedy_zh =
         "已收到理由的，补记“收到理由”（reasons_received）；系理由不合理的，应当记“不予处理”，结"
         "果为无正当理由大量反复申请（excessive）。",
     .sample_en =
         "line 5, 2021-012: `unable_to_provide` on 2021-03-15 kept: reply while reasons are "
         "awaited (REG19-35)",
     .sample_zh =
         "第5行，2021-012：2021-03-15“无法提供”照实记入：等待说明理由期间答复（REG19-35）",
     .citation = "REG19-35"},
    {.what = code::reply_before_payment,
     .cause_en =
         "A reply while the processing fee is awaited. The reply is kept and closes the case; "
         "the fee notice has lost its purpose.",
     .cause_zh =
         "等待缴费期间作出答复。答复照实记入并办结，收费通知失去意义。",
     .remedy_en =
         "Add the missing `fee_paid` if the fee had been paid. Otherwise tell the applicant that "
         "the fee is no longer asked.",
     .remedy_zh =
         "已缴费的，补记“缴费”（fee_paid）；未缴费的，告知申请人不再收取。",
     .sample_en =
         "line 6, 2021-012: `disclosed` on 2021-03-22 kept: reply while a fee is awaited, last "
         "day 2021-04-08 (FEE-6)",
     .sample_zh =
         "第6行，2021-012：2021-03-22“予以公开”照实记入：等待缴费期间答复，缴费期限至2021-04-08"
         "（FEE-6）",
     .citation = "FEE-6"},
    {.what = code::disclosed_before_opinion,
     .cause_en =
         "Disclosed, wholly or in part, while a third party who may object had neither answered nor let its 15 working days pass. The answer is kept; if it is the first, it closes the case.",
     .cause_zh =
         "已征求第三方意见，第三方意见未到、15个工作日未满，即予公开或者部分公开。答复照实记入；属首次答复的，申请办结。",
     .remedy_en =
         "If the opinion had come, enter `opinion_received` with its day. Otherwise tell the third party at once; in future wait for its opinion or for the end of its period, which is not counted.",
     .remedy_zh =
         "第三方意见已到的，补记“收到意见”（opinion_received）及日期；未到的，应当立即告知第三方。今后应当待意见或者期限届满，所需时间不计入答复期限。",
     .sample_en =
         "line 3, 2021-012: `disclosed` on 2021-03-20 kept: disclosed before the third party was heard, last day 2021-03-26 (REG19-32)",
     .sample_zh =
         "第3行，2021-012：2021-03-20“予以公开”照实记入：第三方意见期限至2021-03-26未满即予公开（REG19-32）",
     .citation = "REG19-32"},
    {.what = code::third_party_objected,
     .cause_en =
         "Disclosed, wholly or in part, although a third party had objected in time. That is lawful only where not disclosing would greatly harm the public interest, or where the reasons do not hold.",
     .cause_zh =
         "第三方在期限内表示不同意公开，仍予公开或者部分公开。仅在第三方理由不合理，或者不公开可能对公共利益造成重大影响时合法。",
     .remedy_en =
         "Keep the decision that names the public interest or answers the reasons, and the written notice to the third party.",
     .remedy_zh =
         "应当留存认定公共利益重大影响或者第三方理由不合理的决定，以及书面告知第三方的材料。",
     .sample_en =
         "line 4, 2021-012: disclosed although the third party objected",
     .sample_zh =
         "第4行，2021-012：第三方不同意公开而予以公开",
     .citation = "REG19-32"},
    {.what = code::third_party_not_asked,
     .cause_en =
         "Withheld for the rights of a third party, and no third party was asked for its opinion. The answer is kept; if it is the first, it closes the case.",
     .cause_zh =
         "以损害第三方合法权益为由不予公开，但未征求第三方意见。答复照实记入；属首次答复的，申请办结。",
     .remedy_en =
         "If a third party was asked, enter `consulted` with kind `third_party` and its answer. In future ask before withholding on this ground.",
     .remedy_zh =
         "已征求第三方意见的，补记“征求意见”（consulted，kind=third_party）及答复；今后以此为由不予公开的，应当先书面征求意见。",
     .sample_en =
         "line 3, 2021-012: `refused` on 2021-03-20 kept: withheld for a third party that was not asked (REG19-32)",
     .sample_zh =
         "第3行，2021-012：2021-03-20“不予公开”照实记入：以第三方权益为由不予公开而未征求意见（REG19-32）",
     .citation = "REG19-32"},
    {.what = code::unclear_without_correction,
     .cause_en =
         "Answered that the application is still unclear after correction, and no correction had been asked for. The answer is kept; if it is the first, it closes the case.",
     .cause_zh =
         "以补正后申请内容仍不明确为由答复，但未曾告知补正。答复照实记入；属首次答复的，申请办结。",
     .remedy_en =
         "If a notice was sent, enter `correction_requested` and what came of it. Otherwise the applicant must first be told to correct, within 7 working days of receipt.",
     .remedy_zh =
         "已告知补正的，补记“告知补正”（correction_requested）及结果；未告知的，应当先在收到申请之日起7个工作日内告知补正。",
     .sample_en =
         "line 3, 2021-012: `unable_to_provide` on 2021-03-20 kept: unclear after correction, but none was asked for (REG19-30)",
     .sample_zh =
         "第3行，2021-012：2021-03-20“无法提供”照实记入：未告知补正即以补正后仍不明确为由答复（REG19-30）",
     .citation = "REG19-30"},
    {.what = code::nothing_to_review,
     .cause_en =
         "A review or suit for an application that has no act to attack: it is open, and its "
         "reply period has not run out (or is held or paused), or it was withdrawn or registered "
         "in error.",
     .cause_zh =
         "申请复议或者起诉时没有可以指向的行政行为：申请尚在办理且答复期限未届满（或者处于中断、"
         "扣除期间），或者已经撤回、属误登记。",
     .remedy_en =
         "Check the day of filing and the closing row. Against a failure to reply, a review or "
         "suit is possible from the day after the due day.",
     .remedy_zh =
         "核对申请复议或者起诉的日期以及办结记录；针对逾期不答复的，自答复期限届满次日起方可提出。",
     .sample_en =
         "line 4, 2021-012: `review_filed` on 2021-03-22 refused: no act and no overdue reply, "
         "due 2021-03-29 (REVIR-16)",
     .sample_zh =
         "第4行，2021-012：2021-03-22“申请复议”不予记入：没有可复议、可起诉的行为，答复期限"
         "2021-03-29（REVIR-16）",
     .citation = "REVIR-16;ALL17-47.1"},
    {.what = code::suit_without_review,
     .cause_en =
         "A suit filed on or after 2024-01-01 against a refusal that must go to review first "
         "(rows 3.3.1 to 3.3.7), without a review; or a suit while a review of the case is "
         "pending. It is kept and counts in table 4 as a suit without a review before it.",
     .cause_zh =
         "2024年1月1日以后，对应当复议前置的不予公开（表三（三）1至7）未经复议直接起诉；或者复议"
         "尚在审理期间起诉。该行照实记入，在表四计入“未经复议直接起诉”。",
     .remedy_en =
         "Point the want of a review out in the defence. If a review was decided, add its "
         "missing rows.",
     .remedy_zh =
         "答辩时可以提出未经复议前置程序；实际已经复议的，补记“申请复议”“复议决定”等行。",
     .sample_en =
         "line 8, 2024-007: `suit_filed` on 2024-05-06 kept: suit without the review it needed, "
         "outcome state_secret (REV23-23.1)",
     .sample_zh =
         "第8行，2024-007：2024-05-06“提起诉讼”照实记入：未经应当前置的复议即起诉，办理结果“属于"
         "国家秘密”（REV23-23.1）",
     .citation = "REV23-23.1"},
    {.what = code::no_remedy_open,
     .cause_en =
         "A row of a review or suit (accepted, decided, a new answer ordered) for which there is "
         "no case: none was filed, it is decided already, or nothing has been decided from which "
         "an order could come.",
     .cause_zh =
         "记入复议或者诉讼的后续事项（受理、决定、裁判、责令重新答复），但没有对应的案件：没有提"
         "起，或者已经审结；责令重新答复的，此前没有任何复议决定或者裁判。",
     .remedy_en =
         "Add the missing `review_filed` or `suit_filed`, or correct the day of the decision.",
     .remedy_zh =
         "补记“申请复议”（review_filed）或者“提起诉讼”（suit_filed），或者更正决定、裁判的日期。",
     .sample_en =
         "line 9, 2021-012: `review_decided` on 2021-06-01 refused: no review or suit is open "
         "(REV23-62.1)",
     .sample_zh =
         "第9行，2021-012：2021-06-01“复议决定”不予记入：没有未结的复议或诉讼（REV23-62.1）",
     .citation = "REV23-62.1;ALL17-46.1"},
    {.what = code::no_reanswer_ordered,
     .cause_en =
         "`reanswered` although no new answer was ordered, or the one ordered has been given. A "
         "further answer that nobody ordered is a supplementary answer.",
     .cause_zh =
         "没有责令重新答复的决定、裁判，或者责令的重新答复已经作出，却记入“重新答复”。未经责令而"
         "补充作出的答复属于补充答复。",
     .remedy_en =
         "Add `reanswer_ordered` with the order's period, or enter `supplemented` instead.",
     .remedy_zh =
         "补记“责令重新答复”（reanswer_ordered）及其期限；并非依决定、裁判作出的，改记“补充答复”"
         "（supplemented）。",
     .sample_en =
         "line 9, 2021-012: `reanswered` on 2021-06-10 refused: no new answer was ordered "
         "(REVIR-49.1)",
     .sample_zh =
         "第9行，2021-012：2021-06-10“重新答复”不予记入：没有责令重新答复（REVIR-49.1）",
     .citation = "REVIR-49.1"},
    {.what = code::review_filed_late,
     .cause_en =
         "The review was applied for after its 60 days, counted from delivery of the reply or "
         "from the end of the reply period. It is recorded; whether it is out of time is for the "
         "review body, which may find cause for the delay.",
     .cause_zh =
         "行政复议申请在60日申请期限届满后提出（自收到答复之日或者答复期限届满之日起算）。照实记"
         "录；是否超过期限由复议机关认定，存在不可抗力等正当理由的除外。",
     .remedy_en =
         "Check the day of delivery. If the letter did not tell of the right to review, the 60 "
         "days run from the day the applicant learnt of it, at most one year from knowing the "
         "act.",
     .remedy_zh =
         "核对答复送达日；答复未告知申请复议的权利、机关和期限的，申请期限自申请人知道或者应当知"
         "道该权利、机关和期限之日起计算，但自知道或者应当知道答复内容之日起最长不得超过一年。",
     .sample_en =
         "2021-012: review filed on 2021-06-15, window ended on 2021-05-28 (REV17-9.1)",
     .sample_zh =
         "2021-012：2021-06-15申请复议，申请期限至2021-05-28（REV17-9.1）",
     .citation = "REV23-20.1;REV17-9.1;REVIR-16"},
    {.what = code::suit_filed_late,
     .cause_en =
         "The suit was filed after its window: six months from delivery of the reply or from the "
         "end of the reply period (three before 2015-05-01), or 15 days after a review. The "
         "court decides whether that matters.",
     .cause_zh =
         "起诉超过起诉期限：自知道答复或者答复期限届满之日起6个月（2015年5月1日以前为3个月），经"
         "复议的为收到复议决定之日起15日。是否超期由人民法院审查认定。",
     .remedy_en =
         "Check the days of delivery and state the day in the defence. If the letter did not "
         "name the limit for a suit, it runs from the day the applicant learnt of it, at most "
         "one year from knowing the reply.",
     .remedy_zh =
         "核对送达日，并在答辩状中写明；答复未告知起诉期限的，自申请人知道或者应当知道起诉期限之"
         "日起计算，但自知道或者应当知道答复内容之日起最长不得超过一年。",
     .sample_en =
         "2021-012: suit filed on 2021-10-11, window ended on 2021-09-29 (ALL17-46.1)",
     .sample_zh =
         "2021-012：2021-10-11起诉，起诉期限至2021-09-29（ALL17-46.1）",
     .citation = "ALL17-46.1;ALL17-45;ALL17-47.1"},
    {.what = code::review_first_disputed,
     .cause_en =
         "The reply period ran out between 2024-01-01 and 2025-05-31. Whether a failure to reply "
         "then had to go to review before a suit was disputed; from 2025-06-01 the Supreme "
         "Court's rules say that either way is open. Qixian shows both windows.",
     .cause_zh =
         "答复期限在2024年1月1日至2025年5月31日之间届满而未答复。其间对逾期不答复是否须先申请复"
         "议存在争议；2025年6月1日起施行的司法解释明确可以申请复议或者起诉。本系统对两种途径均列"
         "出期限。",
     .remedy_en =
         "Reply now. In a dispute, the review window is the safe one to watch.",
     .remedy_zh =
         "立即答复。申请人提出争议的，以复议途径为稳妥；两种途径的期限均应关注。",
     .sample_en =
         "2024-015: due 2024-04-01, no reply: whether a failure to reply needs a review first "
         "was disputed (REV23-23.1)",
     .sample_zh =
         "2024-015：答复期限2024-04-01，逾期未答复：不作为是否复议前置存在争议（REV23-23.1）",
     .citation = "REV23-23.1;SPC25-2"},
    {.what = code::answer_not_recorded,
     .cause_en =
         "The agency's answer to a review, or its defence in court, was due by this day, and a "
         "log has no event that would show it was given. It is listed as missed until the case "
         "is decided.",
     .cause_zh =
         "行政复议答复或者行政诉讼答辩的期限已经届满，而日志没有反映该义务履行情况的事项，故在案"
         "件审结前列为“已超期”。",
     .remedy_en =
         "Check in the case file that the answer went out in time; nothing has to be entered. "
         "The entry goes away with the decision.",
     .remedy_zh =
         "查阅案卷，确认答复书、答辩状是否按期提交；无须补记，案件审结后该提示自动消除。",
     .sample_en =
         "2024-007: answer to the review due by 2024-04-23: a log has no row that would show "
         "this duty was met (REV23-48)",
     .sample_zh =
         "2024-007：复议答复期限2024-04-23：日志无法反映该义务是否履行（REV23-48）",
     .citation = "REV23-48;REV17-23.1;ALL17-67.1"},
    {.what = code::review_first,
     .cause_en =
         "A refusal under articles 14 to 16 (rows 3.3.1 to 3.3.7) made on or after 2024-01-01 "
         "must go to review before a suit; so must a partial disclosure whose ground is one of "
         "them or article 36 (3), or that names none. No window for a direct suit is listed.",
     .cause_zh =
         "2024年1月1日以后依照条例第十四条至第十六条作出的不予公开（表三（三）1至7），以及依照上述条文"
         "或者第三十六条第三项（或者未写明依据）作出的部分公开，适用复议前置，应当先申请行政复议，对复议"
         "决定不服的再起诉，故不列直接起诉的期限。",
     .remedy_en =
         "See that the letter tells the applicant to apply for review first; if it names a suit "
         "instead, correct it.",
     .remedy_zh =
         "核对告知书的救济告知：应当告知申请人先申请行政复议；误告知可以直接起诉的，及时更正。",
     .sample_en =
         "2024-007: refused as state_secret on 2024-03-01: review first, by 2024-04-30 "
         "(REV23-23.1)",
     .sample_zh =
         "2024-007：2024-03-01以“属于国家秘密”不予公开：应先申请复议，申请期限至2024-04-30（"
         "REV23-23.1）",
     .citation = "REV23-23.1"},
    {.what = code::answer_left_open,
     .cause_en =
         "A new answer that was ordered came while the application had never been answered, and its row names no outcome that is an answer. It counts as given, but closes nothing: the case stays open and is carried over.",
     .cause_zh =
         "责令重新答复时申请尚未答复过，而“重新答复”未注明答复结果。该答复照实记入，但申请仍未办结，将结转下年度。",
     .remedy_en =
         "Give the row its `outcome`: then it is the first answer and closes the case; or enter the reply as a row of its own.",
     .remedy_zh =
         "补注该条记录的办理结果（outcome），即作为首次答复办结；或者另行记入答复。",
     .sample_en =
         "line 5, 2021-012: an answer that names no outcome closes no case",
     .sample_zh =
         "第5行，2021-012：未注明答复结果的重新答复不能办结申请",
     .citation = "F30-C3"},
});
// clang-format on

}  // namespace qixian::inline v0::detail
