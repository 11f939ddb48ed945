// `qixian verify`, `anchor`, `backup`, `restore` and `rebuild`: looking after a store.
#include <optional>

#include <fmt/format.h>

#include "base/details_zh.hpp"
#include "base/wording.hpp"
#include "qixian/base/safe_text.hpp"
#include "qixian/row/text.hpp"
#include "store/stores.hpp"

namespace qixian::cli {

namespace {

// --- verify -----------------------------------------------------------------------------------------

std::string_view name_of_damage(damage_kind what, language in) {
    switch (what) {
    case damage_kind::structure: return say(in, text::structure_of_the_file);
    case damage_kind::schema: return say(in, text::table_or_trigger);
    case damage_kind::position: return say(in, text::entry_missing_or_out_of_order);
    case damage_kind::version: return say(in, text::version_missing);
    case damage_kind::content: return say(in, text::content_altered);
    case damage_kind::chain: return say(in, text::chain_broken);
    case damage_kind::checkpoint: return say(in, text::checkpoint_does_not_fit);
    case damage_kind::closing: return say(in, text::figures_of_a_closed_year);
    case damage_kind::notice: return say(in, text::notice);
    case damage_kind::projection: return say(in, text::projection);
    case damage_kind::anchor: return say(in, text::not_what_was_anchored);
    }
    return "";
}

std::string damage_text(damage const& d, language in) {
    std::string where;
    if (!d.agency.empty()) {
        where += " " + d.agency;
    }
    if (!d.application.empty()) {
        where += " " + d.application;
    }
    if (d.version > 0) {
        where += in == language::zh ? fmt::format(" 第{}版", d.version)
                                    : fmt::format(" version {}", d.version);
    }
    if (d.position > 0) {
        where += in == language::zh ? fmt::format("（位置 {}）", d.position)
                                    : fmt::format(" (position {})", d.position);
    }
    if (!d.id.empty()) {
        where += " id " + d.id;
    }
    auto const detail =
        in == language::zh ? detail_in_chinese(code::store_damaged, d.detail) : d.detail;
    return visible(fmt::format("✘ {}{}: {}", name_of_damage(d.what, in), where, detail));
}

/// What is so broken that it cannot be opened is damage like any other.
verification verified(std::string const& path, std::optional<store_anchor> const& against,
                      options const& given) {
    try {
        auto how = how_to_open(given, "已核对记录", "entries checked");
        how.read_only = true;
        try {
            return store::open(path, how).verify(against);
        } catch (store_error const& why) {
            if (why.why() != code::store_read_only) {
                throw;
            }
        }
        how.read_only = false;  // a crash left a journal that must be undone first
        return store::open(path, how).verify(against);
    } catch (store_error const& why) {
        if (what_it_is(why) != code::store_damaged) {
            throw;
        }
        verification out{.anchored = against.has_value()};
        // Opening compares the schema and says so by this word.
        auto const schema = std::string(code_of(damage_kind::schema)) + ": ";
        auto const& detail = why.detail();
        bool const altered = detail.starts_with(schema);
        out.found.push_back({.what = altered ? damage_kind::schema : damage_kind::structure,
                             .detail = altered ? detail.substr(schema.size()) : detail});
        return out;
    }
}

int verify(std::string const& path, std::string const& anchor_file, options const& given) {
    std::optional<store_anchor> against;
    if (!anchor_file.empty()) {
        auto const text = need(read_text(anchor_file), anchor_file, given);
        against = need(parse_anchor(text), anchor_file, given);
    }
    auto const said = verified(path, against, given);
    int const code = said.clean() ? exit_code::fine : exit_code::damaged_store;
    if (given.json) {
        put(answer::verify_document(path, said));
        return code;
    }
    auto const in = given.lang;
    painter const colour(wants_colour(given.colour));
    auto const covers = answer::verification_covers();
    auto const leaves = answer::verification_leaves_out();
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < std::min(most, said.found.size()); ++i) {
        put(colour(i == 0 ? paint::red : paint::plain, damage_text(said.found[i], in)) + "\n");
    }
    if (said.found.size() > most) {
        put(in == language::zh ? fmt::format("… 另有 {} 处\n", said.found.size() - most)
                               : fmt::format("… and {} more\n", said.found.size() - most));
    }
    if (said.clean()) {
        put(colour(paint::green,
                   in == language::zh
                       ? fmt::format("✔ 完好：记录{}条，申请{}件，检查点{}个", said.events,
                                     said.applications, said.checkpoints)
                       : fmt::format(
                             "✔ clean: {}, {}, {}",
                             counted(static_cast<std::uint64_t>(said.events), "entry", "entries"),
                             counted(static_cast<std::uint64_t>(said.applications), "application"),
                             counted(static_cast<std::uint64_t>(said.checkpoints), "checkpoint"))) +
            "\n");
        put(fmt::format("{}\n", say(in, covers.zh, covers.en)));
        if (!said.projection_compared) {
            put(std::string(say(in, text::the_projection_was_made_by_another)));
        }
    }
    if (!said.anchored) {
        put(fmt::format("{}\n", say(in, leaves.zh, leaves.en)));
    } else {
        put(in == language::zh
                ? fmt::format("锚定之后有记录{}条，须由更新的凭证覆盖。\n", said.beyond_anchor)
                : fmt::format(
                      "{} came after the anchor; only a newer one covers them.\n",
                      counted(static_cast<std::uint64_t>(said.beyond_anchor), "entry", "entries")));
    }
    return code;
}

// --- anchor -----------------------------------------------------------------------------------------

int anchor(std::string const& path, std::string const& to, options const& given) {
    std::optional<out_file> file;
    if (!to.empty()) {
        file.emplace(to, given, out_file::over::nothing);
    }
    auto kept = open_for_writing(path, given, "锚定", "anchoring");
    auto const made = need(kept.make_anchor(given.by), path, given);
    auto const text = to_text(made);
    if (file) {
        file->write(text);
        file->finish();
    }
    if (given.json) {
        put(answer::anchor_document(made, to.empty() ? std::optional<std::string_view>{} : to));
    } else if (to.empty()) {
        put(text);
    } else {
        put(given.lang == language::zh
                ? fmt::format("锚定凭证已写入 {}；请存放在本机之外。\n", visible(to))
                : fmt::format("The anchor is in {}; keep it somewhere else.\n", visible(to)));
    }
    return exit_code::fine;
}

// --- copies -----------------------------------------------------------------------------------------

int backup(std::string const& path, std::string const& to, options const& given) {
    auto kept = store::open(path, how_to_open(given, "复制并核对", "copying and verifying"));
    if (auto why = kept.back_up(to, given.by)) {
        stop_with(std::move(*why), path, given);
    }
    if (given.json) {
        put(answer::backup_document(path, to, kept.about()));
    } else {
        put(given.lang == language::zh
                ? fmt::format("✔ 已备份到 {}，并已核对\n", visible(to))
                : fmt::format("✔ copied to {}, and verified\n", visible(to)));
    }
    return exit_code::fine;
}

int restore(std::string const& from, std::string const& to, bool force, options const& given) {
    auto const about = need(
        store::restore(from, to, force, how_to_open(given, "复制并核对", "copying and verifying")),
        to, given);
    if (given.json) {
        put(answer::restore_document(from, to, about));
    } else {
        put(given.lang == language::zh
                ? fmt::format("✔ 已从 {} 恢复 {}，并已核对\n", visible(from), visible(to))
                : fmt::format("✔ {} restored from {}, and verified\n", visible(to), visible(from)));
    }
    return exit_code::fine;
}

int rebuild(std::string const& path, options const& given) {
    auto kept = open_for_writing(path, given, "重做投影", "making the projection again");
    if (auto why = kept.rebuild(given.by)) {
        stop_with(std::move(*why), path, given);
    }
    if (given.json) {
        put(answer::rebuild_document(path));
    } else {
        put(std::string(say(given.lang, text::the_projection_was_made_again_from)));
    }
    return exit_code::fine;
}

}  // namespace

