// SPDX-License-Identifier: EUPL-1.2
#include "forms/check/check.hpp"

#include <map>

namespace balieblik::forms {

Result<std::vector<Finding>> check(const Session& session)
{
    std::map<std::string, std::string> section_of;
    for (const auto& section : session.sections())
        for (const auto& reference : section.nodes)
            section_of.emplace(reference, section.reference);
    std::vector<Finding> findings;
    for (const auto& node : session.nodes()) {
        if (!node.relevant || !node.bind)
            continue;
        if (node.violation != Violation::none) {
            const bool required = node.violation == Violation::required;
            findings.push_back({Severity::hard, required ? Rule::required : Rule::constraint, node.reference,
                                section_of[node.reference],
                                required ? node.required_message : node.constraint_message});
            continue;
        }
        const auto* soft = find_attribute(node.bind->attributes, mystery_shopper_uri, "soft-constraint");
        if (!soft || node.value.empty())
            continue;
        BALIEBLIK_TRY(holds, session.holds(*soft, node.reference));
        if (holds)
            continue;
        const auto* message = find_attribute(node.bind->attributes, mystery_shopper_uri, "soft-message");
        findings.push_back({Severity::soft, Rule::soft_constraint, node.reference, section_of[node.reference],
                            message ? session.text(*message, node.reference) : std::string()});
    }
    return findings;
}

} // namespace balieblik::forms
