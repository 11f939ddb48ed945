// Any bytes as certificates (JSON), and what can be read of them derived again from a small log.
#include "qixian/answer/explain.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace qixian;
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    auto const proofs = answer::certificates_in(answer::input::of(text, "x"));
    if (proofs && proofs->size() < 4) {
        constexpr std::string_view log = "application,on,event,applicant,channel,days\n"
                                         "A,2020-03-02,received,business,online,\n"
                                         "A,2020-03-20,extended,,,20\n";
        static_cast<void>(answer::check(*proofs, {.log = answer::input::of(log, "log")}, {}));
    }
    return 0;
}
