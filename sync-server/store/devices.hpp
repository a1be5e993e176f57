// SPDX-License-Identifier: EUPL-1.2
// Tablets and the codes that admit them.
#pragma once

#include "base/json.hpp"
#include "model/person.hpp"
#include "sync/message.hpp"

namespace balieblik::store {

// An invitation. The code itself is never stored: a keyed hash of its lookup part finds it, a keyed hash of the whole
// proves it.
struct Enrolment {
    EnrolmentId id;
    InspectorId inspector_id;
    std::string lookup; // keyed hash of the first part, hexadecimal
    std::string proof;  // keyed hash of the whole, hexadecimal
    PersonId created_by;
    Timestamp created_at{};
    Timestamp expires_at{};
    std::int64_t tries_left = 5;
    std::optional<Timestamp> used_at;
    std::optional<DeviceId> device_id;
};
BOOST_DESCRIBE_STRUCT(Enrolment, (),
                      (id, inspector_id, lookup, proof, created_by, created_at, expires_at, tries_left, used_at,
                       device_id))

struct StoredDevice {
    DeviceId id;
    InspectorId inspector_id;
    std::string name;
    std::string public_key; // Ed25519, hexadecimal
    std::string platform;
    std::string app_version;
    DeviceState state = DeviceState::active;
    Timestamp enrolled_at{};
    Timestamp last_seen{};
    std::optional<Timestamp> revoked_at;
};
BOOST_DESCRIBE_STRUCT(StoredDevice, (),
                      (id, inspector_id, name, public_key, platform, app_version, state, enrolled_at, last_seen,
                       revoked_at))

// An order of the office to a tablet, with what became of it.
struct DeviceOrder {
    DeviceId device_id;
    std::int64_t number{}; // 1, 2, 3, ... a device
    sync::OrderMode mode{};
    std::string reason;
    PersonId given_by;
    Timestamp given_at{};
    std::string signature;
    std::optional<Timestamp> delivered_at; // it travelled in a reply
    std::optional<Timestamp> done_at;      // the tablet confirmed
};
BOOST_DESCRIBE_STRUCT(DeviceOrder, (),
                      (device_id, number, mode, reason, given_by, given_at, signature, delivered_at, done_at))

// What a tablet last said about itself.
struct DeviceReport {
    DeviceId device_id;
    Timestamp at{};
    std::int64_t unsent_mutations{};
    std::int64_t unsent_visits{};
    std::int64_t unsent_attachments{};
    std::vector<std::string> problems;
};
BOOST_DESCRIBE_STRUCT(DeviceReport, (), (device_id, at, unsent_mutations, unsent_visits, unsent_attachments, problems))

class Devices {
public:
    virtual ~Devices() = default;
    virtual Result<void> add_enrolment(const Enrolment& enrolment) = 0;
    virtual Result<std::optional<Enrolment>> enrolment_by_lookup(const std::string& lookup) = 0;
    virtual Result<std::vector<Enrolment>> enrolments_of(InspectorId inspector) = 0; // newest first
    // Writes tries_left, used_at and device_id.
    virtual Result<void> update_enrolment(const Enrolment& enrolment) = 0;

    virtual Result<void> add(const StoredDevice& device) = 0;
    virtual Result<std::optional<StoredDevice>> find(DeviceId id) = 0;
    virtual Result<std::vector<StoredDevice>> all() = 0; // newest first
    // Writes name, app_version, state, last_seen and revoked_at.
    virtual Result<void> update(const StoredDevice& device) = 0;

    virtual Result<void> add(const DeviceOrder& order) = 0;
    // Writes delivered_at and done_at.
    virtual Result<void> update(const DeviceOrder& order) = 0;
    virtual Result<std::optional<DeviceOrder>> last_order(DeviceId device) = 0;

    virtual Result<void> report(const DeviceReport& report) = 0; // in the place of the one before
    virtual Result<std::optional<DeviceReport>> last_report(DeviceId device) = 0;

    // False if this challenge was answered before. Answered ones are forgotten once `expires_at` has passed.
    virtual Result<bool> use_challenge(const std::string& nonce, Timestamp expires_at, Timestamp now) = 0;
};

} // namespace balieblik::store
