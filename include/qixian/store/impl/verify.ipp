// Looking after a store: verification against everything that is kept twice.
#pragma once

#include <limits>
#include <set>
#include <unordered_map>

#include "qixian/store/impl/close.ipp"

namespace qixian::inline v0 {

namespace detail {

/// One walk through a store. Every check names the entry it failed at.
class verifier {
public:
    verifier(store::state& kept, std::optional<store_anchor> const& against)
        : kept_(kept), against_(against) {}

    verification run() {
        out_.anchored = against_.has_value();
        auto const found = [this](damage each) { say(std::move(each)); };
        if (!kept_.port->check_structure([this] { kept_.report_progress(0, 0); }, found)) {
            return std::move(out_);
        }
        kept_.port->check_schema(found);
        check_info();
        check_anchor_head();
        for (auto const& agency : kept_.port->agencies()) {
            walk(agency);
        }
        check_anchored_agencies();
        check_strays();
        std::stable_sort(out_.found.begin(), out_.found.end(),
                         [](auto const& a, auto const& b) { return rank(a) < rank(b); });
        return std::move(out_);
    }

private:
    static int rank(damage const& d) {
        bool const of_entry = d.position != 0 || d.version != 0;
        return d.what <= damage_kind::schema ? 0 : of_entry ? 1 : 2;
    }

    void say(damage found) {
        // A store that was replaced as a whole would fill the memory with complaints.
        if (out_.found.size() < 1000) {
            found.agency = from_column(found.agency);
            found.application = from_column(found.application);
            out_.found.push_back(std::move(found));
        }
    }
    void say(damage_kind what, stored_row const& at, std::string detail) {
        say({.what = what,
             .agency = at.agency,
             .application = at.application,
             .version = at.version,
             .position = at.position,
             .id = at.id,
             .detail = std::move(detail)});
    }

    void check_info() {
        auto const& about = kept_.info;
        bool there = false;
        bool same = false;
        kept_.port->rows_of(nameless, nameless, [&](stored_row const& row) {
            there = row.version == 1 && row.content[c_event] == own_event::created;
            same = row.content[c_ref] == about.id && row.content[c_re] == about.hash &&
                   row.content[c_note] == names_text(about.agencies) &&
                   row.recorded_s == about.created.seconds && row.rules == about.created_by;
            return row.version < 1;
        });
        if (!there) {
            say({.what = damage_kind::position,
                 .agency = std::string(nameless),
                 .version = 1,
                 .position = 1,
                 .detail = "the entry of the store's creation is missing or altered"});
        } else if (!same) {
            say({.what = damage_kind::content,
                 .detail = "store_info is not what the store was made with"});
        }
    }

    void check_anchor_head() {
        if (against_ && (against_->store != kept_.info.id || against_->hash != kept_.info.hash)) {
            say({.what = damage_kind::anchor, .detail = "the anchor is of another store"});
        }
    }

    checkpoint_mark const* anchored(std::string_view agency) const {
        if (against_) {
            for (auto const& each : against_->agencies) {
                if (column_text(each.agency) == agency) {
                    return &each;
                }
            }
        }
        return nullptr;
    }

    /// The number after `n`, which is any that a file may hold.
    static std::int64_t after(std::int64_t n) {
        return n < std::numeric_limits<std::int64_t>::max() ? n + 1 : n;
    }

