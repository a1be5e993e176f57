// SPDX-License-Identifier: EUPL-1.2
#include "usecases/study.hpp"

#include "statistics/sample_size.hpp"
#include "usecases/csv_table.hpp"
#include "usecases/find.hpp"
#include "usecases/municipalities.hpp"

#include <algorithm>
#include <charconv>
#include <regex>
#include <set>

namespace balieblik::usecases {
namespace {

constexpr std::size_t longest_content = 200;

// A pair is a fact about the fieldwork: it cannot be made up once the figures are known to be complete.
Result<void> check_open(const Wave& wave)
{
    if (wave.state == WaveState::validated || wave.state == WaveState::published || wave.state == WaveState::archived ||
        wave.state == WaveState::destroyed)
        return Error{Errc::state_conflict, "wave " + std::string(json::enum_name(wave.state))};
    return {};
}

constexpr std::int64_t most_customers = 100'000'000; // a year, of one location

CustomersRow row_of(const Location& location, std::optional<std::int64_t> customers)
{
    const auto* town = municipality(location.municipality);
    return {location.id, location.code, location.name, town ? town->name : location.municipality, customers};
}

bool is_date(const std::string& text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) == 8;
}

Result<Role> role_in(store::Tx& tx, const Actor& actor, std::initializer_list<Role> roles, ProjectId id)
{
    BALIEBLIK_TRY(project, tx.field().project(id));
    const auto role = require(actor, roles, id);
    if (!project || !role)
        return Error{Errc::not_found, "project"};
    return *role;
}

Result<SampleAnswer> answer_of(const statistics::Estimate<statistics::SampleSize>& size)
{
    if (!size)
        return Error{Errc::validation, std::string(json::enum_name(size.error()))};
    return SampleAnswer{size->per_wave};
}

} // namespace

Result<CustomersList> list_customers(store::Tx& tx, const Actor& actor)
{
    BALIEBLIK_CHECK(require_somewhere(actor, {Role::client_admin, Role::coordinator}));
    BALIEBLIK_TRY(known, tx.study().customers());
    std::map<LocationId, std::int64_t> customers;
    for (const auto& one : known)
        customers[one.location_id] = one.customers;
    BALIEBLIK_TRY(locations, tx.field().locations());
    CustomersList list;
    for (const auto& location : locations) {
        const auto found = customers.find(location.id);
        list.locations.push_back(
            row_of(location, found == customers.end() ? std::nullopt : std::optional<std::int64_t>(found->second)));
    }
    return list;
}

Result<CustomersRow> set_customers(store::Tx& tx, const Environment& env, const Actor& actor, LocationId id,
                                   const Customers& request)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::client_admin}));
    BALIEBLIK_TRY(location, find_location(tx, id));
    if (request.customers < 1 || request.customers > most_customers)
        return Error{Errc::validation, "customers"};
    BALIEBLIK_CHECK(tx.study().set_customers({id, request.customers}));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "location.customers_set", "location:" + to_text(id)));
    return row_of(location, request.customers);
}

namespace {

// Thousands may be apart, as in "12.500" or "12 500"; "12.5" is no number of customers.
std::optional<std::int64_t> customers_in(std::string text)
{
    static const std::regex in_thousands(R"(\d{1,3}([. ]\d{3})+)");
    if (std::regex_match(text, in_thousands))
        std::erase_if(text, [](char c) { return c == '.' || c == ' '; });
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end || number < 1 || number > most_customers)
        return std::nullopt;
    return number;
}

struct CustomersFile {
    std::vector<store::LocationCustomers> rows;
    std::vector<RowError> errors;
};

