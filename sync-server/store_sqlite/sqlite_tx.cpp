// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/sqlite_tx.hpp"

#include "storage/transaction.hpp"

namespace balieblik::store_sqlite {

SqliteTx::SqliteTx(Scope scope, const std::string& boot_id)
    : scope_(scope), tenancy_(scope), streams_(scope, boot_id), installs_(scope), visits_(scope), blobs_(scope),
      devices_(scope), people_(scope), field_(scope), reviews_(scope), releases_(scope), release_inputs_(scope),
      study_(scope), read_tokens_(scope), audit_(scope), backups_(scope), drafts_(scope), rescue_(scope),
      retention_(scope)
{
}

Result<void> SqliteTx::attempt(const std::function<Result<void>()>& part)
{
    const auto mark = streams_.mark();
    BALIEBLIK_TRY(savepoint, storage::Savepoint::begin(scope_.database));
    try {
        auto done = part();
        if (done)
            done = savepoint.release();
        if (!done)
            streams_.rewind(mark);
        return done;
    } catch (...) {
        streams_.rewind(mark);
        throw;
    }
}

} // namespace balieblik::store_sqlite
