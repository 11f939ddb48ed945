/* Qixian (期限) from C, and from every language that can call C: working days, due days with their
 * certificates, the published table of a year.
 *
 *   qx_settings ask = QX_SETTINGS;
 *   ask.as_of = 20201231;
 *   qx_engine *engine;
 *   char *said;
 *   if (qx_open(&ask, &engine) != QX_OK) { puts(qx_message(engine)); }
 *   if (qx_deadlines(engine, log, strlen(log), &said) <= QX_FINDING) { puts(said); }
 *   qx_free(said);
 *   qx_close(engine);
 *
 * The same questions get the same bytes as from the program `qixian`: documents are JSON as the formats
 * of the program have it, with a schema each.
 *
 * Texts are UTF-8. Days are whole numbers, yyyymmdd. A structure begins with its own size, so that a later
 * library knows what an earlier host has not. What a call hands out as `char **` is the caller's, ends with
 * a NUL and is freed by `qx_free`; it is NULL where there is no answer. What `qx_message` says belongs to
 * the engine, until the next call with it.
 *
 * A call returns a code, and nothing is thrown across. Codes are never renumbered. There is no global state:
 * two engines know nothing of each other and may be used by two threads at once; one engine serves one
 * thread at a time. qx_version, qx_abi, qx_free and questions without an engine may be asked by any thread.
 *
 * A pointer that the host gives must be NULL or point to what it says; NULL where something is needed is
 * QX_USAGE. An engine is what qx_open gave and qx_close has not taken; memory that holds something else is
 * QX_USAGE, memory that was given back must not be asked.
 */
#ifndef QIXIAN_QIXIAN_H
#define QIXIAN_QIXIAN_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#if defined(QIXIAN_C_BUILDING)
#define QX_API __declspec(dllexport)
#else
#define QX_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define QX_API __attribute__((visibility("default")))
#else
#define QX_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What a call returns: the exit codes of the program, and one for memory. */
typedef int32_t qx_code;
enum {
    QX_OK = 0,
    QX_FINDING = 1, /* answered, and somebody should look at it: a missed duty, a sum that does not hold */
    QX_USAGE = 2,   /* the question is none: a NULL, a word or a size that is not known */
    QX_INPUT = 3,   /* a day, a row or a text that cannot be read; qx_message has line and column */
    QX_STORE = 4,   /* the store is damaged */
    QX_BUSY = 5,    /* the store is busy, or has another version than was expected */
    QX_MEMORY = 6,  /* memory ran out; nothing has changed */
    QX_BUG = 70     /* a fault of the library */
};

/* What answers rest on. All but `size` and `as_of` may be left 0. */
typedef struct qx_settings {
    size_t size;          /* sizeof(qx_settings) */
    int32_t as_of;        /* the day for which is asked */
    int32_t known_on;     /* notices that were published by then; 0: all */
    const char *region;   /* of local rest days */
    const char *policies; /* NAME=VALUE, several with commas */
    const char *agency;   /* whose applications; NULL: all */
    const char *notices;  /* a text of further notices: CSV, JSON or iCalendar */
} qx_settings;
#define QX_SETTINGS {sizeof(qx_settings), 0, 0, NULL, NULL, NULL, NULL}

/* Settings, worked out once, and what was said last. */
typedef struct qx_engine qx_engine;

/* The version of the library that runs, "0.1.0", and a number that grows with every call that is added. */
QX_API const char *qx_version(void);
QX_API int32_t qx_abi(void);

/* Frees what a call handed out. NULL is nothing. */
QX_API void qx_free(char *text);

/* Makes an engine. There is one even where a setting is none (QX_INPUT, QX_USAGE), to say why: close it.
 * NULL only with QX_MEMORY and where `engine` is NULL.
 * Cost: two calendars, below two milliseconds. */
QX_API qx_code qx_open(const qx_settings *settings, qx_engine **engine);
QX_API void qx_close(qx_engine *engine);

/* What the last call had to say: faults as JSON, one a line, or a sentence; "" where all was well. */
QX_API const char *qx_message(const qx_engine *engine);

/* ---- working days --------------------------------------------------------------------------------
 * Law: D1-D3; the day that is counted from is not counted itself. Cost: some nanoseconds a day. */

/* The last day of `days` working days after `from`, the latest where a notice may still move it.
 * QX_INPUT: no day, or beyond the calendar. */
QX_API qx_code qx_add(qx_engine *engine, int32_t from, int32_t days, int32_t *last);

/* Working days after `a` through `b`, the least where a notice may still change them.
 * QX_INPUT: no day, beyond the calendar, or `b` before `a`. */
QX_API qx_code qx_count(qx_engine *engine, int32_t a, int32_t b, int32_t *days);

/* The same for `n` applications in one call: due[i] is the last day of days[i] working days after from[i],
 * `days` NULL: of twenty (R33-2). Where there is none, due[i] is 0, and the call QX_INPUT when all the
 * others are done. `due` may be `from`. */
QX_API qx_code qx_due_batch(qx_engine *engine, const int32_t *from, const int32_t *days, size_t n,
                            int32_t *due);

/* ---- documents -----------------------------------------------------------------------------------
 * `log` has `bytes` bytes: rows of a log, CSV or NDJSON. Costs: reading, and an assessment each. */

/* Where every application stands and who owes what by which day: qixian/deadlines/1. */
QX_API qx_code qx_deadlines(qx_engine *engine, const char *log, size_t bytes, char **document);

/* The working of each due day of one application, with certificates: qixian/explain/1. */
QX_API qx_code qx_explain(qx_engine *engine, const char *log, size_t bytes, const char *application,
                          char **document);

/* Whether certificates hold, derived again by other code: qixian/check-certificate/1. */
QX_API qx_code qx_check(qx_engine *engine, const char *certificates, size_t certificate_bytes,
                        const char *log, size_t bytes, char **document);

/* Tables 3 and 4 of a year, each figure traced to its applications: qixian/report/1. */
QX_API qx_code qx_report(qx_engine *engine, const char *log, size_t bytes, int32_t year,
                         char **document);

/* Which sums of a published table hold: qixian/audit/1. `name` is what faults call it; may be NULL. */
QX_API qx_code qx_audit(qx_engine *engine, const char *table, size_t bytes, const char *name,
                        char **document);

/* The days of a year: qixian/calendar-show/1. */
QX_API qx_code qx_calendar(qx_engine *engine, int32_t year, char **document);

/* Every stage, event, verdict and rule with its citation: qixian/machine/1. */
QX_API qx_code qx_machine(char **document);

/* Codes with cause and remedy, those that `wanted` names, NULL: all: qixian/codes/1.
 * QX_USAGE: there is none of that name. */
QX_API qx_code qx_codes(const char *wanted, char **document);

#ifdef __cplusplus
}
#endif

#endif
