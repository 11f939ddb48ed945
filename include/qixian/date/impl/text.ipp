// Days and instants from text and back, strictly: what does not exist is not read.
#pragma once

#include "qixian/date/text.hpp"

namespace qixian::inline v0 {

namespace detail {

/// The number in `text[at, at + width)`, or -1 where a character is no digit.
inline int digits(std::string_view text, std::size_t at, std::size_t width) {
    int value = 0;
    for (std::size_t i = at; i < at + width; ++i) {
        if (text[i] < '0' || text[i] > '9') {
            return -1;
        }
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

}  // namespace detail

QIXIAN_DECL result<date> parse_date(std::string_view text) {
    if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
        int const year = detail::digits(text, 0, 4);
        int const month = detail::digits(text, 5, 2);
        int const of_month = detail::digits(text, 8, 2);
        if (year >= 1900 && detail::is_day(year, month, of_month)) {
            return day(year * 10000 + month * 100 + of_month);
        }
    }
    return fault{.what = code::bad_date, .detail = std::string(text.substr(0, 40))};
}

QIXIAN_DECL result<date> checked_day(int yyyymmdd) {
    if (yyyymmdd >= 1900'01'01 && detail::is_day(yyyymmdd)) {
        return day(yyyymmdd);
    }
    return fault{.what = code::bad_date, .detail = std::to_string(yyyymmdd)};
}

QIXIAN_DECL std::string to_text(date d) {
    // What Boost can write, which is more than can be asked about.
    if (d.day_number() < day(14000101).day_number() || d > last_legal_day) {
        return "no day";
    }
    auto const ymd = d.year_month_day();
    int const year = static_cast<int>(ymd.year);
    int const month = static_cast<int>(ymd.month);
    int const of_month = static_cast<int>(ymd.day);
    std::string text(10, '-');
    auto put = [&text](std::size_t at, std::size_t width, int value) {
        for (std::size_t i = at + width; i-- > at; value /= 10) {
            text[i] = static_cast<char>('0' + value % 10);
        }
    };
    put(0, 4, year);
    put(5, 2, month);
    put(8, 2, of_month);
    return text;
}

QIXIAN_DECL result<instant> parse_instant(std::string_view text) {
    auto const bad = [&text] {
        return fault{.what = code::bad_instant, .detail = std::string(text.substr(0, 40))};
    };
    if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') ||
        text[13] != ':' || text[16] != ':') {
        return bad();
    }
    auto const on = parse_date(text.substr(0, 10));
    int const hour = detail::digits(text, 11, 2);
    int const minute = detail::digits(text, 14, 2);
    int second = detail::digits(text, 17, 2);
    if (!on || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
        return bad();
    }
    if (second == 60) {
        second = 59;
    }
    std::size_t at = 19;
    if (text[at] == '.') {
        std::size_t const dot = at++;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
            ++at;
        }
        if (at == dot + 1) {
            return bad();
        }
    }
    auto const zone = text.substr(at);
    int offset_minutes = 0;
    if (zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':') {
        int const zone_hour = detail::digits(zone, 1, 2);
        int const zone_minute = detail::digits(zone, 4, 2);
        if (zone_hour < 0 || zone_hour > 23 || zone_minute < 0 || zone_minute > 59) {
            return bad();
        }
        offset_minutes = (zone_hour * 60 + zone_minute) * (zone[0] == '-' ? -1 : 1);
    } else if (zone != "Z" && zone != "z") {
        return bad();
    }
    // An offset may carry the legal day out of the years that days are read in.
    constexpr int zone_of_law = 8 * 60;
    constexpr int day_minutes = 24 * 60;
    std::int64_t const days = days_between(day(19700101), *on);
    std::int64_t const utc = (days * 24 + hour) * 60 + minute - offset_minutes;
    std::int64_t const first = days_between(day(19700101), day(19000101));
    std::int64_t const last = days_between(day(19700101), day(99991231));
    if (utc + zone_of_law < first * day_minutes || utc + zone_of_law >= (last + 1) * day_minutes) {
        return bad();
    }
    return instant{utc * 60 + second};
}

QIXIAN_DECL date legal_day(instant when) {
    if (!is_legal_instant(when)) {
        return {};
    }
    constexpr std::int64_t day_seconds = std::int64_t{24} * 60 * 60;
    std::int64_t const local = when.seconds + std::int64_t{8} * 60 * 60;
    std::int64_t days = local / day_seconds;
    if (local % day_seconds < 0) {
        --days;
    }
    return plus_days(day(19700101), static_cast<int>(days));
}

QIXIAN_DECL std::string to_text(instant when) {
    if (!is_legal_instant(when)) {
        return "no instant";
    }
    constexpr std::int64_t day_seconds = std::int64_t{24} * 60 * 60;
    auto of_day = (when.seconds + std::int64_t{8} * 60 * 60) % day_seconds;
    of_day += of_day < 0 ? day_seconds : 0;
    std::string text = to_text(legal_day(when)) + "T00:00:00+08:00";
    auto const put = [&text](std::size_t at, std::int64_t value) {
        text[at] = static_cast<char>('0' + value / 10);
        text[at + 1] = static_cast<char>('0' + value % 10);
    };
    put(11, of_day / 3600);
    put(14, of_day / 60 % 60);
    put(17, of_day % 60);
    return text;
}

}  // namespace qixian::inline v0
