// Streams that are checked, and files that are written beside and moved.
#include "base/output.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/common.hpp"
#include "qixian/base/safe_text.hpp"

#if defined(__unix__)
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace qixian::cli {

namespace {

namespace fs = std::filesystem;

/// What became of standard output. One program, one standard output.
struct standard_output {
    bool reader_gone = false;  ///< a broken pipe: nobody wants the rest
    int broken = 0;            ///< errno of the first failure
} output;

/// Why it could not be written, in the language.
std::string reason(int why, language in) {
    auto const known = [&]() -> text_pair const* {
        switch (why) {
        case ENOSPC: return &text::no_space_left;
        case EFBIG: return &text::beyond_the_size_limit;
        case EBADF: return &text::the_stream_is_closed;
        case EACCES:
        case EPERM: return &text::not_allowed_here;
        case ENOENT:
        case ENOTDIR: return &text::no_such_folder;
        case EISDIR: return &text::it_is_a_folder;
        case EROFS: return &text::the_disk_is_read_only;
        case ENAMETOOLONG: return &text::the_name_is_too_long;
#if defined(EDQUOT)
        case EDQUOT: return &text::beyond_the_quota;
#endif
        default: return nullptr;
        }
    }();
    return known != nullptr ? std::string(say(in, *known)) : std::string(std::strerror(why));
}

code code_for(int why) {
    switch (why) {
    case ENOSPC:
#if defined(EDQUOT)
    case EDQUOT:
#endif
        return code::disk_full;
    case EACCES:
    case EPERM:
    case ENOENT:
    case ENOTDIR:
    case EISDIR:
    case EROFS:
    case ENAMETOOLONG: return code::cannot_open;
    default: return code::io_failed;
    }
}

fault fault_of(int why, std::string file, options const& given) {
    // JSON knows no language.
    auto const in = given.json || given.ndjson ? language::en : given.lang;
    return {.what = code_for(why), .detail = reason(why, in), .file = std::move(file)};
}

/// What a terminal would obey is shown; only the painter's marks (terminal.hpp) are kept.
std::string shown_page(std::string_view text) {
    std::string out;
    for (;;) {
        auto const mark = text.find(paint_mark);
        out += visible(text.substr(0, mark), line_feeds::kept);
        if (mark == text.npos) {
            return out;
        }
        out += paint_mark;
        text.remove_prefix(mark + 1);
    }
}

/// The painter's marks become what a terminal obeys.
std::string painted(std::string_view page) {
    std::string out;
    for (;;) {
        auto const mark = page.find(paint_mark);
        out += page.substr(0, mark);
        if (mark == page.npos) {
            return out;
        }
        out += "\033[";
        page.remove_prefix(mark + 1);
    }
}

void write_out(std::string_view bytes) {
    if (output.broken != 0 || output.reader_gone) {
        return;
    }
    errno = 0;
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size()) {
        return;
    }
    output.reader_gone = errno == EPIPE;
    output.broken = output.reader_gone ? 0 : errno == 0 ? EIO : errno;
    // Whatever is still being worked out would go nowhere; finish_output says why.
    throw stop{exit_code::fine, ""};
}

#if defined(__unix__)
/// Whether `path` is what the program writes its answers to, under another name.
bool is_standard_output(std::string const& path) {
    struct stat file {};
    struct stat out {};
    return ::stat(path.c_str(), &file) == 0 && ::fstat(STDOUT_FILENO, &out) == 0 &&
           file.st_dev == out.st_dev && file.st_ino == out.st_ino;
}
#else
bool is_standard_output(std::string const&) { return false; }
#endif

/// Where a link leads, also one that leads to nothing yet.
fs::path end_of_links(fs::path path) {
    std::error_code none;
    constexpr int most = 40;
    for (int i = 0; i < most && fs::is_symlink(fs::symlink_status(path, none)); ++i) {
        auto const next = fs::read_symlink(path, none);
        if (none) {
            break;
        }
        path = next.is_absolute() ? next : path.parent_path() / next;
    }
    return path;
}

}  // namespace

void prepare_streams() {
#if defined(SIGPIPE)
    std::signal(SIGPIPE, SIG_IGN);
#endif
#if defined(SIGXFSZ)
    std::signal(SIGXFSZ, SIG_IGN);
#endif
#if defined(__unix__)
    // The lowest that is free is taken, so this fills exactly the gaps. Reading from standard input,
    // and writing to the others, goes on failing as it would.
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream) {
        if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF) {
            // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg)
            auto const held = ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
            static_cast<void>(held);
        }
    }
#endif
}

void put(std::string_view text) {
    // JSON has a layout of its own.
    auto const page = shown_page(text);
    write_out(text.starts_with('{') ? page : painted(folded_page(page)));
}

