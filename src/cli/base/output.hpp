// Everything that leaves the program: standard output, standard error, and files.
//
// Nothing is lost in silence. What cannot be written is a fault and exit code 3, also where it is seen
// only when the last bytes are flushed; a file is written beside its place and moved there when it is
// whole, so that a failure leaves what stood there. Text for people goes through one place, where what
// steers a terminal is shown (base/safe_text.hpp); only the program's own colours pass.
#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace qixian::cli {

struct options;

/// Before anything is opened: a stream that is closed gets a place that cannot be written, so that no
/// file is opened in its stead; a broken pipe and a limit of file size are errors, no signals.
void prepare_streams();

/// Text for people, or JSON, to standard output. A broken pipe ends the program quietly.
void put(std::string_view text);

/// A document with bytes of its own, as CSV: as it is, but as `put` has it on a terminal.
void put_document(std::string_view bytes);

/// A line for people, or JSON, to standard error. If that cannot be written, nobody can be told.
void tell(std::string_view text);

/// Hands over what `put` still holds. The exit code: `code`, or 3 with a fault where output was lost.
[[nodiscard]] int finish_output(int code, options const& given);

/// The whole of a file, or of standard output for `-`.
void put_in(std::string const& path, std::string_view text, options const& given);

/// A file on its way. A link is followed, what is no regular file (a device, a pipe) is written in
/// place; a file that stood there keeps its permissions, and must be one that may be written.
/// Ends the command (exit code 3) where anything fails.
class out_file {
public:
    enum class over : bool {
        anything,  ///< what stands there is replaced
        nothing    ///< nothing may stand there: fault 951
    };

    out_file(std::string path, options const& given, over what = over::anything);
    out_file(out_file const&) = delete;
    out_file& operator=(out_file const&) = delete;
    /// Takes away what was not finished.
    ~out_file();

    void write(std::string_view text);
    /// Waits until the bytes are on disk, and puts the file in its place.
    void finish();

private:
    [[noreturn]] void fail(int why);
    void open_beside();

    std::string path_;
    options const& given_;
    over what_;
    std::string target_{};  ///< where the link leads
    std::string beside_{};  ///< empty: written in place
    std::FILE* file_ = nullptr;
};

}  // namespace qixian::cli
