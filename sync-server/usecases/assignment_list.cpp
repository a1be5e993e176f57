// SPDX-License-Identifier: EUPL-1.2
// The coordinator's board: filtered, ordered and cut into pages on the server.
#include "usecases/find.hpp"
#include "usecases/rotation.hpp"

#include <cctype>

namespace balieblik::usecases {
namespace {

std::string lowered(std::string text)
{
    for (auto& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool fits(const AssignmentRow& row, const AssignmentQuery& query, const std::string& text)
{
    const auto& one = row.assignment;
    if (!query.states.empty() && std::find(query.states.begin(), query.states.end(), one.state) == query.states.end())
        return false;
    if (query.inspector_id && one.inspector_id != query.inspector_id)
        return false;
    if (query.location_id && one.location_id != *query.location_id)
        return false;
    if (query.municipality && row.municipality != *query.municipality)
        return false;
    if ((query.unassigned && one.inspector_id) || (query.overdue && !row.overdue))
        return false;
    return text.empty() || lowered(row.location + "\n" + row.alias.value_or("") + "\n" + row.scenario + "\n" +
                                   row.scenario_title_nl + "\n" + row.scenario_title_en)
                                   .find(text) != std::string::npos;
}

// The deadline breaks ties, and the id the last of them, so that pages never overlap.
auto key_of(const AssignmentRow& row, AssignmentOrder order)
{
    std::string first;
    if (order == AssignmentOrder::location)
        first = lowered(row.location);
    else if (order == AssignmentOrder::inspector)
        first = lowered(row.alias.value_or(""));
    const int state = order == AssignmentOrder::state ? static_cast<int>(row.assignment.state) : 0;
    return std::tuple(first, state, row.assignment.deadline, to_text(row.assignment.id));
}

} // namespace

Result<AssignmentPage> list_assignments(store::Tx& tx, const Environment& env, const Actor& actor,
                                        const AssignmentQuery& query)
{
    BALIEBLIK_CHECK(find_wave(tx, actor, {Role::coordinator}, query.wave_id));
    BALIEBLIK_TRY(assignments, tx.field().assignments_of_wave(query.wave_id));
    const auto text = lowered(query.text.value_or(""));
    const auto now = env.clock.now();
    std::vector<AssignmentRow> rows;
    for (const auto& assignment : assignments) {
        BALIEBLIK_TRY(row, assignment_row(tx, assignment, now));
        if (fits(row, query, text))
            rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end(), [&](const AssignmentRow& a, const AssignmentRow& b) {
        return query.descending ? key_of(b, query.order) < key_of(a, query.order)
                                : key_of(a, query.order) < key_of(b, query.order);
    });
    AssignmentPage page{page_of(rows, query.page), static_cast<std::int64_t>(rows.size()), query.page};
    return page;
}

} // namespace balieblik::usecases
