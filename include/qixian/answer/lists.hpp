// What a store holds and what is due: `qixian/list/1`, `qixian/worklist/1` and `qixian/show/1`.
//
//   auto const with = answer::setting::make({.as_of = day(20210108)}, kept);
//   answer::list(*with).json
//   answer::worklist(*with, "法规处").json
//   answer::show(*with, "QH-2020-22").json
//
// One application that cannot be answered for never hides the others: its fault is listed. All of
// these need a setting about a store. Part of qixian::answer.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/answer/applications.hpp"
#include "qixian/answer/document.hpp"
#include "qixian/case/work_list.hpp"

namespace qixian::inline v0::answer {

/// The reply that is owed as things stand; null where none is.
[[nodiscard]] QIXIAN_DECL duty const* reply_in_force(assessment const& a);

/// The document `qixian/list/1`. `name` is that of the store in faults. `finding` where a row cannot
/// stand.
/// Throws: store_error. Cost: one assessment an application.
[[nodiscard]] QIXIAN_DECL document list(setting const& with, bool only_open = false,
                                        layout how = layout::whole, std::string_view name = {},
                                        listener const& to = {});

/// What is due.
struct work {
    std::vector<work_item> items{};  ///< the most urgent first
    std::array<std::size_t, 5> by_light{};
    bool missed = false;
    std::vector<exceptional_row>
        refused{};               ///< that cannot stand, as when the receipt was withdrawn
    std::size_t rows_after = 0;  ///< after the as-of day
    std::vector<std::string> applications_after{};  ///< … whose they are
    std::vector<fault> faults{};                    ///< told already
    bool unknown_desk = false;                      ///< then nothing else is here

    [[nodiscard]] std::size_t count(light of) const {
        return by_light[static_cast<std::size_t>(of)];
    }
};

/// All work, or that of one desk; what cannot stand, of every application that has been at the desk or
/// at none. Fault 971 where no entry names that desk; it names those
/// that there are, the one that is spelled most like it first. Throws: store_error.
QIXIAN_DECL work work_of(setting const& with, std::string_view desk = {},
                         std::string_view name = {}, listener const& to = {});

/// The document `qixian/worklist/1`; `finding` where an authority has missed a day or a row cannot
/// stand.
[[nodiscard]] QIXIAN_DECL document worklist(setting const& with, std::string_view desk = {},
                                            layout how = layout::whole, std::string_view name = {},
                                            listener const& to = {});
[[nodiscard]] QIXIAN_DECL std::string worklist_document(work const& what, setting const& with,
                                                        std::string_view desk = {},
                                                        layout how = layout::whole);

/// What became of an entry by the as-of day.
enum class row_now : unsigned char { accepted, irregular, refused, withdrawn, later };

[[nodiscard]] constexpr std::string_view code_of(row_now s) {
    constexpr std::array<std::string_view, 5> names{"accepted", "irregular", "refused", "withdrawn",
                                                    "later"};
    return names[static_cast<std::size_t>(s)];
}

/// One entry with what is known of its recording and what became of it.
struct life_line {
    entry e{};
    std::int64_t version = 0;
    instant stored{};
    std::string actor{};
    std::string role{};
    row_now now = row_now::accepted;
    ruling said{};
    std::string withdrawn_by{};
};

/// The life of one application.
struct life_story {
    kept_application app{};
    std::vector<life_line> lines{};   ///< by day, then by `seq`
    std::optional<assessment> now{};  ///< none where nothing stands or nothing can be said
    std::vector<entry> rows{};        ///< those of `now`
    std::vector<fault> faults{};      ///< told already
};

/// `application` may also be the id of an entry, or the beginning of one: its application is meant.
///
/// Faults: 933 no such application, 934 several agencies have one, 946. Throws: store_error.
/// Cost: one assessment, and a look into the feed for each group of entries that stand together there.
QIXIAN_DECL result<life_story> life_of(setting const& with, std::string_view application,
                                       std::string_view name = {}, listener const& to = {});

/// The document `qixian/show/1`.
[[nodiscard]] QIXIAN_DECL document show(setting const& with, std::string_view application,
                                        std::string_view name = {}, listener const& to = {});
[[nodiscard]] QIXIAN_DECL std::string show_document(life_story const& what, setting const& with);

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/lists.ipp"
#endif
