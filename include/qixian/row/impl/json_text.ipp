// A text as a string of JSON, quotes and all.
#pragma once

#include <string>
#include <string_view>

namespace qixian::inline v0::detail {

inline void append_json_string(std::string& to, std::string_view text) {
    constexpr char const* hex = "0123456789abcdef";
    to += '"';
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            to += '\\';
            to += c;
        } else if (c == '\n') {
            to += "\\n";
        } else if (byte < 0x20 || byte == 0x7F) {
            to += "\\u00";
            to += hex[byte >> 4U];
            to += hex[byte & 15U];
        } else {
            to += c;
        }
    }
    to += '"';
}

}  // namespace qixian::inline v0::detail
