// Any bytes as the file of a store: opened, verified and read, or refused.
#include <unistd.h>

#include <cstdio>
#include <string>

#include "qixian/store/store.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace qixian;
    static std::string const path = "/tmp/qixian-fuzz-" + std::to_string(::getpid());
    std::FILE* const file = std::fopen(path.c_str(), "wb");
    if (file == nullptr || std::fwrite(data, 1, size, file) != size || std::fclose(file) != 0) {
        return -1;
    }
    try {
        auto kept = store::open(path, {.read_only = true});
        static_cast<void>(kept.verify());
        kept.each_application({}, [](kept_application const&) {});
    } catch (store_error const&) {  // said, not suffered
    }
    for (auto const* const end : {"", "-journal", "-wal", "-shm"}) {
        std::remove((path + end).c_str());
    }
    return 0;
}
