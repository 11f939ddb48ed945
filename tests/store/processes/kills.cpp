// Kills a process that writes to a store, again and again, and holds what is on the disk to what
// was acknowledged.
//
//     qixian_store_kills FOLDER [KILLS] [sound|no_journal|early]
//
// A child opens the store and runs the commands of a plan one after the other; after each it says
// so through a pipe. After some of them, at any moment of the one that follows, it is killed. Then
// the store must hold the first n commands of the plan, each whole, where n is the number
// acknowledged or one more, and verify must be clean. Now and then the process that opens it next,
// and so rolls the journal back, is killed too.
//
// QIXIAN_KILLS=N asks for N kills, whatever the command line says.
//
// `no_journal` opens stores that keep their rollback journal in memory and `early` says so before it writes: with
// either, the program must find fault, or it would find none where there is one.
#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "qixian/calendar/editions.hpp"
#include "qixian/store/sqlite/seams.hpp"
#include "qixian/store/store.hpp"

namespace {

using namespace qixian;

enum class mode { sound, no_journal, early };

/// One call: several entries are appended together or not at all.
struct command {
    date today{};
    std::vector<entry> entries{};
};

/// The life of an agency as commands: applications come, are consulted on, answered and
/// supplemented; some entries are withdrawn; each January the year before is closed.
class plan {
public:
    explicit plan(unsigned seed) : random_(seed) {}

    command const& at(std::size_t n) {
        while (made_.size() <= n) {
            made_.push_back(next());
        }
        return made_[n];
    }

private:
    struct open_case {
        std::string name{};
        int letters = 0;
        date received{};
        bool answered = false;
    };

    unsigned below(unsigned n) {
        return std::uniform_int_distribution<unsigned>(0, n - 1)(random_);
    }

    entry happened(event what, std::string application) {
        entry e;
        e.application = std::move(application);
        e.on = today_;
        e.what = what;
        e.id = "k" + std::to_string(made_.size()) + "-" + std::to_string(parts_++);
        return e;
    }

    entry fresh() {
        auto e = happened(event::received, "A-" + std::to_string(++applications_));
        e.applicant = below(3) == 0 ? applicant::business : applicant::natural_person;
        e.channel = channel::online;
        e.note = std::string(below(400), 'n');
        cases_.push_back({.name = e.application, .received = today_});
        return e;
    }

    entry answer(open_case& of) {
        of.answered = true;
        auto e = happened(event::disclosed, of.name);
        e.desk = "desk-" + std::to_string(below(3));
        return e;
    }

    command next() {
        parts_ = 0;
        if (cases_.size() > 1 && below(4) == 0) {
            today_ = plus_days(today_, 1 + static_cast<int>(below(9)));
        }
        command out{.today = today_};
        auto& add = out.entries;
        if (year_of(today_) > year_) {
            auto e = happened(event::year_closed, "");
            e.on = last_day_of(year_++);
            add.push_back(std::move(e));
            return out;
        }
        auto const open = std::find_if(cases_.begin(), cases_.end(),
                                       [](open_case const& c) { return !c.answered; });
        auto const what = below(10);
        if (open == cases_.end() || what < 2) {
            add.push_back(fresh());
        } else if (what < 4) {
            auto e = happened(event::consulted, open->name);
            e.kind = kind::third_party;
            e.ref = "L" + std::to_string(++open->letters);
            add.push_back(std::move(e));
        } else if (what < 6) {
            add.push_back(answer(*open));
        } else if (what == 6) {
            // Three applications in one transaction.
            add.push_back(answer(*open));
            add.push_back(fresh());
            add.push_back(fresh());
        } else if (what == 7) {
            // A letter that was never sent, and the withdrawal of its entry.
            auto wrong = happened(event::extended, open->name);
            wrong.days = 10;
            auto back = happened(event::entry_withdrawn, open->name);
            back.re = wrong.id;
            add.push_back(std::move(wrong));
            add.push_back(std::move(back));
        } else {
            auto const at = below(static_cast<unsigned>(cases_.size()));
            add.push_back(cases_[at].answered ? happened(event::supplemented, cases_[at].name)
                                              : answer(cases_[at]));
        }
        return out;
    }

