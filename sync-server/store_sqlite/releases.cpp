// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/releases.hpp"

namespace balieblik::store_sqlite {

namespace {

// Many rows by one statement whose parameters are looked up once: `:tenant`, `:release_id`, `:no`, counted from
// `first`, and members of the rows. Throws BrokenSql for one that is none of these.
template <class T>
Result<void> insert_all(Scope& scope, std::string_view sql, ReleaseId release, std::int64_t first,
                        std::span<const T> rows)
{
    BALIEBLIK_TRY(statement, scope.database.prepare(sql));
    int known = 0;
    const auto position = [&](const std::string& name) {
        const int found = statement.parameter(name.c_str());
        known += found > 0 ? 1 : 0;
        return found;
    };
    std::vector<int> members; // their positions, 0 where it is not asked for
    boost::mp11::mp_for_each<json::detail::Members<T>>(
        [&](auto member) { members.push_back(position(":" + std::string(member.name))); });
    const int tenant = position(":tenant");
    const int of = position(":release_id");
    const int no = position(":no");
    if (known != statement.parameters())
        throw storage::BrokenSql("a named parameter has no member: " + std::string(sql));
    for (const auto& row : rows) {
        statement.reset();
        statement.bind(tenant, scope.tenant);
        statement.bind(of, release);
        if (no > 0)
            statement.bind(no, first++);
        auto at = members.begin();
        boost::mp11::mp_for_each<json::detail::Members<T>>([&](auto member) {
            if (const int here = *at++; here > 0)
                statement.bind(here, row.*member.pointer);
        });
        BALIEBLIK_CHECK(statement.finish());
    }
    return {};
}

} // namespace

Result<void> SqliteReleases::add(const store::StoredRelease& release, std::span<const ReleasePlace> places,
                                 std::span<const ReleaseCell> cells)
{
    // SQLite looks at every row again that was waiting for this one: of a continent that takes its time.
    scope_.database.take_any_time();
    BALIEBLIK_CHECK(scope_.run_with("insert into release (tenant, id, wave_id, project_id, version, wave, project, "
                                    "published_at, approved_visits, release) values (:tenant, :id, :wave_id, "
                                    ":project_id, :version, :wave, :project, :published_at, :approved_visits, "
                                    ":release)",
                                    release));
    BALIEBLIK_CHECK(insert_all(
        scope_, "insert into release_place values (:tenant, :release_id, :no, :code, :name, :level, :within)",
        release.id, 0, places));
    return add(release.id, 0, cells);
}

Result<void> SqliteReleases::add(ReleaseId release, std::int64_t first, std::span<const ReleaseCell> cells)
{
    return insert_all(scope_,
                      "insert into release_cell values (:tenant, :release_id, :no, :place, :level, :within, :channel, "
                      ":dimension, :mean, :lower, :upper, :bound, :n_at_least, :verdict, :hidden_because)",
                      release, first, cells);
}

Result<std::optional<store::StoredRelease>> SqliteReleases::find(ReleaseId id)
{
    return scope_.first<store::StoredRelease>("select * from release where tenant = ? and id = ?", id);
}

Result<std::optional<store::StoredRelease>> SqliteReleases::of_wave(WaveId wave)
{
    return scope_.first<store::StoredRelease>(
        "select * from release where tenant = ? and wave_id = ? order by version desc limit 1", wave);
}

Result<std::vector<store::StoredRelease>> SqliteReleases::versions(WaveId wave)
{
    return scope_.all<store::StoredRelease>(
        "select * from release where tenant = ? and wave_id = ? order by version desc", wave);
}

Result<std::vector<store::StoredRelease>> SqliteReleases::of_project(ProjectId project)
{
    return scope_.all<store::StoredRelease>(
        "select * from release where tenant = ? and project_id = ? order by published_at desc, id desc", project);
}

Result<std::vector<store::StoredRelease>> SqliteReleases::all()
{
    return scope_.all<store::StoredRelease>(
        "select * from release where tenant = ? order by published_at desc, id desc");
}

Result<std::vector<ReleasePlace>> SqliteReleases::places(ReleaseId id)
{
    return scope_.all<ReleasePlace>("select * from release_place where tenant = ? and release_id = ? order by no", id);
}

Result<std::optional<ReleasePlace>> SqliteReleases::place(ReleaseId id, const std::string& code)
{
    return scope_.first<ReleasePlace>("select * from release_place where tenant = ? and release_id = ? and code = ?",
                                      id, code);
}

Result<std::vector<ReleasePlace>> SqliteReleases::places_within(ReleaseId id, const std::string& code)
{
    return scope_.all<ReleasePlace>(
        "select * from release_place where tenant = ? and release_id = ? and within = ? order by no", id, code);
}

namespace {

struct CellQuestions {
    const char* cells;
    const char* count;
};
// A filter by place, or by what a place lies in, is answered from its index whatever else it holds. The index is named:
// SQLite itself would rather read the whole release in the order that is asked for.
const CellQuestions& questions_for(const store::CellFilter& filter)
{
    static constexpr CellQuestions by_place{
        "select * from release_cell indexed by release_cell_place where tenant = ?1 and release_id = ?2 "
        "and place = ?3 and (?4 is null or within = ?4) and (?5 is null or level = ?5) "
        "and (?6 is null or dimension = ?6) order by no limit ?7 offset ?8",
        "select count(*) from release_cell indexed by release_cell_place where tenant = ?1 and release_id = ?2 "
        "and place = ?3 and (?4 is null or within = ?4) and (?5 is null or level = ?5) "
        "and (?6 is null or dimension = ?6)"};
    static constexpr CellQuestions by_within{
        "select * from release_cell indexed by release_cell_within where tenant = ?1 and release_id = ?2 "
        "and (?3 is null or place = ?3) and within = ?4 and (?5 is null or level = ?5) "
        "and (?6 is null or dimension = ?6) order by no limit ?7 offset ?8",
        "select count(*) from release_cell indexed by release_cell_within where tenant = ?1 and release_id = ?2 "
        "and (?3 is null or place = ?3) and within = ?4 and (?5 is null or level = ?5) "
        "and (?6 is null or dimension = ?6)"};
    static constexpr CellQuestions of_all{
        "select * from release_cell where tenant = ?1 and release_id = ?2 and (?3 is null or place = ?3) and "
        "(?4 is null or within = ?4) and (?5 is null or level = ?5) and (?6 is null or dimension = ?6) "
        "order by no limit ?7 offset ?8",
        "select count(*) from release_cell where tenant = ?1 and release_id = ?2 and (?3 is null or place = ?3) and "
        "(?4 is null or within = ?4) and (?5 is null or level = ?5) and (?6 is null or dimension = ?6)"};
    return filter.place ? by_place : filter.within ? by_within : of_all;
}

} // namespace

Result<std::vector<ReleaseCell>> SqliteReleases::cells(ReleaseId id, const store::CellFilter& filter, std::int64_t skip,
                                                       std::int64_t limit)
{
    return scope_.all<ReleaseCell>(questions_for(filter).cells, id, filter.place, filter.within, filter.level,
                                   filter.dimension, limit, skip);
}

Result<std::int64_t> SqliteReleases::count(ReleaseId id, const store::CellFilter& filter)
{
    BALIEBLIK_TRY(count, scope_.first<std::int64_t>(questions_for(filter).count, id, filter.place, filter.within,
                                                    filter.level, filter.dimension));
    return count.value_or(0);
}

Result<std::map<Suppression, std::int64_t>> SqliteReleases::reasons(ReleaseId id)
{
    // Many cells have the same few reasons.
    using Same = std::tuple<std::vector<Suppression>, std::int64_t>;
    BALIEBLIK_TRY(counted, scope_.all<Same>("select hidden_because, count(*) from release_cell where tenant = ? and "
                                            "release_id = ? group by hidden_because",
                                            id));
    std::map<Suppression, std::int64_t> made;
    for (const auto& [reasons, cells] : counted)
        for (const auto reason : reasons)
            made[reason] += cells;
    return made;
}

Result<std::optional<PublishingRule>> SqliteReleases::rule(ProjectId project)
{
    return scope_.first<PublishingRule>("select * from publishing_rule where tenant = ? and project_id = ?", project);
}

Result<void> SqliteReleases::set_rule(ProjectId project, const PublishingRule& rule)
{
    BALIEBLIK_CHECK(scope_.run_with("insert or replace into publishing_rule values (:tenant, :project_id, :min_visits, "
                                    ":min_staff_pool, :min_inspectors, :max_share_of_weight, :count_rounding, "
                                    ":group_pool, :protection)",
                                    rule, Named<ProjectId>{":project_id", project}));
    return {};
}

Result<std::vector<ReleaseCell>> SqliteReleases::cells_from(ReleaseId id, std::int64_t first, std::int64_t limit)
{
    return scope_.all<ReleaseCell>(
        "select * from release_cell where tenant = ? and release_id = ? and no >= ? order by no limit ?", id, first,
        limit);
}

Result<void> SqliteReleases::add(const store::StoredAnalyses& analyses)
{
    BALIEBLIK_CHECK(
        scope_.run_with("insert into release_analyses values (:tenant, :release_id, :made_at, :analyses)", analyses));
    return {};
}

Result<std::optional<store::StoredAnalyses>> SqliteReleases::analyses(ReleaseId id)
{
    return scope_.first<store::StoredAnalyses>("select * from release_analyses where tenant = ? and release_id = ?",
                                               id);
}

Result<void> SqliteReleases::keep(const store::StoredProof& proof)
{
    BALIEBLIK_CHECK(scope_.run_with(
        "insert or replace into release_proof values (:tenant, :release_id, :made_at, :code_version, :proof)", proof));
    return {};
}

Result<std::optional<store::StoredProof>> SqliteReleases::proof(ReleaseId id)
{
    return scope_.first<store::StoredProof>("select * from release_proof where tenant = ? and release_id = ?", id);
}

Result<void> SqliteReleaseInputs::add(ReleaseId release, std::span<const store::WrittenInput> inputs)
{
    return insert_all(scope_,
                      "insert into release_input values (:tenant, :release_id, :visit_id, :visit_version_id, "
                      ":location_id, :municipality, :inspector_id, :figures)",
                      release, 0, inputs);
}

Result<std::vector<store::ReleaseInput>> SqliteReleaseInputs::of(ReleaseId release)
{
    return scope_.all<store::ReleaseInput>(
        "select * from release_input where tenant = ? and release_id = ? order by visit_id", release);
}

Result<void> SqliteReleaseInputs::add(ReleaseId release, std::span<const store::SecondLook> looks)
{
    for (const auto& look : looks)
        BALIEBLIK_CHECK(scope_.run_with("insert into release_second_look values (:tenant, :release_id, :visit_id, "
                                        ":visit_version_id, :location_id, :inspector_id, :figures, :of_visit_id)",
                                        look, Named<ReleaseId>{":release_id", release}));
    return {};
}

Result<std::vector<store::SecondLook>> SqliteReleaseInputs::second_looks(ReleaseId release)
{
    return scope_.all<store::SecondLook>(
        "select * from release_second_look where tenant = ? and release_id = ? order by visit_id", release);
}

Result<void> SqliteReleaseInputs::destroy(ReleaseId release, std::span<const store::ReleaseSum> sums,
                                          std::span<const store::VisitedLocation> locations)
{
    // So many at a time that no statement takes long: a wave of all Europe has millions.
    constexpr std::int64_t rows_at_once = 20'000;
    for (std::int64_t gone = rows_at_once; gone == rows_at_once;) {
        BALIEBLIK_TRY(deleted, scope_.run("delete from release_input where tenant = ?1 and release_id = ?2 and "
                                          "visit_id in (select visit_id from release_input where tenant = ?1 and "
                                          "release_id = ?2 limit ?3)",
                                          release, rows_at_once));
        gone = deleted;
    }
    BALIEBLIK_CHECK(scope_.run("delete from release_second_look where tenant = ? and release_id = ?", release));
    BALIEBLIK_CHECK(insert_all(
        scope_, "insert into release_sum values (:tenant, :release_id, :place, :dimension, :n, :mean, :squares)",
        release, 0, sums));
    return insert_all(scope_, "insert into release_location values (:tenant, :release_id, :location_id, :municipality)",
                      release, 0, locations);
}

Result<bool> SqliteReleaseInputs::are_there(ReleaseId release)
{
    BALIEBLIK_TRY(one, scope_.first<std::int64_t>(
                           "select 1 from release_input where tenant = ? and release_id = ? limit 1", release));
    return one.has_value();
}

Result<std::vector<store::ReleaseSum>> SqliteReleaseInputs::sums(ReleaseId release)
{
    return scope_.all<store::ReleaseSum>("select * from release_sum where tenant = ? and release_id = ?", release);
}

Result<std::vector<store::VisitedLocation>> SqliteReleaseInputs::locations(ReleaseId release)
{
    return scope_.all<store::VisitedLocation>("select * from release_location where tenant = ? and release_id = ?",
                                              release);
}

} // namespace balieblik::store_sqlite
