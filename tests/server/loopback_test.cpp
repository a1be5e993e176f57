// SPDX-License-Identifier: EUPL-1.2
// One visit, end to end, without a network: a real tablet's database and a real server's store, both encrypted files,
// with the sync client between them. Assign, pull, fill in, seal, push, photo, receipts, return, correction.
#include "device_store/draft.hpp"
#include "server/sync/sync_fixture.hpp"
#include "shared/scoring/visit.hpp"
#include "sync/client.hpp"
#include "usecases/places.hpp"
#include "usecases/review.hpp"
#include "usecases/scored_visit.hpp"
#include "vault/hash.hpp"

namespace balieblik::test {
namespace {

using device_store::DeviceStore;
using device_store::Draft;
using device_store::Progress;

// The server as the tablet's requests meet it, with the use cases in the place of HTTP.
class Wire {
public:
    Wire(store::Store& store, store::BlobFiles& files, const usecases::Environment& env, TenantId tenant)
        : store_(store), shelf_{store, files, env}, env_(env), tenant_(tenant)
    {
    }

    sync::Reply answer(const sync::Send& send)
    {
        ++requests;
        reply_ = {send.id, 200, {}, {}};
        reply_.headers.push_back({"Sync-Nonce", header(send, "Sync-Nonce")});
        const auto handled = route(send);
        if (!handled)
            refuse(handled.error());
        if (!reply_.body.empty())
            reply_.headers.push_back({"Content-Type", "application/json"});
        return reply_;
    }

    int requests = 0;
    std::string promised_sha256; // of the one photo of this test
    VisitVersionId promised_visit;

private:
    static std::string header(const sync::Send& send, std::string_view name)
    {
        for (const auto& one : send.headers)
            if (one.name == name)
                return one.value;
        return {};
    }
    template <class T>
    Result<void> say(const Result<T>& said)
    {
        if (!said)
            return said.error();
        reply_.body = json::print_struct(*said);
        return {};
    }
    void refuse(const Error& error)
    {
        const auto& row = info(error.code);
        sync::Problem problem;
        problem.status = row.error_class == ErrorClass::auth ? 401 : 409;
        problem.code = row.name;
        problem.error_class = name(row.error_class);
        reply_.status = problem.status;
        reply_.body = json::print_struct(problem);
    }

    Result<void> route(const sync::Send& send)
    {
        if (send.path == "/v1/challenge")
            return say(store_.read(tenant_, [&](store::Tx& tx) { return usecases::issue_challenge(tx, env_); }));
        if (send.path == "/v1/token") {
            BALIEBLIK_TRY(request, json::read_text<sync::TokenRequest>(send.body));
            return say(store_.write(tenant_, [&](store::Tx& tx) { return usecases::issue_token(tx, env_, request); }));
        }
        const auto token = header(send, "Authorization").substr(std::string("Bearer ").size());
        auto authorise = [&](store::Tx& tx) { return usecases::authorise(tx, env_, token); };
        BALIEBLIK_TRY(session, store_.read(tenant_, authorise));
        if (send.path == "/v1/sync/push") {
            BALIEBLIK_TRY(request, json::read_text<sync::PushRequest>(send.body));
            return say(
                store_.write(tenant_, [&](store::Tx& tx) { return usecases::push(tx, env_, session, request); }));
        }
        if (send.path == "/v1/sync/pull") {
            BALIEBLIK_TRY(request, json::read_text<sync::PullRequest>(send.body));
            return say(store_.read(tenant_, [&](store::Tx& tx) { return usecases::pull(tx, env_, session, request); }));
        }
        return photos(send, session);
    }

    Result<void> photos(const sync::Send& send, const usecases::DeviceSession& session)
    {
        const std::string place = "/v1/blobs/";
        if (send.path == place + "have") {
            BALIEBLIK_TRY(request, json::read_text<sync::BlobsHaveRequest>(send.body));
            return say(
                store_.read(tenant_, [&](store::Tx& tx) { return usecases::missing_photos(tx, session, request); }));
        }
        if (send.path == "/v1/blobs") {
            BALIEBLIK_TRY(request, upload_asked(send));
            BALIEBLIK_TRY(begun, usecases::begin_upload(shelf_, session, request));
            reply_.status = 201;
            reply_.headers.push_back({"Location", place + to_text(begun.id)});
            return {};
        }
        BALIEBLIK_TRY(id, parse_id<store::UploadId>(send.path.substr(place.size())));
        auto progress = send.method == "HEAD"
                            ? usecases::upload_progress(shelf_, session, id)
                            : usecases::append_upload(shelf_, session, id, std::stoll(header(send, "Upload-Offset")),
                                                      as_bytes(send.body));
        if (!progress)
            return progress.error();
        reply_.status = send.method == "HEAD" ? 200 : 204;
        reply_.headers.push_back({"Upload-Offset", std::to_string(progress->offset)});
        return {};
    }

