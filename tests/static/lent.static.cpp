// What a named object lends, a temporary hands over: no reference into what ends with a statement.
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "qixian/base/result.hpp"
#include "qixian/calendar/editions.hpp"
#include "qixian/ledger/table.hpp"

using namespace qixian;

namespace {

using texts = result<std::vector<std::string>>;
using plain = result<day_bounds>;

template <class T>
T&& a();

static_assert(std::is_same_v<decltype(*a<texts&>()), std::vector<std::string> const&>);
static_assert(std::is_same_v<decltype(a<texts&>().value()), std::vector<std::string> const&>);
static_assert(std::is_same_v<decltype(a<texts&>().error()), fault const&>);
static_assert(std::is_same_v<decltype(*a<texts>()), std::vector<std::string>>);
static_assert(std::is_same_v<decltype(a<texts>().value()), std::vector<std::string>>);
static_assert(std::is_same_v<decltype(a<texts>().error()), fault>);
static_assert(std::is_same_v<decltype(*a<texts const>()), std::vector<std::string>>);
static_assert(std::is_same_v<decltype(a<plain>()->earliest), date>);  // in the same statement

static_assert(std::is_same_v<decltype(a<editions>().notices()), std::vector<notice>>);
static_assert(std::is_same_v<decltype(a<working_calendar>().digest()), std::string>);
static_assert(std::is_same_v<decltype(a<working_calendar>().last_notice()), std::string>);
static_assert(std::is_same_v<decltype(a<working_calendar&>().last_notice()), std::string_view>);
static_assert(std::is_same_v<decltype(a<table3>().at(0, column::total)), cell_value>);

template <class T>
concept lends_days = requires {
    a<T>().settled();
};
static_assert(lends_days<working_calendar&> && !lends_days<working_calendar>);

}  // namespace
