// SPDX-License-Identifier: EUPL-1.2
#include "simulation/properties.hpp"

#include "simulation/first_day.hpp"
#include "usecases/inbox.hpp"
#include "vault/hash.hpp"

#include <algorithm>

namespace balieblik::simulation {

using sync::EntityKind;

template <class Work>
auto Properties::read(Work work)
{
    auto result = office_.store().read(first_day().tenant, std::move(work));
    world_.expect(result.has_value(), "P1", "the server cannot read its store");
    return std::move(result).value();
}

// --- While it runs ---------------------------------------------------------------------------------------------------

void Properties::look_at(Tablet& tablet, const sync::Send& send, const sync::Reply& reply)
{
    if (reply.status >= 400 && !reply.body.empty())
        look_at_refusal(send, reply);
    if (reply.status != 200)
        return;
    if (send.path == "/v1/sync/pull") {
        if (const auto page = json::read_text<sync::PullReply>(reply.body, {.bytes = 1u << 25, .depth = 64}))
            look_at_page(tablet, *page);
    } else if (send.path == "/v1/sync/push") {
        if (const auto pushed = json::read_text<sync::PushReply>(reply.body))
            look_at_receipts(*pushed);
    }
}

// P14: a client knows from each refusal what to do, and from none that something may be deleted.
void Properties::look_at_refusal(const sync::Send& send, const sync::Reply& reply)
{
    const auto problem = json::read_text<sync::Problem>(reply.body);
    world_.expect(problem.has_value(), "P14", send.path + " is refused without a problem");
    const auto code = errc_named(problem->code);
    world_.expect(code.has_value(), "P14", send.path + " is refused with a code nobody knows: " + problem->code);
    world_.expect(name(info(*code).error_class) == problem->error_class, "P14", "the class of " + problem->code);
    world_.log("refused", problem->code);
}

// P6, at the moment at which the page was made.
void Properties::look_at_page(const Tablet& tablet, const sync::PullReply& page)
{
    const auto inspector = tablet.inspector();
    read([&](store::Tx& tx) -> Result<bool> {
        // Also what came of a write that was reported to have failed and had not.
        BALIEBLIK_TRY(present, tx.field().assignments_of_inspector(inspector));
        for (const auto& assignment : present)
            truth_.was_theirs[inspector].insert(assignment.id);
        std::set<std::string> known; // places and scenarios of whatever was ever theirs
        for (const auto& id : truth_.was_theirs[inspector]) {
            BALIEBLIK_TRY(assignment, tx.field().assignment(id));
            if (!assignment)
                continue;
            known.insert("location " + to_text(assignment->location_id));
            known.insert("scenario " + to_text(assignment->scenario_id));
        }
        for (const auto& entry : page.entries) {
            if (entry.op == sync::Op::rem)
                continue;
            bool allowed = true;
            const auto kind = json::enum_named<EntityKind>(entry.kind);
            if (kind == EntityKind::assignment) {
                BALIEBLIK_TRY(assignment, tx.field().assignment(parse_id<AssignmentId>(entry.id).value()));
                allowed = assignment && assignment->inspector_id == inspector && usecases::is_shown(assignment->state);
            } else if (kind == EntityKind::location || kind == EntityKind::scenario) {
                allowed = known.contains(entry.kind + " " + entry.id);
            } else if (kind == EntityKind::receipt || kind == EntityKind::visit_return ||
                       kind == EntityKind::visit_outcome) {
                BALIEBLIK_TRY(version, tx.visits().find(parse_id<VisitVersionId>(entry.id).value()));
                allowed = version && version->inspector_id == inspector;
            }
            world_.expect(allowed, "P6",
                          "tablet " + std::to_string(tablet.number()) + " is sent " + entry.kind + " " + entry.id);
        }
        return true;
    });
}

// P1, at once: what is vouched for is in the store already.
void Properties::look_at_receipts(const sync::PushReply& reply)
{
    for (const auto& result : reply.results) {
        if (!result.receipt)
            continue;
        const auto id = result.receipt->visit_version_id;
        const auto version = read([&](store::Tx& tx) { return tx.visits().find(id); });
        world_.expect(version.has_value(), "P1", "the server acknowledges what it does not hold: " + to_text(id));
        if (version->state == VisitVersionState::complete)
            for (const auto& photo : read([&](store::Tx& tx) { return tx.visits().attachments(id); }))
                world_.expect(photo.arrived, "P8", "complete before its photos: " + to_text(id));
        const auto fact = truth_.sealed.find(result.receipt->visit_version_id);
        if (fact == truth_.sealed.end())
            continue; // of a tablet that was set back; looked at in the end
        world_.expect(result.receipt->sha256 == fact->second.sha256, "P7", "a receipt of another text");
        fact->second.acknowledged = true;
    }
}

// --- At rest ---------------------------------------------------------------------------------------------------------

std::vector<store::VisitVersion> Properties::versions()
{
    return read([](store::Tx& tx) { return tx.visits().of_wave(first_day().wave); });
}

void Properties::check_at_rest(std::vector<std::unique_ptr<Tablet>>& tablets)
{
    for (auto& tablet : tablets) {
        tablet->check_what_was_saved();
        if (!truth_.revoked.contains(tablet->number()))
            tablet->check_what_came_back();
    }
    check_sealed(tablets);
    const auto all = versions();
    check_nothing_else();
    check_photos(all);
    check_trail(all);
    for (auto& tablet : tablets)
        check_numbers(*tablet);
    for (auto& tablet : tablets)
        if (!truth_.revoked.contains(tablet->number())) {
            check_visible(*tablet);
            check_kept_drafts(*tablet);
        }
    check_nothing_readable(tablets);
}

// P1, P3, P7, P10, P12: each sealed visit is with the server exactly once, with the bytes that were sealed; or, where
// its tablet may not speak any more, on that tablet.
void Properties::check_sealed(std::vector<std::unique_ptr<Tablet>>& tablets)
{
    std::set<std::string> quarantined;
    for (const auto& one : read([](store::Tx& tx) { return tx.installs().quarantined(10'000); })) {
        const auto item = read([&](store::Tx& tx) { return tx.installs().quarantined(one.install_id, one.no); });
        quarantined.insert(vault::sha256_hex(item->body));
    }
    std::map<std::size_t, std::map<VisitVersionId, Tablet::Held>> held;
    for (auto& tablet : tablets)
        held[tablet->number()] = tablet->sealed_versions();
    for (const auto& [id, fact] : truth_.sealed) {
        const auto version = read([&](store::Tx& tx) { return tx.visits().find(id); });
        if (version) {
            world_.expect(!quarantined.contains(fact.sha256), "P3", "received and set aside: " + to_text(id));
            const auto body = read([&](store::Tx& tx) { return tx.visits().body(id); });
            world_.expect(version->sha256 == fact.sha256 && body && vault::sha256_hex(*body) == fact.sha256, "P7",
                          "the server holds another text of " + to_text(id));
            continue;
        }
        const auto on_tablet = held[fact.tablet].find(id);
        const bool kept = on_tablet != held[fact.tablet].end() && on_tablet->second.has_body;
        if (truth_.revoked.contains(fact.tablet)) {
            world_.expect(kept || fact.may_be_gone, "P10", "a withdrawn tablet lost " + to_text(id));
            continue;
        }
        // A server that was set back may not know assignment or questionnaire any more; then it is kept aside. So is
        // what an app with a fault made of a visit, with every byte of it.
        if (quarantined.contains(fact.sha256) && (truth_.server_was_set_back || truth_.spoiled.contains(fact.sha256)))
            continue;
        const bool promised = fact.acknowledged && !truth_.server_was_set_back;
        world_.expect(fact.may_be_gone && !kept && !promised, fact.acknowledged ? "P1" : "P3",
                      "the server does not have " + to_text(id) + (fact.acknowledged ? ", which it acknowledged" : "") +
                          (quarantined.contains(fact.sha256) ? " (set aside)" : ""));
    }
}

// P3, from the other side.
void Properties::check_nothing_else()
{
    std::map<std::string, int> hashes;
    for (const auto& version : versions()) {
        world_.expect(truth_.sealed.contains(version.id), "P3", "nobody sealed " + to_text(version.id));
        world_.expect(++hashes[version.sha256] == 1, "P3", "twice: " + to_text(version.id));
    }
}

// P4: what a tablet shows is what the server would say now.
void Properties::check_visible(Tablet& tablet)
{
    std::map<AssignmentId, std::pair<AssignmentState, std::int64_t>> expected;
    for (const auto& one : read([&](store::Tx& tx) { return tx.field().assignments_of_inspector(tablet.inspector()); }))
        if (usecases::is_shown(one.state))
            expected[one.id] = {one.state, one.rev};
    const auto shown = tablet.assignments();
    for (const auto& [id, state] : expected) {
        const auto found = shown.find(id);
        const auto text = [](const auto& pair) {
            return std::string(json::enum_name(pair.first)) + "/" + std::to_string(pair.second);
        };
        world_.expect(found != shown.end() && found->second == state, "P4",
                      "tablet " + std::to_string(tablet.number()) + " shows " + to_text(id) + " as " +
                          (found == shown.end() ? "nothing" : text(found->second)) + " instead of " + text(state));
    }
    for (const auto& [id, state] : shown)
        world_.expect(expected.contains(id), "P4",
                      "tablet " + std::to_string(tablet.number()) + " still shows " + to_text(id));

    for (const auto& [id, held] : tablet.sealed_versions()) {
        const auto whole = read([&](store::Tx& tx) -> Result<bool> {
            BALIEBLIK_TRY(version, tx.visits().find(id));
            BALIEBLIK_TRY(photos, tx.visits().attachments(id));
            for (const auto& photo : photos)
                if (!photo.arrived)
                    return false;
            return version.has_value();
        });
        world_.expect(!whole || held.receipt == "complete" || held.receipt == "backed_up", "P4",
                      "tablet " + std::to_string(tablet.number()) + " was never told that " + to_text(id) +
                          " is complete: " + held.receipt);
    }

    std::set<std::string> rows;
    for (const auto& stream : {store::inbox_stream(tablet.inspector()), store::tenant_stream()})
        for (const auto& entry : read([&](store::Tx& tx) { return tx.streams().entries_after(stream, 0, 100'000); }))
            if (entry.op == sync::Op::put)
                rows.insert(entry.kind + " " + entry.id + " " + std::to_string(entry.rev));
    const auto held = tablet.server_rows();
    std::vector<std::string> differing;
    std::set_symmetric_difference(rows.begin(), rows.end(), held.begin(), held.end(), std::back_inserter(differing));
    world_.expect(differing.empty(), "P4",
                  "tablet " + std::to_string(tablet.number()) + " differs in " +
                      (differing.empty() ? "" : differing.front()));
}

// P1, before anything that was lost is handed in again: under each number that the server is past, something came.
void Properties::check_numbers(Tablet& tablet)
{
    const auto id = tablet.install();
    const auto install = read([&](store::Tx& tx) { return tx.installs().find(id); });
    for (std::int64_t no = 1; install && no < install->next_no; ++no)
        world_.expect(read([&](store::Tx& tx) { return tx.installs().mutation(id, no); }).has_value(), "P1",
                      "tablet " + std::to_string(tablet.number()) + " was never asked for its number " +
                          std::to_string(no));
}

bool Properties::knows_the_policy(Tablet& tablet)
{
    const auto known = tablet.policy();
    const auto wanted = office_.policy();
    return known && known->signature == wanted.signature;
}

// P12: of what is begun the office keeps what the tablet was told that it keeps, also after it was set back. It makes
// room for the newest of a tablet, and says of what was handed in from another that it is over.
void Properties::check_kept_drafts(Tablet& tablet)
{
    const auto told = tablet.kept_drafts();
    const auto count = read([&](store::Tx& tx) { return tx.drafts().count_of_device(tablet.device()); });
    if (tablet.was_set_back() || count.drafts >= sync::max_kept_drafts)
        return;
    for (const auto& [visit, rev] : told) {
        const auto kept = read([&](store::Tx& tx) { return tx.drafts().find(tablet.device(), visit); });
        world_.expect(kept && kept->rev == rev, "P12",
                      "tablet " + std::to_string(tablet.number()) + " believes that the office keeps " +
                          to_text(visit) + ", and it " + (kept ? "keeps another state" : "does not"));
    }
}

// P8: a photo that is there in full is the one that was promised, and complete means that all are there.
void Properties::check_photos(const std::vector<store::VisitVersion>& versions)
{
    for (const auto& version : versions) {
        const auto declared = read([&](store::Tx& tx) { return tx.visits().attachments(version.id); });
        bool all = true;
        for (const auto& one : declared) {
            const auto blob = read([&](store::Tx& tx) { return tx.blobs().find(version.inspector_id, one.sha256); });
            all = all && blob;
            if (!blob)
                continue;
            vault::Sha256Stream hash;
            const auto whole = office_.files().read(*blob, [&](ByteView piece) { hash.update(piece); });
            world_.expect(whole.has_value(), "P8",
                          "a photo that arrived cannot be read: " + (whole ? "" : whole.error().detail));
            world_.expect(to_hex(hash.finish()) == one.sha256, "P8", "a photo has other bytes than its name says");
        }
        const auto fact = truth_.sealed.find(version.id);
        const bool waits = version.state == VisitVersionState::awaiting_media;
        world_.expect(all || waits || version.state == VisitVersionState::rejected ||
                          version.state == VisitVersionState::superseded,
                      "P8", "complete without all its photos: " + to_text(version.id));
        world_.expect(!(all && waits), "P9", "has all its photos and still waits: " + to_text(version.id));
        const bool silent = truth_.revoked.contains(fact->second.tablet) || fact->second.may_be_gone;
        world_.expect(all || silent, "P9", "a photo never arrived: " + to_text(version.id));
    }
}

// P15: the trail is whole, and tells of each visit once.
void Properties::check_trail(const std::vector<store::VisitVersion>& versions)
{
    world_.expect(!read([](store::Tx& tx) { return tx.audit().first_break(); }), "P15", "the trail is broken");
    std::map<std::string, int> told;
    for (const auto& event : read([](store::Tx& tx) { return tx.audit().events(0, 100'000); }))
        if (event.what == "visit.received")
            ++told[event.subject];
    for (const auto& version : versions)
        world_.expect(told["visit_version:" + to_text(version.id)] == 1, "P15",
                      "the trail tells of " + to_text(version.id) + " " +
                          std::to_string(told["visit_version:" + to_text(version.id)]) + " times");
    world_.expect(told.size() == versions.size(), "P15", "the trail tells of a visit that is not there");
}

// P11, as far as it can be seen without a wipe: nothing anybody wrote is readable anywhere.
void Properties::check_nothing_readable(const std::vector<std::unique_ptr<Tablet>>& tablets)
{
    for (const auto text : {canary, std::string_view("SQLite format 3")}) {
        world_.expect(!office_.disk().holds(text) && !office_.folder().holds(text), "P11", "readable on the server");
        for (const auto& tablet : tablets)
            world_.expect(!tablet->disk().holds(text) && !tablet->folder().holds(text), "P11", "readable on a tablet");
    }
}

} // namespace balieblik::simulation
