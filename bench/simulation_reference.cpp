// Reference for the whole simulation: the sources of the office once more, under another name and
// with a std::priority_queue where the ring of events stands. All else is the same library.
#include <memory>
#include <queue>
#include <vector>

#include "qixian/caseload/life.hpp"
#include "qixian/caseload/year_counter.hpp"
#include "qixian/simulation/event_ring.hpp"
#include "qixian/simulation/model.hpp"
#include "qixian/simulation/random.hpp"
#include "qixian/simulation/tally.hpp"
#include "qixian/statute/cn_disclosure/procedure.hpp"

namespace qixian::inline v0 {

/// The interface of the ring. Events of one moment must come out as they went in, which a heap does
/// not promise by itself: the order is kept in the low bits of the moment, so that an item has 16
/// bytes and a comparison is one of two numbers.
template <class Event>
class ring_that_is_a_heap {
public:
    struct item {
        moment at;
        Event what;
    };

    ring_that_is_a_heap() : queue_(later{}, room()) {}
    [[nodiscard]] bool empty() const noexcept { return queue_.empty(); }
    void push(moment at, Event what) {
        QIXIAN_EXPECTS(at >= 0 && at < moment{1} << (63U - order_bits));
        queue_.push({at << order_bits | (next_++ & ((moment{1} << order_bits) - 1)), what});
    }
    item pop() {
        auto out = queue_.top();
        queue_.pop();
        out.at >>= order_bits;
        return out;
    }

private:
    static constexpr unsigned order_bits = 28;  ///< moments keep 35: till 2090
    struct later {
        bool operator()(item const& a, item const& b) const noexcept { return a.at > b.at; }
    };
    static std::vector<item> room() {
        std::vector<item> out;
        out.reserve(4096);
        return out;
    }
    std::priority_queue<item, std::vector<item>, later> queue_;
    moment next_ = 0;
};

}  // namespace qixian::inline v0

#define office office_that_has_a_heap
#define office_run office_run_that_has_a_heap
#define event_ring ring_that_is_a_heap
#include "qixian/simulation/impl/office.ipp"
#include "qixian/simulation/impl/office_run.ipp"
//
#include "simulation_office.hpp"

namespace qixian::bench {

struct office_with_a_heap::held {
    office with;
};

office_with_a_heap::office_with_a_heap(double per_year)
    : held_(std::make_shared<held>(held{office::make(bench_office::model_of(per_year)).value()})) {}

std::vector<std::int64_t> office_with_a_heap::run(std::uint64_t seed,
                                                  std::uint32_t replication) const {
    return bench_office::numbers_of(held_->with.run({.seed = seed, .replication = replication}));
}

}  // namespace qixian::bench
