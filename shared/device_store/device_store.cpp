// SPDX-License-Identifier: EUPL-1.2
// Opening, and who this tablet is.
#include "device_store/migrations.hpp"
#include "device_store/receipts.hpp"
#include "device_store/rows.hpp"

#include "vault/durable_file.hpp"

namespace balieblik::device_store {

DeviceStore::DeviceStore(storage::Database database, std::filesystem::path photos, const Clock& clock, Random& random,
                         AppFacts app)
    : database_(std::move(database)), photos_(std::move(photos)), clock_(clock), random_(random), app_(std::move(app))
{
}

DeviceStore::~DeviceStore() = default;

Reading YearClock::read() const
{
    auto reading = clock_.read();
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(reading.wall)};
    reading.wall = std::chrono::sys_days{day.year() / 1 / 1};
    return reading;
}

Result<std::unique_ptr<DeviceStore>> DeviceStore::open(storage::Database database, std::filesystem::path photos,
                                                       const Clock& clock, Random& random, AppFacts app)
{
    BALIEBLIK_CHECK(storage::migrate(database, migrations(), clock.now()));
    BALIEBLIK_CHECK(vault::make_folder(photos));
    std::unique_ptr<DeviceStore> store{
        new DeviceStore(std::move(database), std::move(photos), clock, random, std::move(app))};
    BALIEBLIK_TRY(transaction, Tx::begin(store->database_));
    BALIEBLIK_CHECK(store->database_.run("INSERT OR IGNORE INTO tablet (id, install_id) VALUES (1, ?)",
                                         store->ids_.make<InstallId>()));
    BALIEBLIK_CHECK(ask_again_about_photos(store->database_));
    BALIEBLIK_CHECK(transaction.commit());
    BALIEBLIK_CHECK(store->remove_unused_photos());
    return store;
}

Result<DeviceStore::Tablet> DeviceStore::tablet()
{
    BALIEBLIK_TRY(row, database_.first<Tablet>("SELECT * FROM tablet"));
    return std::move(row.value());
}

Result<void> DeviceStore::enrol(const Enrolment& enrolment, const vault::SigningKey& key, InstallId install)
{
    const auto seed = key.seed();
    BALIEBLIK_TRY(changed, database_.run("UPDATE tablet SET enrolment = ?, device_seed = ?, install_id = ?, epoch = ? "
                                         "WHERE enrolment IS NULL",
                                         enrolment, seed, install, enrolment.organisation.epoch));
    if (changed == 0)
        return Error{Errc::state_conflict, "this tablet is enrolled already"};
    return {};
}

Result<sync::EnrolRequest> DeviceStore::request_to_enrol_again(std::string code)
{
    BALIEBLIK_TRY(row, tablet());
    if (!row.enrolment)
        return Error{Errc::state_conflict, "this tablet is not enrolled"};
    BALIEBLIK_TRY(key, signing_key());
    BALIEBLIK_TRY(kept, order());
    const auto& known = row.enrolment->organisation;
    return sync::EnrolRequest{std::move(code),
                              key.public_key().to_text(),
                              row.install_id,
                              row.enrolment->device_name,
                              app_.platform,
                              app_.app_version,
                              sync::EnrolledBefore{known.device_id, known.inspector_id, std::move(kept)}};
}

Result<void> DeviceStore::check_same_office(const sync::EnrolReply& reply)
{
    BALIEBLIK_TRY(row, tablet());
    const auto same = [&](const sync::EnrolReply& known) {
        return reply.tenant == known.tenant && reply.device_id == known.device_id &&
               reply.inspector_id == known.inspector_id && reply.order_key == known.order_key &&
               reply.receipt_key == known.receipt_key;
    };
    return row.enrolment && same(row.enrolment->organisation) ? Result<void>{} : Error{Errc::server_not_trusted, {}};
}

Result<std::optional<Enrolment>> DeviceStore::enrolment()
{
    BALIEBLIK_TRY(row, tablet());
    return std::move(row.enrolment);
}

Result<vault::SigningKey> DeviceStore::signing_key()
{
    BALIEBLIK_TRY(row, tablet());
    if (!row.device_seed)
        return Error{Errc::state_conflict, "this tablet is not enrolled"};
    auto key = vault::SigningKey::from_seed(*row.device_seed);
    vault::wipe(*row.device_seed);
    return key;
}

Result<std::string> DeviceStore::sign_token(const TenantId& tenant, const sync::TokenRequest& request)
{
    BALIEBLIK_TRY(key, signing_key());
    return key.sign(vault::label::token,
                    {to_text(tenant), to_text(request.device_id), to_text(request.install_id), request.nonce});
}

bool DeviceStore::receipt_is_genuine(const sync::Receipt& receipt)
{
    const auto known = enrolment();
    if (!known || !*known)
        return false;
    const auto key = vault::PublicKey::parse((*known)->organisation.receipt_key);
    return key && vault::verify(*key, receipt.signature, vault::label::receipt,
                                {to_text((*known)->organisation.tenant), to_text(receipt.visit_version_id),
                                 receipt.sha256, json::enum_name(receipt.state)});
}

bool DeviceStore::order_is_genuine(const sync::Order& order)
{
    const auto known = enrolment();
    if (!known || !*known || (*known)->organisation.device_id != order.device_id)
        return false;
    const auto key = vault::PublicKey::parse((*known)->organisation.order_key);
    return key && vault::verify(*key, order.signature, vault::label::order,
                                {to_text((*known)->organisation.tenant), to_text(order.device_id),
                                 std::to_string(order.number), json::enum_name(order.mode)});
}

Result<std::optional<sync::Order>> DeviceStore::order()
{
    BALIEBLIK_TRY(kept, setting("order"));
    if (!kept)
        return std::optional<sync::Order>{};
    BALIEBLIK_TRY(order, json::read_text<sync::Order>(*kept));
    return std::optional{std::move(order)};
}

Result<void> DeviceStore::keep_order(const sync::Order& order)
{
    return set_setting("order", json::print_struct(order));
}

Result<std::optional<std::string>> DeviceStore::setting(std::string_view name)
{
    return database_.first<std::string>("SELECT value FROM setting WHERE name = ?", name);
}

Result<void> DeviceStore::set_setting(std::string_view name, std::string_view value)
{
    BALIEBLIK_CHECK(database_.run("INSERT INTO setting (name, value) VALUES (?, ?) "
                                  "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                                  name, value));
    return {};
}

// --- Laps tapped under the key lock ------------------------------------------------------------------------------

Result<vault::PublicKey> DeviceStore::journal_key()
{
    BALIEBLIK_TRY(row, tablet());
    if (row.journal_secret) {
        BALIEBLIK_TRY(key, vault::SealingKey::from_secret(*row.journal_secret));
        vault::wipe(*row.journal_secret);
        return key.public_key();
    }
    const auto key = vault::SealingKey::make(random_);
    BALIEBLIK_CHECK(database_.run("UPDATE tablet SET journal_secret = ?", key.secret()));
    return key.public_key();
}

} // namespace balieblik::device_store
