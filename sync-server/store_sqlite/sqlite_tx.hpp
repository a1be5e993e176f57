// SPDX-License-Identifier: EUPL-1.2
// One work's view of the database: the areas, all on one connection and one tenant.
#pragma once

#include "store/tx.hpp"
#include "store_sqlite/audit.hpp"
#include "store_sqlite/backups.hpp"
#include "store_sqlite/blobs.hpp"
#include "store_sqlite/devices.hpp"
#include "store_sqlite/drafts.hpp"
#include "store_sqlite/field.hpp"
#include "store_sqlite/installs.hpp"
#include "store_sqlite/people.hpp"
#include "store_sqlite/read_tokens.hpp"
#include "store_sqlite/releases.hpp"
#include "store_sqlite/rescue.hpp"
#include "store_sqlite/retention.hpp"
#include "store_sqlite/reviews.hpp"
#include "store_sqlite/streams.hpp"
#include "store_sqlite/study.hpp"
#include "store_sqlite/tenancy.hpp"
#include "store_sqlite/visits.hpp"

namespace balieblik::store_sqlite {

class SqliteTx final : public store::Tx {
public:
    SqliteTx(Scope scope, const std::string& boot_id);

    TenantId tenant() const override { return scope_.tenant; }
    store::Tenancy& tenancy() override { return tenancy_; }
    store::Streams& streams() override { return streams_; }
    store::Installs& installs() override { return installs_; }
    store::Visits& visits() override { return visits_; }
    store::Blobs& blobs() override { return blobs_; }
    store::Devices& devices() override { return devices_; }
    store::People& people() override { return people_; }
    store::Field& field() override { return field_; }
    store::Reviews& reviews() override { return reviews_; }
    store::Releases& releases() override { return releases_; }
    store::ReleaseInputs& release_inputs() override { return release_inputs_; }
    store::Study& study() override { return study_; }
    store::ReadTokens& read_tokens() override { return read_tokens_; }
    store::Audit& audit() override { return audit_; }
    store::Backups& backups() override { return backups_; }
    store::Drafts& drafts() override { return drafts_; }
    store::Rescue& rescue() override { return rescue_; }
    store::Retention& retention() override { return retention_; }
    Result<void> attempt(const std::function<Result<void>()>& part) override;

    // The last statements of the work.
    Result<void> flush(Timestamp now) { return streams_.flush(now); }
    const std::vector<std::string>& changed_streams() const { return streams_.changed(); }

private:
    Scope scope_;
    SqliteTenancy tenancy_;
    SqliteStreams streams_;
    SqliteInstalls installs_;
    SqliteVisits visits_;
    SqliteBlobs blobs_;
    SqliteDevices devices_;
    SqlitePeople people_;
    SqliteField field_;
    SqliteReviews reviews_;
    SqliteReleases releases_;
    SqliteReleaseInputs release_inputs_;
    SqliteStudy study_;
    SqliteReadTokens read_tokens_;
    SqliteAudit audit_;
    SqliteBackups backups_;
    SqliteDrafts drafts_;
    SqliteRescue rescue_;
    SqliteRetention retention_;
};

} // namespace balieblik::store_sqlite
