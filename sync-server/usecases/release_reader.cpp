// SPDX-License-Identifier: EUPL-1.2
// Reads releases and nothing else: this file may not include what knows visits.
#include "usecases/release.hpp"

#include <algorithm>

namespace balieblik::usecases {
namespace {

constexpr std::int64_t most_cells = 2000;

ReleaseRow row_of(const store::StoredRelease& stored)
{
    return {stored.id, stored.wave_id, stored.wave, stored.project, stored.version, stored.published_at};
}

} // namespace

ReleaseReader::ReleaseReader(store::Tx& tx, const Actor& actor) : releases_(tx.releases()), actor_(actor) {}

Result<store::StoredRelease> ReleaseReader::readable(ReleaseId id) const
{
    BALIEBLIK_TRY(stored, releases_.find(id));
    if (!stored || !require(actor_, {Role::quality_team}, stored->project_id))
        return Error{Errc::not_found, "release"};
    return *stored;
}

Result<ReleaseList> ReleaseReader::list() const
{
    BALIEBLIK_CHECK(require_somewhere(actor_, {Role::quality_team}));
    BALIEBLIK_TRY(all, releases_.all());
    ReleaseList list;
    for (const auto& stored : all)
        if (require(actor_, {Role::quality_team}, stored.project_id))
            list.releases.push_back(row_of(stored));
    return list;
}

Result<ReleaseView> ReleaseReader::find(ReleaseId id) const
{
    BALIEBLIK_TRY(stored, readable(id));
    ReleaseView view;
    view.release = stored.release;
    view.wave = stored.wave;
    view.project = stored.project;
    BALIEBLIK_TRY(top, releases_.place(id, stored.release.top));
    view.top = top.value_or(ReleasePlace{});
    BALIEBLIK_TRY(versions, releases_.versions(stored.wave_id));
    for (const auto& version : versions)
        view.versions.push_back(row_of(version));
    return view;
}

Result<CellPage> ReleaseReader::cells(ReleaseId id, const CellQuery& query) const
{
    BALIEBLIK_CHECK(readable(id));
    if (query.skip < 0 || query.limit < 1 || query.limit > most_cells)
        return Error{Errc::malformed, "skip, limit"};
    const store::CellFilter filter{query.place, query.within, query.level, query.dimension};
    CellPage page;
    BALIEBLIK_TRY(cells, releases_.cells(id, filter, query.skip, query.limit));
    BALIEBLIK_TRY(total, releases_.count(id, filter));
    page.total = total;
    if (query.skip + std::ssize(cells) < total)
        page.next_skip = query.skip + std::ssize(cells);
    page.cells = std::move(cells);
    for (const auto& cell : page.cells) {
        if (page.names.contains(cell.place))
            continue;
        BALIEBLIK_TRY(place, releases_.place(id, cell.place));
        page.names[cell.place] = place ? place->name : cell.place;
    }
    auto code = query.place ? query.place : query.within;
    while (code && !code->empty()) {
        BALIEBLIK_TRY(place, releases_.place(id, *code));
        if (!place)
            break;
        page.path.insert(page.path.begin(), *place);
        code = place->within;
    }
    return page;
}

Result<Trend> ReleaseReader::trend(ReleaseId id, const TrendQuery& query) const
{
    BALIEBLIK_TRY(stored, readable(id));
    BALIEBLIK_TRY(all, releases_.of_project(stored.project_id)); // newest first
    Trend trend;
    std::vector<WaveId> seen;
    for (const auto& one : all) {
        const bool known = std::find(seen.begin(), seen.end(), one.wave_id) != seen.end();
        if (known || one.release.channel != stored.release.channel)
            continue;
        seen.push_back(one.wave_id);
        BALIEBLIK_TRY(cells, releases_.cells(one.id, {query.place, {}, {}, {}}, 0, most_cells));
        for (const auto& cell : cells)
            trend.points.push_back({one.id, one.wave, one.version, one.published_at, cell});
    }
    std::reverse(trend.points.begin(), trend.points.end());
    return trend;
}

Result<AnalysesView> ReleaseReader::analyses(ReleaseId id) const
{
    BALIEBLIK_CHECK(readable(id));
    AnalysesView view;
    BALIEBLIK_TRY(stored, releases_.analyses(id));
    if (!stored)
        return view;
    view.made_at = stored->made_at;
    view.analyses = std::move(stored->analyses);
    std::vector<std::string> codes;
    for (const auto& one : view.analyses->changes.changes)
        codes.push_back(one.place);
    for (const auto& one : view.analyses->drivers)
        codes.push_back(one.place);
    for (const auto& one : view.analyses->weighted)
        codes.push_back(one.place);
    for (const auto& code : codes) {
        if (view.names.contains(code))
            continue;
        BALIEBLIK_TRY(place, releases_.place(id, code));
        view.names[code] = place ? place->name : code;
    }
    return view;
}

Result<std::vector<ReleasePlace>> ReleaseReader::places(ReleaseId id) const
{
    BALIEBLIK_CHECK(readable(id));
    return releases_.places(id);
}

Result<VisitCounts> ReleaseReader::counts(ReleaseId id) const
{
    VisitCounts made;
    for (std::int64_t first = 0;; first += most_cells) {
        BALIEBLIK_TRY(cells, part(id, first, most_cells));
        for (const auto& cell : cells)
            if (cell.n_at_least)
                made[{cell.place, cell.dimension}] = *cell.n_at_least;
        if (std::ssize(cells) < most_cells)
            return made;
    }
}

Result<std::vector<ReleaseCell>> ReleaseReader::part(ReleaseId id, std::int64_t first, std::int64_t limit) const
{
    BALIEBLIK_CHECK(readable(id));
    return releases_.cells_from(id, first, limit);
}

Result<void> note_release_read(store::Tx& tx, const Environment& env, const Actor& actor, ReleaseId id,
                               const std::string& what, const std::string& detail)
{
    auto asked = detail;
    if (actor.read_token)
        asked += (asked.empty() ? "" : " ") + std::string("read_token:") + to_text(*actor.read_token);
    return note(tx, env, actor, Role::quality_team, what, "release:" + to_text(id), asked);
}

} // namespace balieblik::usecases
