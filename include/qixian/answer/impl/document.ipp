// What a fault says, and what an irregular row does.
#pragma once

#include "qixian/answer/document.hpp"
#include "qixian/answer/impl/json.ipp"

namespace qixian::inline v0::answer {

QIXIAN_DECL std::string fault_document(fault const& what) {
    return detail::text_of(detail::json_of(what)) + "\n";
}

QIXIAN_DECL two_texts sentence_of(fault const& what) {
    if (what.what == code::bad_date && detail::is_no_day(what.detail)) {
        return {"没有这一日", "there is no such day"};
    }
    return {info(what.what).zh, info(what.what).en};
}

QIXIAN_DECL two_texts effect_of(code irregular) {
    switch (irregular) {
    case code::correction_late:
    case code::correction_repeated:
        return {"保留并生效；无此告知时的期限列入其他口径",
                "kept and effective; the due day without it stands among those of other readings"};
    case code::fee_notice_late:
        return {"保留并生效；不影响答复期限", "kept and effective; no effect on the due day"};
    case code::delay_after_due:
        return {"保留；所定日期不改变答复期限", "kept; the day it names moves no due day"};
    case code::extension_late: return {"保留；不影响答复期限", "kept; no effect on the due day"};
    case code::opinion_late:
        return {"保留；扣除时间止于法定期限", "kept; the pause ended at the limit"};
    case code::payment_late:
        return {"保留；不重新起算，仍在等待缴费", "kept; no new clock, payment is still awaited"};
    case code::reply_before_correction:
    case code::reply_before_reasons:
    case code::reply_before_payment: return {"保留；申请办结", "kept; closes the application"};
    // Said of later answers as well, which close nothing.
    case code::disclosed_before_opinion:
    case code::third_party_not_asked:
    case code::unclear_without_correction: return {"保留；答复有效", "kept; the answer stands"};
    case code::suit_without_review: return {"保留；计入表四", "kept; counts in table 4"};
    default: return {"保留", "kept"};
    }
}

}  // namespace qixian::inline v0::answer
