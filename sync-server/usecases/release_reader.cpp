// SPDX-License-Identifier: EUPL-1.2
// Reads releases and nothing else: this file may not include what knows visits.
#include "usecases/release.hpp"

namespace balieblik::usecases {

ReleaseReader::ReleaseReader(store::Tx& tx, const Actor& actor) : releases_(tx.releases()), actor_(actor) {}

Result<ReleaseList> ReleaseReader::list() const
{
    BALIEBLIK_CHECK(require_somewhere(actor_, {Role::quality_team}));
    BALIEBLIK_TRY(all, releases_.all());
    ReleaseList list;
    for (const auto& stored : all)
        if (require(actor_, {Role::quality_team}, stored.project_id))
            list.releases.push_back(
                {stored.id, stored.wave_id, stored.wave, stored.project, stored.version, stored.published_at});
    return list;
}

Result<ReleaseView> ReleaseReader::find(ReleaseId id) const
{
    BALIEBLIK_TRY(stored, releases_.find(id));
    if (!stored || !require(actor_, {Role::quality_team}, stored->project_id))
        return Error{Errc::not_found, "release"};
    return ReleaseView{stored->release, stored->wave, stored->project, stored->municipalities};
}

} // namespace balieblik::usecases