    // The metadata as HTTP carries it is http's matter; here the declared visit says the same.
    Result<usecases::NewUpload> upload_asked(const sync::Send& send)
    {
        const auto length = std::stoll(header(send, "Upload-Length"));
        return usecases::NewUpload{length, promised_sha256, promised_visit};
    }

    store::Store& store_;
    usecases::PhotoShelf shelf_;
    const usecases::Environment& env_;
    TenantId tenant_;
    sync::Reply reply_;
};

class Loopback : public SyncTest {
protected:
    // The visit of the scoring oracle needs its real questionnaire and its norm of 300 s.
    void publish_counter()
    {
        sync::FormVersion form;
        form.xml = scoring::testing::file_text("forms/counter/1/form.xml");
        form.form = {"counter", "real", vault::sha256_hex(form.xml)};
        form.files = {{"norms.csv", scoring::testing::file_text("forms/counter/1/norms.csv")}};
        Norm norm = field.norm;
        norm.id = ids.make<NormId>();
        norm.version = 2;
        norm.value = 300;
        norm.valid_from = "2026-02-01";
        write([&](store::Tx& tx) -> Result<void> {
            BALIEBLIK_CHECK(tx.field().add(form, env.clock.now()));
            BALIEBLIK_CHECK(tx.field().add(norm));
            BALIEBLIK_TRY(wave, tx.field().wave(field.wave.id));
            wave->form_version = "real";
            return tx.field().update(*wave);
        });
    }

    // The wave of the field becomes one of another channel, with its questionnaire and norm.
    void publish(const std::string& form_id, Channel channel, NormKind kind, std::int64_t value)
    {
        const auto folder_of = "forms/" + form_id + "/1/";
        sync::FormVersion form;
        form.xml = scoring::testing::file_text(folder_of + "form.xml");
        form.form = {form_id, "1", vault::sha256_hex(form.xml)};
        form.files = {{"norms.csv", scoring::testing::file_text(folder_of + "norms.csv")}};
        if (channel == Channel::message)
            form.files.push_back({"holidays.csv", scoring::testing::file_text(folder_of + "holidays.csv")});
        Norm norm = field.norm;
        norm.id = ids.make<NormId>();
        norm.channel = channel;
        norm.kind = kind;
        norm.value = value;
        write([&](store::Tx& tx) -> Result<void> {
            BALIEBLIK_CHECK(tx.field().add(form, env.clock.now()));
            BALIEBLIK_CHECK(tx.field().add(norm));
            BALIEBLIK_TRY(wave, tx.field().wave(field.wave.id));
            wave->channel = channel;
            wave->form_id = form_id;
            wave->form_version = "1";
            return tx.field().update(*wave);
        });
    }

    // The visit of a fresh assignment, begun on the tablet.
    VisitId begun()
    {
        enrol();
        wire.emplace(*store, *files, env, field.tenant);
        const auto assignment = offered();
        synchronise();
        const auto visit = device->start_visit(assignment.id, "nl");
        EXPECT_TRUE(visit) << visit.error().detail;
        return *visit;
    }

    void answer(VisitId visit, const std::vector<std::pair<std::string, std::string>>& answers)
    {
        auto draft = Draft::open(*device, visit).value();
        for (const auto& [reference, value] : answers) {
            const auto changed = draft.answer("/data/" + reference, value);
            ASSERT_TRUE(changed) << reference << ": " << changed.error().detail;
        }
    }

    // Sealed, handed in, and scored by the server as the tablet scored it.
    std::optional<double> handed_in(VisitId visit)
    {
        const auto sealed = Draft::open(*device, visit).value().seal();
        EXPECT_TRUE(sealed) << name(sealed.error().code) << " " << sealed.error().detail;
        synchronise();
        EXPECT_EQ(progress_of(visit), Progress::complete);
        return sealed ? index_of(sealed->visit_version_id) : std::nullopt;
    }

    std::string now_text() const { return to_offset_text(clock.reading.wall, clock.reading.offset); }

