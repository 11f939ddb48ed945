// What a check of a store found, and the anchor that makes a check see what the store alone cannot.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/date/text.hpp"

namespace qixian::inline v0 {

/// What is wrong, in the order it is looked for.
enum class damage_kind : std::uint8_t {
    structure,   ///< SQLite's own check fails
    schema,      ///< a table, index, trigger or view is not as the store made it
    position,    ///< an entry is missing, doubled or out of order in the agency's log
    version,     ///< … or in its application
    content,     ///< the bytes of an entry do not give its hash
    chain,       ///< an entry does not follow the one before it
    checkpoint,  ///< a checkpoint does not fit the entries before it
    closing,     ///< the figures of a closed year are not those that were frozen
    notice,      ///< a notice is not the one that was applied
    projection,  ///< the projection is not what the entries say (rebuild mends it)
    anchor       ///< the store is not the one that was anchored, or lacks what was
};

[[nodiscard]] constexpr std::string_view code_of(damage_kind k) {
    constexpr std::string_view names[] = {"structure", "schema",     "position",   "version",
                                          "content",   "chain",      "checkpoint", "closing",
                                          "notice",    "projection", "anchor"};
    static_assert(static_cast<std::size_t>(damage_kind::anchor) + 1 == std::size(names));
    return names[static_cast<std::size_t>(k)];
}

struct damage {
    damage_kind what{};
    std::string agency{};
    std::string application{};  ///< empty: of the agency, or not of one
    std::int64_t version = 0;   ///< 0: not of an entry
    std::int64_t position = 0;
    std::string id{};
    std::string detail{};  ///< English, for people
};

/// The state of one agency's log at a position.
struct checkpoint_mark {
    std::string agency{};
    std::int64_t events = 0;  ///< entries covered: positions 1 to `events`
    std::int64_t applications = 0;
    date day{};  ///< legal day on which it was made
    instant made{};
    std::string root{};  ///< of the Merkle tree over the entries, 64 hexadecimal digits
    std::string hash{};  ///< of this checkpoint, chained to the one before it
    friend bool operator==(checkpoint_mark const&, checkpoint_mark const&) = default;
};

/// What someone else keeps.
struct store_anchor {
    std::string store{};  ///< store_info::id
    std::string hash{};   ///< name of the hash
    std::vector<checkpoint_mark> agencies{};
    friend bool operator==(store_anchor const&, store_anchor const&) = default;
};

struct verification {
    std::vector<damage> found{};  ///< the first one names the first bad entry
    std::int64_t events = 0;
    std::int64_t applications = 0;
    std::int64_t checkpoints = 0;
    /// Entries after the last checkpoint or anchor: were they cut off, only an anchor made after
    /// them could tell.
    std::int64_t beyond_anchor = 0;
    bool anchored = false;
    bool projection_compared = true;  ///< false: it was made by another calendar; rebuild

    [[nodiscard]] bool clean() const { return found.empty(); }
};

/// The anchor as text: one `key: value` a line, and how to read it. Reading faults: 939.
[[nodiscard]] QIXIAN_DECL std::string to_text(store_anchor const& a);
[[nodiscard]] QIXIAN_DECL result<store_anchor> parse_anchor(std::string_view text);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/store/impl/anchor.ipp"
#endif
