// SPDX-License-Identifier: EUPL-1.2
#include "usecases/pull.hpp"

#include "usecases/cursor.hpp"
#include "usecases/device_orders.hpp"
#include "usecases/receipts.hpp"
#include "usecases/tablet_policy.hpp"

#include <set>

namespace balieblik::usecases {
namespace {

using sync::EntityKind;
using Body = std::optional<boost::json::object>;

template <class T>
Body body_of(const T& described)
{
    return json::write(described).get_object();
}
template <class T>
Body body_of(const std::optional<T>& described)
{
    return described ? body_of(*described) : Body{};
}

// --- What an entry says ------------------------------------------------------------------------------------------

Result<Body> wave_brief(store::Tx& tx, const std::string& id)
{
    BALIEBLIK_TRY(wave_id, parse_id<WaveId>(id));
    BALIEBLIK_TRY(wave, tx.field().wave(wave_id));
    if (!wave)
        return Body{};
    BALIEBLIK_TRY(project, tx.field().project(wave->project_id));
    BALIEBLIK_TRY(hash, tx.field().form_sha256(wave->form_id, wave->form_version));
    BALIEBLIK_TRY(norm, tx.field().norm_on(wave->channel, wave->starts_on));
    return body_of(sync::WaveBrief{.id = wave->id,
                                   .name = wave->name,
                                   .project_name = project ? project->name : "",
                                   .channel = wave->channel,
                                   .form = {wave->form_id, wave->form_version, hash.value_or("")},
                                   .norm = norm.value_or(Norm{}),
                                   .state = wave->state});
}

Result<Body> form_version(store::Tx& tx, const std::string& id)
{
    const auto slash = id.rfind('/');
    if (slash == id.npos)
        return Body{};
    BALIEBLIK_TRY(form, tx.field().form(id.substr(0, slash), id.substr(slash + 1)));
    return body_of(form);
}

Result<std::optional<store::VisitVersion>> visit_version(store::Tx& tx, const std::string& id)
{
    BALIEBLIK_TRY(version_id, parse_id<VisitVersionId>(id));
    return tx.visits().find(version_id);
}

Result<Body> receipt(store::Tx& tx, const std::string& id)
{
    BALIEBLIK_TRY(version, visit_version(tx, id));
    if (!version)
        return Body{};
    BALIEBLIK_TRY(made, receipt_of(tx, *version));
    return body_of(made);
}

Result<Body> visit_return(store::Tx& tx, const std::string& id)
{
    BALIEBLIK_TRY(version, visit_version(tx, id));
    if (!version)
        return Body{};
    BALIEBLIK_TRY(reviews, tx.reviews().of_version(version->id));
    const auto last = std::find_if(reviews.rbegin(), reviews.rend(),
                                   [](const Review& review) { return review.outcome == ReviewOutcome::give_back; });
    if (last == reviews.rend())
        return Body{};
    BALIEBLIK_TRY(body, tx.visits().body(version->id));
    return body_of(sync::VisitReturn{.visit_version_id = version->id,
                                     .visit_id = version->visit_id,
                                     .assignment_id = version->assignment_id,
                                     .reasons = last->reasons,
                                     .remark = last->remark,
                                     .at = last->at,
                                     .body = body.value_or("")});
}

Result<Body> visit_outcome(store::Tx& tx, const std::string& id)
{
    BALIEBLIK_TRY(version, visit_version(tx, id));
    if (!version)
        return Body{};
    BALIEBLIK_TRY(reviews, tx.reviews().of_version(version->id));
    return body_of(sync::VisitOutcome{.visit_version_id = version->id,
                                      .visit_id = version->visit_id,
                                      .assignment_id = version->assignment_id,
                                      .state = version->state,
                                      .at = reviews.empty() ? version->received_at : reviews.back().at});
}

// None: it is not there any more.
Result<Body> look_up(store::Tx& tx, const Environment& env, EntityKind kind, const std::string& id)
{
    switch (kind) {
    case EntityKind::assignment: {
        BALIEBLIK_TRY(entity_id, parse_id<AssignmentId>(id));
        BALIEBLIK_TRY(found, tx.field().assignment(entity_id));
        return body_of(found);
    }
    case EntityKind::location: {
        BALIEBLIK_TRY(entity_id, parse_id<LocationId>(id));
        BALIEBLIK_TRY(found, tx.field().location(entity_id));
        return body_of(found);
    }
    case EntityKind::scenario: {
        BALIEBLIK_TRY(entity_id, parse_id<ScenarioId>(id));
        BALIEBLIK_TRY(found, tx.field().scenario(entity_id));
        return body_of(found);
    }
    case EntityKind::wave:
        return wave_brief(tx, id);
    case EntityKind::form_version:
        return form_version(tx, id);
    case EntityKind::receipt:
        return receipt(tx, id);
    case EntityKind::visit_return:
        return visit_return(tx, id);
    case EntityKind::visit_outcome:
        return visit_outcome(tx, id);
    case EntityKind::tablet_policy: {
        BALIEBLIK_TRY(policy, policy_in_force(tx, env));
        return body_of(policy);
    }
    }
    return Body{};
}

// --- Where a tablet stands ---------------------------------------------------------------------------------------

struct Place {
    store::StreamHead head;
    StreamPosition at;
};

struct Start {
    std::vector<Place> places; // by stream
    std::vector<std::string> restarted;
    std::vector<std::string> dropped;
};

// What this tablet may read: computed anew for each request, never taken from it.
std::vector<std::string> allowed_streams(const DeviceSession& session)
{
    return {store::inbox_stream(session.inspector_id), store::tenant_stream()};
}

bool shows_more_kinds(const sync::PullRequest& request, const Cursor& cursor)
{
    return std::any_of(request.kinds.begin(), request.kinds.end(), [&](const std::string& kind) {
        return std::find(cursor.kinds.begin(), cursor.kinds.end(), kind) == cursor.kinds.end();
    });
}

// A number that was never written, or was written by another run of the server than the one the tablet saw, proves that
// the server was restored: then nothing the cursor says can be relied on.
Result<bool> forked(store::Tx& tx, const StreamPosition& at, const store::StreamHead& head)
{
    if (at.head > head.last_seq)
        return true;
    BALIEBLIK_TRY(writer, tx.streams().written_by(at.stream, at.head));
    return writer != at.head_writer;
}

Result<Start> start_from(store::Tx& tx, const DeviceSession& session, const sync::PullRequest& request,
                         const std::optional<Cursor>& cursor, const std::string& epoch)
{
    Start start;
    bool all_anew = cursor && (cursor->epoch != epoch || request.schema_rev > cursor->schema_rev ||
                               shows_more_kinds(request, *cursor));
    for (const auto& stream : allowed_streams(session)) {
        BALIEBLIK_TRY(head, tx.streams().head(stream));
        start.places.push_back({head, {stream, 0, head.floor_seq, 0, ""}});
    }
    std::sort(start.places.begin(), start.places.end(),
              [](const Place& a, const Place& b) { return a.at.stream < b.at.stream; });
    if (!cursor)
        return start;

    std::map<std::string, StreamPosition> known;
    for (const auto& position : cursor->positions)
        known[position.stream] = position;
    for (const auto& place : start.places)
        if (const auto position = known.find(place.at.stream); position != known.end() && !all_anew) {
            BALIEBLIK_TRY(is_forked, forked(tx, position->second, place.head));
            all_anew = is_forked;
        }
    for (auto& place : start.places) {
        const auto position = known.extract(place.at.stream);
        if (position.empty())
            continue; // newly allowed
        // Valid also while its snapshot is being paged: it began above the floor of then.
        const auto& at = position.mapped();
        if (!all_anew && place.head.floor_seq <= std::max(at.seq, at.base_floor))
            place.at = at;
        else
            start.restarted.push_back(place.at.stream);
    }
    for (const auto& [stream, position] : known)
        start.dropped.push_back(stream);
    return start;
}

// --- The page ----------------------------------------------------------------------------------------------------

class Page {
public:
    Page(store::Tx& tx, const Environment& env, const sync::PullRequest& request)
        : tx_(tx), env_(env), request_(request)
    {
        kinds_.insert(request.kinds.begin(), request.kinds.end());
    }

