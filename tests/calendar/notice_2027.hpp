// A notice for 2027 as one might come; no such notice is known.
#pragma once

#include "qixian/calendar/editions.hpp"

namespace calendar_test {

/// Every festival has its days, and five weekends are worked.
inline qixian::notice made_up_2027() {
    using qixian::day;
    qixian::notice n{
        .id = "CN-2027", .document = "国办发明电〔2026〕9号", .published = day(20261110)};
    for (int const d : {20270101, 20270102, 20270103, 20270205, 20270206, 20270207, 20270208,
                        20270209, 20270210, 20270211, 20270212, 20270403, 20270404, 20270405,
                        20270501, 20270502, 20270503, 20270504, 20270505, 20270609, 20270915,
                        20271001, 20271002, 20271003, 20271004, 20271005, 20271006, 20271007}) {
        n.days.push_back({day(d), qixian::notice_kind::off, "节日"});
    }
    for (int const d : {20270130, 20270214, 20270425, 20270926, 20271009}) {
        n.days.push_back({day(d), qixian::notice_kind::work, "节日"});
    }
    return n;
}

}  // namespace calendar_test
