// SPDX-License-Identifier: EUPL-1.2
#include "bench/app/full_tablet.hpp"

#include "support/counter_visit.hpp"
#include "support/temp_folder.hpp"
#include "vault/hash.hpp"
#include "vault/key_file.hpp"

#include <stdexcept>

namespace balieblik::bench {
namespace {

// What refuses here is a bug of the measurement; it ends with the reason.
template <class T>
T must(Result<T> result)
{
    if (!result)
        throw std::runtime_error(sentence(result.error(), "en") + " " + result.error().detail);
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

Timestamp now() { return std::chrono::floor<milliseconds>(std::chrono::system_clock::now()); }

} // namespace

FullTablet::FullTablet(std::filesystem::path folder, const std::filesystem::path& form)
    : folder_(std::move(folder)), key_(vault::Secret::random(random_, storage::Key::size)),
      recovery_(vault::SealingKey::make(random_))
{
    std::filesystem::create_directories(folder_ / "photos");
    clock_.reading.wall = now() - std::chrono::hours{24 * 300};
    auto database = must(storage::Database::open(folder_ / "store.db", storage::Key::from(key_.bytes()).value()));
    store_ = must(
        device_store::DeviceStore::open(std::move(database), folder_ / "photos", clock_, random_, {"0.1.0", "bench"}));
    auto& organisation = enrolment_.organisation;
    enrolment_.address = "https://127.0.0.1:9"; // nobody listens: the tablet is offline
    enrolment_.device_name = "bench";
    organisation.tenant = ids_.make<TenantId>();
    organisation.tenant_name = "Onderzoeksbureau Salland";
    organisation.device_id = ids_.make<DeviceId>();
    organisation.inspector_id = ids_.make<InspectorId>();
    organisation.alias = "Valk";
    organisation.epoch = "e1";
    organisation.receipt_key = vault::SigningKey::make(random_).public_key().to_text();
    organisation.recovery_key = recovery_.public_key().to_text();
    must(store_->enrol(enrolment_, vault::SigningKey::make(random_), ids_.make<InstallId>()));

    sync::FormVersion version;
    version.xml = test::contents_of(form / "form.xml");
    version.form = {"counter", "1", vault::sha256_hex(version.xml)};
    version.files = {{"norms.csv", test::contents_of(form / "norms.csv")}};
    wave_.id = ids_.make<WaveId>();
    wave_.name = "Raalte, voorjaar";
    wave_.form = version.form;
    wave_.norm.value = 300;
    wave_.norm.version = 1;
    wave_.norm.channel = Channel::counter;
    take({entry(sync::EntityKind::form_version, "counter/1", version),
          entry(sync::EntityKind::wave, to_text(wave_.id), wave_)});
}

FullTablet::~FullTablet() = default;

template <class T>
sync::PullEntry FullTablet::entry(sync::EntityKind kind, std::string id, const T& body)
{
    return {"inbox",       ++seq_, std::string(json::enum_name(kind)), std::move(id),
            sync::Op::put, 1,      json::write(body).as_object()};
}

void FullTablet::take(std::vector<sync::PullEntry> entries)
{
    sync::PullReply page;
    page.entries = std::move(entries);
    page.cursor = "c" + std::to_string(seq_);
    page.epoch = "e1";
    const auto fresh = !must(store_->pull_cursor());
    must(store_->apply(page, fresh, [](const sync::Receipt&) { return true; }));
}

void FullTablet::add_assignments(int count)
{
    for (int made = 0; made < count; made += 100) {
        std::vector<sync::PullEntry> entries;
        for (int index = made; index < std::min(count, made + 100); ++index) {
            Location location;
            location.id = ids_.make<LocationId>();
            location.name = "Gemeentehuis " + std::to_string(index);
            location.address = "Raadhuisplein " + std::to_string(index) + ", 8101 AC Raalte";
            Scenario scenario;
            scenario.id = ids_.make<ScenarioId>();
            scenario.code = "R1";
            scenario.title_nl = "Niet kunnen pinnen";
            scenario.briefing_nl = std::string(600, 'b');
            Assignment assignment;
            assignment.id = ids_.make<AssignmentId>();
            assignment.wave_id = wave_.id;
            assignment.location_id = location.id;
            assignment.scenario_id = scenario.id;
            assignment.window_from = now();
            assignment.window_to = now() + std::chrono::hours{8};
            assignment.deadline = now() + std::chrono::hours{24 + index};
            assignment.state = AssignmentState::accepted;
            assignments_.push_back(assignment.id);
            entries.push_back(entry(sync::EntityKind::location, to_text(location.id), location));
            entries.push_back(entry(sync::EntityKind::scenario, to_text(scenario.id), scenario));
            entries.push_back(entry(sync::EntityKind::assignment, to_text(assignment.id), assignment));
        }
        take(std::move(entries));
    }
}

void FullTablet::hand_in(int count)
{
    for (int index = 0; index < count; ++index) {
        auto draft = must(device_store::Draft::open(*store_, start_visit(index)));
        must(draft.answer("/data/A/A1", "yes"));
        must(draft.answer("/data/A/A2", "yes"));
        const auto appointment = clock_.now() + std::chrono::minutes{5};
        must(draft.answer("/data/A/A3", to_offset_text(appointment, clock_.reading.offset)));
        must(draft.tap(LapKind::B1));
        must(draft.tap(LapKind::C1));
        clock_.pass(std::chrono::minutes{5} + seconds{520});
        must(draft.tap(LapKind::C2));
        clock_.pass(seconds{600});
        must(draft.tap(LapKind::G4));
        for (const auto& [reference, text] : test::counter_answers)
            must(draft.answer("/data/" + std::string(reference), text));
        must(draft.seal());
    }
}

VisitId FullTablet::start_visit(int assignment)
{
    return must(store_->start_visit(assignments_.at(static_cast<std::size_t>(assignment)), "nl"));
}

void FullTablet::protect(std::string_view passphrase)
{
    must(store_->checkpoint());
    must(vault::KeyFile::protect(folder_ / "key.json", to_text(enrolment_.organisation.device_id), passphrase,
                                 recovery_.public_key(), key_, {clock_, random_, nullptr, vault::pin_cost}));
}

} // namespace balieblik::bench