    // Sends what is new in this stream. False: the page is full.
    Result<bool> add(Place& place)
    {
        for (;;) {
            BALIEBLIK_TRY(entries, tx_.streams().entries_after(place.at.stream, place.at.seq, read_ahead));
            for (const auto& entry : entries) {
                BALIEBLIK_TRY(fits, add(place.at.stream, entry));
                if (!fits)
                    return false;
                place.at.seq = entry.seq;
            }
            if (entries.size() < static_cast<std::size_t>(read_ahead))
                break;
        }
        place.at.seq = place.head.last_seq; // so that a quiet tablet never falls below the floor
        return true;
    }

    std::vector<sync::PullEntry> take() { return std::move(entries_); }

private:
    static constexpr std::int64_t read_ahead = 200;

    Result<bool> add(const std::string& stream, const store::StreamEntry& entry)
    {
        if (!kinds_.contains(entry.kind))
            return true;
        if (static_cast<std::int64_t>(entries_.size()) >= request_.max_entries)
            return false;
        sync::PullEntry made{stream, entry.seq, entry.kind, entry.id, entry.op, entry.rev, std::nullopt};
        std::int64_t size = static_cast<std::int64_t>(stream.size() + entry.id.size()) + 100;
        const auto kind = json::enum_named<EntityKind>(entry.kind);
        if (entry.op == sync::Op::put && kind) {
            BALIEBLIK_TRY(body, look_up(tx_, env_, *kind, entry.id));
            made.body = std::move(body);
            if (made.body)
                size += static_cast<std::int64_t>(json::print(*made.body).size());
            else
                made.op = sync::Op::rem;
        }
        // At least one entry a page, however large: it must pass some time.
        if (!entries_.empty() && bytes_ + size > request_.max_bytes)
            return false;
        bytes_ += size;
        entries_.push_back(std::move(made));
        return true;
    }

