// SPDX-License-Identifier: EUPL-1.2
#include "store_sqlite/field.hpp"

namespace balieblik::store_sqlite {
namespace {

// One row has the revision that was expected, or somebody was faster.
template <class Entity>
Result<void> raised(Result<std::int64_t> changed, Entity& entity)
{
    if (!changed)
        return changed.error();
    if (*changed != 1)
        return Error{Errc::stale, to_text(entity.id)};
    ++entity.rev;
    return {};
}

} // namespace

Result<void> SqliteField::add(const Project& project)
{
    BALIEBLIK_CHECK(scope_.run_with(
        "insert into project values (:tenant, :id, :code, :name, :client, :purpose, :legal_basis, "
        ":works_council_consent, :staff_notice, :dpia_reference, :retention_days, :correction_days, :state, :rev)",
        project));
    return {};
}

Result<void> SqliteField::update(Project& project)
{
    return raised(scope_.run_with("update project set code = :code, name = :name, client = :client, "
                                  "purpose = :purpose, legal_basis = :legal_basis, "
                                  "works_council_consent = :works_council_consent, staff_notice = :staff_notice, "
                                  "dpia_reference = :dpia_reference, retention_days = :retention_days, "
                                  "correction_days = :correction_days, state = :state, rev = :rev + 1 "
                                  "where tenant = :tenant and id = :id and rev = :rev",
                                  project),
                  project);
}

Result<std::optional<Project>> SqliteField::project(ProjectId id)
{
    return scope_.first<Project>("select * from project where tenant = ? and id = ?", id);
}

Result<std::vector<Project>> SqliteField::projects()
{
    return scope_.all<Project>("select * from project where tenant = ? order by code");
}

Result<void> SqliteField::add(const Wave& wave)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into wave values (:tenant, :id, :project_id, :code, :name, :starts_on, "
                                    ":ends_on, :channel, :form_id, :form_version, :dimension_weights, :state, :rev)",
                                    wave));
    return {};
}

Result<void> SqliteField::update(Wave& wave)
{
    return raised(scope_.run_with("update wave set code = :code, name = :name, starts_on = :starts_on, "
                                  "ends_on = :ends_on, channel = :channel, form_id = :form_id, "
                                  "form_version = :form_version, dimension_weights = :dimension_weights, "
                                  "state = :state, rev = :rev + 1 "
                                  "where tenant = :tenant and id = :id and rev = :rev",
                                  wave),
                  wave);
}

Result<std::optional<Wave>> SqliteField::wave(WaveId id)
{
    return scope_.first<Wave>("select * from wave where tenant = ? and id = ?", id);
}

Result<std::vector<Wave>> SqliteField::waves(ProjectId project)
{
    return scope_.all<Wave>("select * from wave where tenant = ? and project_id = ? order by code", project);
}

Result<void> SqliteField::add(const Location& location)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into location values (:tenant, :id, :code, :municipality, :name, :address, "
                                    ":time_zone, :staff_band, :opening_hours, :opening_exceptions, :state, :rev, "
                                    ":telephone_number, :message_address)",
                                    location));
    return {};
}

Result<void> SqliteField::update(Location& location)
{
    return raised(scope_.run_with("update location set name = :name, address = :address, "
                                  "telephone_number = :telephone_number, message_address = :message_address, "
                                  "staff_band = :staff_band, "
                                  "opening_hours = :opening_hours, opening_exceptions = :opening_exceptions, "
                                  "state = :state, rev = :rev + 1 where tenant = :tenant and id = :id and rev = :rev",
                                  location),
                  location);
}

Result<std::optional<Location>> SqliteField::location(LocationId id)
{
    return scope_.first<Location>("select * from location where tenant = ? and id = ?", id);
}

Result<std::optional<Location>> SqliteField::location_named(const std::string& code)
{
    return scope_.first<Location>("select * from location where tenant = ? and code = ?", code);
}

Result<std::vector<Location>> SqliteField::locations()
{
    return scope_.all<Location>("select * from location where tenant = ? order by code");
}

Result<void> SqliteField::add(const Norm& norm)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into norm values (:tenant, :id, :version, :channel, :kind, :clock_start, "
                                    ":value, :target_share, :valid_from, :state)",
                                    norm));
    return {};
}

Result<std::optional<Norm>> SqliteField::norm(Channel channel, std::int64_t version)
{
    return scope_.first<Norm>("select * from norm where tenant = ? and channel = ? and version = ?", channel, version);
}

Result<std::optional<Norm>> SqliteField::norm_on(Channel channel, const std::string& day)
{
    return scope_.first<Norm>("select * from norm where tenant = ? and channel = ? and valid_from <= ? "
                              "and state = 'in_force' order by valid_from desc, version desc limit 1",
                              channel, day);
}

Result<std::vector<Norm>> SqliteField::norms()
{
    return scope_.all<Norm>("select * from norm where tenant = ? order by channel, version");
}

Result<void> SqliteField::add(const Scenario& scenario)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into scenario values (:tenant, :id, :code, :version, :group, :title_nl, "
                                    ":title_en, :briefing_nl, :briefing_en, :answer_key_nl, :answer_key_en, "
                                    ":max_minutes, :state)",
                                    scenario));
    return {};
}

Result<std::optional<Scenario>> SqliteField::scenario(ScenarioId id)
{
    return scope_.first<Scenario>("select * from scenario where tenant = ? and id = ?", id);
}

Result<std::optional<Scenario>> SqliteField::scenario_named(const std::string& code)
{
    return scope_.first<Scenario>("select * from scenario where tenant = ? and code = ? order by version desc limit 1",
                                  code);
}

Result<std::vector<Scenario>> SqliteField::scenarios()
{
    return scope_.all<Scenario>("select * from scenario where tenant = ? order by code, version");
}