    std::mt19937 random_;
    std::vector<command> made_{};
    std::vector<open_case> cases_{};
    date today_ = day(20200302);
    int year_ = 2020;
    int applications_ = 0;
    int parts_ = 0;
};

store_options options_on(date const& today, mode how) {
    store_options out;
    // Noon in Beijing of the plan's day: the plan decides when a new day begins.
    out.clock = [&today] {
        return instant{std::int64_t{days_between(day(19700101), today)} * 86400 + 4 * 3600};
    };
    if (how == mode::no_journal) {
        out.database = sqlite_database({.careless_sql = "PRAGMA journal_mode=MEMORY"});
    }
    return out;
}

/// The child: goes on with the plan at command `from` until it is killed. Exit: 3 an answer was not
/// the one that the plan expects, 4 a store_error.
[[noreturn]] void write_on(std::string const& path, plan& commands, std::size_t from, int pipe,
                           mode how) {
    auto const say = [pipe](std::uint64_t done) {
        if (::write(pipe, &done, sizeof done) != static_cast<ssize_t>(sizeof done)) {
            ::_exit(5);
        }
    };
    try {
        date today = commands.at(from).today;
        auto kept = store::open(path, options_on(today, how));
        if (from > 0) {
            // As a host does that was not told what became of its last command.
            auto const& again = commands.at(from - 1);
            auto const said = kept.append(again.entries);
            if (!said || said->added != 0 || said->repeated != again.entries.size()) {
                std::fprintf(stderr, "command %zu sent again was not a repetition\n", from - 1);
                ::_exit(3);
            }
        }
        for (std::size_t n = from;; ++n) {
            auto const& next = commands.at(n);
            today = next.today;
            if (how == mode::early) {
                say(n + 1);
            }
            bool fine = false;
            if (next.entries.size() == 1) {
                auto const said = kept.append(next.entries.front());
                fine = said && said->status == append_status::appended;
            } else {
                auto const said = kept.append(next.entries);
                fine = said && said->stored && said->added == next.entries.size();
            }
            if (!fine) {
                std::fprintf(stderr, "command %zu (%s) was not taken\n", n,
                             std::string(code_of(next.entries.front().what)).c_str());
                ::_exit(3);
            }
            if (how != mode::early) {
                say(n + 1);
            }
        }
    } catch (store_error const& wrong) {
        std::fprintf(stderr, "%s\n", wrong.what());
        ::_exit(4);
    }
}

struct tally {
    long kills = 0;
    long while_recovering = 0;
    long hot_journals = 0;
    long acknowledged = 0;
    long unacknowledged = 0;  ///< commands found done whose acknowledgment the kill cut off
    long lost = 0;
    long altered = 0;
    long unclean = 0;
};

class killer {
public:
    killer(std::string folder, mode how) : folder_(std::move(folder)), how_(how) {
        // Made once here, so that a child does not spend its life on it.
        static_cast<void>(china::editions());
    }

    int run(long kills) {
        unsigned seed = 1;
        while (counts_.kills < kills && failures_.empty()) {
            one_store(seed++, kills);
        }
        return failures_.empty() ? 0 : 3;
    }

    tally const& counts() const { return counts_; }
    std::vector<std::string> const& failures() const { return failures_; }

private:
    static constexpr int kills_a_store = 20;

    void one_store(unsigned seed, long kills) {
        auto const path = folder_ + "/kills-" + std::to_string(seed) + ".qixian";
        for (auto const* suffix : {"", "-journal"}) {
            std::filesystem::remove(path + suffix);
        }
        date first = day(20200301);
        static_cast<void>(store::create(path, {}, options_on(first, how_)));
        plan commands(seed);
        std::size_t done = 0;
        for (int i = 0; i < kills_a_store && counts_.kills < kills; ++i) {
            auto const acknowledged = kill_one(path, commands, done);
            if (!failures_.empty() || !check(path, commands, acknowledged, done)) {
                return;
            }
        }
        for (auto const* suffix : {"", "-journal"}) {
            std::filesystem::remove(path + suffix);
        }
    }

    void pause(unsigned microseconds) {
        timespec const span{0, static_cast<long>(microseconds) * 1000};
        ::clock_nanosleep(CLOCK_MONOTONIC, 0, &span, nullptr);
    }

    unsigned between(unsigned from, unsigned to) {
        return std::uniform_int_distribution<unsigned>(from, to)(random_);
    }

    /// How many commands the child had acknowledged when it was killed.
    std::size_t kill_one(std::string const& path, plan& commands, std::size_t from) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) {
            failures_.push_back("no pipe");
            return from;
        }
        static_cast<void>(commands.at(from + 64));  // planning is not what is to be killed
        auto const child = ::fork();
        if (child == 0) {
            ::close(ends[0]);
            write_on(path, commands, from, ends[1], how_);
        }
        ::close(ends[1]);
        // Not after a fixed time: on a busy machine no command would be done by then.
        std::uint64_t last = from;
        auto const read_one = [&] {
            std::uint64_t said = 0;
            bool const more =
                ::read(ends[0], &said, sizeof said) == static_cast<ssize_t>(sizeof said);
            last = more ? said : last;
            return more;
        };
        auto const wanted = between(0, 4);
        for (unsigned i = 0; i < wanted; ++i) {
            auto const began = std::chrono::steady_clock::now();
            if (!read_one()) {
                break;
            }
            if (i > 0) {
                auto const took = std::chrono::duration_cast<std::chrono::microseconds>(
                    std::chrono::steady_clock::now() - began);
                usual_ = std::clamp((7 * usual_ + static_cast<unsigned>(took.count())) / 8, 200U,
                                    50'000U);
            }
        }
        pause(between(0, usual_ * 3 / 2));
        end(child);
        while (read_one()) {
        }
        ::close(ends[0]);
        counts_.acknowledged += static_cast<long>(last - from);
        counts_.hot_journals += is_hot(path + "-journal") ? 1 : 0;
        if (between(0, 3) == 0) {
            // The one that rolls the journal back dies as well.
            auto const opener = ::fork();
            if (opener == 0) {
                date const today = commands.at(from).today;
                static_cast<void>(store::open(path, options_on(today, how_)));
                ::_exit(0);
            }
            pause(between(100, 100 + usual_));
            end(opener);
            ++counts_.while_recovering;
        }
        return last;
    }

