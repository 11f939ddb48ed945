// The table of `qixian simulate --sensitivity`.
#include "simulate/sensitivity.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace qixian::cli {

namespace {

std::string signed_text(estimate const& e, int decimals, double factor) {
    return fmt::format("{:+.{}f} ({:+.{}f} … {:+.{}f})", e.mean * factor + 0.0, decimals,
                       e.low * factor + 0.0, decimals, e.high * factor + 0.0, decimals);
}

bool is_clear(estimate const& e) { return e.low > 0 || e.high < 0; }

}  // namespace

std::string text_of_sensitivity(simulation_answer const& said, language in, painter const& colour) {
    auto const& base = said.scenarios.front();
    std::string out = colour(paint::bold, said.model) + "\n";
    out += in == language::zh
               ? fmt::format(
                     "各项输入单独变动的影响；重复 {} 次，括号内为 95% 区间，· 表示看不出影响\n\n",
                     said.replications)
               : fmt::format("what each input does by itself; {} replications, in brackets 95 % "
                             "intervals, · no clear effect\n\n",
                             said.replications);
    for (std::size_t y = 0; y < base.years.size(); ++y) {
        auto const& b = base.years[y];
        out +=
            in == language::zh
                ? fmt::format("{} 年：逾期比例 {:.2f}%，结转 {:.1f} 件，平均 {:.1f} 个工作日答复\n",
                              b.year, b.late_of_due.mean.mean * 100, b.carried_out.mean.mean,
                              b.days_to_reply.mean.mean)
                : fmt::format("{}: {:.2f} % late, {:.1f} carried over, {:.1f} working days to "
                              "reply\n",
                              b.year, b.late_of_due.mean.mean * 100, b.carried_out.mean.mean,
                              b.days_to_reply.mean.mean);
        std::vector<scenario_answer const*> order;
        for (std::size_t s = 1; s < said.scenarios.size(); ++s) {
            order.push_back(&said.scenarios[s]);
        }
        std::stable_sort(order.begin(), order.end(), [y](auto const* a, auto const* c) {
            return std::abs(a->against_base[y].late_of_due.mean) >
                   std::abs(c->against_base[y].late_of_due.mean);
        });
        text_table table;
        table.head(
            {std::string(say(in, text::change)), std::string(say(in, text::late_share_points)),
             std::string(say(in, text::carried_over)), std::string(say(in, text::days_to_reply))});
        for (auto const* s : order) {
            auto const& d = s->against_base[y];
            auto const cell = [&](estimate const& e, int decimals, double factor) {
                return is_clear(e) ? text_table::cell{signed_text(e, decimals, factor),
                                                      e.mean > 0 ? paint::red : paint::green, true}
                                   : text_table::cell{"·", paint::dim, true};
            };
            table.add({{s->name},
                       cell(d.late_of_due, 2, 100),
                       cell(d.carried_out, 1, 1),
                       cell(d.days_to_reply, 2, 1)});
        }
        out += table.str(colour) + "\n";
    }
    return out;
}

}  // namespace qixian::cli
