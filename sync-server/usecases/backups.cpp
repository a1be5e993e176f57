// SPDX-License-Identifier: EUPL-1.2
#include "usecases/backups.hpp"

#include "usecases/inbox.hpp"

#include <span>

namespace balieblik::usecases {
namespace {

constexpr std::size_t marked_at_once = 500;

Result<std::int64_t> mark(store::Tx& tx, std::span<const VisitVersionId> visits)
{
    std::int64_t marked = 0;
    for (const auto& id : visits) {
        BALIEBLIK_TRY(version, tx.backups().mark(id));
        if (!version)
            continue;
        publish_receipt(tx, *version);
        ++marked;
    }
    return marked;
}

Result<void> record(store::Tx& tx, const Environment& env, const store::Backup& backup)
{
    BALIEBLIK_TRY(known, tx.backups().all());
    if (std::any_of(known.begin(), known.end(), [&](const auto& one) { return one.id == backup.id; }))
        return {};
    BALIEBLIK_CHECK(tx.backups().add(backup));
    return note(tx, env, server_actor(), Role::client_admin, "store.backed_up", "backup:" + to_text(backup.id));
}

} // namespace

Result<std::int64_t> publish_backup(store::Store& store, TenantId tenant, const Environment& env,
                                    const store::Backup& backup, const std::vector<VisitVersionId>& visits)
{
    std::int64_t marked = 0;
    for (std::size_t from = 0; from < visits.size(); from += marked_at_once) {
        const auto part = std::span(visits).subspan(from, std::min(marked_at_once, visits.size() - from));
        auto work = [&](store::Tx& tx) { return mark(tx, part); };
        BALIEBLIK_TRY(count, store.write(tenant, work));
        marked += count;
    }
    auto work = [&](store::Tx& tx) { return record(tx, env, backup); };
    BALIEBLIK_CHECK(store.write(tenant, work));
    return marked;
}

} // namespace balieblik::usecases
