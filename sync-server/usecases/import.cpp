// SPDX-License-Identifier: EUPL-1.2
#include "usecases/import.hpp"

#include "model/wave.hpp"
#include "usecases/assignments.hpp"
#include "usecases/import_reader.hpp"
#include "usecases/inbox.hpp"
#include "usecases/municipalities.hpp"
#include "usecases/places.hpp"
#include "usecases/projects.hpp"
#include "usecases/questionnaires.hpp"

#include <algorithm>
#include <set>

namespace balieblik::usecases {
namespace {

constexpr std::int64_t max_rows = 20'000;

StaffBand staff_band(const ImportRow& row)
{
    const auto value = row.wanted("staff_band");
    if (value == "1-4")
        return StaffBand::from_1_to_4;
    if (value == "5-9")
        return StaffBand::from_5_to_9;
    if (value == "10-19")
        return StaffBand::from_10_to_19;
    if (value != "20+" && !value.empty())
        row.complain("staff_band", "must be 1-4, 5-9, 10-19 or 20+", "moet 1-4, 5-9, 10-19 of 20+ zijn");
    return StaffBand::from_20;
}

// "1 09:00-17:00|4 09:00-20:00": ISO weekday, opening and closing.
std::vector<OpeningHours> opening_hours(const ImportRow& row)
{
    std::vector<OpeningHours> hours;
    const auto value = row.wanted("hours");
    std::size_t from = 0;
    while (from < value.size()) {
        const auto end = std::min(value.find('|', from), value.size());
        const auto part = value.substr(from, end - from);
        const bool shaped = part.size() == 13 && part[0] >= '1' && part[0] <= '7' && part[1] == ' ' && part[7] == '-';
        if (!shaped || !is_open_span(part.substr(2, 5), part.substr(8))) {
            row.complain("hours", "must look like 1 09:00-17:00|2 09:00-17:00",
                         "moet eruitzien als 1 09:00-17:00|2 09:00-17:00");
            return hours;
        }
        hours.push_back({part[0] - '0', part.substr(2, 5), part.substr(8)});
        from = end + 1;
    }
    return hours;
}

void complain_of_contact(const ImportRow& row, const Location& made)
{
    if (made.telephone_number && !is_telephone_number(*made.telephone_number))
        row.complain("telephone_number", "is no telephone number", "is geen telefoonnummer");
    if (made.message_address && !is_message_address(*made.message_address))
        row.complain("message_address", "is neither an e-mail address nor a web address with https",
                     "is geen e-mailadres en geen webadres met https");
    if (made.address.empty() && !made.telephone_number && !made.message_address)
        row.complain("address", "an address, a telephone number or a message address is wanted",
                     "er hoort een adres, een telefoonnummer of een berichtadres te staan");
}

void unknown(const ImportRow& row, const char* column) { row.complain(column, "is not known", "is niet bekend"); }

class Import {
public:
    Import(store::Tx& tx, const Environment& env, const Actor& actor, const ImportFiles& files,
           std::vector<RowError>& errors)
        : tx_(tx), env_(env), actor_(actor), files_(files), errors_(errors)
    {
    }

