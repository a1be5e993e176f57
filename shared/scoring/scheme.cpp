// SPDX-License-Identifier: EUPL-1.2
#include "scoring/scheme.hpp"

#include <charconv>

namespace balieblik::scoring {

namespace {

std::optional<double> number(std::string_view text)
{
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::vector<std::string> words(std::string_view text)
{
    std::vector<std::string> made;
    while (!text.empty()) {
        const auto end = std::min(text.find_first_of(" ,"), text.size());
        if (end > 0)
            made.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return made;
}

std::string attribute(const std::vector<forms::Attribute>& attributes, std::string_view name,
                      std::string_view otherwise = {})
{
    const auto* found = forms::find_attribute(attributes, ms_namespace, name);
    return found ? *found : std::string(otherwise);
}

Error wrong(std::string_view what) { return Error{Errc::form_invalid, "scoring: " + std::string(what)}; }

const forms::Control* control_of(const std::vector<forms::Control>& controls, std::string_view reference)
{
    for (const auto& control : controls) {
        if (control.ref == reference)
            return &control;
        if (const auto* inner = control_of(control.children, reference))
            return inner;
    }
    return nullptr;
}

// The list that an itemset names: 'yn' of "instance('yn')/root/item[...]", also inside randomize(...).
std::string list_of(std::string_view nodeset)
{
    const auto start = nodeset.find("instance(");
    const auto open = start == std::string_view::npos ? start : nodeset.find_first_of("'\"", start);
    const auto close = open == std::string_view::npos ? open : nodeset.find(nodeset[open], open + 1);
    return close == std::string_view::npos ? std::string() : std::string(nodeset.substr(open + 1, close - open - 1));
}

Result<std::map<std::string, std::optional<double>>> choices_of(const forms::Form& form, const std::string& reference)
{
    const auto* control = control_of(form.body, reference);
    const auto* list = control ? form.secondary(list_of(control->itemset.nodeset)) : nullptr;
    if (!control || control->kind != forms::ControlKind::select_one || !list)
        return wrong(reference + " has no list of choices");
    std::map<std::string, std::optional<double>> made;
    const auto* root = list->root.name == "root" ? &list->root : list->root.child("root");
    for (const auto& item : (root ? *root : list->root).children) {
        const auto* name = item.child("name");
        const auto* score = item.child("score");
        if (!name)
            return wrong(reference + " has a choice without a name");
        auto& points = made[name->text];
        if (!score || score->text.empty())
            continue;
        points = number(score->text);
        if (!points)
            return wrong(reference + ", choice " + name->text + ": the score is no number");
    }
    return made;
}

Result<void> read_settings(const forms::Form& form, Scheme& scheme)
{
    for (const auto& word : words(attribute(form.settings, "dimension_weights"))) {
        const auto mark = word.find(':');
        const auto weight = mark == std::string::npos ? std::nullopt : number(std::string_view(word).substr(mark + 1));
        if (!weight || *weight <= 0)
            return wrong("dimension_weights: " + word);
        scheme.dimensions.emplace_back(word.substr(0, mark), *weight);
    }
    scheme.channel = attribute(form.settings, "channel", "counter");
    const auto coverage = number(attribute(form.settings, "coverage_min", "0.5"));
    if (!coverage)
        return wrong("coverage_min");
    scheme.coverage_min = *coverage;
    const auto policy = attribute(form.settings, "critical_policy", "flag");
    if (policy != "flag" && policy != "zero-dimension" && policy != "zero-total")
        return wrong("critical_policy: " + policy);
    scheme.policy = policy == "flag"             ? CriticalPolicy::flag
                    : policy == "zero-dimension" ? CriticalPolicy::zero_dimension
                                                 : CriticalPolicy::zero_total;
    return {};
}

Result<void> read_item(const forms::Form& form, const forms::Bind& bind, Scheme& scheme)
{
    const auto weight_text = attribute(bind.attributes, "weight");
    const auto points = attribute(bind.attributes, "points");
    if (weight_text.empty() && points.empty())
        return {};
    Item item;
    item.reference = bind.nodeset;
    item.name = bind.nodeset.substr(bind.nodeset.rfind('/') + 1);
    item.dimension = attribute(bind.attributes, "dimension");
    item.bonus = attribute(bind.attributes, "bonus") == "yes";
    item.norm = attribute(bind.attributes, "norm");
    if (!weight_text.empty()) {
        const auto weight = number(weight_text);
        if (!weight || *weight <= 0)
            return wrong(bind.nodeset + ": weight");
        item.weight = *weight;
    }
    if (points == "mark") {
        item.from = PointsFrom::mark;
    } else if (points == "wait") {
        item.from = PointsFrom::wait;
    } else if (points == "working-days") {
        item.from = PointsFrom::working_days;
    } else if (points.empty() || points == "choice") {
        BALIEBLIK_TRY(choices, choices_of(form, bind.nodeset));
        item.choices = std::move(choices);
    } else {
        return wrong(bind.nodeset + ": points");
    }
    scheme.items.push_back(std::move(item));
    return {};
}

} // namespace

Result<Scheme> read_scheme(const forms::Form& form)
{
    Scheme scheme;
    BALIEBLIK_CHECK(read_settings(form, scheme));
    for (const auto& bind : form.binds) {
        BALIEBLIK_CHECK(read_item(form, bind, scheme));
        if (const auto role = attribute(bind.attributes, "role"); !role.empty())
            scheme.roles[role] = bind.nodeset;
        if (const auto critical = attribute(bind.attributes, "critical"); !critical.empty())
            scheme.critical.push_back({bind.nodeset, bind.nodeset.substr(bind.nodeset.rfind('/') + 1),
                                       attribute(bind.attributes, "dimension"), words(critical)});
    }
    return scheme;
}

} // namespace balieblik::scoring