    void enrol()
    {
        const auto invited = Tablet::invite(*store, field).value();
        const auto install = ids.make<InstallId>();
        const auto reply = usecases::enrol_device(
            *store, field.tenant, env,
            {invited.invitation.code, key.public_key().to_text(), install, "tablet van Merel", "test", "0.1.0"}, "CA");
        ASSERT_TRUE(reply);
        auto database = storage::Database::open(folder.path() / "tablet.db", storage::Key::from(Bytes(32, 42)).value());
        ASSERT_TRUE(database);
        device =
            DeviceStore::open(std::move(*database), folder.path() / "tablet", clock, random, {"0.1.0", "test"}).value();
        device_store::Enrolment enrolment;
        enrolment.address = invited.invitation.address;
        enrolment.organisation = *reply;
        ASSERT_TRUE(device->enrol(enrolment, key, install));
        client.emplace(*device,
                       sync::Credentials{[this](const TenantId& tenant, const sync::TokenRequest& request) {
                                             return device->sign_token(tenant, request);
                                         },
                                         [this](const sync::Receipt& one) { return device->receipt_is_genuine(one); }},
                       clock, random);
    }

    // As long as there is something to send. Bounded: a loop would be a fault.
    void synchronise()
    {
        clock.pass(seconds{20});
        client->on(sync::Woke{});
        client->on(sync::Queued{});
        for (int i = 0; i < 100; ++i) {
            const auto action = client->next();
            if (!std::holds_alternative<sync::Send>(action))
                return;
            client->on(wire->answer(std::get<sync::Send>(action)));
        }
        FAIL() << "the client never comes to rest";
    }

    void fill_in(VisitId visit)
    {
        auto draft = Draft::open(*device, visit).value();
        const std::map<std::string, LapKind> laps{
            {"B1", LapKind::B1}, {"C1", LapKind::C1}, {"C2", LapKind::C2}, {"G4", LapKind::G4}};
        const auto answers = scoring::testing::oracle_answers();
        for (const auto& [question, lap] : laps) { // in the order of their times
            clock.reading.boot += parse_timestamp(answers.at(question)).value() - clock.reading.wall;
            clock.reading.wall = parse_timestamp(answers.at(question)).value();
            ASSERT_TRUE(draft.tap(lap)) << question;
        }
        for (const auto* question : {"A1", "A2", "A3", "B2", "B3", "B4", "B5", "B6", "B7", "C4", "D1", "D2",
                                     "D3", "D4", "D5", "D6", "D7", "E1", "E2", "E3", "E4", "F1", "F2", "F3",
                                     "F4", "F5", "F6", "F7", "F8", "G1", "G2", "G3", "H1", "H2", "H6", "H7"}) {
            const auto changed = draft.answer(scoring::testing::reference_of(question), answers.at(question));
            ASSERT_TRUE(changed) << question << ": " << changed.error().detail;
        }
    }

    Progress progress_of(VisitId visit) { return device->visit(visit).value().progress; }
    std::optional<double> index_of(VisitVersionId id)
    {
        return read([&](store::Tx& tx) -> Result<std::optional<double>> {
            BALIEBLIK_TRY(version, tx.visits().find(id));
            BALIEBLIK_TRY(wave, tx.field().wave(version->wave_id));
            BALIEBLIK_TRY(scored, usecases::VisitScorer(tx).score(*wave, *version));
            EXPECT_EQ(scored.recorded_index.has_value(), scored.index.has_value());
            if (scored.index && scored.recorded_index) {
                EXPECT_NEAR(*scored.index, *scored.recorded_index, 1e-6);
            }
            return scored.index;
        });
    }

