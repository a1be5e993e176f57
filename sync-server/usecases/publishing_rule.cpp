// SPDX-License-Identifier: EUPL-1.2
#include "usecases/publishing_rule.hpp"

#include "disclosure/group.hpp"
#include "usecases/find.hpp"
#include "usecases/trail.hpp"

#include <cmath>

namespace balieblik::usecases {
namespace {

constexpr int most = 100; // beyond it everything would be hidden for ever
constexpr int most_inspectors = disclosure::Inspectors::most;

std::string wrong_threshold(const PublishingRule& rule)
{
    const PublishingRule least;
    struct Count {
        const char* name;
        int asked;
        int least;
    };
    for (const auto& one : {Count{"min_visits", rule.min_visits, least.min_visits},
                            Count{"min_staff_pool", rule.min_staff_pool, least.min_staff_pool},
                            Count{"min_inspectors", rule.min_inspectors, least.min_inspectors},
                            Count{"count_rounding", rule.count_rounding, least.count_rounding},
                            Count{"group_pool", rule.group_pool, least.group_pool}})
        if (one.asked < one.least || one.asked > most)
            return one.name;
    if (rule.min_inspectors > most_inspectors)
        return "min_inspectors";
    if (!(rule.max_share_of_weight > 0) || rule.max_share_of_weight > least.max_share_of_weight)
        return "max_share_of_weight";
    if (!(rule.protection >= least.protection) || rule.protection > 50)
        return "protection";
    return {};
}

constexpr const char* changed = "project.publishing_rule"; // in the trail

// The name of a person in the trail; what stands there if they are not found.
Result<std::string> name_of(store::Tx& tx, const std::string& who)
{
    constexpr std::string_view person = "person:";
    if (!who.starts_with(person))
        return who;
    const auto id = parse_id<PersonId>(who.substr(person.size()));
    if (!id)
        return who;
    BALIEBLIK_TRY(found, tx.people().find(*id));
    return found ? found->name : who;
}

} // namespace

Result<PublishingRule> rule_in_force(store::Tx& tx, ProjectId project)
{
    BALIEBLIK_TRY(own, tx.releases().rule(project));
    return own ? disclosure::stricter(PublishingRule{}, *own) : PublishingRule{};
}

Result<RuleView> publishing_rule(store::Tx& tx, const Actor& actor, ProjectId id)
{
    BALIEBLIK_TRY(project, tx.field().project(id));
    if (!project || !require(actor, any_role_of_all, id))
        return Error{Errc::not_found, "project"};
    BALIEBLIK_TRY(rule, rule_in_force(tx, id));
    return RuleView{rule, PublishingRule{}};
}

Result<RuleView> set_publishing_rule(store::Tx& tx, const Environment& env, const Actor& actor, ProjectId id,
                                     const PublishingRule& rule)
{
    BALIEBLIK_TRY(project, tx.field().project(id));
    if (!project || !require(actor, any_role_of_all, id))
        return Error{Errc::not_found, "project"};
    BALIEBLIK_TRY(role, require(actor, {Role::coordinator}, id));
    if (const auto wrong = wrong_threshold(rule); !wrong.empty())
        return Error{Errc::validation, wrong};
    BALIEBLIK_CHECK(tx.releases().set_rule(id, rule));
    BALIEBLIK_CHECK(note(tx, env, actor, role, changed, "project:" + to_text(id), json::print_struct(rule)));
    return RuleView{rule, PublishingRule{}};
}

Result<RuleChanges> publishing_rule_changes(store::Tx& tx, const Actor& actor, ProjectId id)
{
    BALIEBLIK_TRY(project, tx.field().project(id));
    if (!project || !require(actor, {Role::coordinator, Role::client_admin, Role::observer}, id))
        return Error{Errc::not_found, "project"};
    TrailQuery query;
    query.what = changed;
    query.subject = "project:" + to_text(id);
    query.limit = 20;
    BALIEBLIK_TRY(page, page_of_trail(tx, query));
    RuleChanges made;
    for (const auto& event : page.events) {
        const auto rule = json::read_text<PublishingRule>(event.reason.value_or(""));
        if (!rule)
            continue;
        BALIEBLIK_TRY(who, name_of(tx, event.who));
        made.changes.push_back({event.at, who, *rule});
    }
    return made;
}

} // namespace balieblik::usecases
