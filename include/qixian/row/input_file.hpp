// How an input is opened: a file, standard input, or what gives its bytes only once.
//
// A pipe (`/dev/stdin`, a FIFO, a process substitution) cannot be read a second time: whoever looks
// at its head and closes it has lost what was in it. So whatever reads an input opens it here, once;
// and whoever needs it twice asks `can_be_read_again`, and where it cannot takes its bytes first.
// Part of qixian::log.
#pragma once

#include <cstddef>
#include <cstdio>
#include <string>

#include "qixian/base/result.hpp"

namespace qixian::inline v0 {

/// Whether `path` is a regular file, which can be opened again and read from its beginning. `-` is
/// none, nor is a pipe, a folder, a device, or what is not there. Opens nothing.
[[nodiscard]] QIXIAN_DECL bool can_be_read_again(std::string const& path);

/// Opens `path` for reading; `-` is standard input, which is nobody's to close. Waits for a writer
/// where `path` is a FIFO without one. Faults: 925.
QIXIAN_DECL result<std::FILE*> open_input(std::string const& path);

/// All bytes of `path`, as they are, in one reading. Faults: 925; 909 more than `most` bytes, of
/// which little more is read: an input without an end ends there.
QIXIAN_DECL result<std::string> read_bytes(std::string const& path, std::size_t most);

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/row/impl/input_file.ipp"
#endif
