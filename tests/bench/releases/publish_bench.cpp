// SPDX-License-Identifier: EUPL-1.2
// What people wait for, on a real store: publishing a wave (every approved visit is read and scored again), handing a
// visit in meanwhile, opening the dossier, reading a page of figures, and taking 100,000 rows home. publish_bench TIER
// [VISITS], one of town, country, decade (40 waves of the country) and union (all of Europe). Prints JSON lines; ends
// with 1 if an export of ten times as many rows needs noticeably more memory.
#include "exports/odata.hpp"
#include "exports/workbook.hpp"
#include "server/usecases/office.hpp"
#include "usecases/analyse_release.hpp"
#include "usecases/municipalities.hpp"
#include "usecases/release_proof.hpp"

#include <malloc.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <thread>

namespace balieblik::usecases {
namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point from) { return std::chrono::duration<double>(Clock::now() - from).count(); }
double processor()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

// The most memory since the last call of `reset`, beyond what there was then. In KiB.
class Peak {
public:
    Peak()
    {
        ::malloc_trim(0);
        std::ofstream("/proc/self/clear_refs") << 5;
        before_ = read("VmRSS:");
    }
    long more() const { return std::max(0L, read("VmHWM:") - before_); }

private:
    static long read(const std::string& name)
    {
        std::ifstream status("/proc/self/status");
        std::string word;
        long value = 0;
        while (status >> word)
            if (word == name && status >> value)
                return value;
        return 0;
    }
    long before_ = 0;
};
// Tablets that go on handing in, a visit every two milliseconds, until it is told to stop: how long each waited until
// it was durable.
class Tablets {
public:
    explicit Tablets(std::function<void()> hand_in)
        : thread_([this, hand_in = std::move(hand_in)] {
              while (!stop_) {
                  const auto from = Clock::now();
                  hand_in();
                  waited_.push_back(1000 * since(from));
                  std::this_thread::sleep_for(std::chrono::milliseconds{2});
              }
          })
    {
    }
    std::vector<double> stop()
    {
        stop_ = true;
        thread_.join();
        std::sort(waited_.begin(), waited_.end());
        return std::move(waited_);
    }

private:
    std::atomic<bool> stop_ = false;
    std::vector<double> waited_; // milliseconds
    std::thread thread_;
};

double mebibytes(long kibibytes) { return static_cast<double>(kibibytes) / 1024; }

class Bench : public Office {
public:
    void TestBody() override {}

    // The demonstration's wave, with its visits made again at as many places as the tier has.
    void fill(std::size_t locations, std::size_t visits)
    {
        start();
        send();
        approve_demo_visits(*store, tenant, env, demo).value();
        const auto towns = municipalities_of(locations);
        write([&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_TRY(versions, tx.visits().of_wave(demo.wave_id));
            patterns_ = versions;
            for (const auto& version : versions) {
                BALIEBLIK_TRY(body, tx.visits().body(version.id));
                bodies_.push_back(*body);
            }
            for (std::size_t i = 0; i < locations; ++i) {
                BALIEBLIK_TRY(location, tx.field().location(demo.location_id));
                location->id = ids.make<LocationId>();
                location->code = "place-" + std::to_string(i);
                location->municipality = towns[i];
                location->staff_band = static_cast<StaffBand>(i % 4);
                BALIEBLIK_CHECK(tx.field().add(*location));
                places_.push_back(location->id);
            }
            return true;
        });
        add_visits(demo.wave_id, visits - patterns_.size());
        // Straight to validated: the steps on the way look at every visit at once, which is not what is measured here.
        write([&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_TRY(wave, tx.field().wave(demo.wave_id));
            wave->state = WaveState::validated;
            BALIEBLIK_CHECK(tx.field().update(*wave));
            return true;
        });
    }

    // One more wave like the first, closed and validated.
    WaveId another_wave(std::size_t number, std::size_t visits)
    {
        const auto made = write([&](store::Tx& tx) -> Result<WaveId> {
            BALIEBLIK_TRY(wave, tx.field().wave(demo.wave_id));
            wave->id = ids.make<WaveId>();
            wave->code = "wave-" + std::to_string(number);
            wave->name = "Wave " + std::to_string(number);
            wave->state = WaveState::validated;
            wave->rev = 1;
            BALIEBLIK_CHECK(tx.field().add(*wave));
            return wave->id;
        });
        add_visits(made, visits);
        return made;
    }

