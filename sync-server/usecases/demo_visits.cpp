// SPDX-License-Identifier: EUPL-1.2
// Made-up visits that arrive as real ones do: enrolled tablets sign them and push them.
#include "scoring/score.hpp"
#include "scoring/wave_norm.hpp"
#include "statistics/statistics.hpp"
#include "usecases/assignments.hpp"
#include "usecases/demo_answers.hpp"
#include "usecases/demo_data.hpp"
#include "usecases/enrolment.hpp"
#include "usecases/projects.hpp"
#include "usecases/push.hpp"
#include "vault/hash.hpp"
#include "vault/random.hpp"
#include "vault/sign.hpp"

#include <array>
#include <charconv>

namespace balieblik::usecases {
namespace {

using boost::json::object;

// How a town treats its residents: the chance of the better answer.
struct Town {
    const char* location;
    int inspectors;
    int scenarios;
    double kindness;
};
struct Place {
    Channel channel;
    std::array<Town, 2> towns; // one large enough to be published, one too small
    std::array<const char*, 4> scenarios;
};
constexpr Place places[]{
    {Channel::counter,
     {{{"zwolle-stadskantoor", 5, 4, 0.72}, {"ommen-gemeentehuis", 3, 2, 0.55}}},
     {"R1", "R2", "R3", "R4"}},
    {Channel::telephone,
     {{{"zwolle-klantcontact", 5, 4, 0.66}, {"ommen-klantcontact", 3, 2, 0.6}}},
     {"R3", "I1", "R2", "I2"}},
    {Channel::message, {{{"zwolle-post", 5, 4, 0.58}, {"ommen-post", 3, 2, 0.5}}}, {"R3", "I1", "R2", "I2"}},
};

std::string local(Timestamp time) { return to_offset_text(time, std::chrono::minutes{60}); }

struct Tablet {
    DeviceSession session;
    vault::SigningKey key;
    std::int64_t next_no = 1;
};

Result<Tablet> enrol(store::Store& store, TenantId tenant, const Environment& env, const DemoInspector& inspector)
{
    auto key = vault::SigningKey::make(env.random);
    const EnrolmentRequest wanted{inspector.id, "https://localhost", std::string(64, '0')};
    BALIEBLIK_TRY(
        code, store.write(tenant, [&](store::Tx& tx) { return create_enrolment(tx, env, server_actor(), wanted); }));
    sync::EnrolRequest request;
    request.code = code.invitation.code;
    request.public_key = key.public_key().to_text();
    request.install_id = env.ids.make<InstallId>();
    request.device_name = "demo " + inspector.alias;
    request.platform = "demo";
    request.app_version = "0.1.0";
    BALIEBLIK_TRY(enrolled, enrol_device(store, tenant, env, request, {}));

    BALIEBLIK_TRY(challenge, store.read(tenant, [&](store::Tx& tx) { return issue_challenge(tx, env); }));
    sync::TokenRequest proof;
    proof.device_id = enrolled.device_id;
    proof.install_id = request.install_id;
    proof.nonce = challenge.nonce;
    proof.app_version = request.app_version;
    proof.signature = key.sign(vault::label::token,
                               {to_text(tenant), to_text(proof.device_id), to_text(proof.install_id), proof.nonce});
    BALIEBLIK_TRY(token, store.write(tenant, [&](store::Tx& tx) { return issue_token(tx, env, proof); }));
    BALIEBLIK_TRY(session, store.read(tenant, [&](store::Tx& tx) { return authorise(tx, env, token.token); }));
    return Tablet{session, std::move(key)};
}

// What a tablet would have calculated, for the record and for the truth.
Result<scoring::Score> calculated(const forms::Form& form, object& data, const scoring::Norm& norm)
{
    BALIEBLIK_TRY(score, scoring::score_record(form, data, norm));
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, score.index.value_or(0)).ptr;
    data["score"] = object{{"index", std::string(text, end)}};
    return score;
}

sync::Mutation sealed(const Environment& env, TenantId tenant, Tablet& tablet, const VisitBody& body)
{
    sync::Mutation mutation;
    mutation.no = tablet.next_no++;
    mutation.id = env.ids.make<MutationId>();
    mutation.kind = std::string(json::enum_name(sync::MutationKind::visit_version));
    mutation.body = json::canonical(json::write(body));
    mutation.sha256 = vault::sha256_hex(mutation.body);
    mutation.signature =
        tablet.key.sign(vault::label::visit, {to_text(tenant), to_text(body.visit_version_id), mutation.sha256});
    return mutation;
}

class Generator {
public:
    Generator(store::Store& store, TenantId tenant, const Environment& env, const DemoProject& demo)
        : store_(store), tenant_(tenant), env_(env), demo_(demo)
    {
    }

