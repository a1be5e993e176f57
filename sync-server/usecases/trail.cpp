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

} // namespace

Result<TrailPage> list_trail(store::Tx& tx, const Environment& env, const Actor& actor, const TrailQuery& query)
{
    BALIEBLIK_TRY(role, require(actor, {Role::observer, Role::client_admin}, std::nullopt));
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
                break;
            }
            page.events.push_back(event);
        }
        if (events.size() < 500 || page.next_before_no)
            break;
    }
    BALIEBLIK_CHECK(note(tx, env, actor, role, "trail.read", "tenant:" + to_text(tx.tenant())));
    return page;
}

Result<TrailCheck> verify_trail(store::Tx& tx, const Environment& env, const Actor& actor)
{
    BALIEBLIK_TRY(role, require(actor, {Role::observer, Role::client_admin}, std::nullopt));
    BALIEBLIK_TRY(first_break, tx.audit().first_break());
    BALIEBLIK_TRY(newest, tx.audit().events(0, 1));
    TrailCheck check{!first_break, first_break, newest.empty() ? 0 : newest.front().no};
    BALIEBLIK_CHECK(note(tx, env, actor, role, "trail.verified", "tenant:" + to_text(tx.tenant())));
    return check;
}

} // namespace balieblik::usecases
