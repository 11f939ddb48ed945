// The hash, the bytes that are hashed and the tree over them, against published values and a slow
// and obvious implementation.
#include <map>
#include <random>

#include <gtest/gtest.h>

#include "qixian/store/chain.hpp"

using namespace qixian;

namespace {

TEST(Hash, GivesThePublishedValues) {
    auto const sm3 = hash_named("sm3");
    ASSERT_TRUE(sm3);
    // GB/T 32905-2016, appendix A.
    EXPECT_EQ(to_hex(sm3->of("abc")),
              "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    std::string twice;
    for (int i = 0; i < 16; ++i) {
        twice += "abcd";
    }
    EXPECT_EQ(to_hex(sm3->of(twice)),
              "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    auto const sha = hash_named("sha256");
    ASSERT_TRUE(sha);
    // FIPS 180-4.
    EXPECT_EQ(to_hex(sha->of("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(to_hex(sha->of("")),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(to_hex(sha->of("abc")), to_hex(hash_named("sha256")->of("abc")))
        << "a second use gives the same";
}

TEST(Hash, OfAnotherNameIsNone) {
    for (auto const* name : {"", "SM3", "md5", "sm3 ", "sha-256", "sha1"}) {
        EXPECT_FALSE(hash_named(name)) << name;
    }
    EXPECT_EQ(hash_named("sm3")->name(), "sm3");
    EXPECT_EQ(hash_named("sha256")->name(), "sha256");
}

std::string bytes_of(std::vector<std::string> const& fields) {
    field_bytes out;
    for (auto const& each : fields) {
        out.add(each);
    }
    return out.bytes();
}

TEST(FieldBytes, StandAsTheyAreDescribed) {
    EXPECT_EQ(bytes_of({"ab", "", "c"}), std::string("\x02"
                                                     "ab\x00\x01"
                                                     "c",
                                                     6));
    std::string const long_field(300, 'x');
    EXPECT_EQ(bytes_of({long_field}), "\xAC\x02" + long_field);
    field_bytes numbers;
    numbers.add(std::int64_t{-12});
    EXPECT_EQ(numbers.bytes(), "\x03-12");
    numbers.clear();
    EXPECT_EQ(numbers.bytes(), "");
}

TEST(FieldBytes, OfDifferentListsDiffer) {
    // Every list of at most four fields out of a mean little alphabet.
    std::vector<std::string> const words{"",
                                         "a",
                                         "b",
                                         "ab",
                                         std::string(1, '\0'),
                                         std::string(1, '\1'),
                                         "\x01"
                                         "a",
                                         std::string("\x01"
                                                     "a\x01"
                                                     "b"),
                                         std::string(127, 'x'),
                                         std::string(128, 'x'),
                                         std::string(16384, 'x')};
    std::map<std::string, std::vector<std::string>> seen;
    std::vector<std::vector<std::string>> lists{{}};
    std::size_t from = 0;
    for (int length = 0; length < 3; ++length) {
        auto const to = lists.size();
        for (; from < to; ++from) {
            for (auto const& word : words) {
                auto with = lists[from];
                with.push_back(word);
                lists.push_back(std::move(with));
            }
        }
    }
    for (auto const& list : lists) {
        auto const [at, fresh] = seen.emplace(bytes_of(list), list);
        EXPECT_TRUE(fresh) << "two lists of " << list.size() << " and " << at->second.size();
    }
    EXPECT_EQ(seen.size(), 1U + 11 + 121 + 1331);
}

/// RFC 6962, section 2.1, word for word.
hash_value naive_root(std::vector<hash_value> const& leaves, std::size_t from, std::size_t to,
                      hash_provider& by) {
    if (from == to) {
        return by.of("");
    }
    std::string bytes;
    if (to - from == 1) {
        bytes = std::string(1, '\0');
        bytes.append(leaves[from].begin(), leaves[from].end());
        return by.of(bytes);
    }
    std::size_t split = 1;
    while (split * 2 < to - from) {
        split *= 2;
    }
    auto const left = naive_root(leaves, from, from + split, by);
    auto const right = naive_root(leaves, from + split, to, by);
    bytes = std::string(1, '\1');
    bytes.append(left.begin(), left.end());
    bytes.append(right.begin(), right.end());
    return by.of(bytes);
}

std::vector<hash_value> some_leaves(std::size_t count) {
    std::mt19937_64 random(6962);
    std::vector<hash_value> out(count);
    for (auto& leaf : out) {
        for (auto& byte : leaf) {
            byte = static_cast<unsigned char>(random());
        }
    }
    return out;
}

TEST(Tree, IsThatOfTheRfcAtEverySize) {
    for (auto const* name : {"sm3", "sha256"}) {
        auto const by = hash_named(name);
        auto const leaves = some_leaves(260);
        merkle_frontier tree;
        EXPECT_EQ(tree.root(*by), by->of(""));
        for (std::size_t n = 1; n <= leaves.size(); ++n) {
            tree.add(leaves[n - 1], *by);
            ASSERT_EQ(tree.size(), n);
            ASSERT_EQ(tree.root(*by), naive_root(leaves, 0, n, *by)) << name << " " << n;
            std::size_t ones = 0;
            for (auto rest = n; rest != 0; rest &= rest - 1) {
                ++ones;
            }
            ASSERT_EQ(tree.full().size(), ones);
        }
    }
}

TEST(Tree, GoesOnFromAFrontierTakenAtAnySize) {
    auto const by = hash_named("sm3");
    auto const leaves = some_leaves(70);
    merkle_frontier whole;
    for (std::size_t n = 0; n <= leaves.size(); ++n) {
        merkle_frontier resumed(whole.size(), whole.full());
        for (std::size_t k = n; k < leaves.size(); ++k) {
            resumed.add(leaves[k], *by);
            ASSERT_EQ(resumed.root(*by), naive_root(leaves, 0, k + 1, *by)) << n << " " << k;
        }
        if (n < leaves.size()) {
            whole.add(leaves[n], *by);
        }
    }
}

TEST(Tree, TellsLeavesFromNodesAndOrderFromOrder) {
    auto const by = hash_named("sm3");
    auto const leaves = some_leaves(3);
    merkle_frontier two;
    two.add(leaves[0], *by);
    two.add(leaves[1], *by);
    merkle_frontier turned;
    turned.add(leaves[1], *by);
    turned.add(leaves[0], *by);
    EXPECT_NE(two.root(*by), turned.root(*by));
    // The root of two given as a leaf is another tree.
    merkle_frontier forged;
    forged.add(two.root(*by), *by);
    EXPECT_NE(forged.root(*by), two.root(*by));
    merkle_frontier three = two;
    three.add(leaves[2], *by);
    merkle_frontier doubled = three;
    doubled.add(leaves[2], *by);
    EXPECT_NE(three.root(*by), doubled.root(*by)) << "a last leaf is not doubled to fill up";
}

}  // namespace
