// Bit rot: every bit of a small store is flipped. Either a check names the damage, or opening says
// what is wrong, or nothing that the store answers has changed.
//
// QIXIAN_BITS is the step: 1 flips every bit (some minutes).
#include <cstdlib>
#include <iostream>

#include <fcntl.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "specimen.hpp"
#include "trials.hpp"

using namespace qixian;
using namespace qixian::testing;

namespace {

/// What is counted.
enum : std::size_t {
    refused,   ///< opening, checking or reading said why not
    named,     ///< by a check
    harmless,  ///< the answers are the same
};

/// A file whose bits can be flipped while SQLite opens and closes it. The descriptor stays open:
/// closing it would drop SQLite's locks.
class flipped_file {
public:
    flipped_file(std::string path, std::string bytes)
        : path_(std::move(path)), bytes_(std::move(bytes)) {
        write_bytes(path_, bytes_);
        handle_ = ::open(path_.c_str(), O_RDWR | O_CLOEXEC);
    }
    ~flipped_file() {
        ::close(handle_);
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    flipped_file(flipped_file const&) = delete;
    flipped_file& operator=(flipped_file const&) = delete;

    [[nodiscard]] std::string const& path() const { return path_; }
    [[nodiscard]] std::size_t bits() const { return bytes_.size() * 8; }
    void flip(std::size_t bit) const {
        auto const byte = static_cast<char>(bytes_[bit / 8] ^ (1 << (bit % 8)));
        put(bit / 8, byte);
    }
    void mend(std::size_t bit) const { put(bit / 8, bytes_[bit / 8]); }
    void mend_all() const {
        auto const size = static_cast<off_t>(bytes_.size());
        if (::ftruncate(handle_, size) != 0 ||
            ::pwrite(handle_, bytes_.data(), bytes_.size(), 0) != size) {
            std::abort();
        }
    }

private:
    void put(std::size_t at, char byte) const {
        if (::pwrite(handle_, &byte, 1, static_cast<off_t>(at)) != 1) {
            std::abort();
        }
    }
    std::string path_;
    std::string bytes_;
    int handle_ = -1;
};

void try_one(flipped_file const& file, store_options const& options, std::string const& before,
             trial_report& out) {
    try {
        auto kept = store::open(file.path(), options);
        if (!kept.verify().clean()) {
            ++out.count[named];
        } else if (everything(kept) == before) {
            ++out.count[harmless];
        } else {
            out.fail("the answers changed in silence");
        }
    } catch (store_error const&) {
        ++out.count[refused];
    }
}

/// Flips every `step`-th bit, each in a store opened anew.
void flip_bits(std::size_t step, bool for_writing) {
    auto const made = make_specimen();
    flipped_file const file(quick_folder() + "qixian-rot-" + std::to_string(::getpid()),
                            made.bytes);
    auto options = made.options();
    options.read_only = true;
    auto const before = [&] {
        auto kept = store::open(file.path(), options);
        return everything(kept);
    }();
    options.read_only = !for_writing;
    options.database = sqlite_database({.careless_sql = "PRAGMA synchronous=OFF"});
    shared_report said;
    run_trials(
        *said, file.bits(), step,
        [&](trial_report& out) {
            file.flip(out.at);
            try_one(file, options, before, out);
            if (for_writing) {
                file.mend_all();
            } else {
                file.mend(out.at);
            }
        },
        [&] { file.mend_all(); });
    std::cout << "flipped every " << step << "th of " << file.bits() << " bits: named by the check "
              << said->count[named] << ", refused at opening " << said->count[refused]
              << ", without effect " << said->count[harmless] << ", silent or worse "
              << said->failed << '\n';
    EXPECT_GT(said->count[named], file.bits() / step / 10);
    EXPECT_GT(said->count[harmless], 0U);
}

TEST(BitRot, NoBitOfAStoreChangesInSilence) { flip_bits(number_from("QIXIAN_BITS", 37), false); }

TEST(BitRot, NorWhenItIsOpenedForWriting) { flip_bits(29 * number_from("QIXIAN_BITS", 37), true); }

}  // namespace
