// Evidence: the bytes of an event that are hashed, and the tree over all of them.
//
// Every event carries the hash of its own bytes and of the event before it in the same application,
// so an edit breaks the chain at the entry that was edited. A checkpoint holds the root of a Merkle
// tree over the hashes of all events of an agency in the order they were recorded; it finds what
// chains cannot: a whole application that is gone, or the newest entries cut off. An anchor is a
// checkpoint kept by someone else.
//
// The tree is that of RFC 6962: leaf = H(0x00 hash), node = H(0x01 left right), and a tree of n
// leaves splits at the largest power of two below n. Bytes and tree are written down in
// src/notes/store.md so that anyone can check a store with other code.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "qixian/store/hash.hpp"

namespace qixian::inline v0 {

/// Fields one after the other, each as its length (LEB128) and its bytes. No two lists of fields
/// give the same bytes.
class field_bytes {
public:
    void add(std::string_view field);
    void add(std::int64_t number) { add(std::to_string(number)); }
    void clear() { bytes_.clear(); }
    [[nodiscard]] std::string const& bytes() const& { return bytes_; }
    [[nodiscard]] std::string bytes() && { return std::move(bytes_); }

private:
    std::string bytes_;
};

/// A Merkle tree that only grows: the roots of its full subtrees, at most 63.
class merkle_frontier {
public:
    merkle_frontier() = default;
    /// Takes up a tree where it was left. Pre: as many roots as `size` has ones in binary.
    merkle_frontier(std::uint64_t size, std::vector<hash_value> full)
        : size_(size), full_(std::move(full)) {}

    void add(hash_value const& leaf, hash_provider& by);
    /// The root over all leaves added; H of nothing for none.
    [[nodiscard]] hash_value root(hash_provider& by) const;
    [[nodiscard]] std::uint64_t size() const { return size_; }
    /// The roots of the full subtrees, largest first.
    [[nodiscard]] std::vector<hash_value> const& full() const& { return full_; }
    [[nodiscard]] std::vector<hash_value> full() && { return std::move(full_); }

private:
    std::uint64_t size_ = 0;
    std::vector<hash_value> full_{};
};

}  // namespace qixian::inline v0

#if !defined(QIXIAN_COMPILED)
#include "qixian/store/impl/chain.ipp"
#endif