    store::Tx& tx_;
    const Environment& env_;
    const sync::PullRequest& request_;
    std::set<std::string, std::less<>> kinds_;
    std::vector<sync::PullEntry> entries_;
    std::int64_t bytes_ = 0;
};

// A sum over all that a stream shows says nothing to a tablet that is sent only some kinds.
bool sees_all_kinds(const sync::PullRequest& request)
{
    bool all = true;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<EntityKind>>([&](auto kind) {
        all = all && std::find(request.kinds.begin(), request.kinds.end(), kind.name) != request.kinds.end();
    });
    return all;
}

Result<void> check_shape(const sync::PullRequest& request)
{
    if (request.max_entries < 1 || request.max_bytes < 1)
        return Error{Errc::validation, "max_entries or max_bytes"};
    if (request.kinds.size() > 100)
        return Error{Errc::validation, "kinds"};
    return {};
}

} // namespace

Result<sync::PullReply> pull(store::Tx& tx, const Environment& env, const DeviceSession& session,
                             const sync::PullRequest& asked)
{
    BALIEBLIK_CHECK(check_shape(asked));
    if (session.only_hands_in)
        return Error{Errc::device_revoked, to_text(session.device_id)};
    auto request = asked;
    request.max_entries = std::min(request.max_entries, sync::max_pull_entries);
    request.max_bytes = std::min(request.max_bytes, sync::max_pull_bytes);
    BALIEBLIK_TRY(install, tx.installs().find(request.install_id));
    if (!install || install->device_id != session.device_id)
        return Error{Errc::install_unknown, to_text(request.install_id)};
    BALIEBLIK_TRY(keys, tx.tenancy().keys());
    BALIEBLIK_TRY(tenant, tx.tenancy().tenant());
    std::optional<Cursor> cursor;
    if (request.cursor) {
        cursor = open_cursor(*request.cursor, keys.token_secret);
        if (!cursor || cursor->install_id != request.install_id)
            return Error{Errc::cursor_expired, "no cursor of this installation"};
    }
    BALIEBLIK_TRY(start, start_from(tx, session, request, cursor, tenant.epoch));

    Page page(tx, env, request);
    sync::PullReply reply;
    for (auto& place : start.places) {
        BALIEBLIK_TRY(whole, page.add(place));
        reply.has_more = !whole;
        if (!whole)
            break;
    }
    reply.entries = page.take();
    reply.restart_streams = std::move(start.restarted);
    reply.drop_streams = std::move(start.dropped);
    Cursor next{request.install_id, tenant.epoch, request.schema_rev, request.kinds, {}};
    for (auto& place : start.places) {
        place.at.head = place.head.last_seq;
        BALIEBLIK_TRY(writer, tx.streams().written_by(place.at.stream, place.at.head));
        place.at.head_writer = writer;
        next.positions.push_back(place.at);
        if (!reply.has_more && sees_all_kinds(request))
            reply.checksums.push_back({place.at.stream, place.head.sum});
    }
    reply.cursor = seal_cursor(next, keys.token_secret);
    BALIEBLIK_TRY(order, order_in_force(tx, session.device_id));
    reply.order = std::move(order);
    reply.next_no = install->next_no;
    reply.epoch = tenant.epoch;
    reply.server_time = env.clock.now();
    return reply;
}

} // namespace balieblik::usecases
