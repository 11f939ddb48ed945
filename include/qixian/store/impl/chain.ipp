// Bytes to be hashed, and the Merkle tree over hashes (chain.hpp).
#pragma once

#include <bit>

#include "qixian/store/chain.hpp"
#include "qixian/store/impl/hash.ipp"

namespace qixian::inline v0 {

QIXIAN_DECL void field_bytes::add(std::string_view field) {
    auto length = field.size();
    do {
        auto const low = static_cast<unsigned char>(length & 127U);
        length >>= 7U;
        bytes_ += static_cast<char>(length == 0 ? low : low | 128U);
    } while (length != 0);
    bytes_ += field;
}

namespace detail {

inline hash_value node_of(hash_value const& left, hash_value const& right, hash_provider& by) {
    std::string bytes(1, '\x01');
    bytes.append(left.begin(), left.end());
    bytes.append(right.begin(), right.end());
    return by.of(bytes);
}

}  // namespace detail

QIXIAN_DECL void merkle_frontier::add(hash_value const& leaf, hash_provider& by) {
    std::string bytes(1, '\0');
    bytes.append(leaf.begin(), leaf.end());
    full_.push_back(by.of(bytes));
    // Each trailing one of the count is a full subtree of the new leaf's size: they join.
    for (auto joins = std::countr_one(size_); joins > 0; --joins) {
        auto const right = full_.back();
        full_.pop_back();
        full_.back() = detail::node_of(full_.back(), right, by);
    }
    ++size_;
}

QIXIAN_DECL hash_value merkle_frontier::root(hash_provider& by) const {
    if (full_.empty()) {
        return by.of({});
    }
    auto at = full_.rbegin();
    auto out = *at;
    for (++at; at != full_.rend(); ++at) {
        out = detail::node_of(*at, out, by);
    }
    return out;
}

}  // namespace qixian::inline v0
