// Text as it comes in, checked while it passes, and cut into lines (row/text.hpp).
#pragma once

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <optional>
#include <utility>

#include "qixian/base/impl/unicode_letters.ipp"
#include "qixian/row/impl/encoding_guess.ipp"
#include "qixian/row/impl/input_file.ipp"
#include "qixian/row/text.hpp"

namespace qixian::inline v0 {

namespace detail {

/// Eight bytes of ASCII without a NUL, the common case.
inline bool is_plain_word(unsigned char const* text) {
    std::uint64_t word = 0;
    std::memcpy(&word, text, sizeof word);
    constexpr std::uint64_t ones = 0x0101010101010101ULL;
    constexpr std::uint64_t tops = 0x8080808080808080ULL;
    return (word & tops) == 0 && ((word - ones) & ~word & tops) == 0;
}

inline std::string byte_text(unsigned value) {
    constexpr char const* hex = "0123456789ABCDEF";
    return std::string("byte 0x") + hex[(value >> 4U) & 15U] + hex[value & 15U];
}

}  // namespace detail

struct text_source::state {
    std::string name{};
    text_options options{};
    std::FILE* file = nullptr;
    bool close = false;
    std::string_view memory{};
    // NOLINTNEXTLINE(performance-no-int-to-ptr): how iconv says that it has none.
    iconv_t converter = reinterpret_cast<iconv_t>(-1);
    bool converts = false;
    std::optional<detail::encoding_guess> guess{};  ///< until it is known not to be UTF-8

    std::vector<char> raw{};  ///< bytes read and not yet understood stand in front
    std::size_t raw_size = 0;
    std::vector<char> text{};  ///< UTF-8, from `text_begin` on not yet delivered
    std::size_t text_begin = 0;
    std::size_t text_size = 0;
    bool at_end = false;   ///< the last byte has been read
    bool started = false;  ///< the byte order mark has been looked for
    std::optional<fault> broken{};
    std::string_view peeked{};
    bool has_peek = false;

    std::size_t line = 1;
    std::size_t line_bytes = 0;       ///< of the line that goes on
    std::size_t line_characters = 0;  ///< the same in characters
    std::size_t total = 0;

    state() = default;
    state(state const&) = delete;
    state& operator=(state const&) = delete;
    ~state() {
        if (close && file != nullptr) {
            std::fclose(file);
        }
        if (converts) {
            iconv_close(converter);
        }
    }

    [[nodiscard]] fault fault_at(code what, std::size_t characters, std::string why) const {
        return fault{.what = what,
                     .detail = std::move(why),
                     .file = name,
                     .line = line,
                     .column = line_characters + characters + 1};
    }

    /// Reads one chunk to the end of `raw`.
    std::optional<fault> read_chunk() {
        std::size_t const want = std::max<std::size_t>(options.chunk, 1);
        raw.resize(std::max(raw.size(), raw_size + want));
        std::size_t got = 0;
        if (file != nullptr) {
            errno = 0;
            got = std::fread(raw.data() + raw_size, 1, want, file);
            if (got < want && std::ferror(file) != 0) {
                return detail::cannot_read(name, errno);
            }
            at_end = got == 0;
        } else {
            got = std::min(want, memory.size());
            std::copy_n(memory.data(), got, raw.data() + raw_size);
            memory.remove_prefix(got);
            at_end = memory.empty();
        }
        raw_size += got;
        return std::nullopt;
    }

    /// How much of `raw` may be converted: as long as it may be UTF-8 after all, what is ASCII.
    std::pair<std::size_t, std::optional<fault>> readable() {
        if (!guess) {
            return {raw_size, std::nullopt};
        }
        std::string_view const held(raw.data(), raw_size);
        auto const strange = std::find_if(held.begin(), held.end(), [](char each) {
            return static_cast<unsigned char>(each) >= 0x80;
        });
        auto const ascii = static_cast<std::size_t>(strange - held.begin());
        if (ascii == raw_size) {
            return {raw_size, std::nullopt};
        }
        using enum detail::encoding_guess::answer;
        switch (guess->look(held.substr(ascii), at_end)) {
        case open: return {ascii, std::nullopt};
        case other: break;
        case utf8:
            if (options.from == text_encoding::gb18030) {
                return {ascii, fault{.what = code::bad_encoding,
                                     .detail = "this text is UTF-8, not GB18030",
                                     .file = name}};
            }
            converts = false;
            iconv_close(converter);
        }
        guess.reset();
        return {raw_size, std::nullopt};
    }

