// Names only, for headers of hosts that mention Qixian's types without using them.
#pragma once

#include <cstdint>

#include "qixian/base/config.hpp"

namespace qixian::inline v0 {

enum class applicant : std::uint8_t;
enum class event : std::uint8_t;
enum class outcome : std::uint8_t;
enum class regime : std::uint8_t;
enum class stage : std::uint8_t;
enum class standing : std::uint8_t;
enum class code : std::uint16_t;

class editions;
class policies;
class working_calendar;
struct assessment;
struct certificate;
struct context;
struct deadline;
struct duty;
struct entry;
struct fault;
struct history;
struct notice;

}  // namespace qixian::inline v0