Result<CustomersFile> read_customers(store::Tx& tx, const CsvTable& table, std::size_t code, std::size_t customers)
{
    CustomersFile made;
    const auto wrong = [&](const CsvRow& row, const char* column, const char* en, const char* nl) {
        made.errors.push_back({"customers.csv", row.number, column, en, nl});
    };
    std::set<LocationId> seen;
    for (const auto& row : table.rows) {
        const auto cell = [&](std::size_t at) { return at < row.cells.size() ? row.cells[at] : std::string{}; };
        BALIEBLIK_TRY(location, tx.field().location_named(cell(code)));
        const auto number = customers_in(cell(customers));
        if (!location)
            wrong(row, "code", "There is no location with this code.", "Er is geen locatie met deze code.");
        else if (!seen.insert(location->id).second)
            wrong(row, "code", "This location is in the file twice.", "Deze locatie staat twee keer in het bestand.");
        if (cell(customers).empty())
            continue;
        if (!number)
            wrong(row, "customers", "A whole number from 1 on is wanted.", "Hier hoort een heel getal vanaf 1.");
        else if (location)
            made.rows.push_back({location->id, *number});
    }
    if (table.unclosed)
        made.errors.push_back({"customers.csv", *table.unclosed, "", "A quote is opened and never closed.",
                               "Een aanhalingsteken wordt geopend en nooit gesloten."});
    return made;
}

} // namespace

Result<CustomersImport> import_customers(store::Tx& tx, const Environment& env, const Actor& actor,
                                         const CustomersTable& request)
{
    BALIEBLIK_TRY(role, require_somewhere(actor, {Role::client_admin}));
    const auto table = read_csv_table(request.csv);
    const auto code = table.column("code");
    const auto customers = table.column("customers");
    if (!code || !customers)
        return Error{Errc::validation, "code, customers"};
    BALIEBLIK_TRY(file, read_customers(tx, table, *code, *customers));
    if (!file.errors.empty())
        return CustomersImport{0, std::move(file.errors)};
    for (const auto& row : file.rows) {
        BALIEBLIK_CHECK(tx.study().set_customers(row));
        BALIEBLIK_CHECK(note(tx, env, actor, role, "location.customers_set", "location:" + to_text(row.location_id)));
    }
    return CustomersImport{std::ssize(file.rows), {}};
}

Result<DoubleVisitList> list_double_visits(store::Tx& tx, const Actor& actor, WaveId wave)
{
    BALIEBLIK_CHECK(find_wave(tx, actor, {Role::coordinator}, wave));
    BALIEBLIK_TRY(pairs, tx.study().double_visits(wave));
    DoubleVisitList list;
    for (const auto& pair : pairs) {
        BALIEBLIK_TRY(first, tx.field().assignment(pair.assignment_id));
        BALIEBLIK_TRY(second, tx.field().assignment(pair.second_id));
        if (!first || !second)
            continue;
        BALIEBLIK_TRY(location, find_location(tx, first->location_id));
        BALIEBLIK_TRY(scenario, find_scenario(tx, first->scenario_id));
        DoubleVisitRow row{pair.assignment_id, pair.second_id, location.name, scenario.code, {}, {}};
        const auto alias = [&](const std::optional<InspectorId>& id) -> Result<std::string> {
            if (!id)
                return std::string();
            BALIEBLIK_TRY(inspector, find_inspector(tx, *id));
            return inspector.alias;
        };
        BALIEBLIK_TRY(one, alias(first->inspector_id));
        BALIEBLIK_TRY(other, alias(second->inspector_id));
        row.inspector = one;
        row.second_inspector = other;
        list.pairs.push_back(std::move(row));
    }
    return list;
}

Result<DoubleVisitList> add_double_visit(store::Tx& tx, const Environment& env, const Actor& actor, WaveId wave,
                                         const NewDoubleVisit& request)
{
    BALIEBLIK_TRY(in, find_wave(tx, actor, {Role::coordinator}, wave));
    BALIEBLIK_CHECK(check_open(in.wave));
    BALIEBLIK_TRY(first, tx.field().assignment(request.assignment_id));
    BALIEBLIK_TRY(second, tx.field().assignment(request.second_id));
    if (!first || !second || first->wave_id != wave || second->wave_id != wave)
        return Error{Errc::not_found, "assignment"};
    if (first->location_id != second->location_id || first->scenario_id != second->scenario_id)
        return Error{Errc::validation, "location or scenario"};
    if (!first->inspector_id || !second->inspector_id || first->inspector_id == second->inspector_id)
        return Error{Errc::validation, "inspector"};
    BALIEBLIK_CHECK(tx.study().add({wave, request.assignment_id, request.second_id}));
    BALIEBLIK_CHECK(
        note(tx, env, actor, in.role, "double_visit.added", "assignment:" + to_text(request.assignment_id)));
    return list_double_visits(tx, actor, wave);
}

