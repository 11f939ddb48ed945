// A document: one JSON text, under a schema id, as the contract of formats has it.
//
// The documents are the interface of every host: the program prints them, a service sends them, a
// binding hands them over. Their keys and their bytes do not depend on language, machine or
// threads. JSON Schemas stand in src/schema/.
//
// A short document is made whole and returned. A long list goes piece by piece to a `sink`, so
// that memory does not grow with it. Part of qixian::answer.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "qixian/base/result.hpp"

namespace qixian::inline v0::answer {

/// How a long list is written.
enum class layout : unsigned char {
    whole,  ///< one document
    lines   ///< a head line, one item a line, a tail line (NDJSON)
};

/// Takes the next bytes of a document.
using sink = std::function<void(std::string_view)>;

/// An answer as text, and what a host must do about it.
struct document {
    std::string json{};           ///< with its last line end; empty where there is no answer
    std::vector<fault> faults{};  ///< what could not be read
    bool finding = false;         ///< something that somebody should look at: exit code 1
};

/// What a fault says, as one line of JSON (`fault.schema.json`), with its line end.
[[nodiscard]] QIXIAN_DECL std::string fault_document(fault const& what);

/// A sentence in both languages.
struct two_texts {
    std::string_view zh{};
    std::string_view en{};
};

/// What a fault says: the sentence of its code, but of a day (911) that has the form of one and does not
/// exist, that there is none. JSON has it as `message`.
[[nodiscard]] QIXIAN_DECL two_texts sentence_of(fault const& what);

/// What an irregular row still does, by the code of its ruling.
[[nodiscard]] QIXIAN_DECL two_texts effect_of(code irregular);

}  // namespace qixian::inline v0::answer

#if !defined(QIXIAN_COMPILED)
#include "qixian/answer/impl/document.ipp"
#endif
