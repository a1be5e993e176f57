// SPDX-License-Identifier: EUPL-1.2
// The outbox as a file that only the office's server opens (sync-protocol.md, section 15). Nothing of the outbox
// changes by it: what the file holds is handed in by the network, too, as soon as there is one.
#include "device_store/rows.hpp"

#include "sync/rescue.hpp"
#include "vault/bundle.hpp"

namespace balieblik::device_store {
namespace {

constexpr std::int64_t photo_piece = 256 * 1024;

template <class T>
Result<void> append(vault::BundleWriter& bundle, char kind, const T& described)
{
    return bundle.append(kind, as_bytes(json::print_struct(described)));
}

struct HeldMutation {
    MutationId mutation_id;
    std::string kind;
    int schema_rev{};
    std::string body;
    std::string sha256;
    std::optional<std::string> signature;
};
BOOST_DESCRIBE_STRUCT(HeldMutation, (), (mutation_id, kind, schema_rev, body, sha256, signature))

} // namespace

Result<BundleReport> DeviceStore::write_bundle(const std::filesystem::path& file)
{
    BALIEBLIK_TRY(row, tablet());
    BALIEBLIK_TRY(known, policy());
    if (!row.enrolment || !known)
        return Error{Errc::state_conflict, "the office's key is not known yet"};
    BALIEBLIK_TRY(office, vault::PublicKey::parse(known->intake_key));
    BALIEBLIK_TRY(key, signing_key());
    const auto& organisation = row.enrolment->organisation;
    const sync::BundleHead head{organisation.tenant, organisation.device_id, organisation.inspector_id,
                                ids_.make<InstallId>(), clock_.now()};
    BALIEBLIK_TRY(bundle, vault::BundleWriter::create(file, office, random_));
    BALIEBLIK_CHECK(append(bundle, 'H', head));
    BundleReport report;

    BALIEBLIK_TRY(waiting, database_.all<MutationId>("SELECT mutation_id FROM mutation WHERE status = 'pending' "
                                                     "ORDER BY install_id = (SELECT install_id FROM tablet), no"));
    for (const auto& id : waiting) {
        BALIEBLIK_TRY(held, database_.first<HeldMutation>(
                                "SELECT m.mutation_id, m.kind, m.schema_rev, coalesce(m.body, v.body) AS body, "
                                "m.sha256, v.signature FROM mutation m LEFT JOIN visit_version v ON "
                                "v.visit_version_id = m.subject AND m.kind = 'visit_version' WHERE m.mutation_id = ?",
                                id));
        if (!held)
            continue;
        BALIEBLIK_CHECK(append(bundle, 'M',
                               sync::Mutation{++report.mutations, held->mutation_id, held->kind, held->schema_rev,
                                              held->body, held->sha256, held->signature}));
    }

    using Waiting = std::tuple<std::string, std::int64_t, VisitVersionId>;
    BALIEBLIK_TRY(photos, database_.all<Waiting>("SELECT u.sha256, u.size, u.visit_version_id FROM upload u JOIN "
                                                 "visit_version v USING (visit_version_id) WHERE u.done = 0 AND "
                                                 "u.refused IS NULL ORDER BY v.sealed_at, u.sha256"));
    for (const auto& [sha256, size, version] : photos) {
        BALIEBLIK_CHECK(append(bundle, 'P', sync::BundlePhoto{sha256, size, version}));
        ++report.photos;
        for (std::int64_t at = 0; at < size; at += photo_piece) {
            const auto bytes = attachment_bytes(sha256, at, std::min(photo_piece, size - at));
            if (!bytes) { // damaged: what there is of it, and all the rest
                ++report.photos_damaged;
                break;
            }
            BALIEBLIK_CHECK(bundle.append('B', *bytes));
        }
    }

    const auto signature = key.sign(vault::label::bundle, {to_text(head.tenant), to_text(head.device_id),
                                                           to_text(head.install_id), to_hex(bundle.hash())});
    BALIEBLIK_CHECK(append(bundle, 'E', sync::BundleEnd{report.mutations, report.photos, signature}));
    BALIEBLIK_CHECK(bundle.finish());
    return report;
}

} // namespace balieblik::device_store
