// Every notice with the day it became known, so that any question can be asked *as known on D*.
//
// `editions` holds notices, statute versions, festival days and local overlays as data. It builds
// a `working_calendar` for what was public at the end of a day. A further notice is a value added
// at run time, never a rebuild of the library.
//
//   auto all   = china::editions();                       // 2001-2026, statute to 2050
//   auto now   = all.current();                           // everything known
//   auto then  = all.as_known_on(day(20200126));          // before the holiday was extended
//   auto gx    = all.with_region("CN-GX").value().current();
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/calendar/notice.hpp"
#include "qixian/calendar/working_calendar.hpp"

namespace qixian::inline v0 {

/// How far published arrangements have reached from a festival's statutory days: what a coming
/// notice may do. Learned from notices, never written down by hand.
struct arrangement_window {
    std::string festival{};
    int off_before = 0;   ///< furthest day off before the first statutory day, in calendar days
    int off_after = 0;    ///< … after the last statutory day
    int work_before = 0;  ///< furthest weekend day worked before / after
    int work_after = 0;
    int worked_most = 0;         ///< most weekend days worked for one festival
    int worked_most_before = 0;  ///< … before it, … after it
    int worked_most_after = 0;
};

/// Notices, versions of the statute and local days, as a value. Cheap to copy: what is held is
/// shared and never changes.
class editions {
public:
    /// The statute alone, projected to the last year: no notice, no region. The arrangement windows
    /// are those of the notices that come with the library.
    editions();

    /// These editions with one more notice, the country's or of a region. A notice that is there
    /// already, with equal content, changes nothing. Faults: 801 (a day outside the calendar), 802 (a day twice), 806 (a revert
    /// of nothing), 911 (no day of publication), 914 (a region that is no key), 919 (its id with other
    /// content).
    [[nodiscard]] result<editions> with_notice(notice extra) const;

    /// These editions without the notices that arrange `year`. The arrangement windows are learned
    /// again without it.
    [[nodiscard]] editions without_year(int year) const;

    /// What could be foreseen of `year`: only the notices that arrange earlier years are there, and
    /// the windows are learned from every year but this one. For testing forecasts on the past.
    [[nodiscard]] editions foreseen(int year) const;

    /// These editions with the local days of `region` and of the regions it lies in
    /// ("CN-SC-LS" includes "CN-SC"). Local days stand above notices and statute (D11). In years of
    /// which the days of the region are not known the calendar is open (`open_between`).
    /// Faults: 803 when no local day of any of them is known.
    [[nodiscard]] result<editions> with_region(std::string_view region) const;

    /// The calendar as public at the end of `on` (D12): notices and versions of the statute
    /// published by then, local days with no known day of publication always. And with all that is
    /// known, which is also what a day that is none (`date{}`) asks for. Cost: well below a millisecond.
    [[nodiscard]] working_calendar as_known_on(date on) const;
    [[nodiscard]] working_calendar current() const;

    /// The notices of the country, in order of publication. From a temporary: a copy, safe to loop
    /// over.
    [[nodiscard]] std::vector<notice> const& notices() const& noexcept;
    [[nodiscard]] std::vector<notice> notices() &&;

    /// The same of regions: those added by `with_notice`.
    [[nodiscard]] std::vector<notice> const& local_notices() const& noexcept;
    [[nodiscard]] std::vector<notice> local_notices() &&;

    /// The notice of that id, the country's or of a region; null: there is none.
    [[nodiscard]] notice const* find(std::string_view id) const& noexcept;
    notice const* find(std::string_view id) const&& = delete;  ///< keep the editions in a variable

    /// The windows that bound years without a notice. From a temporary: a copy.
    [[nodiscard]] std::vector<arrangement_window> const& windows() const& noexcept;
    [[nodiscard]] std::vector<arrangement_window> windows() &&;

    /// The days of the statute by the versions published by `known_on` (none: all of them), each
    /// in force in its years and the last projected to the end, in order of date. Two festivals on
    /// one day are two rows, of which the later names the day. Notices and local days stand above
    /// them (D11) and are not regarded here.
    [[nodiscard]] std::vector<statute_day> statute_days(maybe_date known_on = {}) const;

    /// The local days of the regions asked for by `with_region`, a wide region before the places
    /// in it; a later row stands above an earlier one. Empty without a region. From a temporary: a
    /// copy.
    [[nodiscard]] std::vector<local_day> const& local_days() const& noexcept;
    [[nodiscard]] std::vector<local_day> local_days() &&;

    /// The codes of the regions that have local days, in the data or by a notice.
    [[nodiscard]] std::vector<std::string> regions() const;

    struct data;  ///< defined in calendar/impl/editions_data.ipp

private:
    explicit editions(std::shared_ptr<data const> held);
    friend struct editions_access;
    std::shared_ptr<data const> held_;
};

namespace china {

/// The notices of 2001 to 2026 with all amendments, every version of the holiday statute since
/// 1999, festival days to 2050 and the local days that are known.
[[nodiscard]] QIXIAN_DECL qixian::editions const& editions();

/// `china::editions().current()`, built once.
[[nodiscard]] QIXIAN_DECL working_calendar const& calendar();

}  // namespace china

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/calendar/impl/editions.ipp"
#endif
