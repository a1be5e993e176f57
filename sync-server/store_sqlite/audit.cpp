// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/audit.hpp"

#include "vault/hash.hpp"

namespace balieblik::store_sqlite {
namespace {

// The canonical text of the event without its own hash: everything that may not be altered.
std::string hash_of(const store::StoredAuditEvent& event)
{
    auto members = json::write(event).get_object();
    members.erase("sha256");
    return vault::sha256_hex(json::canonical(members));
}

} // namespace

Result<void> SqliteAudit::append(const store::AuditEvent& event)
{
    using Last = std::tuple<std::int64_t, std::string>;
    BALIEBLIK_TRY(last,
                  scope_.first<Last>("select no, sha256 from audit_event where tenant = ? order by no desc limit 1"));
    const auto [no, previous] = last.value_or(Last{0, vault::sha256_hex("")});
    store::StoredAuditEvent stored{.no = no + 1,
                                   .who = event.who,
                                   .role = event.role,
                                   .what = event.what,
                                   .subject = event.subject,
                                   .at = event.at,
                                   .reason = event.reason,
                                   .previous = previous,
                                   .sha256 = {}};
    stored.sha256 = hash_of(stored);
    BALIEBLIK_CHECK(scope_.run_with("insert into audit_event values (:tenant, :no, :who, :role, :what, :subject, :at, "
                                    ":reason, :previous, :sha256)",
                                    stored));
    return {};
}

Result<std::vector<store::StoredAuditEvent>> SqliteAudit::events(std::int64_t before_no, std::int64_t limit)
{
    return scope_.all<store::StoredAuditEvent>("select * from audit_event where tenant = ?1 and (?2 = 0 or no < ?2) "
                                               "order by no desc limit ?3",
                                               before_no, limit);
}

Result<std::optional<std::int64_t>> SqliteAudit::first_break()
{
    std::int64_t expected = 1;
    std::string previous = vault::sha256_hex("");
    // In parts, as one statement over a trail of years would run out of its time.
    for (;;) {
        BALIEBLIK_TRY(events,
                      scope_.all<store::StoredAuditEvent>(
                          "select * from audit_event where tenant = ? and no >= ? order by no limit 2000", expected));
        if (events.empty())
            return std::optional<std::int64_t>{};
        for (const auto& event : events) {
            if (event.no != expected || event.previous != previous || event.sha256 != hash_of(event))
                return std::optional{expected};
            ++expected;
            previous = event.sha256;
        }
    }
}

} // namespace balieblik::store_sqlite