    /// Moves the first `count` bytes of `raw` to the end of `text`, as UTF-8.
    std::optional<fault> convert(std::size_t count) {
        std::size_t const need = text_size + count * (converts ? 2 : 1) + 16;
        if (text.size() < need) {
            text.resize(need);
        }
        if (!converts) {
            std::copy_n(raw.data(), count, text.data() + text_size);
            text_size += count;
            raw_size = 0;
            return std::nullopt;
        }
        char* in = raw.data();
        std::size_t in_left = count;
        char* out = text.data() + text_size;
        std::size_t out_left = text.size() - text_size;
        errno = 0;
        bool const failed =
            iconv(converter, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1);
        int const error = failed ? errno : 0;
        text_size = static_cast<std::size_t>(out - text.data());
        std::copy(in, raw.data() + raw_size, raw.data());
        raw_size -= count - in_left;
        if (error == EILSEQ || (error == EINVAL && at_end)) {
            return fault{.what = code::bad_encoding,
                         .detail = detail::byte_text(static_cast<unsigned char>(raw[0])) +
                                   " is not GB18030 here",
                         .file = name};
        }
        return std::nullopt;
    }

    /// The sound part of `view` that ends at most with it: how many bytes, and what stands next.
    /// Moves the position over what it accepts.
    std::pair<std::size_t, std::optional<fault>> check(std::string_view view) {
        auto const* bytes = reinterpret_cast<unsigned char const*>(view.data());
        std::size_t at = 0;
        while (at < view.size()) {
            void const* const feed = std::memchr(bytes + at, '\n', view.size() - at);
            std::size_t const line_end =
                feed != nullptr
                    ? static_cast<std::size_t>(static_cast<unsigned char const*>(feed) - bytes)
                    : view.size();
            std::size_t const room = options.longest_line - line_bytes;
            bool const too_long = line_end - at > room;
            std::size_t const stop = too_long ? at + room : line_end;
            std::size_t const begin = at;
            while (at < stop) {
                if (stop - at >= 8 && detail::is_plain_word(bytes + at)) {
                    at += 8;
                    continue;
                }
                int const length = detail::utf8_length(bytes + at, view.size() - at);
                if (length == -1 && !at_end) {
                    advance(view.substr(begin, at - begin));
                    return {at, std::nullopt};
                }
                if (length <= 0 || bytes[at] == 0) {
                    auto const before = view.substr(begin, at - begin);
                    auto why = bytes[at] == 0
                                   ? fault_at(code::nul_byte, count_characters(before), {})
                                   : fault_at(code::not_utf8, count_characters(before),
                                              detail::byte_text(bytes[at]));
                    advance(before);
                    return {at, std::move(why)};
                }
                if (too_long && at + static_cast<std::size_t>(length) > stop) {
                    break;
                }
                at += static_cast<std::size_t>(length);
            }
            advance(view.substr(begin, at - begin));
            if (too_long) {
                return {at, fault_at(code::line_too_long, 0,
                                     "more than " + std::to_string(options.longest_line) +
                                         " bytes in one line")};
            }
            if (feed != nullptr && at == line_end) {
                ++at;
                ++total;
                ++line;
                line_bytes = 0;
                line_characters = 0;
            }
        }
        return {at, std::nullopt};
    }

    void advance(std::string_view accepted) {
        line_bytes += accepted.size();
        total += accepted.size();
        line_characters += count_characters(accepted);
    }

