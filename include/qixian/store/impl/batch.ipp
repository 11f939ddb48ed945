// A batch of entries on its way in: rows kept as bytes until they are complete, and their ids.
#pragma once

#include <bit>
#include <deque>
#include <unordered_map>

#include "qixian/store/impl/rows.ipp"
#include "qixian/store/store.hpp"

namespace qixian::inline v0 {

struct import_batch::state {
    struct row {
        std::uint32_t chunk = 0;
        std::uint32_t from = 0;
        std::uint32_t line = 0;
    };
    std::deque<std::string> chunks{};
    std::vector<row> rows{};
    std::vector<std::string> agencies{};  ///< named, in the order of their first rows
    field_bytes buffer{};

    static constexpr std::size_t chunk_size = std::size_t{1} << 20U;

    void keep(entry const& e) {
        auto const content = detail::content_of(e);
        buffer.clear();
        buffer.add(e.agency);
        buffer.add(e.application);
        buffer.add(e.id);
        buffer.add(e.seq);
        buffer.add(e.recorded ? std::to_string(e.recorded->seconds) : std::string{});
        for (auto const& each : content) {
            buffer.add(each);
        }
        auto const& bytes = buffer.bytes();
        if (chunks.empty() || chunks.back().size() + bytes.size() > chunks.back().capacity()) {
            chunks.emplace_back().reserve(std::max(chunk_size, bytes.size()));
        }
        rows.push_back({static_cast<std::uint32_t>(chunks.size() - 1),
                        static_cast<std::uint32_t>(chunks.back().size()),
                        static_cast<std::uint32_t>(e.line)});
        chunks.back() += bytes;
        bool const named = !e.agency.empty();
        if (named && std::find(agencies.begin(), agencies.end(), e.agency) == agencies.end()) {
            agencies.push_back(e.agency);
        }
    }
};

namespace detail {

/// What the writing of a batch knows of one row.
struct row_plan {
    enum class fate : std::uint8_t { pending, write, repeated, refused, faulty };
    std::int64_t seq = 0;
    std::uint32_t group = 0;
    std::uint32_t same_id = 0;  ///< version of the entry of its application that has its id
    fate what = fate::pending;
    bool amends = false;  ///< in the place of an entry that is withdrawn for it
};

/// One agency of a batch.
struct agency_plan {
    std::string column{};
    std::int64_t position = 0;                                     ///< last one in the store
    bool has_applications = false;                                 ///< before this batch
    std::unordered_map<std::string_view, std::uint32_t> groups{};  ///< by application
};

/// A row of a batch, cut into its fields. Views into the batch.
struct batch_row {
    std::string_view agency{};
    std::string_view application{};
    std::string_view id{};
    std::int64_t seq = 0;
    std::optional<std::int64_t> recorded_s{};
    content_views content{};

    static batch_row of(import_batch::state const& batch, std::size_t at);
};

/// Rows by a print of their agency and id. At most half full; eight bytes a slot, where nodes of a
/// standard container take some forty.
class row_index {
public:
    explicit row_index(std::size_t rows) : slots_(std::bit_ceil(2 * rows + 1)) {}

    /// The first row added under this print for which `same` says yes.
    template <class Same>
    std::optional<std::uint32_t> find(std::size_t print, Same const& same) const {
        for (auto at = print;; ++at) {
            auto const& here = slots_[at & (slots_.size() - 1)];
            if (here.row_and_one == 0) {
                return std::nullopt;
            }
            if (here.print == high(print) && same(here.row_and_one - 1)) {
                return here.row_and_one - 1;
            }
        }
    }
    void add(std::size_t print, std::uint32_t row) {
        auto at = print;
        while (slots_[at & (slots_.size() - 1)].row_and_one != 0) {
            ++at;
        }
        slots_[at & (slots_.size() - 1)] = {row + 1, high(print)};
    }

private:
    struct slot {
        std::uint32_t row_and_one = 0;  ///< 0: empty
        std::uint32_t print = 0;
    };
    static std::uint32_t high(std::size_t print) {
        return static_cast<std::uint32_t>(std::uint64_t{print} >> 32U);
    }
    std::vector<slot> slots_;
};

/// The half of a hash that makes an id.
using short_hash = std::array<unsigned char, 16>;

inline std::string id_text(short_hash const& from) {
    hash_value whole{};
    std::copy(from.begin(), from.end(), whole.begin());
    return "c" + to_hex(whole).substr(0, 31);
}

/// What the id of a row that brought none is made of: its content and its occurrence among equal
/// rows.
inline short_hash content_id(batch_row const& row, std::uint32_t occurrence, hash_provider& by,
                             field_bytes& buffer) {
    buffer.clear();
    buffer.add("qixian/id/1");
    buffer.add(row.application);
    add_content(buffer, row.content);
    buffer.add(row.seq);
    buffer.add(std::int64_t{occurrence});
    auto const whole = by.of(buffer.bytes());
    short_hash out{};
    std::copy_n(whole.begin(), out.size(), out.begin());
    return out;
}

inline batch_row batch_row::of(import_batch::state const& batch, std::size_t at) {
    auto const& where = batch.rows[at];
    field_reader fields(std::string_view(batch.chunks[where.chunk]).substr(where.from));
    batch_row out;
    out.agency = fields.next();
    out.application = fields.next();
    out.id = fields.next();
    out.seq = *number_in(fields.next());
    if (auto const recorded = fields.next(); !recorded.empty()) {
        out.recorded_s = number_in(recorded);
    }
    for (auto& each : out.content) {
        each = fields.next();
    }
    return out;
}

}  // namespace detail

// --- the batch of the interface ---

QIXIAN_DECL import_batch::import_batch() : state_(std::make_unique<state>()) {}
QIXIAN_DECL import_batch::import_batch(import_batch&& other) noexcept = default;
QIXIAN_DECL import_batch& import_batch::operator=(import_batch&& other) noexcept = default;
QIXIAN_DECL import_batch::~import_batch() = default;

QIXIAN_DECL std::optional<fault> import_batch::add(entry const& e) {
    if (auto why = detail::check_for_store(e)) {
        return why;
    }
    state_->keep(e);
    return std::nullopt;
}

QIXIAN_DECL std::size_t import_batch::size() const noexcept { return state_->rows.size(); }

}  // namespace qixian::inline v0
