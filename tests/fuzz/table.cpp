// Any bytes as a published table.
#include "qixian/row/table_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    static_cast<void>(qixian::read_table(qixian::text_source::over(text, "x")));
    return 0;
}
