// The procedure of an application: every lawful step, one rule a (stage, event), with its article.
//
// This is "Stages and events" of src/notes/readings.md as data. What is not here is impossible at
// that stage. Rows are grouped by the article they rest on, in the order an application lives.
#pragma once

#include "qixian/rule/rule.hpp"
#include "qixian/statute/cn_disclosure/guards.hpp"

namespace qixian::inline v0 {

using open_stages = stages<stage::received, stage::correction_requested, stage::reasons_requested,
                           stage::fee_requested, stage::delayed>;
using unclosed_stages = stages<stage::lodged, stage::received, stage::correction_requested,
                               stage::reasons_requested, stage::fee_requested, stage::delayed>;
using replied_stages = stages<stage::disclosed, stage::partly_disclosed, stage::refused,
                              stage::unable_to_provide, stage::not_processed>;
using registered_stages =
    stages<stage::lodged, stage::received, stage::correction_requested, stage::reasons_requested,
           stage::fee_requested, stage::delayed, stage::disclosed, stage::partly_disclosed,
           stage::refused, stage::unable_to_provide, stage::not_processed, stage::abandoned,
           stage::withdrawn, stage::closed, stage::void_record>;
/// Where a reply is lawful.
using answering_stages = stages<stage::received, stage::delayed>;

// clang-format off
using procedure_rules = mp::mp_append<
    mp::mp_list<
    // Art. 31: the day of receipt.
    rule<stage::unregistered, event::lodged,   stage::lodged,   basis::r31_4>,
    rule<stage::unregistered, event::received, stage::received, basis::r31_1>,
    rule<stage::lodged,       event::received, stage::received, basis::r31_3>,
    // Z18: registered elsewhere by mistake; the day is that of receipt in law.
    rule<stage::unregistered, event::moved_in, stage::received, basis::c7>,

    // Art. 30: 申请内容不明确的，7个工作日内一次性告知补正；逾期不补正，视为放弃。
    rule<stage::received,             event::correction_requested,       stage::correction_requested, basis::r30_1, guards::first_notice_in_time>,
    rule<stage::reasons_requested,    event::correction_requested,       stage::correction_requested, basis::r30_1, guards::notice_meanwhile>,
    rule<stage::correction_requested, event::correction_requested,       stage::correction_requested, basis::r30_1, guards::first_notice_in_time>,
    rule<stage::correction_requested, event::correction_period_extended, stage::correction_requested, basis::r30_2>,
    rule<stage::correction_requested, event::correction_received,        stage::received,             basis::r30_3>,
    rule<stage::correction_requested, event::correction_lapsed,          stage::abandoned,            basis::r30_2, guards::correction_period_over>,

    // Art. 32, 33 (3), 34: opinions of third parties and other agencies; the time is not counted.
    rule<stage::received, event::consulted, stage::received, basis::r33_4>,
    rule<stage::delayed,  event::consulted, stage::delayed,  basis::r33_4>,
    // Where what is awaited does not stop the clock (Z3, Z4), or its letter came back (Z2).
    rule<stage::reasons_requested,    event::consulted, stage::reasons_requested,    basis::r33_4, guards::clock_runs_meanwhile>,
    rule<stage::correction_requested, event::consulted, stage::correction_requested, basis::r33_4, guards::clock_runs_meanwhile>,
    rule<stage::fee_requested,        event::consulted, stage::fee_requested,        basis::r33_4, guards::clock_runs_meanwhile>,

    // Art. 33 (2): 延长的期限最长不得超过20个工作日。
    rule<stage::received,             event::extended, stage::received,             basis::r33_3, guards::extension_in_time>,
    rule<stage::reasons_requested,    event::extended, stage::reasons_requested,    basis::r33_3, guards::extension_meanwhile>,
    rule<stage::correction_requested, event::extended, stage::correction_requested, basis::r33_3, guards::extension_meanwhile>,
    rule<stage::fee_requested,        event::extended, stage::fee_requested,        basis::r33_3, guards::extension_meanwhile>,

    // Art. 35: 数量、频次明显超过合理范围；延迟答复。
    rule<stage::received,          event::reasons_requested, stage::reasons_requested, basis::r35_1>,
    rule<stage::reasons_requested, event::reasons_received,  stage::received,          basis::r35_1>,
    rule<stage::received,          event::delay_notified,    stage::delayed,           basis::r35_3, guards::delay_in_time>,
    rule<stage::reasons_requested, event::delay_notified,    stage::delayed,           basis::r35_3, guards::delay_in_time>,

    // Art. 42 and the fee measures: 收费通知；缴费次日起重新计算；逾期视为放弃。
    rule<stage::received,          event::fee_notified, stage::fee_requested, basis::r42_4, guards::fee_notice_in_time>,
    rule<stage::delayed,           event::fee_notified, stage::fee_requested, basis::r42_4, guards::fee_notice_in_time>,
    rule<stage::reasons_requested, event::fee_notified, stage::fee_requested, basis::r42_4, guards::fee_notice_meanwhile>,
    rule<stage::fee_requested,     event::fee_paid,     stage::received,      basis::r42_5, guards::paid_in_time>,
    rule<stage::fee_requested,     event::fee_lapsed,   stage::abandoned,     basis::r42_4, guards::payment_period_over>,

