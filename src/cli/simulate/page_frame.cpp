// Head, language switch and foot of a page.
#include "simulate/page_frame.hpp"

#include <fmt/format.h>

#include "simulate/page_style.hpp"

namespace qixian::cli::page {

std::string opening_of_page(std::string_view title, language first) {
    bool const chinese = first == language::zh;
    auto out = fmt::format(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n"
        "<style>\n{}</style>\n</head>\n<body>\n",
        chinese ? "zh-Hans" : "en", title, style());
    return out +
           fmt::format(
               "<input type=\"radio\" name=\"language\" id=\"show-zh\"{}>\n"
               "<input type=\"radio\" name=\"language\" id=\"show-en\"{}>\n"
               "<nav aria-label=\"语言 / language\"><label for=\"show-zh\" lang=\"zh-Hans\">中文"
               "</label><label for=\"show-en\" lang=\"en\">English</label></nav>\n<main>\n",
               chinese ? " checked" : "", chinese ? "" : " checked");
}

std::string end_of_page() {
    return fmt::format(
        "<footer><p>{}</p></footer>\n</main>\n</body>\n</html>\n",
        shown(
            {"由 qixian simulate 生成。模拟的每件申请都经过同一套程序、日历和统计规则；数字是对模型"
             "的回答，不是对未来的承诺，也不构成法律意见。",
             "Made by qixian simulate. Every simulated application goes through the same "
             "procedure, calendar and tables as a real one; the figures answer for the model, "
             "promise nothing, and are no legal advice."}));
}

}  // namespace qixian::cli::page
