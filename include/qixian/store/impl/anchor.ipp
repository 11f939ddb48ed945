// An anchor as text, for people to keep on paper or elsewhere, and back.
#pragma once

#include <charconv>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/store/verification.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Hashes are read aloud and typed off paper: 16 groups of four.
inline std::string in_groups(std::string_view hex) {
    std::string out;
    for (std::size_t at = 0; at < hex.size(); at += 4) {
        out += (out.empty() ? "" : " ") + std::string(hex.substr(at, 4));
    }
    return out;
}

inline std::string without_blanks(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c != ' ') {
            out += c;
        }
    }
    return out;
}

}  // namespace detail

QIXIAN_DECL std::string to_text(store_anchor const& a) {
    std::string out = "qixian/anchor/1\nstore: " + a.store + "\nhash: " + a.hash + "\n";
    for (auto const& each : a.agencies) {
        out += "\nagency: " + each.agency + "\nday: " + to_text(each.day) +
               "\nmade: " + to_text(each.made) + "\nentries: " + std::to_string(each.events) +
               "\napplications: " + std::to_string(each.applications) +
               "\nroot: " + detail::in_groups(each.root) +
               "\ncheckpoint: " + detail::in_groups(each.hash) + "\n";
    }
    return out;
}

QIXIAN_DECL result<store_anchor> parse_anchor(std::string_view text) {
    store_anchor out;
    std::size_t line = 0;
    auto const bad = [&line](std::string_view what) {
        return fault{.what = code::anchor_form, .detail = detail::excerpt(what), .line = line};
    };
    auto const is_hash = [](std::string_view hex) {
        return hex.size() == 64 && hex.find_first_not_of("0123456789abcdef") == hex.npos;
    };
    std::size_t filled = 0;  // of the agency that is being read
    while (!text.empty()) {
        ++line;
        auto const end = text.find('\n');
        auto row = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        if (row.ends_with('\r')) {
            row.remove_suffix(1);
        }
        if (line == 1) {
            if (row != "qixian/anchor/1") {
                return bad(row);
            }
            continue;
        }
        if (row.empty()) {
            continue;
        }
        auto const colon = row.find(':');
        if (colon == row.npos) {
            return bad(row);
        }
        auto const key = row.substr(0, colon);
        auto value = row.substr(colon + 1);
        while (value.starts_with(' ')) {
            value.remove_prefix(1);
        }
        if (key == "agency") {
            if (!out.agencies.empty() && filled != 6) {
                return bad(row);
            }
            out.agencies.push_back({.agency = std::string(value)});
            filled = 0;
            continue;
        }
        if (key == "store" || key == "hash") {
            (key == "store" ? out.store : out.hash) = value;
            continue;
        }
        if (out.agencies.empty()) {
            return bad(row);
        }
        auto& mark = out.agencies.back();
        ++filled;
        if (key == "day") {
            auto const read = parse_date(value);
            if (!read) {
                return bad(row);
            }
            mark.day = *read;
        } else if (key == "made") {
            auto const read = parse_instant(value);
            if (!read) {
                return bad(row);
            }
            mark.made = *read;
        } else if (key == "entries" || key == "applications") {
            auto& into = key == "entries" ? mark.events : mark.applications;
            auto const [stop, wrong] =
                std::from_chars(value.data(), value.data() + value.size(), into);
            if (wrong != std::errc{} || stop != value.data() + value.size() || into < 0) {
                return bad(row);
            }
        } else if (key == "root" || key == "checkpoint") {
            auto& into = key == "root" ? mark.root : mark.hash;
            into = detail::without_blanks(value);
            if (!is_hash(into)) {
                return bad(row);
            }
        } else {
            return bad(row);
        }
    }
    if (out.store.empty() || out.hash.empty() || (!out.agencies.empty() && filled != 6)) {
        return bad("incomplete");
    }
    return out;
}

}  // namespace qixian::inline v0
