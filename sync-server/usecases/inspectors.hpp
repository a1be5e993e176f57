// SPDX-License-Identifier: EUPL-1.2
// Inspectors, by alias, and their tablets.
#pragma once

#include "usecases/device_orders.hpp"

namespace balieblik::usecases {

struct InspectorRow {
    InspectorId id;
    std::string alias;
    std::vector<std::string> languages;
    std::vector<std::string> ties; // CBS codes, never visited
    InspectorState state{};
    std::int64_t open_assignments{}; // offered, accepted, in progress or returned
    std::int64_t devices{};          // active tablets
    std::int64_t rev{};
};
BOOST_DESCRIBE_STRUCT(InspectorRow, (), (id, alias, languages, ties, state, open_assignments, devices, rev))

struct InspectorList {
    std::vector<InspectorRow> inspectors; // by alias
};
BOOST_DESCRIBE_STRUCT(InspectorList, (), (inspectors))

// Coordinator of any project. Aliases are identities of a kind: leaves an event.
Result<InspectorList> list_inspectors(store::Tx& tx, const Environment& env, const Actor& actor);

struct NewInspector {
    std::string alias;
    std::vector<std::string> languages; // "nl", "en", ...
    std::vector<std::string> ties;      // CBS codes of municipalities
};
BOOST_DESCRIBE_STRUCT(NewInspector, (), (alias, languages, ties))
// Coordinator of any project. Refusals: forbidden, validation, state_conflict (the alias is taken).
Result<InspectorRow> add_inspector(store::Tx& tx, const Environment& env, const Actor& actor,
                                   const NewInspector& request);

struct DeviceRow {
    DeviceId id;
    InspectorId inspector_id;
    std::string alias;
    std::string name;
    std::string platform;
    std::string app_version;
    DeviceState state{};
    Timestamp enrolled_at{};
    Timestamp last_contact{};
    std::optional<std::int64_t> unsent; // mutations and photos, as the tablet last said; unknown until it has
    std::optional<std::int64_t> unsent_visits;
    std::optional<Timestamp> reported_at;
    std::vector<std::string> problems;
    std::int64_t drafts_kept{};              // begun visits of which a sealed copy is here
    std::optional<Timestamp> drafts_kept_at; // the newest
    std::optional<Timestamp> revoked_at;
    std::optional<sync::OrderMode> order; // the last one
    std::optional<Timestamp> order_given_at;
    std::optional<Timestamp> order_delivered_at;
    std::optional<Timestamp> order_done_at;
};
BOOST_DESCRIBE_STRUCT(DeviceRow, (),
                      (id, inspector_id, alias, name, platform, app_version, state, enrolled_at, last_contact, unsent,
                       unsent_visits, reported_at, problems, drafts_kept, drafts_kept_at, revoked_at, order,
                       order_given_at, order_delivered_at, order_done_at))
struct DeviceList {
    std::vector<DeviceRow> devices; // newest first
};
BOOST_DESCRIBE_STRUCT(DeviceList, (), (devices))
// Coordinator or client admin.
Result<DeviceList> list_devices(store::Tx& tx, const Environment& env, const Actor& actor);

struct Revocation {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Revocation, (), (reason))
// Coordinator or client admin. From now on the tablet gets no token; what it holds is locked by its next contact.
// Refusals: forbidden, not_found, reason_missing, state_conflict (revoked already).
Result<DeviceRow> revoke_device(store::Tx& tx, const Environment& env, const Actor& actor, DeviceId device,
                                const Revocation& request);

// Gives the order of usecases/device_orders and the row as it then is.
Result<DeviceRow> order_device(store::Tx& tx, const Environment& env, const Actor& actor, DeviceId device,
                               const OrderRequest& request);

} // namespace balieblik::usecases