    void walk(std::string const& agency) {
        read_checkpoints(agency);
        std::unordered_map<std::string, stored_head> heads;
        merkle_frontier tree;
        std::int64_t applications = 0;
        auto const* const mark = anchored(agency);
        std::int64_t expected = 1;
        field_bytes bytes;
        auto const step = [&](stored_row const& row) {
            ++out_.events;
            if (row.position != expected) {
                say(damage_kind::position, row,
                    "position " + std::to_string(expected) + " is missing");
                expected = row.position;
            }
            auto& head = heads[row.application];
            if (row.version != after(head.version)) {
                say(damage_kind::version, row,
                    "version " + std::to_string(after(head.version)) +
                        " of the application is missing");
            }
            put(row, bytes, kept_.hash->name(), head.hash);
            auto const hash = kept_.hash->of(bytes.bytes());
            entry probe;
            if (row.odd_value ||
                (row.application != nameless && !read_content(probe, views_of(row.content)))) {
                say(damage_kind::content, row, "a value that no entry has");
            }
            if (to_hex(hash) != row.hash) {
                say(head.version == 0 ? damage_kind::content : damage_kind::chain, row,
                    "the entry, or the one before it in the application, was altered");
            }
            applications += head.version == 0 && row.application != nameless ? 1 : 0;
            head.version = row.version;
            head.hash = row.hash;
            note_own(row);
            tree.add(hash_in(row.hash).value_or(hash_value{}), *kept_.hash);
            check_checkpoint(row, tree, applications);
            if (mark != nullptr && mark->events == row.position) {
                check_anchored(*mark, row, tree, applications);
            }
            expected = after(expected);
            kept_.report_progress(static_cast<std::uint64_t>(out_.events), 0);
            return true;
        };
        kept_.port->rows_from(agency, std::numeric_limits<std::int64_t>::min(), std::ref(step));
        auto const last = expected - 1;
        out_.applications += applications;
        if (mark != nullptr && mark->events > last) {
            say({.what = damage_kind::anchor,
                 .agency = agency,
                 .position = last + 1,
                 .detail = "entries " + std::to_string(last + 1) + " to " +
                           std::to_string(mark->events) + " were there when it was anchored on " +
                           to_text(mark->day)});
        }
        if (checkpoint_at_ < checkpoints_.size()) {
            auto const& next = checkpoints_[checkpoint_at_].mark;
            say({.what = damage_kind::checkpoint,
                 .agency = agency,
                 .position = std::min(next.events, last + 1),
                 .detail = "a checkpoint covers " + std::to_string(next.events) +
                           " entries, there are " + std::to_string(last)});
        }
        auto const covered = mark != nullptr        ? mark->events
                             : checkpoints_.empty() ? 0
                                                    : checkpoints_.back().mark.events;
        out_.beyond_anchor += std::max<std::int64_t>(0, last - covered);
        check_closings(agency);
        check_projection(agency, heads);
    }

    void check_anchored(checkpoint_mark const& mark, stored_row const& at,
                        merkle_frontier const& tree, std::int64_t applications) {
        auto const on = " on " + to_text(mark.day);
        if (to_hex(tree.root(*kept_.hash)) != mark.root || mark.applications != applications) {
            say(damage_kind::anchor, at,
                "one of the entries up to here is not the one that was anchored" + on);
            return;
        }
        auto const found = std::find_if(
            checkpoints_.begin(), checkpoints_.end(), [&](stored_checkpoint const& row) {
                return row.mark.events == mark.events && row.mark.hash == mark.hash;
            });
        if (found == checkpoints_.end()) {
            say(damage_kind::anchor, at, "the checkpoint that was anchored" + on + " is gone");
        }
    }

    // --- checkpoints ---

    void read_checkpoints(std::string const& agency) {
        checkpoints_ = kept_.port->checkpoints(agency);
        checkpoint_at_ = 0;
        before_.clear();
        out_.checkpoints += static_cast<std::int64_t>(checkpoints_.size());
    }

    void check_checkpoint(stored_row const& at, merkle_frontier const& tree,
                          std::int64_t applications) {
        while (checkpoint_at_ < checkpoints_.size() &&
               checkpoints_[checkpoint_at_].mark.events <= at.position) {
            auto const& row = checkpoints_[checkpoint_at_++];
            bool const here = row.mark.events == at.position;
            if (!here || row.mark.hash != checkpoint_hash(row, before_, *kept_.hash) ||
                row.mark.root != to_hex(tree.root(*kept_.hash)) ||
                row.frontier != frontier_text(tree) || row.mark.applications != applications) {
                say(damage_kind::checkpoint, at,
                    "one of the entries up to here, or the checkpoint of " + to_text(row.mark.day) +
                        " itself, was altered");
            }
            before_ = row.mark.hash;
        }
    }

    // --- closed years and notices: the entry holds the digest of what the tables hold ---

    struct own_line {
        stored_row row{};
        bool matched = false;
    };

    void note_own(stored_row const& row) {
        if (row.application != nameless) {
            return;
        }
        auto const& what = row.content[c_event];
        if (what == own_event::year_closed) {
            closings_.push_back({row});
        } else if (what == own_event::notice) {
            notices_.insert(row.content[c_re]);
            if (!notice_holds(row.content[c_re], row.digest)) {
                say(damage_kind::notice, row,
                    "notice " + row.content[c_re] + " is not the one that was applied");
            }
        }
    }

    bool notice_holds(std::string const& id, std::string const& digest) {
        try {
            auto const saved = kept_.port->notice_of(id);
            return !saved.days.empty() && kept_.digest_of(saved) == digest;
        } catch (store_error const&) {
            return false;
        }
    }

    std::vector<stored_closing> closings_of(std::string const& agency) {
        try {
            return kept_.port->closings(agency);
        } catch (store_error const& wrong) {
            if (wrong.why() != code::store_damaged) {
                throw;
            }
            say({.what = damage_kind::closing, .agency = agency, .detail = wrong.detail()});
            return {};
        }
    }

