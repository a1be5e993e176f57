// SPDX-License-Identifier: EUPL-1.2
// A project may ask for more than the house before a figure is shown. Never for less.
#pragma once

#include "model/release.hpp"
#include "usecases/actor.hpp"

namespace balieblik::usecases {

struct RuleView {
    PublishingRule rule;  // in force for the project's next release
    PublishingRule least; // the house's own
};
BOOST_DESCRIBE_STRUCT(RuleView, (), (rule, least))
// Anybody with a role in the project. Refusal: not_found.
Result<RuleView> publishing_rule(store::Tx& tx, const Actor& actor, ProjectId project);

// Coordinator. For releases to come, new versions among them; those that are there keep the rule they were made with.
// Refusals: forbidden, not_found, validation (names the threshold that is lower than the house's, or absurd).
Result<RuleView> set_publishing_rule(store::Tx& tx, const Environment& env, const Actor& actor, ProjectId project,
                                     const PublishingRule& rule);

// Who asked for which rule, and when.
struct RuleChange {
    Timestamp at{};
    std::string who; // name
    PublishingRule rule;
};
BOOST_DESCRIBE_STRUCT(RuleChange, (), (at, who, rule))
struct RuleChanges {
    std::vector<RuleChange> changes; // newest first, at most the last 20
};
BOOST_DESCRIBE_STRUCT(RuleChanges, (), (changes))
// Coordinator, client admin, observer: it names colleagues. Read from the trail. Refusal: not_found.
Result<RuleChanges> publishing_rule_changes(store::Tx& tx, const Actor& actor, ProjectId project);

// What a release of the project is protected with.
Result<PublishingRule> rule_in_force(store::Tx& tx, ProjectId project);

} // namespace balieblik::usecases