    result<std::string_view> pull() {
        for (;;) {
            if (broken) {
                return *broken;
            }
            // What was delivered last goes; an unfinished character stays in front.
            std::copy(text.begin() + static_cast<std::ptrdiff_t>(text_begin),
                      text.begin() + static_cast<std::ptrdiff_t>(text_size), text.begin());
            text_size -= text_begin;
            text_begin = 0;
            if (at_end) {
                return std::string_view{};
            }
            if (auto why = read_chunk()) {
                broken = std::move(why);
                continue;
            }
            auto [count, unreadable] = readable();
            if (auto why = convert(count)) {
                unreadable = std::move(why);
            }
            if (!started) {
                if (text_size < 3 && !at_end && !unreadable) {
                    continue;
                }
                started = true;
                if (text_size >= 3 && std::memcmp(text.data(), "\xEF\xBB\xBF", 3) == 0) {
                    text_begin = 3;
                }
            }
            std::string_view const fresh(text.data() + text_begin, text_size - text_begin);
            auto [sound, why] = check(fresh);
            text_begin += sound;
            if (!why && unreadable) {
                unreadable->line = line;
                unreadable->column = line_characters + 1;
                why = std::move(unreadable);
            }
            if (!why && options.longest_text != 0 && total > options.longest_text) {
                why =
                    fault_at(code::line_too_long, 0,
                             "more than " + std::to_string(options.longest_text) + " bytes in all");
            }
            broken = std::move(why);
            if (sound != 0) {
                return fresh.substr(0, sound);
            }
        }
    }
};

QIXIAN_DECL text_source::text_source(std::unique_ptr<state> held) noexcept
    : state_(std::move(held)) {}

QIXIAN_DECL text_source::text_source(text_source&& other) noexcept = default;
QIXIAN_DECL text_source& text_source::operator=(text_source&& other) noexcept = default;
QIXIAN_DECL text_source::~text_source() = default;

namespace detail {

/// Opens the converter a source needs. False: this machine has none.
inline bool open_converter(text_encoding from, iconv_t& converter, bool& converts) {
    if (from != text_encoding::utf8) {
        converter = iconv_open("UTF-8", "GB18030");
        // NOLINTNEXTLINE(performance-no-int-to-ptr)
        converts = converter != reinterpret_cast<iconv_t>(-1);
        return converts;
    }
    return true;
}

}  // namespace detail

QIXIAN_DECL result<text_source> text_source::open(std::string const& path, text_options options) {
    auto const file = open_input(path);
    if (!file) {
        return file.error();
    }
    auto source = over(*file, path, options);
    source.state_->close = *file != stdin;
    return source;
}

QIXIAN_DECL text_source text_source::over(std::string_view text, std::string name,
                                          text_options options) {
    auto source = over(static_cast<std::FILE*>(nullptr), std::move(name), options);
    source.state_->memory = text;
    return source;
}

QIXIAN_DECL text_source text_source::over(std::FILE* stream, std::string name,
                                          text_options options) {
    auto held = std::make_unique<state>();
    held->name = std::move(name);
    held->options = options;
    held->file = stream;
    if (!detail::open_converter(options.from, held->converter, held->converts)) {
        held->broken = fault{.what = code::bad_encoding,
                             .detail = "this system cannot convert GB18030",
                             .file = held->name};
    }
    if (held->converts) {
        held->guess.emplace();
    }
    return text_source(std::move(held));
}

QIXIAN_DECL result<std::string_view> text_source::next() {
    if (state_->has_peek) {
        state_->has_peek = false;
        return state_->peeked;
    }
    return state_->pull();
}

QIXIAN_DECL result<std::string_view> text_source::peek() {
    if (!state_->has_peek) {
        auto chunk = state_->pull();
        if (!chunk) {
            return chunk;
        }
        state_->peeked = *chunk;
        state_->has_peek = true;
    }
    return state_->peeked;
}

QIXIAN_DECL std::string const& text_source::name() const& noexcept { return state_->name; }
QIXIAN_DECL text_options const& text_source::options() const& noexcept { return state_->options; }

namespace detail {

/// What is left of a source; fault 909 where that is more than `most` bytes.
inline result<std::string> rest_of(text_source& from, std::size_t most) {
    std::string all;
    for (;;) {
        auto const chunk = from.next();
        if (!chunk) {
            return chunk.error();
        }
        if (chunk->empty()) {
            return all;
        }
        all += *chunk;
        if (all.size() > most) {
            return fault{.what = code::line_too_long,
                         .detail = "more than " + std::to_string(most) + " bytes in all",
                         .file = from.name()};
        }
    }
}

}  // namespace detail

QIXIAN_DECL result<std::string> read_text(std::string const& path, text_options options) {
    auto source = text_source::open(path, options);
    if (!source) {
        return source.error();
    }
    auto text = std::move(source).value();
    return detail::rest_of(text, std::string::npos);
}

QIXIAN_DECL result<text_line const*> line_reader::next() {
    auto const hand_over = [this](std::string_view text) {
        if (!text.empty() && text.back() == '\r') {
            text.remove_suffix(1);
        }
        line_ = {.text = text, .line = ++count_};
        return &line_;
    };
    held_.clear();
    for (;;) {
        auto const feed = rest_.find('\n');
        if (feed != std::string_view::npos) {
            auto text = rest_.substr(0, feed);
            rest_.remove_prefix(feed + 1);
            if (!held_.empty()) {
                held_ += text;
                text = held_;
            }
            return hand_over(text);
        }
        held_ += rest_;
        rest_ = {};
        if (over_) {
            if (held_.empty()) {
                return nullptr;
            }
            return hand_over(held_);
        }
        auto const chunk = source_.next();
        if (!chunk) {
            return chunk.error();
        }
        rest_ = *chunk;
        over_ = rest_.empty();
    }
}

}  // namespace qixian::inline v0
