// The bytes of a log that are at hand: one buffer, and how much of it is text.
#pragma once

#include <simdjson.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/base/result.hpp"
#include "qixian/row/impl/text.ipp"

namespace qixian::inline v0::detail {

/// Bytes after a text that may be read, so that words are read whole.
inline constexpr std::size_t bulk_padding = 64;

/// A piece of a file or of memory, in one buffer: begin <= sound <= loaded, and `bulk_padding` bytes
/// more that may be read.
struct bulk_bytes {
    std::string name{};
    std::FILE* file = nullptr;
    bool close = false;
    std::string_view memory{};  ///< what is left of it, where there is no file
    std::uint64_t read = 0;
    bool at_end = false;
    std::optional<fault> unreadable{};

    std::unique_ptr<char[]> buffer{};
    std::size_t room = 0;
    std::size_t begin = 0;     ///< where the next record begins, always at the head of a line
    std::size_t sound = 0;     ///< up to here it is UTF-8
    std::size_t loaded = 0;    ///< up to here it has been read
    std::uint64_t before = 0;  ///< bytes of the file before the buffer
    bool bad = false;          ///< what stands at `sound` is not text
    bool nul_is_bad = true;    ///< … so is a NUL

    bulk_bytes() = default;
    bulk_bytes(bulk_bytes const&) = delete;
    bulk_bytes& operator=(bulk_bytes const&) = delete;
    ~bulk_bytes() {
        if (close && file != nullptr) {
            std::fclose(file);
        }
    }

    /// Reads more behind what is there, which moves to the front of the buffer.
    void fill(std::size_t want) {
        std::size_t const step = std::max<std::size_t>(want, 1);
        if (begin != 0) {
            std::memmove(buffer.get(), buffer.get() + begin, loaded - begin);
            before += begin;
            sound -= begin;
            loaded -= begin;
            begin = 0;
        }
        std::size_t const need = loaded + step + bulk_padding;
        if (room < need) {
            room = std::max(need, room * 2);
            std::unique_ptr<char[]> larger(new char[room]);
            if (loaded != 0) {
                std::memcpy(larger.get(), buffer.get(), loaded);
            }
            buffer = std::move(larger);
        }
        std::size_t got = 0;
        if (file != nullptr) {
            errno = 0;
            got = std::fread(buffer.get() + loaded, 1, step, file);
            if (got < step && std::ferror(file) != 0) {
                unreadable = cannot_read(name, errno);
            }
            at_end = got < step;
        } else {
            got = std::min(step, memory.size());
            std::copy_n(memory.data(), got, buffer.get() + loaded);
            memory.remove_prefix(got);
            at_end = memory.empty();
        }
        loaded += got;
        read += got;
        std::memset(buffer.get() + loaded, 0, bulk_padding);
        check_fresh();
    }

private:
    /// Moves `sound` over what is text.
    void check_fresh() {
        if (bad) {
            return;
        }
        std::string_view fresh(buffer.get() + sound, loaded - sound);
        if (nul_is_bad) {
            if (auto const nul = fresh.find('\0'); nul != fresh.npos) {
                bad = true;
                fresh = fresh.substr(0, nul);
            }
        }
        std::size_t const cut = cut_character(fresh);
        if (simdjson::validate_utf8(fresh.data(), fresh.size() - cut)) {
            sound += fresh.size() - cut;
            if (cut != 0) {
                // The last character is not all there; it may be wrong already.
                auto const* const rest =
                    reinterpret_cast<unsigned char const*>(fresh.data() + fresh.size() - cut);
                bad = bad || at_end || utf8_length(rest, cut) == 0;
            }
            return;
        }
        auto const* const bytes = reinterpret_cast<unsigned char const*>(fresh.data());
        std::size_t at = 0;
        for (int length = 1; at < fresh.size() && length > 0;) {
            length = utf8_length(bytes + at, fresh.size() - at);
            at += length > 0 ? static_cast<std::size_t>(length) : 0U;
        }
        sound += at;
        bad = true;
    }

    /// Bytes at the end of `text` that begin a character which goes on after it.
    static std::size_t cut_character(std::string_view text) {
        for (std::size_t i = 1; i <= std::min<std::size_t>(3, text.size()); ++i) {
            auto const byte = static_cast<unsigned char>(text[text.size() - i]);
            if (byte >= 0xC0) {
                return (byte >= 0xF0 ? 4U : byte >= 0xE0 ? 3U : 2U) > i ? i : 0;
            }
            if (byte < 0x80) {
                return 0;
            }
        }
        return 0;
    }
};

}  // namespace qixian::inline v0::detail
