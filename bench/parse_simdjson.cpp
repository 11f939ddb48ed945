// The loop of parse_simdjson.hpp: On-Demand, field by field, with its own compile options.
#include "parse_simdjson.hpp"

#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

#include <simdjson.h>

namespace qixian::bench {

json_counts by_simdjson(std::string const& path) {
    constexpr std::size_t piece = std::size_t{1} << 17U;
    static std::vector<char> buffer(2 * piece + simdjson::SIMDJSON_PADDING);
    static simdjson::ondemand::parser parser;
    json_counts out;
    std::FILE* const file = std::fopen(path.c_str(), "rb");
    std::size_t held = 0;
    for (bool more = true; more;) {
        std::size_t const got = std::fread(buffer.data() + held, 1, piece, file);
        more = got == piece;
        held += got;
        std::size_t const end = std::string_view(buffer.data(), held).rfind('\n') + 1;
        if (end != 0) {
            simdjson::ondemand::document_stream lines;
            // One batch: its first stage runs once over the piece.
            if (parser.iterate_many(buffer.data(), end, 2 * piece).get(lines)) {
                break;
            }
            for (auto line : lines) {
                simdjson::ondemand::object object;
                if (line.get_object().get(object)) {
                    continue;
                }
                ++out.rows;
                for (auto field : object) {
                    simdjson::ondemand::raw_json_string key;
                    if (field.key().get(key)) {
                        continue;
                    }
                    out.bytes += static_cast<unsigned char>(key.raw()[0]);
                    simdjson::ondemand::json_type type{};
                    simdjson::ondemand::value value;
                    if (field.value().get(value) || value.type().get(type)) {
                        continue;
                    }
                    ++out.values;
                    if (type == simdjson::ondemand::json_type::string) {
                        std::string_view text;
                        if (!value.get_string().get(text)) {
                            out.bytes += text.size();
                        }
                    } else if (type == simdjson::ondemand::json_type::number) {
                        double number = 0;
                        if (!value.get_double().get(number)) {
                            out.bytes += static_cast<std::uint64_t>(number);
                        }
                    }
                }
            }
        }
        held -= end;
        std::memmove(buffer.data(), buffer.data() + end, held);
    }
    std::fclose(file);
    return out;
}

}  // namespace qixian::bench