    Result<Imported> run()
    {
        BALIEBLIK_CHECK(each("project.csv", {"code", "name", "client", "purpose", "legal_basis"}, true,
                             [this](const ImportRow& row) { return project(row); }));
        BALIEBLIK_CHECK(each("norms.csv",
                             {"version", "channel", "kind", "clock_start", "value", "target_share", "valid_from"}, true,
                             [this](const ImportRow& row) { return norm(row); }));
        BALIEBLIK_CHECK(each("waves.csv",
                             {"code", "name", "starts_on", "ends_on", "channel", "form_id", "form_version"}, true,
                             [this](const ImportRow& row) { return wave(row); }));
        BALIEBLIK_CHECK(each("locations.csv", {"code", "municipality", "name", "address", "staff_band", "hours"}, true,
                             [this](const ImportRow& row) { return location(row); }));
        BALIEBLIK_CHECK(each("scenarios.csv",
                             {"code", "version", "group", "title_nl", "title_en", "briefing_nl", "briefing_en",
                              "answer_key_nl", "answer_key_en", "max_minutes"},
                             true, [this](const ImportRow& row) { return scenario(row); }));
        BALIEBLIK_CHECK(each("inspectors.csv", {"alias", "languages", "ties"}, true,
                             [this](const ImportRow& row) { return inspector(row); }));
        BALIEBLIK_CHECK(each("assignments.csv",
                             {"wave", "location", "scenario", "inspector", "window_from", "window_to", "deadline"},
                             false, [this](const ImportRow& row) { return assignment(row); }));
        if (imported_.project_id.is_nil() && errors_.empty())
            errors_.push_back({"project.csv", 2, "code", "one project is wanted", "er hoort een onderzoek te staan"});
        if (!errors_.empty())
            return Error{Errc::import_row, errors_.front().file + ": " + std::to_string(errors_.front().row)};
        return imported_;
    }

private:
    template <class Take>
    Result<void> each(const std::string& file, std::initializer_list<const char*> columns, bool wanted, Take take)
    {
        const auto found = files_.find(file);
        if (found == files_.end()) {
            if (wanted)
                errors_.push_back({file, 0, {}, "this file is missing", "dit bestand ontbreekt"});
            return {};
        }
        const auto table = read_csv_table(found->second);
        bool complete = true;
        for (const auto* column : columns)
            if (!table.column(column)) {
                errors_.push_back({file, 1, column, "this column is missing", "deze kolom ontbreekt"});
                complete = false;
            }
        if (table.unclosed)
            errors_.push_back({file, *table.unclosed, {}, "a quote is not closed", "een aanhalingsteken sluit niet"});
        if (std::ssize(table.rows) > max_rows)
            errors_.push_back({file, max_rows + 1, {}, "too many rows", "te veel regels"});
        if (!complete || std::ssize(table.rows) > max_rows)
            return {};
        for (const auto& row : table.rows) {
            const ImportRow reading(file, table, row, errors_);
            if (row.cells.size() != table.columns.size()) {
                reading.complain({},
                                 "has " + std::to_string(row.cells.size()) + " cells instead of " +
                                     std::to_string(table.columns.size()),
                                 "heeft " + std::to_string(row.cells.size()) + " cellen in plaats van " +
                                     std::to_string(table.columns.size()));
                continue;
            }
            BALIEBLIK_CHECK(take(reading));
        }
        return {};
    }

    // Nothing is added from a row that was complained about; the whole work is undone anyway.
    bool clean() const { return errors_.empty(); }
    // True the first time; complains about a second row of the same name in one file.
    bool once(const ImportRow& row, const char* column, const std::string& key)
    {
        if (seen_.insert(std::string(column) + "/" + key).second)
            return true;
        row.complain(column, "stands here twice", "staat hier twee keer");
        return false;
    }

    Result<void> project(const ImportRow& row)
    {
        Project made;
        made.id = env_.ids.make<ProjectId>();
        made.code = row.wanted("code");
        made.name = row.wanted("name");
        made.client = row.wanted("client");
        made.purpose = row.wanted("purpose");
        made.legal_basis = row.wanted("legal_basis");
        made.works_council_consent = row.maybe_date("works_council_consent");
        made.staff_notice = row.maybe_date("staff_notice");
        made.dpia_reference = row.maybe("dpia_reference");
        if (row.maybe("correction_days"))
            made.correction_days = static_cast<int>(row.whole("correction_days", 1, most_correction_days));
        if (row.maybe("retention_days"))
            made.retention_days =
                static_cast<int>(row.whole("retention_days", made.correction_days, most_retention_days));
        made.state = missing_clearances(made).empty() ? ProjectState::cleared : ProjectState::draft;
        made.rev = 1;
        if (!imported_.project_id.is_nil()) {
            row.complain("code", "only one project at a time", "er kan maar een onderzoek tegelijk in");
            return {};
        }
        BALIEBLIK_TRY(projects, tx_.field().projects());
        if (std::any_of(projects.begin(), projects.end(), [&](const Project& one) { return one.code == made.code; }))
            row.complain("code", "exists already", "bestaat al");
        imported_.project_id = made.id;
        imported_.project = made.name;
        if (!clean())
            return {};
        BALIEBLIK_CHECK(tx_.field().add(made));
        return note("project.imported", "project:" + to_text(made.id));
    }