    struct Took {
        double seconds = 0;
        double cpu = 0;
        long kibibytes = 0;
    };
    Took publish(WaveId wave, ReleaseSummary& summary)
    {
        const auto rev = read([&](store::Tx& tx) { return tx.field().wave(wave); })->rev;
        const Peak peak;
        const auto from = Clock::now();
        const double cpu = processor();
        summary = write([&](store::Tx& tx) { return publish_wave(tx, env, actor(Role::coordinator), wave, {rev}); });
        return {since(from), processor() - cpu, peak.more()};
    }

    void publish(const char* tier, bool with_analyses)
    {
        ReleaseSummary summary;
        Tablets tablets([this] { hand_in(); });
        const auto took = publish(demo.wave_id, summary);
        print_waits(tablets.stop());
        print(tier, summary.approved_visits, summary, took);
        if (with_analyses) {
            analyse(*summary.release_id);
            prove(demo.wave_id);
        }
        read_pages(*summary.release_id);
    }

    // What a tablet's visit comes to: one write, of another wave than is published.
    void hand_in()
    {
        write([&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_CHECK(add_visit(tx, elsewhere_, handed_in_++));
            return true;
        });
    }
    static void print_waits(const std::vector<double>& waited)
    {
        if (waited.empty()) // it had no turn
            return;
        std::printf("{\"what\":\"hand in meanwhile\",\"visits\":%zu,\"p50_ms\":%.1f,\"longest_ms\":%.0f}\n",
                    waited.size(), waited[waited.size() / 2], waited.back());
    }

    // The dossier's proof, when it is opened for the first time and when it is opened again.
    void prove(WaveId wave)
    {
        std::int64_t programs = 0;
        std::array<double, 2> took{};
        for (auto& one : took) {
            const auto from = Clock::now();
            const auto proofs = proofs_of(*store, tenant, env, actor(Role::observer), wave).value();
            one = since(from);
            programs = proofs.back().audit ? proofs.back().audit->programs : 0;
        }
        std::printf("{\"what\":\"prove\",\"programs\":%ld,\"seconds\":%.3f,\"again_seconds\":%.4f}\n",
                    static_cast<long>(programs), took[0], took[1]);
        std::fflush(stdout);
    }

    // What follows once the release stands: it shows how far it is, and can be stopped.
    void analyse(ReleaseId id)
    {
        AnalysisWatch watch;
        watch.threads = 2;
        const Peak peak;
        const auto from = Clock::now();
        const double cpu = processor();
        analyse_release(*store, tenant, env, actor(Role::coordinator), id, watch).value();
        std::printf("{\"what\":\"analyse\",\"seconds\":%.3f,\"cpu_seconds\":%.3f,\"more_mebibytes\":%.1f}\n",
                    since(from), processor() - cpu, mebibytes(peak.more()));
        std::fflush(stdout);
    }

    void publish_many(const char* tier, std::size_t waves, std::size_t visits)
    {
        ReleaseSummary summary;
        Tablets tablets([this] { hand_in(); });
        auto all = publish(demo.wave_id, summary);
        auto approved = summary.approved_visits;
        for (std::size_t i = 1; i < waves; ++i) {
            clock.pass(std::chrono::hours{24});
            const auto one = publish(another_wave(i, visits), summary);
            approved += summary.approved_visits;
            all.seconds += one.seconds;
            all.cpu += one.cpu;
            all.kibibytes = std::max(all.kibibytes, one.kibibytes);
        }
        print_waits(tablets.stop());
        print(tier, approved, summary, all);
    }

    static void print(const char* tier, std::int64_t visits, const ReleaseSummary& last, const Took& took)
    {
        std::printf("{\"what\":\"publish\",\"tier\":\"%s\",\"visits\":%ld,\"shown\":%ld,\"hidden\":%ld,"
                    "\"seconds\":%.3f,\"cpu_seconds\":%.3f,\"more_mebibytes\":%.1f}\n",
                    tier, static_cast<long>(visits), static_cast<long>(last.cells_shown),
                    static_cast<long>(last.cells_hidden), took.seconds, took.cpu, mebibytes(took.kibibytes));
        std::fflush(stdout);
    }