void add_store_care(CLI::App& program, options& given, int& result) {
    auto path = std::make_shared<std::string>();
    auto file = std::make_shared<std::string>();
    auto const common = [&](CLI::App& command) {
        add_patience_option(command, given);
        add_output_options(command, given, false);
    };

    auto* check = program.add_subcommand("verify", "whether the store is what was written");
    add_store_argument(*check, path);
    check->add_option("--anchor", *file, "what `qixian anchor` printed; - is standard input");
    common(*check);
    check->footer("Names the first bad agency, application and entry; says what is and is not "
                  "covered.\n"
                  "Examples:\n"
                  "  qixian verify cases.qixian\n"
                  "  qixian verify cases.qixian --anchor anchor-2026-01.txt\n"
                  "Exit: 0 clean, 4 damaged, 3 not a store, or the anchor cannot be read.");
    check->callback([&given, &result, path, file] { result = verify(*path, *file, given); });

    auto* mark = program.add_subcommand("anchor", "the state of the store, to be kept elsewhere");
    add_store_argument(*mark, path);
    mark->add_option("--out", *file, "write it to this new file");
    add_author_options(*mark, given);
    common(*mark);
    mark->footer("Print it, mail it to the superior office, or have it time-stamped: `verify "
                 "--anchor` then\nsees cut-off entries and old copies too.\n"
                 "Example:\n"
                 "  qixian anchor cases.qixian --out anchor-2026-01.txt");
    mark->callback([&given, &result, path, file] { result = anchor(*path, *file, given); });

    auto* copy = program.add_subcommand("backup", "a verified copy");
    add_store_argument(*copy, path);
    copy->add_option("FILE", *file, "a new file")->required();
    add_author_options(*copy, given);
    common(*copy);
    copy->footer("Example:\n"
                 "  qixian backup cases.qixian cases-2026-01-31.qixian\n"
                 "Exit: 0 copied and verified, 3 there is a file already, 4 the store is damaged.");
    copy->callback([&given, &result, path, file] { result = backup(*path, *file, given); });

    auto* back = program.add_subcommand("restore", "puts a backup in place");
    auto force = std::make_shared<bool>(false);
    back->add_option("FILE", *file, "the backup")->required();
    add_store_argument(*back, path);
    back->add_flag("--force", *force,
                   "although the store there holds entries that the backup lacks");
    common(*back);
    back->footer("Whatever stands there is first kept as STORE.replaced-N.\n"
                 "Example:\n"
                 "  qixian restore cases-2026-01-31.qixian cases.qixian\n"
                 "Exit: 0 restored and verified, 3 entries would be lost (they are named), 4 the "
                 "backup is damaged.");
    back->callback(
        [&given, &result, path, file, force] { result = restore(*file, *path, *force, given); });

    auto* again =
        program.add_subcommand("rebuild", "makes what reporting tools read again from the entries");
    add_store_argument(*again, path);
    add_author_options(*again, given);
    common(*again);
    again->footer("Example:\n"
                  "  qixian rebuild cases.qixian");
    again->callback([&given, &result, path] { result = rebuild(*path, given); });
}

}  // namespace qixian::cli
