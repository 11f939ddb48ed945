// Text for people: two languages, columns that line up with Chinese characters, colour on a terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/texts.hpp"

namespace qixian::cli {

enum class language : unsigned char { zh, en };

/// One of two texts. Every sentence a person reads goes through this.
[[nodiscard]] inline std::string_view say(language in, std::string_view zh, std::string_view en) {
    return in == language::zh ? zh : en;
}

/// One of the texts of the catalogue (texts.hpp).
[[nodiscard]] inline std::string_view say(language in, text_pair const& both) {
    return say(in, both.zh, both.en);
}

/// Columns that `text` takes on a terminal: East Asian wide characters take two, marks none.
[[nodiscard]] std::size_t width_of(std::string_view text);

/// `text` filled with spaces to `columns`, on the right, or on the left for numbers.
[[nodiscard]] std::string pad(std::string_view text, std::size_t columns, bool left = false);

/// Columns of a screen that every page for people fits into, or is folded to: 100, or what the variable
/// COLUMNS says (40 or more).
[[nodiscard]] std::size_t screen_columns();

/// `text` in lines of at most `first` columns, the later ones of at most `rest`: broken after a blank, or
/// beside a wide character where punctuation allows it, else anywhere. Colours take no column.
[[nodiscard]] std::vector<std::string> folded(std::string_view text, std::size_t first,
                                              std::size_t rest);

/// A page whose lines fit the screen; what goes on is indented by four blanks more than its line.
[[nodiscard]] std::string folded_page(std::string_view page);

/// `text` as it stands in a page.
[[nodiscard]] std::string escaped(std::string_view text);

/// Stands where a terminal's colour begins or ends until `put` makes it that (output.hpp). No text holds
/// this byte: it is no UTF-8.
inline constexpr char paint_mark = '\xFF';

enum class paint : unsigned char { plain, bold, dim, green, yellow, red, inverse, struck };

/// Colours only where they help: a terminal, no NO_COLOR, or `--color always`.
class painter {
public:
    explicit painter(bool on) : on_(on) {}
    [[nodiscard]] std::string operator()(paint how, std::string_view text) const;

private:
    bool on_;
};

/// Whether a descriptor leads to a terminal; where that cannot be asked, it does not.
[[nodiscard]] bool is_terminal(int descriptor);

/// Whether standard output is a terminal that wants colour.
[[nodiscard]] bool wants_colour(std::string_view mode);

/// A table that lines up. Cells may be painted; widths are those of the plain text. What a terminal would
/// obey, a line feed too, is shown in its cell (base/safe_text.hpp). Where the screen is narrower, long texts are
/// folded within their cells, never within a day, a number or an id; and where that is not enough, the last
/// columns stand below their row: the columns come in the order of their weight.
class text_table {
public:
    struct cell {
        std::string text;
        paint how = paint::plain;
        bool right = false;
        bool whole = false;  ///< is not folded: the number of an application, a light
    };
    using row = std::vector<cell>;

    void head(std::vector<std::string> titles);
    void add(row cells);
    /// A line of its own above the rows that follow.
    void add_heading(std::string const& text);
    [[nodiscard]] bool empty() const { return rows_.empty(); }
    [[nodiscard]] std::string str(painter const& colour) const;

private:
    [[nodiscard]] std::vector<std::size_t> widths(std::size_t count, bool at_any_price) const;

    std::vector<std::string> titles_;
    std::vector<row> rows_;  // a heading is a row without cells
    std::vector<std::string> headings_;
};

/// A line on standard error that says how far a long piece of work is; silent before one second
/// and when standard error is no terminal.
class progress {
public:
    /// `left` is what stands before the seconds that are likely to be left; empty: they are not said.
    explicit progress(std::string what, std::string left = {});
    ~progress();
    progress(progress const&) = delete;
    progress& operator=(progress const&) = delete;
    /// `of` is 0 where the end is not known.
    void at(std::uint64_t done, std::uint64_t of = 0);

private:
    std::string what_;
    std::string left_;
    long long began_;
    long long shown_ = 0;
    bool on_;
};

}  // namespace qixian::cli