    Result<void> norm(const ImportRow& row)
    {
        Norm made;
        made.id = env_.ids.make<NormId>();
        made.version = row.whole("version", 1, 100'000);
        made.channel = row.word<Channel>("channel");
        made.kind = row.word<NormKind>("kind");
        made.clock_start = row.word<ClockStart>("clock_start");
        made.value = row.whole("value", 1, 1'000'000);
        made.target_share = static_cast<int>(row.whole("target_share", 0, 100));
        made.valid_from = row.date("valid_from");
        BALIEBLIK_TRY(there, tx_.field().norm(made.channel, made.version));
        ++imported_.norms;
        if (there || !clean())
            return {};
        BALIEBLIK_CHECK(tx_.field().add(made));
        return note("norm.imported", "norm:" + to_text(made.id));
    }

    Result<void> wave(const ImportRow& row)
    {
        Wave made;
        made.id = env_.ids.make<WaveId>();
        made.project_id = imported_.project_id;
        made.code = row.wanted("code");
        made.name = row.wanted("name");
        made.starts_on = row.date("starts_on");
        made.ends_on = row.date("ends_on");
        made.channel = row.word<Channel>("channel");
        made.form_id = row.wanted("form_id");
        made.form_version = row.wanted("form_version");
        made.rev = 1;
        if (made.ends_on < made.starts_on)
            row.complain("ends_on", "lies before the beginning", "ligt voor het begin");
        BALIEBLIK_TRY(form, tx_.field().form(made.form_id, made.form_version));
        if (!form)
            unknown(row, "form_id");
        else if (!fits_channel(*form, made.channel))
            row.complain("channel", "the questionnaire is of another channel",
                         "de vragenlijst is van een ander kanaal");
        if (!once(row, "code", made.code))
            return {};
        waves_[made.code] = made.id;
        ++imported_.waves;
        if (!clean())
            return {};
        BALIEBLIK_CHECK(tx_.field().add(made));
        return note("wave.imported", "wave:" + to_text(made.id));
    }

    Result<void> location(const ImportRow& row)
    {
        Location made;
        made.id = env_.ids.make<LocationId>();
        made.code = row.wanted("code");
        made.municipality = row.wanted("municipality");
        made.name = row.wanted("name");
        made.address = row.text("address");
        made.telephone_number = row.maybe("telephone_number");
        made.message_address = row.maybe("message_address");
        complain_of_contact(row, made);
        made.staff_band = staff_band(row);
        made.opening_hours = opening_hours(row);
        if (!made.municipality.empty() && !municipality(made.municipality))
            unknown(row, "municipality");
        BALIEBLIK_TRY(there, tx_.field().location_named(made.code));
        if (there && there->municipality != made.municipality)
            row.complain("municipality", "is not that of this place", "is niet die van deze locatie");
        if (!once(row, "code", "location " + made.code))
            return {};
        locations_[made.code] = there ? there->id : made.id;
        ++imported_.locations;
        if (!clean())
            return {};
        if (there)
            return known_location(*there, made);
        BALIEBLIK_CHECK(tx_.field().add(made));
        return note("location.imported", "location:" + to_text(made.id));
    }

    // An earlier project brought this place. What the file knows better of it now, tablets have to know too.
    Result<void> known_location(const Location& before, const Location& row)
    {
        auto after = before;
        after.name = row.name;
        after.address = row.address;
        // A file without these columns says nothing about them.
        if (row.telephone_number)
            after.telephone_number = row.telephone_number;
        if (row.message_address)
            after.message_address = row.message_address;
        after.staff_band = row.staff_band;
        after.opening_hours = row.opening_hours;
        if (json::print_struct(after) == json::print_struct(before))
            return {};
        BALIEBLIK_CHECK(tx_.field().update(after));
        BALIEBLIK_CHECK(publish_location(tx_, after));
        return note("location.changed", "location:" + to_text(after.id));
    }

    Result<void> scenario(const ImportRow& row)
    {
        Scenario made;
        made.id = env_.ids.make<ScenarioId>();
        made.code = row.wanted("code");
        made.version = row.whole("version", 1, 100'000);
        made.group = row.word<ScenarioGroup>("group");
        made.title_nl = row.wanted("title_nl");
        made.title_en = row.wanted("title_en");
        made.briefing_nl = row.wanted("briefing_nl");
        made.briefing_en = row.wanted("briefing_en");
        made.answer_key_nl = row.wanted("answer_key_nl");
        made.answer_key_en = row.wanted("answer_key_en");
        made.max_minutes = static_cast<int>(row.whole("max_minutes", 1, 60));
        BALIEBLIK_TRY(there, tx_.field().scenario_named(made.code));
        scenarios_[made.code] = there ? there->id : made.id;
        ++imported_.scenarios;
        if (there || !clean())
            return {};
        BALIEBLIK_CHECK(tx_.field().add(made));
        return note("scenario.imported", "scenario:" + to_text(made.id));
    }

    Result<void> inspector(const ImportRow& row)
    {
        Inspector made;
        made.id = env_.ids.make<InspectorId>();
        made.alias = row.wanted("alias");
        made.languages = row.words("languages");
        made.ties = row.words("ties");
        made.rev = 1;
        for (const auto& tie : made.ties)
            if (!municipality(tie))
                unknown(row, "ties");
        BALIEBLIK_TRY(there, tx_.field().inspector_named(made.alias));
        inspectors_[made.alias] = there ? there->id : made.id;
        ++imported_.inspectors;
        if (there || !clean())
            return {};
        BALIEBLIK_CHECK(tx_.field().add(made));
        return note("inspector.imported", "inspector:" + to_text(made.id));
    }

    template <class SomeId>
    static SomeId resolve(const std::map<std::string, SomeId>& known, const ImportRow& row, const char* column)
    {
        const auto found = known.find(row.wanted(column));
        if (found != known.end())
            return found->second;
        if (!row.text(column).empty())
            unknown(row, column);
        return {};
    }

    // Through the same door as a coordinator, so that the same rules hold.
    Result<void> assignment(const ImportRow& row)
    {
        NewAssignment made;
        made.wave_id = resolve(waves_, row, "wave");
        made.location_id = resolve(locations_, row, "location");
        made.scenario_id = resolve(scenarios_, row, "scenario");
        if (!row.text("inspector").empty())
            made.inspector_id = resolve(inspectors_, row, "inspector");
        made.window_from = row.time("window_from");
        made.window_to = row.time("window_to");
        made.deadline = row.time("deadline");
        made.appointment = row.maybe_time("appointment");
        if (!row.text("reward_cents").empty())
            made.reward_cents = row.whole("reward_cents", 0, 1'000'000);
        ++imported_.assignments;
        if (!clean())
            return {};
        const auto created = create_assignment(tx_, env_, actor_, made);
        if (!created)
            row.complain(created.error().detail, sentence(created.error(), "en"), sentence(created.error(), "nl"));
        return {};
    }

    Result<void> note(std::string what, std::string subject)
    {
        return usecases::note(tx_, env_, actor_, Role::client_admin, std::move(what), std::move(subject));
    }

    store::Tx& tx_;
    const Environment& env_;
    const Actor& actor_;
    const ImportFiles& files_;
    std::vector<RowError>& errors_;
    Imported imported_;
    std::set<std::string> seen_;
    std::map<std::string, WaveId> waves_;
    std::map<std::string, LocationId> locations_;
    std::map<std::string, ScenarioId> scenarios_;
    std::map<std::string, InspectorId> inspectors_;
};

} // namespace

Result<Imported> import_project(store::Tx& tx, const Environment& env, const Actor& actor, const ImportFiles& files,
                                std::vector<RowError>& errors)
{
    BALIEBLIK_CHECK(require(actor, {Role::client_admin}, std::nullopt));
    errors.clear();
    // Planning is a coordinator's; for the rows of this import its administrator stands in. The trail keeps the name.
    auto importer = actor;
    if (!importer.server)
        importer.grants = {{Role::client_admin, std::nullopt}, {Role::coordinator, std::nullopt}};
    return Import(tx, env, importer, files, errors).run();
}

} // namespace balieblik::usecases
