// Any bytes as a model (TOML), and what can be read of them made into offices.
#include "qixian/simulation/model_file.hpp"
#include "qixian/simulation/office.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const scenarios = qixian::read_model(text, "x");
    if (scenarios) {
        for (auto const& each : *scenarios) {
            static_cast<void>(qixian::office::make(each.office));
        }
    }
    return 0;
}