    // Art. 36, 37, 39: replies that come before what was asked of the applicant.
    rule<stage::correction_requested, event::disclosed,         stage::disclosed,         basis::r36_1, guards::heard_while_correction_awaited>,
    rule<stage::correction_requested, event::partly_disclosed,  stage::partly_disclosed,  basis::r37_1, guards::heard_while_correction_awaited>,
    rule<stage::correction_requested, event::refused,           stage::refused,           basis::r36_1, guards::asked_while_correction_awaited>,
    rule<stage::correction_requested, event::unable_to_provide, stage::unable_to_provide, basis::r36_1, guards::clear_while_correction_awaited>,
    rule<stage::correction_requested, event::not_processed,     stage::not_processed,     basis::r36_1, guards::reply_while_correction_awaited>,
    rule<stage::reasons_requested,    event::disclosed,         stage::disclosed,         basis::r36_1, guards::heard_while_reasons_awaited>,
    rule<stage::reasons_requested,    event::partly_disclosed,  stage::partly_disclosed,  basis::r37_1, guards::heard_while_reasons_awaited>,
    rule<stage::reasons_requested,    event::refused,           stage::refused,           basis::r36_1, guards::asked_while_reasons_awaited>,
    rule<stage::reasons_requested,    event::unable_to_provide, stage::unable_to_provide, basis::r36_1, guards::clear_while_reasons_awaited>,
    rule<stage::reasons_requested,    event::not_processed,     stage::not_processed,     basis::r35_2, guards::reasons_do_not_hold>,
    rule<stage::fee_requested,        event::disclosed,         stage::disclosed,         basis::r36_1, guards::heard_while_fee_awaited>,
    rule<stage::fee_requested,        event::partly_disclosed,  stage::partly_disclosed,  basis::r37_1, guards::heard_while_fee_awaited>,
    rule<stage::fee_requested,        event::refused,           stage::refused,           basis::r36_1, guards::asked_while_fee_awaited>,
    rule<stage::fee_requested,        event::unable_to_provide, stage::unable_to_provide, basis::r36_1, guards::clear_while_fee_awaited>,
    rule<stage::fee_requested,        event::not_processed,     stage::not_processed,     basis::r36_1, guards::reply_while_fee_awaited>
    >,

    // Art. 36, 37: the reply.
    from_each<answering_stages, event::disclosed,         stage::disclosed,         basis::r36_1, guards::third_party_heard>,
    from_each<answering_stages, event::partly_disclosed,  stage::partly_disclosed,  basis::r37_1, guards::third_party_heard>,
    from_each<answering_stages, event::refused,           stage::refused,           basis::r36_1, guards::third_party_asked>,
    from_each<answering_stages, event::unable_to_provide, stage::unable_to_provide, basis::r36_1, guards::correction_asked>,
    from_each<answering_stages, event::not_processed,     stage::not_processed,     basis::r36_1>,

    // Art. 32: the third party's opinion. Art. 34: the co-maker's; its silence is consent to disclose.
    // Both may come back at any open stage.
    staying<events<event::opinion_received>,    open_stages, basis::r33_4, guards::opinion_in_time>,
    staying<events<event::consultation_lapsed>, open_stages, basis::r33_4, guards::consultation_period_over>,

    // Ends that the Regulations do not name (Q9, C7, C8).
    from_each<unclosed_stages, event::withdrawn,           stage::withdrawn,   basis::c8>,
    from_each<unclosed_stages, event::closed_otherwise,    stage::closed,      basis::c8>,
    from_each<unclosed_stages, event::registered_in_error, stage::void_record, basis::c7>,
    from_each<unclosed_stages, event::moved_out,           stage::void_record, basis::c7>,

    // After the reply; and what became of letters (D8, Z2).
    staying<events<event::supplemented>,                replied_stages,    basis::c4>,
    staying<events<event::reply_replaced>,              replied_stages,    basis::z8, guards::new_answer_sound>,
    staying<events<event::delivered, event::returned>,  registered_stages, basis::d8, guards::letter_known>,
    staying<events<event::resent>,                      registered_stages, basis::z2, guards::letter_came_back>
>;

/// The second region: the year (C2, C5). Its one event is injected by the fold.
using standing_rules = mp::mp_list<
    rule<standing::not_carried,     event::year_ended, standing::carried_forward, basis::c2, guards::still_open>,
    rule<standing::carried_forward, event::year_ended, standing::carried_forward, basis::c2, guards::still_open>
>;
// clang-format on

static_assert(has_one_rule_each<procedure_rules>, "one rule for a stage and an event");

}  // namespace qixian::inline v0
