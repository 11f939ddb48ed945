// How deep JSON from outside goes, asked before it is parsed: a few bytes a level would become a tree
// of many times their size.
#pragma once

#include <cstddef>
#include <string_view>

namespace qixian::inline v0::detail {

/// Levels of arrays and objects, one in another, that no honest document of ours has.
inline constexpr std::size_t deepest_json = 32;

/// Where `json` goes deeper than `most` levels; npos where it does not. Looks at brackets outside
/// strings only: whether the rest is JSON at all is for the parser to say. Cost: linear, no memory.
inline std::size_t too_deep_at(std::string_view json, std::size_t most = deepest_json) {
    std::size_t depth = 0;
    bool in_string = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        switch (json[at]) {
        case '"': in_string = !in_string; break;
        case '\\': at += in_string ? 1 : 0; break;
        case '[':
        case '{':
            if (!in_string && ++depth > most) {
                return at;
            }
            break;
        case ']':
        case '}': depth -= !in_string && depth > 0 ? 1 : 0; break;
        default: break;
        }
    }
    return json.npos;
}

}  // namespace qixian::inline v0::detail