    void check_closings(std::string const& agency) {
        for (auto const& each : closings_of(agency)) {
            auto const found =
                std::find_if(closings_.begin(), closings_.end(), [&](own_line const& l) {
                    return !l.matched && l.row.agency == agency && l.row.position == each.position;
                });
            if (found == closings_.end()) {
                say({.what = damage_kind::closing,
                     .agency = agency,
                     .position = each.position,
                     .detail = "no entry closed the year " + std::to_string(each.year)});
                continue;
            }
            found->matched = true;
            if (!closing_holds(agency, each, found->row) ||
                each.closed_on != to_text(legal_day({found->row.recorded_s})) ||
                !found->row.content[c_on].starts_with(std::to_string(each.year))) {
                say(damage_kind::closing, found->row,
                    "the figures of " + std::to_string(each.year) + " are not those frozen");
            }
        }
        for (auto const& each : closings_) {
            if (!each.matched && each.row.agency == agency) {
                say(damage_kind::closing, each.row, "its figures are missing");
            }
        }
    }

    bool closing_holds(std::string const& agency, stored_closing const& of, stored_row const& row) {
        auto const form = form_of(of.form);
        if (!form || of.digest != row.digest) {
            return false;
        }
        try {
            auto const figures = kept_.read_frozen(agency, of.year, *form);
            // A figure of zero that is gone reads as zero, but no view would show it.
            bool const complete =
                kept_.port->figures(agency, of.year).size() == counts_of(figures).size();
            return complete && kept_.digest_of(figures) == of.digest;
        } catch (store_error const&) {
            return false;
        }
    }

    // --- the projection ---

    void check_projection(std::string const& agency,
                          std::unordered_map<std::string, stored_head> const& heads) {
        auto const basis = kept_.port->basis(agency).value_or("");
        std::string wanted_basis;
        try {
            wanted_basis = kept_.projection_basis();
        } catch (store_error const&) {
            return;  // a notice that cannot be read was named already
        }
        if (heads.size() > heads.count(std::string(nameless)) && basis != wanted_basis) {
            say({.what = damage_kind::projection,
                 .agency = agency,
                 .detail = "made by another version or calendar; rebuild makes it again"});
            return;
        }
        std::size_t rows = 0;
        auto const compare = [&](stored_projection const& row) {
            ++rows;
            auto const found = heads.find(row.application);
            bool same = !row.odd_value && found != heads.end() &&
                        found->second.version == row.at.version &&
                        found->second.hash == row.at.hash;
            if (same) {
                try {
                    same =
                        kept_.projected(agency, kept_.rows_of(agency, row.application)) == row.now;
                } catch (store_error const&) {
                    return;  // an entry that cannot be read was named already
                }
            }
            if (!same) {
                say({.what = damage_kind::projection,
                     .agency = agency,
                     .application = row.application,
                     .detail = "is not what the entries say; rebuild makes it again"});
            }
        };
        kept_.port->each_projected(agency, std::ref(compare));
        auto const wanted = heads.size() - heads.count(std::string(nameless));
        if (rows != wanted) {
            say({.what = damage_kind::projection,
                 .agency = agency,
                 .detail = std::to_string(rows) + " applications instead of " +
                           std::to_string(wanted) + "; rebuild makes it again"});
        }
    }

    // --- what belongs to no agency or entry ---

    void check_anchored_agencies() {
        if (!against_) {
            return;
        }
        auto const there = kept_.port->agencies();
        for (auto const& each : against_->agencies) {
            if (std::find(there.begin(), there.end(), column_text(each.agency)) == there.end()) {
                say({.what = damage_kind::anchor,
                     .agency = column_text(each.agency),
                     .position = 1,
                     .detail = "all " + std::to_string(each.events) + " entries are gone"});
            }
        }
    }

    void check_strays() {
        for (auto const& [agency, id] : kept_.port->notices()) {
            if (agency != nameless || !notices_.contains(id)) {
                say({.what = damage_kind::notice, .detail = "nobody applied the notice " + id});
            }
        }
        kept_.port->check_strays([this](damage each) { say(std::move(each)); });
    }

    store::state& kept_;
    std::optional<store_anchor> const& against_;
    verification out_{};
    std::vector<stored_checkpoint> checkpoints_{};
    std::size_t checkpoint_at_ = 0;
    std::string before_{};
    std::vector<own_line> closings_{};
    std::set<std::string, std::less<>> notices_{};
};

}  // namespace detail

inline verification store::state::verify(std::optional<store_anchor> const& against) {
    return detail::verifier(*this, against).run();
}

}  // namespace qixian::inline v0