    // What a click on a place asks for: the trail's event, durable, and then the figures of the places in it.
    void read_pages(ReleaseId id)
    {
        const auto kim = actor(Role::quality_team);
        const auto places = read([&](store::Tx& tx) { return ReleaseReader(tx, kim).places(id); });
        std::vector<double> took;
        std::vector<double> bare;
        for (std::size_t i = 0; i < 1000; ++i) {
            CellQuery query;
            query.within = places[i % places.size()].code;
            auto from = Clock::now();
            write([&](store::Tx& tx) -> Result<bool> {
                BALIEBLIK_CHECK(note_release_read(tx, env, kim, id, "release.read", "bench"));
                return true;
            });
            read([&](store::Tx& tx) { return ReleaseReader(tx, kim).cells(id, query); });
            took.push_back(1000 * since(from));
            from = Clock::now();
            read([&](store::Tx& tx) { return ReleaseReader(tx, kim).cells(id, query); });
            bare.push_back(1000 * since(from));
        }
        for (auto* one : {&took, &bare})
            std::sort(one->begin(), one->end());
        std::printf("{\"what\":\"page\",\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"without_trail_p50_ms\":%.2f,"
                    "\"without_trail_p99_ms\":%.2f}\n",
                    took[500], took[990], bare[500], bare[990]);
    }

    // True if memory does not grow with the rows.
    bool take_home()
    {
        constexpr std::size_t few = 10'000;
        constexpr std::size_t many = 100'000;
        const auto small = big_release(few, 98);
        const auto large = big_release(many, 99);
        bool constant = true;
        for (const std::string format : {"csv", "json", "odata", "xlsx"}) {
            const auto first = take_home(format, small, few);
            const auto second = take_home(format, large, many);
            constant = constant && mebibytes(second.kibibytes - first.kibibytes) < 8;
            std::printf("{\"what\":\"export\",\"format\":\"%s\",\"rows\":%zu,\"bytes\":%zu,\"seconds\":%.3f,"
                        "\"cpu_seconds\":%.3f,\"more_mebibytes\":%.1f,\"with_a_tenth_of_the_rows\":%.1f}\n",
                        format.c_str(), many, bytes_, second.seconds, second.cpu, mebibytes(second.kibibytes),
                        mebibytes(first.kibibytes));
            std::fflush(stdout);
        }
        return constant;
    }

private:
    Took take_home(const std::string& format, ReleaseId id, std::size_t rows)
    {
        const auto kim = actor(Role::quality_team);
        const Peak peak;
        const auto from = Clock::now();
        const double cpu = processor();
        bytes_ = 0;
        const auto count = [&](std::string_view piece) { bytes_ += piece.size(); };
        // As the server does it: every page of a feed is a question of its own, and places are read once.
        const auto places = read([&](store::Tx& tx) { return ReleaseReader(tx, kim).places(id); });
        const exports::PlaceNames names(places);
        for (std::size_t page = 0; page < (format == "odata" ? rows / 1000 : 1); ++page)
            read([&](store::Tx& tx) -> Result<bool> {
                const ReleaseReader reader(tx, kim);
                BALIEBLIK_TRY(view, reader.find(id));
                const auto release = exports::exported(reader, view, names);
                if (format == "odata") {
                    exports::ODataRequest request{
                        "https://server/", "Figures", {{"$skiptoken", std::to_string(1000 * page)}}, "", ""};
                    BALIEBLIK_TRY(made, exports::odata(release, places, request));
                    count(made.body);
                    return true;
                }
                if (format == "xlsx") {
                    BALIEBLIK_TRY(book, exports::workbook_file(release, true));
                    for (;;) {
                        BALIEBLIK_TRY(piece, book.next());
                        if (piece.empty())
                            return true;
                        count(piece);
                    }
                }
                const auto made = format == "csv" ? exports::csv_format(release, exports::CsvFlavour::spreadsheet_nl)
                                                  : exports::json_format(release);
                BALIEBLIK_CHECK(exports::write_file(release, *made, count));
                return true;
            });
        return {since(from), processor() - cpu, peak.more()};
    }

