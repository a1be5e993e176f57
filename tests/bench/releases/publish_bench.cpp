// SPDX-License-Identifier: EUPL-1.2
// What people wait for, on a real store: publishing a wave (every approved visit is read and scored again), reading a
// page of figures, and taking 100,000 rows home. publish_bench TIER, one of town and country. Prints JSON lines.
#include "exports/odata.hpp"
#include "exports/workbook.hpp"
#include "server/usecases/office.hpp"
#include "usecases/municipalities.hpp"

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstring>

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
long mebibytes()
{
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss / 1024;
}

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
            std::vector<LocationId> places;
            for (std::size_t i = 0; i < locations; ++i) {
                BALIEBLIK_TRY(location, tx.field().location(demo.location_id));
                location->id = ids.make<LocationId>();
                location->code = "place-" + std::to_string(i);
                location->municipality = towns[i];
                location->staff_band = static_cast<StaffBand>(i % 4);
                BALIEBLIK_CHECK(tx.field().add(*location));
                places.push_back(location->id);
            }
            std::vector<std::string> bodies;
            for (const auto& version : versions) {
                BALIEBLIK_TRY(body, tx.visits().body(version.id));
                bodies.push_back(*body);
            }
            for (std::size_t i = versions.size(); i < visits; ++i) {
                auto version = versions[i % versions.size()];
                BALIEBLIK_TRY(body, json::read_text<VisitBody>(bodies[i % versions.size()]));
                version.id = body.visit_version_id = ids.make<VisitVersionId>();
                version.visit_id = body.visit_id = ids.make<VisitId>();
                version.location_id = places[i % places.size()];
                BALIEBLIK_CHECK(tx.visits().add(version, json::canonical(json::write(body))));
            }
            return true;
        });
        move(Role::coordinator, WaveStep::close).value();
        move(Role::reviewer, WaveStep::validate).value();
    }

    void publish(const char* tier)
    {
        const auto rev = wave().wave.rev;
        const auto from = Clock::now();
        const double cpu = processor();
        const auto summary =
            write([&](store::Tx& tx) { return publish_wave(tx, env, actor(Role::coordinator), demo.wave_id, {rev}); });
        std::printf(
            "{\"what\":\"publish\",\"tier\":\"%s\",\"visits\":%ld,\"shown\":%ld,\"hidden\":%ld,\"seconds\":%.3f,"
            "\"cpu_seconds\":%.3f,\"mebibytes\":%ld}\n",
            tier, static_cast<long>(summary.approved_visits), static_cast<long>(summary.cells_shown),
            static_cast<long>(summary.cells_hidden), since(from), processor() - cpu, mebibytes());
        read_pages(*summary.release_id);
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

    void take_home(std::size_t rows)
    {
        const auto id = big_release(rows);
        const auto kim = actor(Role::quality_team);
        for (const std::string format : {"csv", "json", "odata", "xlsx"}) {
            const long before = mebibytes();
            const auto from = Clock::now();
            const double cpu = processor();
            std::size_t bytes = 0;
            read([&](store::Tx& tx) -> Result<bool> {
                const ReleaseReader reader(tx, kim);
                BALIEBLIK_TRY(view, reader.find(id));
                BALIEBLIK_TRY(places, reader.places(id));
                const auto release = exports::exported(reader, view, places);
                const auto count = [&](std::string_view piece) { bytes += piece.size(); };
                if (format == "xlsx") {
                    BALIEBLIK_TRY(book, exports::workbook(release, true));
                    bytes = book.size();
                } else if (format == "odata") {
                    for (std::size_t at = 0; at < rows; at += 1000) {
                        exports::ODataRequest request{
                            "https://server/", "Figures", {{"$skiptoken", std::to_string(at)}}, "", ""};
                        BALIEBLIK_TRY(page, exports::odata(release, places, request));
                        bytes += page.body.size();
                    }
                } else {
                    const auto made = format == "csv"
                                          ? exports::csv_format(release, exports::CsvFlavour::spreadsheet_nl)
                                          : exports::json_format(release);
                    BALIEBLIK_CHECK(exports::write_file(release, *made, count));
                }
                return true;
            });
            std::printf("{\"what\":\"export\",\"format\":\"%s\",\"rows\":%zu,\"bytes\":%zu,\"seconds\":%.3f,"
                        "\"cpu_seconds\":%.3f,\"more_mebibytes\":%ld}\n",
                        format.c_str(), rows, bytes, since(from), processor() - cpu, mebibytes() - before);
        }
    }

private:
    static std::vector<std::string> municipalities_of(std::size_t locations);

    ReleaseId big_release(std::size_t rows)
    {
        return write([&](store::Tx& tx) -> Result<ReleaseId> {
            BALIEBLIK_TRY(latest, tx.releases().of_wave(demo.wave_id));
            auto release = *latest;
            release.id = release.release.id = ids.make<ReleaseId>();
            release.version = release.release.version = 99;
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
};

// So many locations, two to a town, all over the country.
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
    const bool town = count == 2 && std::strcmp(words[1], "town") == 0;
    const bool country = count == 2 && std::strcmp(words[1], "country") == 0;
    if (!town && !country) {
        std::fputs("publish_bench town|country\n", stderr);
        return 2;
    }
    Bench bench;
    bench.fill(town ? 2 : 620, town ? 50 : 17'100);
    bench.publish(words[1]);
    if (country)
        bench.take_home(100'000);
    return 0;
}
