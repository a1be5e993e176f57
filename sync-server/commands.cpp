// SPDX-License-Identifier: EUPL-1.2
#include "commands.hpp"

#include "exports/workbook.hpp"
#include "forms_folder.hpp"
#include "usecases/accounts.hpp"
#include "usecases/demo_data.hpp"
#include "usecases/import.hpp"
#include "usecases/organisation.hpp"
#include "usecases/questionnaires.hpp"
#include "usecases/synthetic_waves.hpp"
#include "vault/durable_file.hpp"

#include <algorithm>
#include <fstream>

namespace balieblik {

namespace fs = std::filesystem;

struct InitReport {
    TenantId tenant;
    std::string login;
    std::string temporary_password;
    std::vector<std::string> recovery_halves; // of the recovery key, one for each of two people
    std::string ca_certificate;
    std::string ca_spki_sha256;
};
BOOST_DESCRIBE_STRUCT(InitReport, (),
                      (tenant, login, temporary_password, recovery_halves, ca_certificate, ca_spki_sha256))

struct UserReport {
    std::string login;
    std::string temporary_password;
};
BOOST_DESCRIBE_STRUCT(UserReport, (), (login, temporary_password))

struct DemoReport {
    usecases::DemoProject demo;
    std::optional<usecases::DemoVisits> sent;
    std::optional<std::int64_t> approved;
    std::vector<usecases::SyntheticWaveMade> history;
};
BOOST_DESCRIBE_STRUCT(DemoReport, (), (demo, sent, approved, history))

struct SyntheticReport {
    std::vector<usecases::SyntheticWaveMade> waves;
};
BOOST_DESCRIBE_STRUCT(SyntheticReport, (), (waves))

struct PublishReport {
    std::vector<std::string> published; // "my_form/1"
    std::vector<std::string> unchanged; // were there, word for word
};
BOOST_DESCRIBE_STRUCT(PublishReport, (), (published, unchanged))

namespace {

template <class T>
void print(std::ostream& out, const T& report)
{
    out << json::print_struct(report) << std::endl;
}

Result<RoleGrant> grant_named(store::Tx& tx, const std::string& text)
{
    const auto colon = text.find(':');
    const auto role = json::enum_named<Role>(text.substr(0, colon));
    if (!role)
        return Error{Errc::validation, "role " + text};
    if (colon == text.npos)
        return RoleGrant{*role, std::nullopt};
    BALIEBLIK_TRY(projects, tx.field().projects());
    for (const auto& project : projects)
        if (project.code == text.substr(colon + 1))
            return RoleGrant{*role, project.id};
    return Error{Errc::not_found, "project " + text.substr(colon + 1)};
}

// Gives the names of those that were not known.
Result<std::vector<std::string>> publish_all(store::Tx& tx, Machine& machine,
                                             const std::vector<sync::FormVersion>& forms)
{
    std::vector<std::string> added;
    for (const auto& form : forms) {
        BALIEBLIK_TRY(is_new, usecases::publish_form(tx, machine.environment, usecases::server_actor(), form));
        if (is_new)
            added.push_back(form.form.form_id + "/" + form.form.version);
    }
    return added;
}

} // namespace

Result<void> init(const Config& config, Machine& machine, const InitRequest& request, std::ostream& out)
{
    BALIEBLIK_TRY(home, Home::make(config, machine));
    BALIEBLIK_CHECK(home->make_tls(config, request.organisation, machine.clock.now()));
    const auto password = usecases::fresh_password(machine.random);
    const auto tenant = machine.ids.make<TenantId>();
    InitReport report;
    auto work = [&](store::Tx& tx) -> Result<void> {
        BALIEBLIK_TRY(founded, usecases::found_organisation(tx, machine.environment, request.organisation));
        usecases::NewPerson admin;
        admin.login = request.admin;
        admin.name = request.admin;
        admin.grants = {RoleGrant{Role::client_admin, std::nullopt}};
        BALIEBLIK_TRY(added, usecases::add_person(tx, machine.environment, usecases::server_actor(), admin, password));
        report.recovery_halves = {founded.recovery_halves.first, founded.recovery_halves.second};
        report.login = added.person.login;
        report.temporary_password = added.temporary_password;
        return {};
    };
    BALIEBLIK_CHECK(home->store().write(tenant, work));
    BALIEBLIK_TRY(tls, home->tls(config, machine.clock.now()));
    report.tenant = tenant;
    report.ca_certificate = tls.authority;
    report.ca_spki_sha256 = tls.spki_sha256;
    print(out, report);
    return {};
}

Result<void> add_user(const Config& config, Machine& machine, const UserRequest& request, std::ostream& out)
{
    BALIEBLIK_TRY(home, Home::open(config, machine));
    BALIEBLIK_TRY(tenant, home->tenant());
    const auto password = usecases::fresh_password(machine.random);
    auto work = [&](store::Tx& tx) -> Result<usecases::AddedPerson> {
        usecases::NewPerson person;
        person.login = request.login;
        person.name = request.name.empty() ? request.login : request.name;
        for (const auto& role : request.roles) {
            BALIEBLIK_TRY(grant, grant_named(tx, role));
            person.grants.push_back(grant);
        }
        return usecases::add_person(tx, machine.environment, usecases::server_actor(), person, password);
    };
    BALIEBLIK_TRY(added, home->store().write(tenant, work));
    print(out, UserReport{added.person.login, added.temporary_password});
    return {};
}

namespace {

// A year of a region in which counters grow better and a training helped: something to see on every page of results.
usecases::SyntheticRequest demo_history(std::uint32_t seed)
{
    usecases::SyntheticRequest request;
    request.plan = statistics::SyntheticPlan::region();
    request.plan.seed = seed;
    request.plan.inspectors_per_town = 8;
    request.plan.contacts_per_town = {60, 0, 0};
    request.plan.trained_from_wave = 2;
    request.truth.trend = 1;
    request.truth.training_effect = 8;
    request.truth.rule_share = 1;
    request.resamples = 500;
    return request;
}

} // namespace

Result<void> demo_data(const Config& config, Machine& machine, const DemoRequest& request, std::ostream& out)
{
    BALIEBLIK_TRY(home, Home::open(config, machine));
    BALIEBLIK_TRY(tenant, home->tenant());
    BALIEBLIK_TRY(forms, read_forms(config.forms));
    auto& store = home->store();
    const auto& environment = machine.environment;
    DemoReport report;
    BALIEBLIK_TRY(demo, usecases::build_demo_project(store, tenant, environment, forms));
    report.demo = demo;
    if (request.history) {
        BALIEBLIK_TRY(history, usecases::add_synthetic_waves(store, tenant, environment, demo.project_id,
                                                             demo_history(request.seed)));
        report.history = history;
    }
    if (request.fieldwork || request.visits || request.approved)
        BALIEBLIK_CHECK(usecases::start_demo_fieldwork(store, tenant, environment, demo));
    if (request.visits || request.approved) {
        BALIEBLIK_TRY(sent, usecases::send_demo_visits(store, tenant, environment, demo, request.seed));
        report.sent = sent;
    }
    if (request.approved) {
        BALIEBLIK_TRY(approved, usecases::approve_demo_visits(store, tenant, environment, demo));
        report.approved = approved;
    }
    print(out, report);
    return {};
}

Result<void> publish(const Config& config, Machine& machine, const std::string& folder, std::ostream& out)
{
    BALIEBLIK_TRY(forms, read_forms_of_author(folder));
    BALIEBLIK_TRY(home, Home::open(config, machine));
    BALIEBLIK_TRY(tenant, home->tenant());
    auto work = [&](store::Tx& tx) { return publish_all(tx, machine, forms); };
    BALIEBLIK_TRY(added, home->store().write(tenant, work));
    PublishReport report{added, {}};
    for (const auto& form : forms)
        if (const auto name = form.form.form_id + "/" + form.form.version;
            std::find(added.begin(), added.end(), name) == added.end())
            report.unchanged.push_back(name);
    print(out, report);
    return {};
}

Result<void> synthetic_waves(const Config& config, Machine& machine, const SyntheticWavesRequest& request,
                             std::ostream& out)
{
    usecases::SyntheticRequest wanted;
    const auto plan = usecases::synthetic_plan(request.tier);
    if (!plan)
        return Error{Errc::validation, "tier " + request.tier};
    wanted.plan = *plan;
    wanted.plan.seed = request.seed;
    wanted.waves = request.waves;
    wanted.analysed = !request.without_analyses;
    BALIEBLIK_TRY(home, Home::open(config, machine));
    BALIEBLIK_TRY(tenant, home->tenant());
    BALIEBLIK_TRY(project, home->store().read(tenant, [&](store::Tx& tx) -> Result<ProjectId> {
        BALIEBLIK_TRY(projects, tx.field().projects());
        for (const auto& one : projects)
            if (one.code == request.project)
                return one.id;
        return Error{Errc::not_found, "project " + request.project};
    }));
    SyntheticReport report;
    BALIEBLIK_TRY(made, usecases::add_synthetic_waves(home->store(), tenant, machine.environment, project, wanted));
    report.waves = made;
    print(out, report);
    return {};
}

Result<void> import_folder(const Config& config, Machine& machine, const std::string& folder, std::ostream& out,
                           std::ostream& err)
{
    constexpr std::size_t largest_file = 16 * 1024 * 1024;
    if (!fs::is_directory(folder))
        return Error{Errc::not_found, folder};
    usecases::ImportFiles files;
    for (const auto& entry : fs::directory_iterator{folder}) {
        if (entry.path().extension() != ".csv")
            continue;
        BALIEBLIK_TRY(bytes, vault::read_whole(entry.path(), largest_file));
        files.emplace(entry.path().filename().string(), std::string(as_text(bytes)));
    }
    BALIEBLIK_TRY(home, Home::open(config, machine));
    BALIEBLIK_TRY(tenant, home->tenant());
    BALIEBLIK_TRY(forms, read_forms(config.forms));
    std::vector<usecases::RowError> errors;
    auto work = [&](store::Tx& tx) -> Result<usecases::Imported> {
        errors.clear();
        BALIEBLIK_CHECK(publish_all(tx, machine, forms));
        return usecases::import_project(tx, machine.environment, usecases::server_actor(), files, errors);
    };
    auto imported = home->store().write(tenant, work);
    for (const auto& error : errors)
        err << error.file << ":" << error.row << " " << error.column << ": " << error.en << " / " << error.nl << "\n";
    if (!imported)
        return imported.error();
    print(out, *imported);
    return {};
}

namespace {

Result<void> write_as(const std::string& format, const exports::Exported& release, const exports::Write& write)
{
    if (format == "json" || format.ends_with("-analyses")) {
        BALIEBLIK_TRY(analyses, exports::analysis_figures(release));
        if (format == "json")
            return exports::write_file(release, *exports::json_format(release, std::move(analyses)), write);
        if (format != "csv-analyses" && format != "csv-nl-analyses")
            return Error{Errc::validation, "format " + format};
        const bool dutch = format == "csv-nl-analyses";
        const auto flavour = dutch ? exports::CsvFlavour::spreadsheet_nl : exports::CsvFlavour::rfc4180;
        const auto pieces = exports::analyses_csv(release, std::move(analyses), flavour, dutch);
        for (auto piece = pieces(); !piece.empty(); piece = pieces())
            write(piece);
        return {};
    }
    if (format == "csv")
        return exports::write_file(release, *exports::csv_format(release, exports::CsvFlavour::rfc4180), write);
    if (format == "csv-nl")
        return exports::write_file(release, *exports::csv_format(release, exports::CsvFlavour::spreadsheet_nl, true),
                                   write);
    if (format != "xlsx")
        return Error{Errc::validation, "format " + format};
    BALIEBLIK_TRY(book, exports::workbook_file(release, true));
    for (;;) {
        BALIEBLIK_TRY(piece, book.next());
        if (piece.empty())
            return {};
        write(piece);
    }
}

} // namespace

Result<void> export_release(const Config& config, Machine& machine, const ExportRequest& request, std::ostream& out)
{
    BALIEBLIK_TRY(home, Home::open(config, machine));
    BALIEBLIK_TRY(tenant, home->tenant());
    const auto actor = usecases::server_actor();
    BALIEBLIK_TRY(list,
                  home->store().read(tenant, [&](store::Tx& tx) { return usecases::ReleaseReader(tx, actor).list(); }));
    if (request.release.empty() && list.releases.empty())
        return Error{Errc::not_found, "release"};
    const auto id =
        request.release.empty() ? Result<ReleaseId>{list.releases.front().id} : parse_id<ReleaseId>(request.release);
    if (!id)
        return id.error();
    auto leave_in_the_trail = [&](store::Tx& tx) -> Result<bool> {
        BALIEBLIK_CHECK(usecases::ReleaseReader(tx, actor).find(*id));
        BALIEBLIK_CHECK(usecases::note_release_read(tx, machine.environment, actor, *id, "release.exported",
                                                    "format=" + request.format));
        return true;
    };
    BALIEBLIK_CHECK(home->store().write(tenant, leave_in_the_trail));
    std::ofstream opened;
    if (!request.file.empty()) {
        opened.open(request.file, std::ios::binary | std::ios::trunc);
        if (!opened)
            return Error{Errc::io_failed, request.file};
    }
    auto& to = request.file.empty() ? out : static_cast<std::ostream&>(opened);
    auto work = [&](store::Tx& tx) -> Result<bool> {
        const usecases::ReleaseReader reader(tx, actor);
        BALIEBLIK_TRY(view, reader.find(*id));
        BALIEBLIK_TRY(places, reader.places(*id));
        BALIEBLIK_CHECK(write_as(request.format, exports::exported(reader, view, exports::PlaceNames(places)),
                                 [&](std::string_view piece) { to << piece; }));
        return true;
    };
    BALIEBLIK_CHECK(home->store().read(tenant, work));
    to.flush();
    return to ? Result<void>{} : Result<void>{Error{Errc::io_failed, request.file}};
}

} // namespace balieblik
