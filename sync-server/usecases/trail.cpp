// SPDX-License-Identifier: EUPL-1.2
#include "usecases/trail.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

bool fits(const store::StoredAuditEvent& event, const TrailQuery& query)
{
    return (!query.who || event.who == *query.who) && (!query.role || event.role == *query.role) &&
           (!query.what || event.what.starts_with(*query.what)) &&
           (!query.subject || event.subject == *query.subject) && (!query.from || event.at >= *query.from) &&
           (!query.to || event.at < *query.to);
}

Result<void> note_look(store::Store& store, TenantId tenant, const Environment& env, const Actor& actor,
                       const char* what)
{
    return store.write(tenant, [&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_TRY(role, require(actor, {Role::observer, Role::client_admin}, std::nullopt));
        return note(tx, env, actor, role, what, "tenant:" + to_text(tenant));
    });
}

// "Voorjaar (2)" for a release: its wave and its version.
Result<std::optional<std::string>> name_of(store::Tx& tx, const std::string& subject)
{
    const auto colon = std::min(subject.find(':'), subject.size());
    const auto kind = std::string_view(subject).substr(0, colon);
    const auto id = std::string_view(subject).substr(std::min(colon + 1, subject.size()));
    std::optional<std::string> name;
    if (const auto release = parse_id<ReleaseId>(id); kind == "release" && release) {
        BALIEBLIK_TRY(found, tx.releases().find(*release));
        if (found)
            name = found->wave + " (" + std::to_string(found->version) + ")";
    } else if (const auto wave = parse_id<WaveId>(id); kind == "wave" && wave) {
        BALIEBLIK_TRY(found, tx.field().wave(*wave));
        if (found)
            name = found->name;
    } else if (const auto project = parse_id<ProjectId>(id); kind == "project" && project) {
        BALIEBLIK_TRY(found, tx.field().project(*project));
        if (found)
            name = found->name;
    } else if (const auto location = parse_id<LocationId>(id); kind == "location" && location) {
        BALIEBLIK_TRY(found, tx.field().location(*location));
        if (found)
            name = found->name;
    }
    return name;
}

// Names the places that somebody asked a release for ("place=GM0193&dimension=TONE").
Result<void> name_places(store::Tx& tx, const store::StoredAuditEvent& event, std::map<std::string, std::string>& names)
{
    static constexpr std::string_view of_release = "release:";
    if (!event.reason || !event.subject.starts_with(of_release))
        return {};
    const auto release = parse_id<ReleaseId>(std::string_view(event.subject).substr(of_release.size()));
    for (const std::string_view member : {"place=", "within="}) {
        const auto at = event.reason->find(member);
        if (!release || at == event.reason->npos)
            continue;
        const auto from = at + member.size();
        const auto code = event.reason->substr(from, event.reason->find_first_of("& ", from) - from);
        if (code.empty() || names.contains("place:" + code))
            continue;
        BALIEBLIK_TRY(place, tx.releases().place(*release, code));
        if (place)
            names["place:" + code] = place->name;
    }
    return {};
}

} // namespace

Result<TrailPage> page_of_trail(store::Tx& tx, const TrailQuery& query)
{
    const auto limit = static_cast<std::size_t>(std::clamp<std::int64_t>(query.limit, 1, 500));
    TrailPage page;
    auto before = query.before_no;
    for (;;) {
        BALIEBLIK_TRY(events, tx.audit().events(before, 500));
        for (const auto& event : events) {
            before = event.no;
            if (!fits(event, query))
                continue;
            if (page.events.size() == limit) {
                page.next_before_no = page.events.back().no;
                return page;
            }
            page.events.push_back(event);
        }
        if (events.size() < 500)
            return page;
    }
}
Result<TrailPage> list_trail(store::Store& store, TenantId tenant, const Environment& env, const Actor& actor,
                             const TrailQuery& query)
{
    BALIEBLIK_CHECK(note_look(store, tenant, env, actor, "trail.read"));
    return store.read(tenant, [&](store::Tx& tx) -> Result<TrailPage> {
        BALIEBLIK_TRY(page, page_of_trail(tx, query));
        for (const auto& event : page.events) {
            BALIEBLIK_CHECK(name_places(tx, event, page.names));
            if (page.names.contains(event.subject))
                continue;
            BALIEBLIK_TRY(name, name_of(tx, event.subject));
            if (name)
                page.names[event.subject] = *name;
        }
        return page;
    });
}

Result<TrailCheck> verify_trail(store::Store& store, TenantId tenant, const Environment& env, const Actor& actor)
{
    BALIEBLIK_CHECK(note_look(store, tenant, env, actor, "trail.verified"));
    return store.read(tenant, [&](store::Tx& tx) -> Result<TrailCheck> {
        BALIEBLIK_TRY(first_break, tx.audit().first_break());
        BALIEBLIK_TRY(newest, tx.audit().events(0, 1));
        return TrailCheck{!first_break, first_break, newest.empty() ? 0 : newest.front().no};
    });
}

} // namespace balieblik::usecases