Result<DoubleVisitList> drop_double_visit(store::Tx& tx, const Environment& env, const Actor& actor, WaveId wave,
                                          AssignmentId assignment)
{
    BALIEBLIK_TRY(in, find_wave(tx, actor, {Role::coordinator}, wave));
    BALIEBLIK_CHECK(check_open(in.wave));
    BALIEBLIK_TRY(pairs, tx.study().double_visits(wave));
    if (std::none_of(pairs.begin(), pairs.end(), [&](const auto& one) { return one.assignment_id == assignment; }))
        return Error{Errc::not_found, "double visit"};
    BALIEBLIK_CHECK(tx.study().drop_double_visit(assignment));
    BALIEBLIK_CHECK(note(tx, env, actor, in.role, "double_visit.dropped", "assignment:" + to_text(assignment)));
    return list_double_visits(tx, actor, wave);
}

Result<TrainingList> list_trainings(store::Tx& tx, const Actor& actor, ProjectId project)
{
    BALIEBLIK_CHECK(role_in(tx, actor, {Role::coordinator, Role::client_admin, Role::observer}, project));
    BALIEBLIK_TRY(trainings, tx.study().trainings(project));
    return TrainingList{std::move(trainings)};
}

Result<TrainingList> add_training(store::Tx& tx, const Environment& env, const Actor& actor, ProjectId project,
                                  const NewTraining& request)
{
    BALIEBLIK_TRY(role, role_in(tx, actor, {Role::coordinator}, project));
    if (!is_date(request.given_on))
        return Error{Errc::validation, "given_on"};
    if (request.content.empty() || request.content.size() > longest_content)
        return Error{Errc::validation, "content"};
    if (request.locations.empty())
        return Error{Errc::validation, "locations"};
    for (const auto location : request.locations)
        BALIEBLIK_CHECK(find_location(tx, location));
    const store::Training training{env.ids.make<store::TrainingId>(),
                                   project,
                                   request.given_on,
                                   request.content,
                                   request.locations,
                                   env.clock.now()};
    BALIEBLIK_CHECK(tx.study().add(training));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "training.added", "training:" + to_text(training.id)));
    return list_trainings(tx, actor, project);
}

Result<TrainingList> drop_training(store::Tx& tx, const Environment& env, const Actor& actor, ProjectId project,
                                   store::TrainingId training)
{
    BALIEBLIK_TRY(role, role_in(tx, actor, {Role::coordinator}, project));
    BALIEBLIK_TRY(known, tx.study().trainings(project));
    if (std::none_of(known.begin(), known.end(), [&](const auto& one) { return one.id == training; }))
        return Error{Errc::not_found, "training"};
    BALIEBLIK_CHECK(tx.study().drop_training(training));
    BALIEBLIK_CHECK(note(tx, env, actor, role, "training.dropped", "training:" + to_text(training)));
    return list_trainings(tx, actor, project);
}

Result<SampleAnswer> plan_sample(const Actor& actor, const SampleQuestion& question)
{
    BALIEBLIK_CHECK(require_somewhere(actor, {Role::coordinator}));
    const statistics::Planning planning{0.05, question.power / 100};
    if (question.difference && question.sd)
        return answer_of(statistics::sample_size_for_means(*question.difference, *question.sd, planning));
    if (question.share_now && question.share_then)
        return answer_of(
            statistics::sample_size_for_shares(*question.share_now / 100, *question.share_then / 100, planning));
    if (question.share_now && question.within)
        return answer_of(statistics::sample_size_for_width(*question.share_now / 100, *question.within / 100));
    return Error{Errc::validation, "share_now with share_then or within, or difference with sd"};
}

} // namespace balieblik::usecases