    void end(pid_t child) {
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ++counts_.kills;
        if (WIFEXITED(status) && WEXITSTATUS(status) != 0) {
            failures_.push_back("a writer ended by itself with " +
                                std::to_string(WEXITSTATUS(status)));
        }
    }

    static bool is_hot(std::string const& journal) {
        std::array<char, 8> head{};
        std::ifstream in(journal, std::ios::binary);
        in.read(head.data(), head.size());
        return in.gcount() == 8 &&
               std::memcmp(head.data(), "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8) == 0;
    }

    /// Reads the store and holds it to the plan; `done` becomes the number of commands it has.
    bool check(std::string const& path, plan& commands, std::size_t acknowledged,
               std::size_t& done) {
        try {
            date const today = commands.at(acknowledged).today;
            auto kept = store::open(path, options_on(today, how_));
            std::vector<entry> there;
            kept.each_entry({}, [&](entry const& e) { there.push_back(e); });
            std::size_t n = 0;
            std::size_t at = 0;
            bool same = true;
            for (; same && at < there.size(); ++n) {
                for (auto const& wanted : commands.at(n).entries) {
                    same = same && at < there.size() && there[at].id == wanted.id &&
                           there[at].application == wanted.application &&
                           there[at].on == wanted.on && there[at].what == wanted.what &&
                           there[at].re == wanted.re && there[at].note == wanted.note;
                    ++at;
                }
            }
            if (!same) {
                ++counts_.altered;
                failures_.push_back(path + ": entry " + std::to_string(at) + " of " +
                                    std::to_string(there.size()) +
                                    " is not the plan's, or a command is there by half");
            }
            if (n < acknowledged || n > acknowledged + 1) {
                counts_.lost += n < acknowledged ? static_cast<long>(acknowledged - n) : 0;
                failures_.push_back(path + ": " + std::to_string(acknowledged) +
                                    " commands acknowledged, " + std::to_string(n) + " kept");
            }
            counts_.unacknowledged += n == acknowledged + 1 ? 1 : 0;
            auto const found = kept.verify();
            if (!found.clean()) {
                ++counts_.unclean;
                failures_.push_back(path + ": " + std::string(code_of(found.found.front().what)) +
                                    ": " + found.found.front().detail);
            }
            done = n;
        } catch (store_error const& wrong) {
            ++counts_.unclean;
            failures_.push_back(wrong.what());
        }
        return failures_.empty();
    }

    std::string folder_;
    mode how_;
    tally counts_{};
    std::vector<std::string> failures_{};
    std::mt19937 random_{20200302};
    unsigned usual_ = 1000;  ///< microseconds from one acknowledgment to the next
};

}  // namespace

int main(int argc, char** argv) {
    std::map<std::string_view, mode> const modes{
        {"sound", mode::sound}, {"no_journal", mode::no_journal}, {"early", mode::early}};
    auto const* const more = std::getenv("QIXIAN_KILLS");
    long kills = argc > 2 ? std::atol(argv[2]) : 1000;
    auto const how = modes.find(argc > 3 ? argv[3] : "sound");
    if (argc < 2 || argc > 4 || kills < 1 || how == modes.end()) {
        std::fprintf(stderr, "usage: qixian_store_kills FOLDER [KILLS] [sound|no_journal|early]\n");
        return 2;
    }
    if (more != nullptr && how->second == mode::sound) {
        kills = std::atol(more);
    }
    std::filesystem::create_directories(argv[1]);
    killer all(argv[1], how->second);
    auto const began = std::chrono::steady_clock::now();
    auto const result = all.run(kills);
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - began;
    auto const& c = all.counts();
    std::printf("%ld kills (%ld while recovering), %.0f a second: %ld hot journals, "
                "%ld commands acknowledged, %ld done but not yet acknowledged; "
                "%ld lost, %ld altered, %ld not clean\n",
                c.kills, c.while_recovering, static_cast<double>(c.kills) / took.count(),
                c.hot_journals, c.acknowledged, c.unacknowledged, c.lost, c.altered, c.unclean);
    for (auto const& each : all.failures()) {
        std::printf("  %s\n", each.c_str());
    }
    // A careless store in which nothing is found wrong means that this program is blind.
    return how->second == mode::sound ? result : result == 0 ? 4 : 0;
}
