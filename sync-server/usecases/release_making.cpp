// SPDX-License-Identifier: EUPL-1.2
#include "usecases/release_making.hpp"

namespace balieblik::usecases {
namespace {

constexpr const char* method = "mean of visit scores, two-sided 95% t-interval";
constexpr std::size_t at_once = 500;

std::string pattern_of(const ReleaseCell& cell)
{
    return cell.place + ' ' + cell.dimension + (!cell.mean ? " -" : cell.bound ? " <>" : " +") + '\n';
}

} // namespace

ReleaseWriter::ReleaseWriter(store::Tx& tx, ReleaseId id) : tx_(tx), id_(id) {}

Result<void> ReleaseWriter::take(store::WrittenInput input)
{
    inputs_.push_back(std::move(input));
    if (inputs_.size() == at_once)
        write_inputs();
    return so_far_;
}

void ReleaseWriter::write_inputs()
{
    if (so_far_)
        so_far_ = tx_.release_inputs().add(id_, inputs_);
    inputs_.clear();
}

Result<void> ReleaseWriter::take(const store::SecondLook& look)
{
    return tx_.release_inputs().add(id_, std::span(&look, 1));
}

void ReleaseWriter::take(ReleaseCell cell)
{
    pattern_.update(as_bytes(pattern_of(cell)));
    cells_.push_back(std::move(cell));
    if (cells_.size() == at_once)
        write_cells();
}

void ReleaseWriter::write_cells()
{
    if (so_far_)
        so_far_ = tx_.releases().add(id_, written_, cells_);
    written_ += std::ssize(cells_);
    cells_.clear();
}

Result<store::StoredRelease> ReleaseWriter::finish(const Environment& env, const Wave& wave, const Project& project,
                                                   const ReleaseDraft& draft, std::int64_t version)
{
    write_inputs();
    write_cells();
    BALIEBLIK_CHECK(so_far_);
    const auto stored = stored_release(env, wave, project, draft, version);
    BALIEBLIK_CHECK(tx_.releases().add(stored, draft.cube.places, {}));
    return stored;
}

store::StoredRelease ReleaseWriter::stored_release(const Environment& env, const Wave& wave, const Project& project,
                                                   const ReleaseDraft& draft, std::int64_t version)
{
    const auto now = env.clock.now();
    store::StoredRelease made;
    made.id = id_;
    made.wave_id = wave.id;
    made.project_id = project.id;
    made.version = version;
    made.wave = wave.name;
    made.project = project.name;
    made.published_at = now;
    made.approved_visits = draft.material.visits;
    auto& release = made.release;
    release.id = made.id;
    release.wave_id = made.wave_id;
    release.version = version;
    release.published_at = now;
    release.data_as_of = now;
    release.snapshot_sha256 = draft.material.snapshot_sha256;
    release.pattern_sha256 = to_hex(pattern_.finish());
    release.code_version = code_version;
    release.method = method;
    release.rule = draft.rule;
    release.channel = wave.channel;
    release.figures = draft.material.figures;
    release.top = draft.cube.places.empty() ? std::string{} : draft.cube.places.front().code;
    release.cells_shown = draft.cube.shown;
    release.cells_hidden = draft.cube.hidden;
    release.notes = draft.material.notes;
    return made;
}

} // namespace balieblik::usecases