void put_document(std::string_view bytes) {
    static bool const seen = is_terminal(1);
    auto const shown = seen ? visible(bytes, line_feeds::kept) : std::string{};
    write_out(seen ? std::string_view(shown) : bytes);
}

void tell(std::string_view text) {
    auto const shown = painted(shown_page(text));
    static_cast<void>(std::fwrite(shown.data(), 1, shown.size(), stderr));
    static_cast<void>(std::fflush(stderr));
}

int finish_output(int code, options const& given) {
    if (output.broken == 0 && !output.reader_gone) {
        errno = 0;
        if (std::fflush(stdout) != 0) {
            output.reader_gone = errno == EPIPE;
            output.broken = output.reader_gone ? 0 : errno == 0 ? EIO : errno;
        }
    }
    if (output.broken == 0) {
        return code;
    }
    bool const json = given.json || given.ndjson;
    print_fault(fault_of(output.broken,
                         std::string(json ? "stdout" : say(given.lang, text::standard_output)),
                         given),
                given);
    return code == exit_code::fine || code == exit_code::finding ? exit_code::bad_input : code;
}

void put_in(std::string const& path, std::string_view text, options const& given) {
    if (path == "-") {
        return put_document(text);
    }
    out_file file(path, given);
    file.write(text);
    file.finish();
}

// --- files ------------------------------------------------------------------------------------------

out_file::out_file(std::string path, options const& given, over what)
    : path_(std::move(path)), given_(given), what_(what) {
    std::error_code none;
    auto const there = fs::status(path_, none);
    if (what_ == over::nothing && fs::exists(fs::symlink_status(path_, none))) {
        print_fault({.what = code::store_exists, .file = path_}, given_);
        throw stop{exit_code::bad_input, ""};
    }
    if (fs::is_directory(there)) {
        fail(EISDIR);
    }
    if ((fs::exists(there) && !fs::is_regular_file(there)) || is_standard_output(path_)) {
        file_ = std::fopen(path_.c_str(), "ab");
        if (file_ == nullptr) {
            fail(errno);
        }
        return;
    }
    target_ = end_of_links(path_).string();
#if defined(__unix__)
    // To move a file over one that may not be written would be a way round its owner's wish.
    if (fs::exists(there) && ::access(target_.c_str(), W_OK) != 0) {
        fail(errno);
    }
#endif
    open_beside();
    if (!fs::exists(there)) {
        return;
    }
#if defined(__unix__)
    struct stat was {};
    if (::stat(target_.c_str(), &was) == 0) {
        // Whoever may not give a file away keeps it; what counts is who may read it.
        [[maybe_unused]] auto const given_back = ::chown(beside_.c_str(), was.st_uid, was.st_gid);
    }
#endif
    fs::permissions(beside_, there.permissions(), none);
}

void out_file::open_beside() {
    auto const folder = fs::path(target_).parent_path();
    for (unsigned number = 0; file_ == nullptr; ++number) {
        unsigned process = 0;
#if defined(__unix__)
        process = static_cast<unsigned>(::getpid());
#endif
        beside_ = (folder / fmt::format(".qixian-{}-{}.part", process, number)).string();
        file_ = std::fopen(beside_.c_str(), "wbx");
        if (file_ == nullptr && errno != EEXIST) {
            auto const why = errno;
            beside_.clear();
            fail(why);
        }
    }
}

out_file::~out_file() {
    if (file_ != nullptr) {
        std::fclose(file_);
    }
    if (!beside_.empty()) {
        std::error_code none;
        fs::remove(beside_, none);
    }
}

void out_file::fail(int why) {
    print_fault(fault_of(why == 0 ? EIO : why, path_, given_), given_);
    throw stop{exit_code::bad_input, ""};
}

void out_file::write(std::string_view text) {
    errno = 0;
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) {
        fail(errno);
    }
}

void out_file::finish() {
    errno = 0;
    bool written = std::fflush(file_) == 0;
#if defined(__unix__)
    // A device or a pipe has no disk.
    written = written && (beside_.empty() || ::fsync(::fileno(file_)) == 0);
#endif
    auto const why = errno;
    bool const closed = std::fclose(std::exchange(file_, nullptr)) == 0;
    if (!written || !closed) {
        fail(written ? errno : why);
    }
    if (beside_.empty()) {
        return;
    }
    std::error_code wrong;
    if (what_ == over::nothing) {
        // A link is made only where nothing stands; not every disk has links.
        fs::create_hard_link(beside_, target_, wrong);
        if (!wrong) {
            return;  // the other name goes with this object
        }
        if (wrong == std::errc::file_exists) {
            print_fault({.what = code::store_exists, .file = path_}, given_);
            throw stop{exit_code::bad_input, ""};
        }
    }
    fs::rename(beside_, target_, wrong);
    if (wrong) {
        fail(wrong.value());
    }
    beside_.clear();
}

}  // namespace qixian::cli
