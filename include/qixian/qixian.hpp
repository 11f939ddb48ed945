// Qixian (期限): the whole core.
//
// Where does a disclosure application stand, who owes what by which day, why that day, and what goes
// into this year's official table and into the next year? The way data takes:
//
//   notices -> calendar          calendar/editions.hpp, calendar/working_calendar.hpp
//   law     -> rows              law/basis.hpp (articles), law/terms.hpp (lengths), law/outcome.hpp
//   event   -> procedure         procedure/rules.hpp (the table), procedure/step.hpp (the verdict)
//           -> clock             clock/assess.hpp: stage, duties, certificates; the one pure question
//           -> ledger            ledger/report.hpp: tables 3 and 4, carry-over; ledger/audit.hpp
//
// Text in and out is a target of its own (log/). Errors: a refusal and an irregular fact are values
// (procedure/verdict.hpp), a fault is a value (result.hpp), a breach aborts (config.hpp).
//
//   auto const& cal = qixian::china::calendar();
//   auto a = qixian::assess(rows, qixian::day(20201231), {cal});
//   auto t = qixian::make_report(lives, 2020, qixian::form::form_2019);
#pragma once

#include "qixian/calendar/editions.hpp"
#include "qixian/clock/assess.hpp"
#include "qixian/clock/checker.hpp"
#include "qixian/clock/moves.hpp"
#include "qixian/clock/work_list.hpp"
#include "qixian/law/fees.hpp"
#include "qixian/ledger/audit.hpp"
#include "qixian/ledger/report.hpp"
#include "qixian/ledger/restate.hpp"
#include "qixian/procedure/reflect.hpp"
#include "qixian/version.hpp"