Result<void> SqliteField::add(const sync::FormVersion& form, Timestamp published_at)
{
    BALIEBLIK_TRY(held, form_sha256(form.form.form_id, form.form.version));
    if (held && *held == form.form.sha256)
        return {};
    if (held)
        return Error{Errc::state_conflict, form.form.form_id + "/" + form.form.version};
    BALIEBLIK_CHECK(scope_.run("insert into form_version values (?, ?, ?, ?, ?, ?, ?, ?, ?)", form.form.form_id,
                               form.form.version, form.form.sha256, form.title_nl, form.title_en, form.xml, form.files,
                               published_at));
    return {};
}

namespace {

// A form version as its row lies there.
using FormRow = std::tuple<std::string, std::string, std::string, std::string, std::string, std::string,
                           std::vector<sync::FormFile>>;

sync::FormVersion form_of(FormRow row)
{
    auto& [form_id, version, sha256, title_nl, title_en, xml, files] = row;
    return {{std::move(form_id), std::move(version), std::move(sha256)},
            std::move(title_nl),
            std::move(title_en),
            std::move(xml),
            std::move(files)};
}

} // namespace

Result<std::optional<sync::FormVersion>> SqliteField::form(const std::string& form_id, const std::string& version)
{
    BALIEBLIK_TRY(row, scope_.first<FormRow>("select form_id, version, sha256, title_nl, title_en, xml, files "
                                             "from form_version where tenant = ? and form_id = ? and version = ?",
                                             form_id, version));
    return row ? std::optional{form_of(std::move(*row))} : std::nullopt;
}

Result<std::optional<std::string>> SqliteField::form_sha256(const std::string& form_id, const std::string& version)
{
    return scope_.first<std::string>("select sha256 from form_version where tenant = ? and form_id = ? and version = ?",
                                     form_id, version);
}

Result<std::vector<store::PublishedForm>> SqliteField::forms()
{
    using Row = std::tuple<std::string, std::string, std::string, std::string, std::string, std::optional<Timestamp>>;
    BALIEBLIK_TRY(rows, scope_.all<Row>("select form_id, version, sha256, title_nl, title_en, published_at "
                                        "from form_version where tenant = ? order by form_id, version"));
    std::vector<store::PublishedForm> forms;
    for (auto& [form_id, version, sha256, title_nl, title_en, published_at] : rows) {
        sync::FormVersion form{{std::move(form_id), std::move(version), std::move(sha256)},
                               std::move(title_nl),
                               std::move(title_en),
                               {},
                               {}};
        forms.push_back({std::move(form), published_at});
    }
    return forms;
}

Result<void> SqliteField::add(const Inspector& inspector)
{
    BALIEBLIK_CHECK(scope_.run_with(
        "insert into inspector values (:tenant, :id, :alias, :languages, :ties, :state, :rev)", inspector));
    return {};
}

Result<void> SqliteField::update(Inspector& inspector)
{
    return raised(scope_.run_with("update inspector set alias = :alias, languages = :languages, ties = :ties, "
                                  "state = :state, rev = :rev + 1 "
                                  "where tenant = :tenant and id = :id and rev = :rev",
                                  inspector),
                  inspector);
}

Result<std::optional<Inspector>> SqliteField::inspector(InspectorId id)
{
    return scope_.first<Inspector>("select * from inspector where tenant = ? and id = ?", id);
}

Result<std::optional<Inspector>> SqliteField::inspector_named(const std::string& alias)
{
    return scope_.first<Inspector>("select * from inspector where tenant = ? and alias = ?", alias);
}

Result<std::vector<Inspector>> SqliteField::inspectors()
{
    return scope_.all<Inspector>("select * from inspector where tenant = ? order by alias");
}

Result<void> SqliteField::add(const Assignment& assignment)
{
    BALIEBLIK_CHECK(scope_.run_with("insert into assignment values (:tenant, :id, :wave_id, :location_id, "
                                    ":scenario_id, :inspector_id, :window_from, :window_to, :deadline, :appointment, "
                                    ":reward_cents, :returns, :reason, :state, :rev)",
                                    assignment));
    return {};
}

Result<void> SqliteField::update(Assignment& assignment)
{
    return raised(scope_.run_with("update assignment set location_id = :location_id, scenario_id = :scenario_id, "
                                  "inspector_id = :inspector_id, window_from = :window_from, window_to = :window_to, "
                                  "deadline = :deadline, appointment = :appointment, reward_cents = :reward_cents, "
                                  "returns = :returns, reason = :reason, state = :state, rev = :rev + 1 "
                                  "where tenant = :tenant and id = :id and rev = :rev",
                                  assignment),
                  assignment);
}

Result<std::optional<Assignment>> SqliteField::assignment(AssignmentId id)
{
    return scope_.first<Assignment>("select * from assignment where tenant = ? and id = ?", id);
}

Result<std::vector<Assignment>> SqliteField::assignments_of_wave(WaveId wave)
{
    return scope_.all<Assignment>("select * from assignment where tenant = ? and wave_id = ? order by deadline, id",
                                  wave);
}

Result<std::int64_t> SqliteField::count_assignments(WaveId wave, AssignmentState state)
{
    BALIEBLIK_TRY(count,
                  scope_.first<std::int64_t>(
                      "select count(*) from assignment indexed by assignment_by_wave where tenant = ? and wave_id = ? "
                      "and state = ?",
                      wave, state));
    return count.value_or(0);
}

Result<std::vector<Assignment>> SqliteField::assignments_of_inspector(InspectorId inspector)
{
    return scope_.all<Assignment>(
        "select * from assignment where tenant = ? and inspector_id = ? order by deadline, id", inspector);
}

} // namespace balieblik::store_sqlite
