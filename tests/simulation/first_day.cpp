// SPDX-License-Identifier: EUPL-1.2
#include "simulation/first_day.hpp"

#include "device_store/device_store.hpp"
#include "simulation/fault_folder.hpp"
#include "store_sqlite/sqlite_store.hpp"
#include "support/clock.hpp"
#include "support/field_builder.hpp"
#include "vault/hash.hpp"

#include <unistd.h>

namespace balieblik::simulation {
namespace {

void must(const Result<void>& done)
{
    if (!done)
        throw std::runtime_error("the first day: " + done.error().detail);
}

FirstDay make()
{
    seed_sqlite(1, [] { return std::int64_t{1'773'306'300'000}; });
    const test::FakeClock clock;
    test::SeededRandom random{1};
    IdSource ids{clock, random};
    test::FieldBuilder field{{clock, ids, random}};
    field.form = form_version(1);
    field.wave.form_id = field.form.form.form_id;
    field.wave.form_version = field.form.form.version;
    field.project.works_council_consent = "2026-01-20";
    field.location.address = "Grote Markt 1, Raalte";

    FirstDay day;
    day.tenant = field.tenant;
    day.wave = field.wave.id;
    day.locations.push_back(field.location.id);
    day.scenarios.push_back(field.scenario.id);
    day.inspectors.push_back(field.inspector.id);
    FaultDisk disk("first-day");
    {
        store_sqlite::SqliteStoreOptions options;
        options.file = disk.path("server.db");
        options.readers = 1;
        options.statement_timeout = milliseconds{0};
        options.run_writer = [](const std::function<void()>& write) { write(); };
        const auto store = store_sqlite::open_store(options, server_key(), clock, random).value();
        must(store->write(field.tenant, [&](store::Tx& tx) -> Result<void> {
            BALIEBLIK_CHECK(field.write(tx));
            for (int n = 2; n <= 6; ++n) {
                auto location = field.location;
                location.id = ids.make<LocationId>();
                location.code += std::to_string(n);
                day.locations.push_back(location.id);
                BALIEBLIK_CHECK(tx.field().add(location));
            }
            for (int n = 2; n <= 6; ++n) {
                auto scenario = field.scenario;
                scenario.id = ids.make<ScenarioId>();
                scenario.code = "R" + std::to_string(n);
                day.scenarios.push_back(scenario.id);
                BALIEBLIK_CHECK(tx.field().add(scenario));
            }
            for (std::size_t n = 2; n <= most_inspectors; ++n) {
                auto inspector = field.inspector;
                inspector.id = ids.make<InspectorId>();
                inspector.alias += std::to_string(n);
                day.inspectors.push_back(inspector.id);
                BALIEBLIK_CHECK(tx.field().add(inspector));
            }
            return {};
        }));
    }
    day.server = disk.seen();

    FaultDisk tablet("first-tablet");
    const FaultFolder photos("/dev/shm/balieblik-first-day-" + std::to_string(::getpid()));
    {
        auto database = storage::Database::open(tablet.path("tablet.db"), storage::Key::from(tablet_key()).value());
        must(database ? Result<void>{} : Result<void>{database.error()});
        const auto store =
            device_store::DeviceStore::open(std::move(*database), photos.path(), clock, random, {"1", "test"});
        must(store ? Result<void>{} : Result<void>{store.error()});
    }
    day.tablet = tablet.seen();
    return day;
}

} // namespace

const FirstDay& first_day()
{
    static const FirstDay day = make();
    return day;
}

Bytes server_key() { return Bytes(32, 9); }
Bytes tablet_key() { return Bytes(32, 42); }

sync::FormVersion form_version(int version)
{
    const auto text = std::to_string(version);
    sync::FormVersion form;
    form.xml =
        R"xml(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml")xml"
        R"xml( xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms")xml"
        R"xml( xmlns:ms="https://balieblik.example/ns/mystery-shopper"><h:head><h:title>Balie</h:title><model>)xml"
        R"xml(<instance><data id="balie" version=")xml" +
        text +
        R"xml("><helped/><why/><remark/><sign/><photo/><orx:meta><orx:instanceID/></orx:meta></data></instance>)xml"
        R"xml(<bind nodeset="/data/helped" type="string"/>)xml"
        R"xml(<bind nodeset="/data/why" type="string" relevant="/data/helped = 'no'"/>)xml"
        R"xml(<bind nodeset="/data/remark" type="string"/><bind nodeset="/data/sign" type="binary"/>)xml"
        R"xml(<bind nodeset="/data/photo" type="binary"/>)xml"
        R"xml(<bind nodeset="/data/orx:meta/orx:instanceID" jr:preload="uid"/></model></h:head><h:body>)xml"
        R"xml(<input ref="/data/helped"><label>Geholpen )xml" +
        text +
        R"xml(</label></input><input ref="/data/why"><label>Waarom</label></input>)xml"
        R"xml(<input ref="/data/remark"><label>Opmerking</label></input>)xml"
        R"xml(<upload ref="/data/sign" mediatype="image/*"><label>Bord</label></upload>)xml"
        R"xml(<upload ref="/data/photo" mediatype="image/*"><label>Foto</label></upload></h:body></h:html>)xml";
    form.form = {"balie", text, vault::sha256_hex(form.xml)};
    form.title_nl = "Balie";
    form.title_en = "Counter";
    return form;
}

} // namespace balieblik::simulation
