// SPDX-License-Identifier: EUPL-1.2
// What fills itself in: preloads when a record begins, and values set by events.
#include "forms/session/state.hpp"

#include "forms/session/encode.hpp"
#include "forms/xpath/functions.hpp"

#include <algorithm>
#include <array>

namespace balieblik::forms {

namespace {

std::string new_uuid(Random& random)
{
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | 0x40U);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
    auto text = to_hex(bytes);
    for (const std::size_t dash : {8U, 13U, 18U, 23U})
        text.insert(dash, "-");
    return "uuid:" + text;
}

} // namespace

void Session::State::new_instance_id()
{
    for (std::size_t at = 0; at < items.size(); ++at) {
        const auto* bind = items[at].node ? program->entries[items[at].entry].bind : nullptr;
        if (bind && bind->preload == "uid" && bind->nodeset.ends_with("instanceID"))
            set_value(at, new_uuid(*surroundings.random));
    }
}

void Session::State::preload()
{
    for (std::size_t at = 0; at < items.size(); ++at) {
        const auto& state = items[at];
        const auto* bind = state.node ? program->entries[state.entry].bind : nullptr;
        if (!bind || bind->preload.empty())
            continue;
        const auto& params = bind->preload_params;
        if (bind->preload == "uid") {
            set_value(at, new_uuid(*surroundings.random));
        } else if (bind->preload == "date") {
            set_value(at, xpath::local_date_text(opened, surroundings.offset_at));
        } else if (bind->preload == "timestamp" && params != "end") { // the end is written when the record is
            set_value(at, to_offset_text(opened, surroundings.offset_at(opened)));
        } else if (bind->preload == "property" || bind->preload == "context") {
            if (const auto found = surroundings.properties.find(params); found != surroundings.properties.end())
                set_value(at, found->second);
        }
    }
}

void Session::State::fire(std::string_view event, std::string_view trigger, const xpath::Node* where,
                          std::string_view scope)
{
    // A load happens to the whole record, wherever the form writes down what it sets.
    const bool load = event == "odk-instance-first-load" || event == "odk-instance-load" || event == "xforms-ready";
    for (const auto& set : program->form->set_values) {
        if ((!load && set.trigger != trigger) || (!scope.empty() && set.scope != scope))
            continue;
        if (std::find(set.events.begin(), set.events.end(), event) == set.events.end())
            continue;
        const auto found = program->at.find(set.ref);
        if (found == program->at.end())
            continue;
        const auto entry = found->second;
        // On a load every instance that is there; else the one that belongs to what happened.
        std::vector<std::size_t> targets;
        if (load)
            targets = of_entry[entry];
        else if (const auto* target = nearest(entry, where))
            targets.push_back(target->slot);
        for (const auto target : targets) {
            set_value(target, value_set_by(set, program->entries[entry], target));
        }
    }
}

std::string Session::State::value_set_by(const SetValue& set, const Entry& entry, std::size_t target) const
{
    if (set.is_place)
        return surroundings.place ? encoded(DataType::geopoint, surroundings.place().value_or("")) : std::string();
    if (set.value.empty())
        return entry.written(set.constant);
    return calculated(entry, value_of(*program->texts.find(set.value)->second, items[target].node));
}

Result<void> Session::State::greet()
{
    for (int round = 0; !born.empty() && round < 10; ++round) {
        const auto instances_made = std::move(born);
        born.clear();
        for (const auto item : instances_made)
            if (const auto* node = items[item].node)
                fire("odk-new-repeat", "", node, program->entries[items[item].entry].nodeset);
        BALIEBLIK_CHECK(settle_and_tell());
    }
    return {};
}

} // namespace balieblik::forms
