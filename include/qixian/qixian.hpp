// Qixian (期限): the whole core.
//
// Where does a disclosure application stand, who owes what by which day, why that day, and what goes
// into this year's official table and into the next year? The way data takes:
//
//   notices -> calendar          calendar/editions.hpp, calendar/working_calendar.hpp
//   law     -> rows              statute/cn_disclosure/basis.hpp (articles), statute/cn_disclosure/terms.hpp (lengths), statute/cn_disclosure/outcome.hpp
//   event   -> procedure         statute/cn_disclosure/rules.hpp (the table), rule/step.hpp (the verdict)
//           -> clock             case/assess.hpp: stage, duties, certificates; the one pure question
//           -> ledger            ledger/report.hpp: tables 3 and 4, carry-over; ledger/audit.hpp
//
// Text in and out is a target of its own (log/). Errors: a refusal and an irregular fact are values
// (rule/verdict.hpp), a fault is a value (base/result.hpp), a breach aborts (base/config.hpp).
//
//   auto const& cal = qixian::china::calendar();
//   auto a = qixian::assess(rows, qixian::day(20201231), {cal});
//   auto t = qixian::make_report(lives, 2020, qixian::form::form_2019);
#pragma once

#include "qixian/calendar/editions.hpp"
#include "qixian/case/assess.hpp"
#include "qixian/case/moves.hpp"
#include "qixian/case/work_list.hpp"
#include "qixian/checker/checker.hpp"
#include "qixian/ledger/audit.hpp"
#include "qixian/ledger/report.hpp"
#include "qixian/ledger/restate.hpp"
#include "qixian/statute/cn_disclosure/fees.hpp"
#include "qixian/statute/cn_disclosure/procedure.hpp"
#include "qixian/version.hpp"
