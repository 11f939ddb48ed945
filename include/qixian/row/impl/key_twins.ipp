// Applications whose keys differ only in full width and half width: `２０２１-017` and `2021-017`.
//
// Both are lawful keys, and most likely one application that was typed in two ways: whoever reads
// them must be told (974), once.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/impl/half_width.ipp"
#include "qixian/row/impl/event_sort.ipp"

namespace qixian::inline v0::detail {

/// Keys that have come. Memory: 16 to 48 bytes a key in half width, the text of any other.
class key_twins {
public:
    /// Whether a key has a twin to look for at all. Cost: a search for one byte.
    static bool is_wide(std::string_view key) { return key.find('\xEF') != key.npos; }

    /// A key that is there already: nothing is said of it.
    void know(std::string_view agency, std::string_view application) {
        remember(group_key(agency, application));
    }

    /// The other spelling of this application, where one has come; of two twins once.
    std::optional<std::string> note(std::string_view agency, std::string_view application) {
        auto const key = group_key(agency, application);
        auto const narrow = remember(key);
        std::optional<std::string> other;
        if (auto const found = wide_.find(narrow); found != wide_.end()) {
            for (auto const& each : found->second) {
                other = each != key && !other ? std::optional(each) : other;
            }
        }
        if (!other && narrow != key && narrow_.find(narrow) != 0) {
            other = narrow;
        }
        if (!other || !told_.insert(narrow).second) {
            return std::nullopt;
        }
        auto const cut = other->find('\n');
        auto const agency_of = other->substr(0, cut);
        auto const name = other->substr(cut + 1);
        return agency_of == agency ? name : agency_of + " " + name;
    }

private:
    /// Returns the key in half width.
    std::string remember(std::string const& key) {
        auto narrow = is_wide(key) ? half_width(key) : key;
        if (narrow == key) {
            narrow_.note(key, 1);
        } else {
            wide_[narrow].insert(key);
        }
        return narrow;
    }

    seen_texts narrow_{};
    std::map<std::string, std::set<std::string>> wide_{};
    std::set<std::string> told_{};
};

/// What is said of it: the fault names both, and where the second one stands.
inline fault twin_warning(std::string_view file, std::size_t line, std::string_view one,
                          std::string_view other) {
    return {.what = code::key_twins,
            .detail = std::string(other) + " / " + std::string(one),
            .file = std::string(file),
            .line = line,
            .field = "application"};
}

}  // namespace qixian::inline v0::detail