    Result<DemoVisits> run(std::uint32_t seed)
    {
        for (const auto& demo_wave : demo_.waves)
            for (const auto& place : places) {
                if (place.channel != demo_wave.channel)
                    continue;
                BALIEBLIK_CHECK(prepare(demo_wave));
                for (const auto& town : place.towns)
                    BALIEBLIK_CHECK(visit_town(place, town, seed++));
            }
        return std::move(made_);
    }

private:
    Result<void> prepare(const DemoWave& demo_wave)
    {
        const auto look = [&](store::Tx& tx) -> Result<void> {
            BALIEBLIK_TRY(wave, tx.field().wave(demo_wave.wave_id));
            if (!wave || wave->state != WaveState::fieldwork)
                return Error{Errc::state_conflict, "the wave is not in the field"};
            BALIEBLIK_TRY(norm, tx.field().norm_on(wave->channel, wave->starts_on));
            BALIEBLIK_TRY(form, tx.field().form(wave->form_id, wave->form_version));
            if (!norm || !form)
                return Error{Errc::not_found, "norm or form"};
            wave_id_ = wave->id;
            norm_version_ = norm->version;
            std::string holidays;
            for (const auto& file : form->files)
                if (file.name == "holidays.csv")
                    holidays = file.text;
            BALIEBLIK_TRY(words, scoring::scorers_norm(*norm, holidays));
            norm_ = std::move(words);
            form_ref_ = form->form;
            BALIEBLIK_TRY(read, forms::read_form(form->xml));
            form_ = read;
            return {};
        };
        return store_.read(tenant_, look);
    }

    Result<Tablet*> tablet_of(const DemoInspector& inspector)
    {
        if (const auto found = tablets_.find(inspector.id); found != tablets_.end())
            return &found->second;
        BALIEBLIK_TRY(tablet, enrol(store_, tenant_, env_, inspector));
        return &tablets_.emplace(inspector.id, std::move(tablet)).first->second;
    }

    Result<void> visit_town(const Place& place, const Town& town, std::uint32_t seed)
    {
        BALIEBLIK_TRY(location,
                      store_.read(tenant_, [&](store::Tx& tx) { return tx.field().location_named(town.location); }));
        if (!location || std::ssize(demo_.inspectors) < town.inspectors)
            return Error{Errc::not_found, "location or inspectors"};
        DemoAnswers answers(seed, town.kindness);
        DemoTruth truth;
        truth.channel = place.channel;
        truth.municipality = location->municipality;
        std::map<std::string, std::vector<double>> scores;
        for (int inspector = 0; inspector < town.inspectors; ++inspector)
            for (int scenario = 0; scenario < town.scenarios; ++scenario) {
                BALIEBLIK_TRY(score, visit(place, demo_.inspectors[static_cast<std::size_t>(inspector)], *location,
                                           scenario, answers));
                for (const auto& dimension : score.dimensions)
                    if (dimension.score)
                        scores[dimension.name].push_back(*dimension.score);
                if (score.index)
                    scores["INDEX"].push_back(*score.index);
                ++truth.visits;
            }
        for (const auto& [dimension, values] : scores)
            if (const auto mean = statistics::mean_with_interval(values))
                truth.means[dimension] = mean->mean;
        made_.truth.push_back(std::move(truth));
        return {};
    }

