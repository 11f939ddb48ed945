// Any bytes as holiday notices, and what can be read of them put into the calendar.
#include "qixian/calendar/editions.hpp"
#include "qixian/row/notice_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const notices = qixian::read_notices(qixian::text_source::over(text, "x"));
    if (notices) {
        for (auto const& each : *notices) {
            static_cast<void>(qixian::china::editions().with_notice(each));
        }
    }
    return 0;
}
