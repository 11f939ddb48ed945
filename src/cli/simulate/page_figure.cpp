// Frame, title and legend of a plot, and numbers as they stand in drawings.
#include "simulate/page_figure.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace qixian::cli::page {

double value_at(std::vector<double> const& of, int day) {
    auto const at = static_cast<std::size_t>(day);
    return at < of.size() && std::isfinite(of[at]) ? of[at] : 0.0;
}

double largest_of(std::vector<double> const& values) {
    double most = 0;
    for (auto const each : values) {
        most = std::isfinite(each) ? std::max(most, each) : most;
    }
    return most;
}
std::string count(double value) { return number(value, decimals_for(value)); }

std::string svg_text(std::string_view x, double y, std::string_view classes,
                     std::string_view anchor, two const& text) {
    auto const one = [&](std::string_view language, std::string_view lang, std::string_view words) {
        return fmt::format(R"(<text class="{}{}"{} x="{}" y="{:g}" text-anchor="{}">{}</text>)",
                           classes, language.empty() ? std::string{} : fmt::format(" {}", language),
                           lang.empty() ? std::string{} : fmt::format(R"( lang="{}")", lang), x, y,
                           anchor, words);
    };
    return text.zh == text.en ? one("", "", text.zh)
                              : one("zh", "zh-Hans", text.zh) + one("en", "en", text.en);
}

std::string percent_of(double part, double of) { return fmt::format("{:.3f}%", 100 * part / of); }

std::string title_and_desc(two const& title, two const& desc) {
    return fmt::format("<title>{} / {}</title><desc>{} / {}</desc>", title.zh, title.en, desc.zh,
                       desc.en);
}

std::string legend(std::vector<key> const& keys) {
    std::string out = R"(<ul class="legend">)";
    for (auto const& each : keys) {
        out +=
            fmt::format(R"(<li><i class="swatch {}"></i>{}</li>)", each.swatch, shown(each.words));
    }
    return out + "</ul>\n";
}

std::string figure(std::string_view kind, two const& heading, two const& unit,
                   std::string const& body, two const& reading) {
    return fmt::format("<figure class=\"{}\">\n<figcaption><h3>{}</h3><p class=\"unit\">{}</p>"
                       "</figcaption>\n{}<p class=\"reading\">{}</p>\n</figure>\n",
                       kind, shown(heading), shown(unit), body, shown(reading));
}

}  // namespace qixian::cli::page
