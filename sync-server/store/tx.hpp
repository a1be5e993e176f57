// SPDX-License-Identifier: EUPL-1.2
// One transaction of one tenant, in the words of the field: one area per header. Use cases take a Tx& and never open or
// commit. A Tx is used by the thread that got it, while the work runs.
#pragma once

#include "store/audit.hpp"
#include "store/backups.hpp"
#include "store/blobs.hpp"
#include "store/devices.hpp"
#include "store/drafts.hpp"
#include "store/field.hpp"
#include "store/installs.hpp"
#include "store/people.hpp"
#include "store/read_tokens.hpp"
#include "store/releases.hpp"
#include "store/rescue.hpp"
#include "store/retention.hpp"
#include "store/reviews.hpp"
#include "store/streams.hpp"
#include "store/study.hpp"
#include "store/tenancy.hpp"
#include "store/visits.hpp"

namespace balieblik::store {

class Tx {
public:
    virtual ~Tx() = default;

    virtual TenantId tenant() const = 0;

    virtual Tenancy& tenancy() = 0;   // the organisation itself and its keys
    virtual Streams& streams() = 0;   // what tablets are told
    virtual Installs& installs() = 0; // numbered mutations, quarantine
    virtual Visits& visits() = 0;     // sealed visit versions
    virtual Blobs& blobs() = 0;       // photos and their uploads
    virtual Devices& devices() = 0;   // tablets, enrolment
    virtual People& people() = 0;     // console accounts and sessions
    virtual Field& field() = 0;       // projects, waves, places, norms, scenarios, forms, inspectors, assignments
    virtual Reviews& reviews() = 0;
    virtual Releases& releases() = 0;
    virtual ReleaseInputs& release_inputs() = 0;
    virtual Study& study() = 0;            // what the figures need beside the visits
    virtual ReadTokens& read_tokens() = 0; // keys with which programs read releases
    virtual Audit& audit() = 0;
    virtual Backups& backups() = 0; // what the last verified ones hold
    virtual Retention& retention() = 0;
    virtual Drafts& drafts() = 0; // visits that are still being filled in
    virtual Rescue& rescue() = 0; // tablets that are out of reach, and the ways back to what is on them

    // Runs a part of the work so that its writes, stream changes included, are undone if it refuses or throws, and the
    // rest of the work can go on.
    virtual Result<void> attempt(const std::function<Result<void>()>& part) = 0;
};

} // namespace balieblik::store