    vault::SigningKey key = vault::SigningKey::make(random);
    std::unique_ptr<store::BlobFiles> files = store_sqlite::open_blob_folder(folder.path() / "photos").value();
    std::unique_ptr<DeviceStore> device;
    std::optional<sync::SyncClient> client;
    std::optional<Wire> wire;
};

TEST_F(Loopback, one_visit_from_assignment_to_a_corrected_version)
{
    publish_counter();
    enrol();
    wire.emplace(*store, *files, env, field.tenant);

    // Assign and pull.
    const auto assignment = offered();
    synchronise();
    ASSERT_EQ(device->assignments().value().size(), 1u);
    EXPECT_TRUE(device->assignments().value()[0].form_here);

    // Fill in and seal, without the server.
    const auto before = wire->requests;
    const auto visit = device->start_visit(assignment.id, "nl").value();
    fill_in(visit);
    const std::string photo(120'000, 'p');
    device_store::SealedVisit sealed;
    {
        auto draft = Draft::open(*device, visit).value();
        const std::string question = "/data/H/H5/H5_1";
        const auto added = draft.add_photo(question, as_bytes(photo), "image/jpeg");
        ASSERT_TRUE(added) << added.error().detail;
        const auto made = draft.seal();
        ASSERT_TRUE(made) << made.error().detail;
        sealed = *made;
    }
    EXPECT_EQ(wire->requests, before);
    EXPECT_EQ(progress_of(visit), Progress::sealed);

    // Push, photo, receipts.
    wire->promised_sha256 = vault::sha256_hex(photo);
    wire->promised_visit = sealed.visit_version_id;
    synchronise();
    EXPECT_EQ(progress_of(visit), Progress::complete);
    EXPECT_EQ(stored(assignment).state, AssignmentState::submitted);
    auto version = read([&](store::Tx& tx) { return tx.visits().find(sealed.visit_version_id); }).value();
    EXPECT_EQ(version.sha256, sealed.sha256);
    EXPECT_EQ(version.state, VisitVersionState::complete);
    EXPECT_NEAR(index_of(sealed.visit_version_id).value(), 37.005952, 1e-6);

    // Return with a reason.
    usecases::Actor reviewer;
    reviewer.person_id = ids.make<PersonId>();
    reviewer.grants = {{Role::reviewer, std::nullopt}};
    const auto opened = store->write(
        field.tenant, [&](store::Tx& tx) { return usecases::open_visit(tx, env, reviewer, sealed.visit_version_id); });
    ASSERT_TRUE(opened) << opened.error().detail;
    const usecases::ReviewRequest request{
        ReviewOutcome::give_back, {ReasonCode::answer_contradicts}, "Klopt E2 wel?", opened->rev};
    const auto reviewed = store->write(field.tenant, [&](store::Tx& tx) {
        return usecases::review_visit(tx, env, reviewer, sealed.visit_version_id, request);
    });
    ASSERT_TRUE(reviewed) << name(reviewed.error().code) << " " << reviewed.error().detail;
    synchronise();
    const auto card = device->assignment(assignment.id).value();
    ASSERT_TRUE(card.returned);
    EXPECT_EQ(card.returned->remark, "Klopt E2 wel?");

    // Correct, pre-filled, and hand in again.
    const auto again = device->start_correction(sealed.visit_version_id);
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(*again, visit);
    device_store::SealedVisit second;
    {
        auto draft = Draft::open(*device, visit).value();
        EXPECT_EQ(draft.session().node("/data/E/E2")->value, "partly");
        ASSERT_TRUE(draft.answer("/data/E/E2", "right"));
        const auto made = draft.seal();
        ASSERT_TRUE(made) << made.error().detail;
        second = *made;
    }
    EXPECT_EQ(second.version, 2);
    synchronise();
    EXPECT_EQ(progress_of(visit), Progress::complete); // the photo was there already
    const auto versions = read([&](store::Tx& tx) { return tx.visits().of_visit(visit); });
    ASSERT_EQ(versions.size(), 2u);
    EXPECT_EQ(versions[0].state, VisitVersionState::superseded);
    EXPECT_EQ(versions[1].state, VisitVersionState::complete);
    EXPECT_EQ(versions[1].supersedes, sealed.visit_version_id);
    EXPECT_FALSE(versions[1].competing);
    EXPECT_EQ(stored(assignment).state, AssignmentState::submitted);
    EXPECT_GT(index_of(second.visit_version_id).value(), 37.005952);
    EXPECT_TRUE(client->status().up_to_date);
    EXPECT_FALSE(read([](store::Tx& tx) { return tx.audit().first_break(); }));

    // Nothing of it is readable in any file of either side.
    const auto bytes = everything_in(folder.path());
    for (const auto* canary : {"Klopt E2", "Gemeentehuis Raalte", "pppppppp", "SQLite format"})
        EXPECT_EQ(bytes.find(canary), std::string::npos) << canary;
}

TEST_F(Loopback, a_telephone_visit_waits_for_its_call_back_and_is_scored_alike_on_both_sides)
{
    publish("telephone", Channel::telephone, NormKind::answer_s, 25);
    const auto visit = begun();

    answer(visit, {{"A/T1", "1"},
                   {"A/T2", "40"},
                   {"A/T3", "yes"},
                   {"A/T4", "no"},
                   {"B/T5", "yes"},
                   {"B/T6", "4"},
                   {"B/T7", "3"},
                   {"B/T8", "na"},
                   {"B/T9", "no"},
                   {"B/T10", "partly"},
                   {"B/T11", "1"},
                   {"B/T12", "yes"},
                   {"B/T14", "no"},
                   {"B/T15", "no"},
                   {"D/T16", "6"},
                   {"C/T13_promised", "yes"},
                   {"C/T13_at", now_text()}});
    EXPECT_EQ(Draft::open(*device, visit).value().seal().error().code, Errc::seal_incomplete);
    clock.pass(std::chrono::hours{25});

    const auto index = handed_in(visit);

    // WAIT 30, ACC 100, TONE 650/9, KNOW 200/6, OUT (2*60 + 3*0 + 4*0) / 9, RULE 0.
    ASSERT_TRUE(index);
    EXPECT_NEAR(*index, (5 * 100 + 15 * 30 + 30 * 650.0 / 9 + 15 * 200.0 / 6 + 10 * 120.0 / 9) / 95, 1e-6);
}

TEST_F(Loopback, a_message_visit_waits_days_for_its_reply_and_is_scored_alike_on_both_sides)
{
    publish("message", Channel::message, NormKind::reply_days, 2);
    const auto visit = begun();
    answer(visit, {{"A/kind", "mail"}, {"A/M1", "yes"}, {"A/M3", "no"}, {"A/M4", now_text()}});
    clock.pass(std::chrono::days{7}); // five working days, whatever day it is
    answer(visit, {{"B/reply", "yes"},
                   {"B/replied_at", now_text()},
                   {"C/M7", "yes"},
                   {"C/M8", "right"},
                   {"C/M9", "no"},
                   {"C/M10", "3"},
                   {"C/M11", "3"},
                   {"C/M12", "yes"},
                   {"C/M13", "yes"},
                   {"D/M14", "7"}});

    const auto index = handed_in(visit);

    // M5 closed by itself; M6: five days against a norm of two is worth nothing. TONE (0 + 3*50 + 2*50) / 6.
    ASSERT_TRUE(index);
    EXPECT_NEAR(*index, (5 * 100 + 15 * 0 + 30 * 250.0 / 6 + 15 * 100 + 20 * 100 + 10 * 100) / 95, 1e-6);
}

TEST_F(Loopback, a_message_that_is_never_answered_closes_and_can_be_handed_in)
{
    publish("message", Channel::message, NormKind::reply_days, 2);
    const auto visit = begun();
    answer(visit, {{"A/kind", "mail"}, {"A/M1", "yes"}, {"A/M3", "no"}, {"A/M4", now_text()}});
    clock.pass(std::chrono::days{28});
    answer(visit, {{"D/M14", "2"}});

    const auto index = handed_in(visit);

    ASSERT_TRUE(index);
    EXPECT_NEAR(*index, 5.0 * 100 / 20, 1e-6);
}

TEST_F(Loopback, a_place_that_moved_is_shown_on_the_tablet_at_its_next_contact)
{
    enrol();
    wire.emplace(*store, *files, env, field.tenant);
    const auto assignment = offered();
    synchronise();
    const auto shown = [&] { return device->assignment(assignment.id).value().facts.location; };
    ASSERT_EQ(shown().address, field.location.address);
    usecases::Actor admin;
    admin.person_id = ids.make<PersonId>();
    admin.grants = {{Role::client_admin, std::nullopt}};
    const usecases::LocationChange change{
        "Gemeentehuis Raalte",    "Nieuwe Markt 1",        "14 0572", std::nullopt,
        StaffBand::from_10_to_19, {{2, "08:30", "16:30"}}, {},        LocationState::open,
        field.location.rev};

    write([&](store::Tx& tx) { return usecases::change_location(tx, env, admin, field.location.id, change); });
    EXPECT_EQ(shown().address, field.location.address) << "known before any contact";
    synchronise();

    EXPECT_EQ(shown().rev, 2);
    EXPECT_EQ(shown().address, "Nieuwe Markt 1");
    EXPECT_EQ(shown().telephone_number, "14 0572");
    EXPECT_FALSE(shown().message_address);
    EXPECT_EQ(shown().staff_band, StaffBand::from_10_to_19);
    ASSERT_EQ(shown().opening_hours.size(), 1u);
    EXPECT_EQ(shown().opening_hours[0].weekday, 2);
    EXPECT_EQ(shown().opening_hours[0].opens, "08:30");
}

} // namespace
} // namespace balieblik::test
