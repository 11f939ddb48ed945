// Arguments, the choice of an agency, and refusals as all commands of a store put them.
#include "store/stores.hpp"

#include <fmt/format.h>

#include "base/wording.hpp"

namespace qixian::cli {

void add_store_argument(CLI::App& command, std::shared_ptr<std::string> const& into) {
    command.add_option("STORE", *into, "the store, one file")->required();
}

void add_author_options(CLI::App& command, options& into) {
    command.add_option("--actor", into.by.actor, "key of whoever does this, no person's name");
    command.add_option("--role", into.by.role, "key of the role");
    command.add_flag("--clock-went-back", into.clock_went_back,
                     "the last entry was stored by a clock that was ahead");
}

store open_for_writing(std::string const& path, options const& given, std::string_view zh,
                       std::string_view en) {
    return store::open(path, how_to_open(given, zh, en));
}

void stop_with(fault why, std::string const& file, options const& given) {
    if (why.file.empty()) {
        why.file = file;
    }
    print_fault(why, given);
    throw stop{exit_code_of(why.what), ""};
}

std::string one_agency(store& kept, std::string const& file, options const& given) {
    auto const found = answer::one_agency(kept, given.agency);
    if (!found) {
        auto why = found.error();
        why.file = file;
        print_fault(why, given);
        throw stop{why.what == code::agency_needed ? exit_code::usage : exit_code::bad_input, ""};
    }
    return *found;
}

std::string ruling_text(ruling const& said, language in) {
    auto const limit =
        said.limit ? fmt::format("{}{}", say(in, text::text), to_text(*said.limit)) : std::string{};
    auto const code = fmt::format("QX-{} {}", static_cast<int>(said.why), name_of(said.why));
    return in == language::zh ? fmt::format("{}：{}（{}{}）", code, sentence(said.why, in),
                                            basis_text(said.cites, in), limit)
                              : fmt::format("{}: {} ({}{})", code, sentence(said.why, in),
                                            basis_text(said.cites, in), limit);
}

std::string differences_text(std::vector<cell_difference> const& cells, language in) {
    auto const shown = [&](std::string const& value) {
        return value.empty() ? std::string(say(in, text::empty_cell)) : value;
    };
    std::string out;
    for (auto const& each : cells) {
        out += fmt::format("{}{}: {} → {}", out.empty() ? "" : say(in, text::between_cells),
                           each.cell, shown(each.before), shown(each.now));
    }
    return out;
}

std::string advice_text(append_answer const& said, language in) {
    if (said.said.why == code::future_day) {
        return std::string(say(in, text::a_day_fixed_ahead));
    }
    if (said.said.why != code::same_fact) {
        return "";
    }
    if (said.same_as.empty()) {
        return std::string(say(in, text::two_rows_differ));
    }
    return std::string(say(in, text::amend_or_tell_apart));
}

std::string next_text(std::vector<next_event> const& next, language in) {
    std::string out;
    for (auto const& n : next) {
        out += out.empty() ? "" : in == language::zh ? "、" : ", ";
        out += say(in, info(n.what).zh, info(n.what).en);
        auto const first = n.first ? to_text(*n.first) : std::string{};
        auto const last = n.last ? to_text(*n.last) : std::string{};
        if (!first.empty() && !last.empty()) {
            out += fmt::format(" ({} … {})", first, last);
        } else if (!first.empty()) {
            out += in == language::zh ? fmt::format("（{}起）", first)
                                      : fmt::format(" (from {})", first);
        } else if (!last.empty()) {
            out += in == language::zh ? fmt::format("（至{}）", last)
                                      : fmt::format(" (until {})", last);
        }
    }
    return out.empty() ? std::string(say(in, text::nothing)) : out;
}

}  // namespace qixian::cli
