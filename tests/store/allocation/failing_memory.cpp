// `operator new`, SQLite's and OpenSSL's memory behind one counter that can refuse.
#include "failing_memory.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

#include <openssl/crypto.h>
#include <sqlite3.h>

namespace failing_memory {

namespace {

// One thread only.
std::size_t count = 0;
std::size_t limit = 0;  // 0: none is refused
bool later_too = false;
bool refused = false;
std::size_t blocks = 0;

bool refuse() {
    ++count;
    if (limit == 0 || (later_too ? count < limit : count != limit)) {
        return false;
    }
    refused = true;
    return true;
}

// A block knows its size: SQLite asks for it.
constexpr std::size_t head = alignof(std::max_align_t);

void* get(std::size_t size) {
    if (refuse()) {
        return nullptr;
    }
    auto* const block = static_cast<char*>(std::malloc(size + head));
    if (block == nullptr) {
        return nullptr;
    }
    std::memcpy(block, &size, sizeof size);
    ++blocks;
    return block + head;
}

void give_back(void* at) {
    if (at != nullptr) {
        --blocks;
        std::free(static_cast<char*>(at) - head);
    }
}

std::size_t size_of(void* at) {
    std::size_t size = 0;
    if (at != nullptr) {
        std::memcpy(&size, static_cast<char*>(at) - head, sizeof size);
    }
    return size;
}

void* change(void* at, std::size_t size) {
    if (at == nullptr) {
        return get(size);
    }
    if (size == 0) {
        give_back(at);
        return nullptr;
    }
    auto* const out = get(size);
    if (out != nullptr) {
        auto const before = size_of(at);
        std::memcpy(out, at, before < size ? before : size);
        give_back(at);
    }
    return out;
}

}  // namespace

bool install() {
    static sqlite3_mem_methods const methods{
        [](int size) { return get(static_cast<std::size_t>(size)); },
        give_back,
        [](void* at, int size) { return change(at, static_cast<std::size_t>(size)); },
        [](void* at) { return static_cast<int>(size_of(at)); },
        [](int size) { return (size + 7) / 8 * 8; },
        [](void*) { return SQLITE_OK; },
        [](void*) {},
        nullptr};
    return CRYPTO_set_mem_functions(
               [](std::size_t size, char const*, int) { return get(size); },
               [](void* at, std::size_t size, char const*, int) { return change(at, size); },
               [](void* at, char const*, int) { give_back(at); }) == 1 &&
           sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK &&
           // No memory kept aside, which would hide requests.
           sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK &&
           sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, 0) == SQLITE_OK;
}

void fail_at(std::size_t n, bool for_good) {
    count = 0;
    refused = false;
    limit = n;
    later_too = for_good;
}

std::size_t stop() {
    limit = 0;
    return count;
}

bool failed() { return refused; }

std::size_t held() { return blocks; }

}  // namespace failing_memory

// NOLINTBEGIN(misc-new-delete-overloads)
void* operator new(std::size_t size) {
    if (auto* const out = failing_memory::get(size)) {
        return out;
    }
    throw std::bad_alloc();
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, std::nothrow_t const&) noexcept {
    return failing_memory::get(size);
}
void* operator new[](std::size_t size, std::nothrow_t const&) noexcept {
    return failing_memory::get(size);
}
void operator delete(void* at) noexcept { failing_memory::give_back(at); }
void operator delete[](void* at) noexcept { failing_memory::give_back(at); }
void operator delete(void* at, std::size_t) noexcept { failing_memory::give_back(at); }
void operator delete[](void* at, std::size_t) noexcept { failing_memory::give_back(at); }
void operator delete(void* at, std::nothrow_t const&) noexcept { failing_memory::give_back(at); }
void operator delete[](void* at, std::nothrow_t const&) noexcept { failing_memory::give_back(at); }
// NOLINTEND(misc-new-delete-overloads)
