// SPDX-License-Identifier: EUPL-1.2
// balieblik-bench-save FORM [ANSWERS]: how long until one answer is durable and encrypted on the tablet, against the
// smallest transaction that SQLCipher can make durable, both in turn in one run. The draft recalculates the
// questionnaire and writes the answers, what follows from them and where the visit stands.
#include "bench/app/full_tablet.hpp"
#include "support/temp_folder.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <stdexcept>

namespace {

using namespace balieblik;
using Clock = std::chrono::steady_clock;

struct Figures {
    std::vector<double> ms;

    double at(double part)
    {
        std::sort(ms.begin(), ms.end());
        return ms.at(static_cast<std::size_t>(part * static_cast<double>(ms.size() - 1)));
    }
    double mean() const
    {
        double sum = 0;
        for (const auto one : ms)
            sum += one;
        return sum / static_cast<double>(ms.size());
    }
    void print(const char* what)
    {
        std::printf("%-38s mean %7.3f   p50 %7.3f   p95 %7.3f   p99 %7.3f   most %7.3f ms\n", what, mean(), at(0.5),
                    at(0.95), at(0.99), at(1));
    }
};

template <class Work>
double timed(Work work)
{
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void measure(const std::filesystem::path& form, int answers)
{
    const test::TempFolder folder;
    bench::FullTablet tablet{folder / "tablet", form};
    tablet.add_assignments(1);
    auto draft = device_store::Draft::open(tablet.store(), tablet.start_visit(0)).value();
    if (!draft.answer("/data/A/A1", "yes") || !draft.answer("/data/A/A2", "yes"))
        throw std::runtime_error("the questionnaire does not start as expected");

    const Bytes key(storage::Key::size, std::uint8_t{7});
    auto bare = storage::Database::open(folder / "bare.db", storage::Key::from(key).value()).value();
    if (!bare.script("CREATE TABLE answer (reference TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID"))
        throw std::runtime_error("no bare database");

    constexpr std::pair<const char*, std::pair<const char*, const char*>> asked[] = {
        {"/data/B/B2", {"yes", "no"}}, {"/data/B/B4", {"no", "yes"}},
        {"/data/D/D2", {"3", "4"}},    {"/data/E/E3", {"yes", "no"}},
        {"/data/B/B6", {"no", "yes"}}, {"/data/H/H3", {"Een bord hangt scheef.", "Er was geen bord."}}};
    Figures saved;
    Figures transaction;
    for (int count = 0; count < answers; ++count) {
        const auto& [reference, values] = asked[static_cast<std::size_t>(count) % std::size(asked)];
        const auto* value =
            (static_cast<std::size_t>(count) / std::size(asked)) % 2 == 0 ? values.first : values.second;
        saved.ms.push_back(timed([&] {
            if (const auto done = draft.answer(reference, value); !done)
                throw std::runtime_error(std::string(reference) + ": " + done.error().detail);
        }));
        transaction.ms.push_back(timed([&] {
            if (!bare.run("INSERT INTO answer VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                          std::string_view{reference}, std::string_view{value}))
                throw std::runtime_error("the bare transaction was refused");
        }));
        if (count % 200 == 199 && (!tablet.store().checkpoint() || !bare.checkpoint()))
            throw std::runtime_error("no checkpoint");
    }
    transaction.print("one bare SQLCipher transaction");
    saved.print("one answer through the draft");
    std::printf("ratio of the means %.2f, of the medians %.2f (aim: 1.3); p99 %.2f ms (aim: 10)\n",
                saved.mean() / transaction.mean(), saved.at(0.5) / transaction.at(0.5), saved.at(0.99));
}

} // namespace

int main(int argc, char** argv)
try {
    if (argc < 2) {
        std::fputs("usage: balieblik-bench-save FORM [ANSWERS]\n", stderr);
        return 2;
    }
    measure(argv[1], argc > 2 ? std::stoi(argv[2]) : 3000);
    return 0;
} catch (const std::exception& problem) {
    std::fprintf(stderr, "%s\n", problem.what());
    return 1;
}