    Result<AssignmentRow> offer(const DemoInspector& inspector, const Location& location, const std::string& scenario,
                                Timestamp from)
    {
        return store_.write(tenant_, [&](store::Tx& tx) -> Result<AssignmentRow> {
            BALIEBLIK_TRY(known, tx.field().scenario_named(scenario));
            if (!known)
                return Error{Errc::not_found, "scenario " + scenario};
            NewAssignment request;
            request.wave_id = wave_id_;
            request.location_id = location.id;
            request.scenario_id = known->id;
            request.inspector_id = inspector.id;
            request.window_from = from;
            request.window_to = from + std::chrono::hours{8};
            request.deadline = env_.clock.now() + std::chrono::hours{24};
            request.reward_cents = 2500;
            return create_assignment(tx, env_, server_actor(), request);
        });
    }

    Result<scoring::Score> visit(const Place& place, const DemoInspector& inspector, const Location& location,
                                 int round, DemoAnswers& answers)
    {
        // Eight days between two visits of one inspector to one place.
        const auto from = env_.clock.now() - std::chrono::days{8 * (round + 1)};
        const std::string scenario = place.scenarios[static_cast<std::size_t>(round)];
        BALIEBLIK_TRY(row, offer(inspector, location, scenario, from));
        BALIEBLIK_TRY(tablet, tablet_of(inspector));
        auto made_up = made_up_visit(place.channel, answers, scenario, from);
        VisitBody body;
        body.data = std::move(made_up.data);
        BALIEBLIK_TRY(score, calculated(*form_, body.data, norm_));
        body.visit_version_id = env_.ids.make<VisitVersionId>();
        body.visit_id = env_.ids.make<VisitId>();
        body.assignment_id = row.assignment.id;
        body.inspector_id = inspector.id;
        body.form = form_ref_;
        body.norm_version = norm_version_;
        body.language = "nl";
        body.started_at = local(made_up.started_at);
        body.sealed_at = local(made_up.ended_at + std::chrono::minutes{20});
        body.laps = std::move(made_up.laps);
        body.device.app_version = "0.1.0";
        body.device.platform = "demo";
        BALIEBLIK_CHECK(hand_in(*tablet, body));
        made_.visits.push_back(body.visit_version_id);
        return score;
    }

    Result<void> hand_in(Tablet& tablet, const VisitBody& body)
    {
        sync::PushRequest request;
        request.install_id = tablet.session.install_id;
        request.first_no = tablet.next_no;
        request.mutations.push_back(sealed(env_, tenant_, tablet, body));
        BALIEBLIK_TRY(reply,
                      store_.write(tenant_, [&](store::Tx& tx) { return push(tx, env_, tablet.session, request); }));
        if (reply.results.empty() || reply.results[0].status != sync::MutationStatus::applied)
            return Error{Errc::validation, reply.results.empty() ? "no result" : reply.results[0].code.value_or("")};
        return {};
    }

    store::Store& store_;
    TenantId tenant_;
    const Environment& env_;
    const DemoProject& demo_;
    WaveId wave_id_; // with the members below: of the wave whose visits are being made up
    std::int64_t norm_version_{};
    scoring::Norm norm_;
    FormRef form_ref_;
    std::shared_ptr<const forms::Form> form_;
    std::map<InspectorId, Tablet> tablets_;
    DemoVisits made_;
};

} // namespace

Result<DemoVisits> send_demo_visits(store::Store& store, TenantId tenant, const Environment& env,
                                    const DemoProject& demo, std::uint32_t seed)
{
    return Generator(store, tenant, env, demo).run(seed);
}

} // namespace balieblik::usecases
