// SPDX-License-Identifier: EUPL-1.2
// Made-up visits that arrive as real ones do: enrolled tablets sign them and push them.
#include "scoring/score.hpp"
#include "statistics/statistics.hpp"
#include "usecases/assignments.hpp"
#include "usecases/demo_data.hpp"
#include "usecases/enrolment.hpp"
#include "usecases/projects.hpp"
#include "usecases/push.hpp"
#include "vault/hash.hpp"
#include "vault/random.hpp"
#include "vault/sign.hpp"

#include <charconv>
#include <random>

namespace balieblik::usecases {
namespace {

using boost::json::object;

// How a town treats its visitors: the chance of the better answer.
struct Town {
    const char* location;
    int inspectors;
    int scenarios;
    double kindness;
};
constexpr Town towns[]{{"zwolle-stadskantoor", 5, 4, 0.72}, {"ommen-gemeentehuis", 3, 2, 0.55}};
constexpr const char* scenario_codes[]{"R1", "R2", "R3", "R4"};

class Answers {
public:
    Answers(std::uint32_t seed, double kindness) : engine_(seed), kindness_(kindness) {}

    bool chance(double p)
    {
        // The engine's numbers are the same everywhere, the library's distributions are not.
        return static_cast<double>(engine_()) / 4294967296.0 < p;
    }
    std::string yes() { return chance(kindness_) ? "yes" : "no"; }
    std::string no() { return chance(kindness_) ? "no" : "yes"; }
    std::string mark() // 1..5
    {
        int value = 1;
        for (int i = 0; i < 4; ++i)
            value += chance(kindness_) ? 1 : 0;
        return std::to_string(value);
    }
    std::string one_of(std::initializer_list<const char*> better_first)
    {
        for (const auto* word : better_first)
            if (chance(kindness_))
                return word;
        return *(better_first.end() - 1);
    }
    std::int64_t below(std::int64_t limit) { return static_cast<std::int64_t>(engine_()) % limit; }

private:
    std::mt19937 engine_;
    double kindness_;
};

struct Times {
    Timestamp arrived, ticket, called, left;
};

Times times_of(Answers& answers, Timestamp from)
{
    Times times;
    times.arrived = from + seconds{answers.below(1800)};
    times.ticket = times.arrived + seconds{40 + answers.below(60)};
    times.called = times.ticket + seconds{60 + answers.below(answers.chance(0.7) ? 240 : 600)};
    times.left = times.called + seconds{240 + answers.below(300)};
    return times;
}

std::string local(Timestamp time) { return to_offset_text(time, std::chrono::minutes{60}); }

object record(Answers& a, const std::string& scenario, const Times& times)
{
    object data;
    data["scenario_code"] = scenario;
    data["scenario_group"] = "REGEL";
    data["A"] = object{{"A1", "yes"}, {"A2", "no"}};
    data["B"] = object{{"B1", local(times.arrived)},
                       {"B2", a.yes()},
                       {"B3", "na"},
                       {"B4", a.yes()},
                       {"B5", a.mark()},
                       {"B6", a.yes()},
                       {"B7", a.yes()}};
    object waiting{{"C1", local(times.ticket)}, {"C2", local(times.called)}};
    if (times.called - times.ticket > seconds{300})
        waiting["C4"] = a.yes();
    data["C"] = waiting;
    data["D"] = object{{"D1", a.yes()},  {"D2", a.mark()}, {"D3", a.mark()}, {"D4", a.mark()},
                       {"D5", a.mark()}, {"D6", a.no()},   {"D7", a.yes()}};
    data["E"] = object{{"E1", a.yes()}, {"E2", a.one_of({"right", "partly", "wrong"})}, {"E3", a.yes()}, {"E4", "na"}};
    data["F"] = object{{"F1", "yes"},   {"F2", a.one_of({"seeks", "asks", "cites", "refuses"})},
                       {"F3", a.yes()}, {"F4", a.yes()},
                       {"F5", a.yes()}, {"F6", a.mark()},
                       {"F7", a.no()},  {"F8", a.yes()}};
    object result{
        {"G1", a.one_of({"at_once", "second_step", "follow_up", "no"})}, {"G3", a.no()}, {"G4", local(times.left)}};
    if (result["G1"] != "at_once")
        result["G2"] = a.yes();
    data["G"] = result;
    data["H"] = object{{"H1", std::to_string(4 + a.below(6))}, {"H2", a.mark()}, {"H6", "no"}, {"H7", "yes"}};
    return data;
}

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
Result<scoring::Score> calculated(const forms::Form& form, object& data, const Norm& norm)
{
    scoring::Norm words;
    const auto value = static_cast<double>(norm.value);
    words.rows.push_back({"counter", "wait_walk_in", scoring::ClockStart::checked_in, value});
    BALIEBLIK_TRY(score, scoring::score_record(form, data, words));
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, score.index.value_or(0)).ptr;
    data["score"] = object{{"index", std::string(text, end)}};
    return score;
}

Lap lap(LapKind kind, Timestamp at, Timestamp first)
{
    Lap made;
    made.kind = kind;
    made.wall = at;
    made.offset_min = 60;
    made.boot_ms = 1'000'000 + (at - first).count();
    made.boot_id = "demo";
    return made;
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
        BALIEBLIK_CHECK(prepare());
        for (const auto& town : towns)
            BALIEBLIK_CHECK(visit_town(town, seed++));
        return std::move(made_);
    }

private:
    Result<void> prepare()
    {
        const auto look = [&](store::Tx& tx) -> Result<void> {
            BALIEBLIK_TRY(wave, tx.field().wave(demo_.wave_id));
            if (!wave || wave->state != WaveState::fieldwork)
                return Error{Errc::state_conflict, "the wave is not in the field"};
            BALIEBLIK_TRY(norm, tx.field().norm_on(wave->channel, wave->starts_on));
            BALIEBLIK_TRY(form, tx.field().form(wave->form_id, wave->form_version));
            if (!norm || !form)
                return Error{Errc::not_found, "norm or form"};
            norm_ = *norm;
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

    Result<void> visit_town(const Town& town, std::uint32_t seed)
    {
        BALIEBLIK_TRY(location,
                      store_.read(tenant_, [&](store::Tx& tx) { return tx.field().location_named(town.location); }));
        if (!location || std::ssize(demo_.inspectors) < town.inspectors)
            return Error{Errc::not_found, "location or inspectors"};
        Answers answers(seed, town.kindness);
        DemoTruth truth;
        truth.municipality = location->municipality;
        std::map<std::string, std::vector<double>> scores;
        for (int inspector = 0; inspector < town.inspectors; ++inspector)
            for (int scenario = 0; scenario < town.scenarios; ++scenario) {
                BALIEBLIK_TRY(score, visit(demo_.inspectors[static_cast<std::size_t>(inspector)], *location,
                                           scenario_codes[scenario], scenario, answers));
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
            request.wave_id = demo_.wave_id;
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

    Result<scoring::Score> visit(const DemoInspector& inspector, const Location& location, const std::string& scenario,
                                 int round, Answers& answers)
    {
        // Eight days between two visits of one inspector to one counter.
        const auto from = env_.clock.now() - std::chrono::days{8 * (round + 1)};
        BALIEBLIK_TRY(row, offer(inspector, location, scenario, from));
        BALIEBLIK_TRY(tablet, tablet_of(inspector));
        const auto times = times_of(answers, from);
        VisitBody body;
        body.data = record(answers, scenario, times);
        BALIEBLIK_TRY(score, calculated(*form_, body.data, norm_));
        body.visit_version_id = env_.ids.make<VisitVersionId>();
        body.visit_id = env_.ids.make<VisitId>();
        body.assignment_id = row.assignment.id;
        body.inspector_id = inspector.id;
        body.form = form_ref_;
        body.norm_version = norm_.version;
        body.language = "nl";
        body.started_at = local(times.arrived);
        body.sealed_at = local(times.left + std::chrono::minutes{20});
        body.laps = {lap(LapKind::B1, times.arrived, times.arrived), lap(LapKind::C1, times.ticket, times.arrived),
                     lap(LapKind::C2, times.called, times.arrived), lap(LapKind::G4, times.left, times.arrived)};
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
    Norm norm_;
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
