// SPDX-License-Identifier: EUPL-1.2
// What may be shown of a table.
#include "calc/figures.hpp"
#include "disclosure/request.hpp"

namespace balieblik::calc {
namespace {

constexpr const char* cell_axis = "cell";

// {"at": {"place": "x"}, ..}. Without `at`, the cell's texts say where it stands: {"place": "x", ..} or {"name": "x"}.
Result<boost::json::value> whole_cell(const boost::json::value& value)
{
    BALIEBLIK_TRY(given, as_object(value, "cells"));
    auto made = *given;
    const Inputs in{*given};
    if (!given->contains("at")) {
        boost::json::object at;
        for (const auto& member : *given) {
            if (member.value().is_string())
                at[member.key() == "name" || member.key() == "id" ? cell_axis : member.key()] = member.value();
        }
        if (at.empty())
            return wrong("cells", "each must say where it stands, as at: {axis: code}");
        made["at"] = std::move(at);
    }
    if (const auto* visits = in.find({"visits", "n"}))
        made["visits"] = *visits;
    if (const auto* share = in.find({"largest_share", "share"}))
        made["largest_share"] = *share;
    return boost::json::value(std::move(made));
}

// A list of steps, or {"part": "whole"} where the table has one axis.
Result<boost::json::array> steps_of(const Inputs& in, const boost::json::array& cells)
{
    const auto* given = in.find({"hierarchy"});
    if (!given)
        return boost::json::array{};
    if (!given->is_object()) {
        BALIEBLIK_TRY(list, as_list(*given, "hierarchy"));
        return *list;
    }
    boost::json::array made;
    const auto& at = cells.empty() ? boost::json::object{} : cells.front().at("at").get_object();
    if (at.size() != 1)
        return wrong("hierarchy", "a list of {axis, code, within} is wanted, as the table has several axes");
    for (const auto& member : given->get_object())
        made.push_back({{"axis", at.begin()->key()}, {"code", member.key()}, {"within", member.value()}});
    return made;
}

// What the rule does not name stays as it is in the house.
Result<boost::json::value> rule_of(const boost::json::value& given)
{
    BALIEBLIK_TRY(named, as_object(given, "rule"));
    auto made = object_of(json::write(PublishingRule{}));
    for (const auto& member : *named) {
        if (!made.contains(member.key()))
            return wrong("rule", "there is no " + std::string(member.key()));
        made[member.key()] = member.value();
    }
    return boost::json::value(std::move(made));
}

Result<disclosure::ProtectRequest> request_of(const Inputs& in)
{
    BALIEBLIK_TRY(given, in.need({"cells", "table"}));
    BALIEBLIK_TRY(list, as_list(*given, "cells"));
    boost::json::array cells;
    for (const auto& element : *list) {
        BALIEBLIK_TRY(cell, whole_cell(element));
        if (!cell.at("at").is_object())
            return wrong("cells", "at: an object is wanted");
        cells.push_back(cell);
    }
    BALIEBLIK_TRY(steps, steps_of(in, cells));
    boost::json::object request{{"cells", cells}, {"hierarchy", steps}};
    if (const auto* rule = in.find({"rule"})) {
        BALIEBLIK_TRY(whole, rule_of(*rule));
        request["rule"] = whole;
    }
    return json::read<disclosure::ProtectRequest>(boost::json::value(std::move(request)));
}

} // namespace

Outcome protect(const Inputs& in)
{
    BALIEBLIK_TRY(request, request_of(in));
    BALIEBLIK_TRY(answer, disclosure::protect(request));
    return Figures{
        "primary suppression by the publishing rule, complementary by least hidden visits; lower and upper are "
        "what the shown cells leave possible, by linear programming",
        object_of(json::write(answer))};
}

} // namespace balieblik::calc