    // As they come in: some thousands at a time.
    void add_visits(WaveId wave, std::size_t many)
    {
        for (std::size_t from = 0; from < many;) {
            const auto to = std::min(many, from + 20'000);
            write([&](store::Tx& tx) -> Result<bool> {
                for (auto i = from; i < to; ++i)
                    BALIEBLIK_CHECK(add_visit(tx, wave, i));
                return true;
            });
            from = to;
        }
    }
    Result<void> add_visit(store::Tx& tx, WaveId wave, std::size_t number)
    {
        auto version = patterns_[number % patterns_.size()];
        BALIEBLIK_TRY(body, json::read_text<VisitBody>(bodies_[number % patterns_.size()]));
        version.id = body.visit_version_id = ids.make<VisitVersionId>();
        version.visit_id = body.visit_id = ids.make<VisitId>();
        version.assignment_id = ids.make<AssignmentId>();
        version.wave_id = wave;
        version.location_id = places_[number % places_.size()];
        return tx.visits().add(version, json::canonical(json::write(body)));
    }

    static std::vector<std::string> municipalities_of(std::size_t locations);

    ReleaseId big_release(std::size_t rows, std::int64_t version)
    {
        return write([&](store::Tx& tx) -> Result<ReleaseId> {
            BALIEBLIK_TRY(latest, tx.releases().of_wave(demo.wave_id));
            auto release = *latest;
            release.id = release.release.id = ids.make<ReleaseId>();
            release.version = release.release.version = version;
            const auto figures = release.release.figures;
            std::vector<ReleasePlace> places;
            std::vector<ReleaseCell> cells;
            for (std::size_t i = 0; cells.size() < rows; ++i) {
                places.push_back({"P" + std::to_string(i), "Place " + std::to_string(i), PlaceLevel::municipality, ""});
                for (const auto& figure : figures) {
                    if (cells.size() == rows)
                        break;
                    ReleaseCell cell;
                    cell.place = places.back().code;
                    cell.level = PlaceLevel::municipality;
                    cell.dimension = figure.code;
                    if (cells.size() % 5 == 0)
                        cell.hidden_because = {Suppression::too_few_visits};
                    else {
                        cell.mean = static_cast<double>(cells.size() % 1000) / 10;
                        cell.lower = 10.1;
                        cell.upper = 90.9;
                        cell.n_at_least = 25;
                    }
                    cells.push_back(std::move(cell));
                }
            }
            release.release.cells_shown = static_cast<std::int64_t>(rows);
            release.release.cells_hidden = 0;
            BALIEBLIK_CHECK(tx.releases().add(release, places, cells));
            return release.id;
        });
    }

    std::vector<store::VisitVersion> patterns_;
    std::vector<std::string> bodies_;
    std::vector<LocationId> places_;
    const WaveId elsewhere_ = ids.make<WaveId>();
    std::size_t handed_in_ = 0;
    std::size_t bytes_ = 0; // of the last export
};

// So many locations, two to a town, all over the country; of Europe's some hundreds are in each.
std::vector<std::string> Bench::municipalities_of(std::size_t locations)
{
    std::vector<std::string> made;
    const auto towns = municipalities();
    for (std::size_t i = 0; i < locations; ++i)
        made.push_back(towns[locations > 2 ? i / 2 % towns.size() : 0].code);
    return made;
}

} // namespace
} // namespace balieblik::usecases

int main(int count, char** words)
{
    using balieblik::usecases::Bench;
    struct Tier {
        const char* name;
        std::size_t locations;
        std::size_t visits; // a wave
        std::size_t waves;
    };
    constexpr Tier tiers[] = {
        {"town", 2, 50, 1}, {"country", 620, 17'100, 1}, {"decade", 620, 17'100, 40}, {"union", 150'000, 4'950'000, 1}};
    const auto* tier = std::find_if(std::begin(tiers), std::end(tiers),
                                    [&](const Tier& one) { return count > 1 && std::string(words[1]) == one.name; });
    if (tier == std::end(tiers)) {
        std::fputs("publish_bench town|country|decade|union [VISITS]\n", stderr);
        return 2;
    }
    const auto visits = count > 2 ? std::stoul(words[2]) : tier->visits;
    Bench bench;
    bench.fill(tier->locations, visits);
    if (tier->waves > 1)
        bench.publish_many(tier->name, tier->waves, visits);
    else
        bench.publish(tier->name, tier->locations < 10'000);
    return std::string(tier->name) != "country" || bench.take_home() ? 0 : 1;
}
