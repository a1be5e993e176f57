// SPDX-License-Identifier: EUPL-1.2
// Recalculation: what an answer makes stale runs in the order of its rank, until nothing is stale.
#include "forms/session/state.hpp"

#include "forms/xpath/functions.hpp"

#include <algorithm>
#include <cmath>

namespace balieblik::forms {

namespace {

// A circle that settles does so soon; one that has not by now counts up for ever.
constexpr std::uint8_t most_runs = 100;

} // namespace

void Session::State::begin()
{
    ++operation;
    notes.clear();
    text_changed.clear();
    structure_changed = false;
    refusal.reset();
    born.clear();
    to_tell.clear();
    std::fill(runs_.begin(), runs_.end(), std::uint8_t{0});
}

NodeState& Session::State::noted(std::size_t item)
{
    auto& state = items[item];
    if (state.journal != operation) {
        state.journal = operation;
        notes.push_back({item, state});
    }
    return state;
}

void Session::State::dirty(std::size_t task)
{
    if (queued_[task])
        return;
    queued_[task] = 1;
    queue_.emplace(program->tasks[task].rank, task);
}

void Session::State::dirty_all()
{
    for (std::size_t task = 0; task < program->tasks.size(); ++task)
        dirty(task);
}

void Session::State::dirty_readers(std::size_t entry)
{
    for (const auto task : program->entries[entry].readers)
        dirty(task);
}

void Session::State::dirty_below(std::size_t entry)
{
    for (const auto child : program->entries[entry].children) {
        for (const auto task : program->entries[child].tasks)
            dirty(task);
        dirty_readers(child);
        dirty_below(child);
    }
}

Result<void> Session::State::settle_and_tell()
{
    BALIEBLIK_CHECK(settle());
    for (std::size_t round = 0; !to_tell.empty(); ++round) {
        const auto changed = std::move(to_tell);
        to_tell.clear();
        if (round > most_runs)
            return Error{Errc::form_unsettled, program->entries[items[changed.front()].entry].nodeset};
        for (const auto item : changed)
            if (const auto* node = items[item].node)
                fire("xforms-value-changed", program->entries[items[item].entry].nodeset, node, "");
        BALIEBLIK_CHECK(settle());
    }
    return {};
}

Result<void> Session::State::settle()
{
    const Working working(*this);
    while (!queue_.empty()) {
        const auto task = queue_.top().second;
        queue_.pop();
        queued_[task] = 0;
        if (++runs_[task] > most_runs) {
            for (; !queue_.empty(); queue_.pop())
                queued_[queue_.top().second] = 0;
            return Error{Errc::form_unsettled, circle(task)};
        }
        run(task);
        if (refusal) {
            for (; !queue_.empty(); queue_.pop())
                queued_[queue_.top().second] = 0;
            return *refusal;
        }
    }
    return refusal ? Result<void>(*refusal) : Result<void>();
}

void Session::State::run(std::size_t task)
{
    const auto& made = program->tasks[task];
    const auto& entry = program->entries[made.entry];
    if (made.kind == TaskKind::count) {
        const auto parents = of_entry[entry.parent];
        for (const auto parent : parents) {
            auto* node = items[parent].node;
            if (!node)
                continue;
            const auto wanted = xpath::to_number(value_of(*made.expression, place_of(made.entry, node)), *this);
            // A count that is being typed anew is no number for a while: what stands there is not thrown away for that.
            if (!counted.insert({node, made.entry}).second && std::isnan(wanted))
                continue;
            const auto before = instances(made.entry, node).size();
            set_count(made.entry, node, wanted > 0 ? static_cast<std::size_t>(std::min(wanted, 1e6)) : 0);
            const auto present = instances(made.entry, node);
            for (auto at = before; at < present.size(); ++at)
                born.push_back(present[at]->slot);
        }
        if (structure_changed)
            list_items();
        return;
    }
    const auto all = of_entry[made.entry].size();
    for (std::size_t at = 0; at < all; ++at)
        run_for(made, of_entry[made.entry][at]);
}

void Session::State::run_for(const Task& task, std::size_t item)
{
    const auto& entry = program->entries[task.entry];
    auto& state = items[item];
    const auto truth = [&] { return xpath::to_boolean(value_of(*task.expression, state.node)); };
    switch (task.kind) {
    case TaskKind::relevant:
        if (const bool relevant = truth(); relevant != state.own_relevant) {
            noted(item).own_relevant = relevant;
            update_relevance(item);
        }
        break;
    case TaskKind::calculate:
        if (state.relevant && entry.is_leaf)
            set_value(item, calculated(entry, value_of(*task.expression, state.node)));
        break;
    case TaskKind::options: {
        std::vector<std::string> values;
        for (auto& option : options(state, false))
            values.push_back(std::move(option.value));
        if (values != state.options)
            noted(item).options = std::move(values);
        show(item);
        break;
    }
    case TaskKind::readonly:
        if (const bool readonly = truth(); readonly != state.own_readonly) {
            noted(item).own_readonly = readonly;
            update_readonly(item);
        }
        break;
    case TaskKind::required:
        if (const bool required = truth(); required != state.required)
            noted(item).required = required;
        update_violation(item);
        break;
    case TaskKind::constraint:
        if (const bool holds = state.shown.empty() || truth(); holds != state.constraint_holds)
            noted(item).constraint_holds = holds;
        update_violation(item);
        break;
    case TaskKind::text:
        text_changed.insert(item);
        break;
    case TaskKind::count:
        break;
    }
}

void Session::State::set_value(std::size_t item, std::string value)
{
    if (items[item].value == value)
        return;
    noted(item).value = std::move(value);
    show(item);
}

bool Session::State::offers(const Entry& entry, const NodeState& item, std::string_view value) const
{
    const auto& fixed = entry.control->items;
    return std::find(item.options.begin(), item.options.end(), value) != item.options.end() ||
           std::any_of(fixed.begin(), fixed.end(), [&](const Item& choice) { return choice.value == value; });
}

// Brings what expressions read in line with the answer, relevance and choices.
void Session::State::show(std::size_t item)
{
    auto& state = items[item];
    const auto& entry = program->entries[state.entry];
    if (!entry.is_leaf)
        return;
    std::string shown = state.relevant ? state.value : std::string();
    if (!shown.empty() && entry.is_choice()) {
        if (entry.control->kind == ControlKind::select_one) {
            if (!offers(entry, state, shown))
                shown.clear();
        } else {
            std::string kept;
            for (const auto& word : xpath::words(shown))
                if (offers(entry, state, word))
                    kept += kept.empty() ? word : " " + word;
            shown = std::move(kept);
        }
    }
    if (shown == state.shown)
        return;
    auto& changed = noted(item);
    changed.shown = std::move(shown);
    document.set_text(changed.node, changed.shown);
    dirty_readers(changed.entry);
    if (tells && entry.is_listened_to && std::find(to_tell.begin(), to_tell.end(), item) == to_tell.end())
        to_tell.push_back(item);
    if (const auto own = entry.task(TaskKind::constraint, program->tasks); own != Entry::npos)
        dirty(own);
    update_violation(item);
}

void Session::State::update_relevance(std::size_t item)
{
    auto& state = items[item];
    const auto* parent = state.node->parent;
    const bool above = parent->type != xpath::NodeType::element || items[parent->slot].relevant;
    const bool relevant = above && state.own_relevant;
    if (relevant != state.relevant) {
        noted(item).relevant = relevant;
        const auto& entry = program->entries[state.entry];
        if (relevant)
            for (const auto task : entry.tasks)
                dirty(task);
        dirty_readers(state.entry);
        show(item);
        update_violation(item);
    }
    for (const auto* attribute : state.node->attributes)
        if (attribute->slot != xpath::Node::npos)
            update_relevance(attribute->slot);
    for (const auto* child : state.node->children)
        if (child->type == xpath::NodeType::element &&
            items[child->slot].relevant != (relevant && items[child->slot].own_relevant))
            update_relevance(child->slot);
}

void Session::State::update_readonly(std::size_t item)
{
    auto& state = items[item];
    const auto* parent = state.node->parent;
    const bool above = parent->type == xpath::NodeType::element && items[parent->slot].readonly;
    const bool readonly = above || state.own_readonly;
    if (readonly != state.readonly)
        noted(item).readonly = readonly;
    for (const auto* child : state.node->children)
        if (child->type == xpath::NodeType::element)
            update_readonly(child->slot);
}

void Session::State::update_violation(std::size_t item)
{
    const auto& state = items[item];
    auto violation = Violation::none;
    if (state.relevant && state.shown.empty() && state.required)
        violation = Violation::required;
    else if (state.relevant && !state.shown.empty() && !state.constraint_holds)
        violation = Violation::constraint;
    if (violation != state.violation)
        noted(item).violation = violation;
}

void Session::State::roll_back()
{
    for (auto note = notes.rbegin(); note != notes.rend(); ++note) {
        items[note->item] = note->before;
        if (program->entries[note->before.entry].is_leaf)
            document.set_text(note->before.node, note->before.shown);
    }
    notes.clear();
    text_changed.clear();
}

// The shortest way from a task back to itself, by the names of the nodes.
std::string Session::State::circle(std::size_t task) const
{
    std::vector<std::size_t> from(program->tasks.size(), Entry::npos);
    std::vector<std::size_t> wave{task};
    for (std::size_t at = 0; at < wave.size(); ++at) {
        std::vector<std::size_t> next = program->entries[program->tasks[wave[at]].entry].readers;
        for (const auto reader : next) {
            if (reader == task) {
                std::string names = program->entries[program->tasks[task].entry].nodeset;
                for (auto back = wave[at]; back != task; back = from[back])
                    names.insert(0, program->entries[program->tasks[back].entry].nodeset + " -> ");
                return program->entries[program->tasks[task].entry].nodeset + " -> " + names;
            }
            if (from[reader] == Entry::npos) {
                from[reader] = wave[at];
                wave.push_back(reader);
            }
        }
    }
    return program->entries[program->tasks[task].entry].nodeset;
}

xpath::Context Session::State::context(const xpath::Node* node) const
{
    return {this, document.root(), node, node, 1, 1};
}

xpath::Value Session::State::value_of(const xpath::Expression& expression, const xpath::Node* node) const
{
    const Working working(*this);
    try {
        return xpath::evaluate(expression, context(node));
    } catch (const xpath::TooMuchWork& stopped) {
        rest();
        const auto where = node->slot < items.size() ? program->entries[items[node->slot].entry].nodeset : "a text";
        if (!refusal)
            refusal = Error{Errc::too_large, where + ": " + stopped.what()};
        return xpath::Value::of(std::string());
    } catch (const xpath::EvaluationError&) {
        return xpath::Value::of(std::string()); // a function was given what it cannot work with: there is no value
    }
}

// How a result is written into a node of a type. What is computed with days becomes a day or a moment again.
std::string Session::State::calculated(const Entry& entry, xpath::Value value) const
{
    const bool is_moment = value.kind == xpath::ValueKind::moment;
    const bool numeric = value.kind == xpath::ValueKind::number || is_moment;
    if (numeric && std::isnan(value.number))
        return {};
    if (numeric && (entry.type == DataType::date || entry.type == DataType::date_time)) {
        const auto time = is_moment ? Timestamp(milliseconds(std::llround(value.number * 86'400'000.0)))
                                    : xpath::from_days(value.number, surroundings.offset_at);
        return entry.type == DataType::date ? xpath::local_date_text(time, surroundings.offset_at)
                                            : to_offset_text(time, surroundings.offset_at(time));
    }
    auto text = xpath::to_text(std::move(value));
    if (text == "NaN")
        return {};
    if (entry.type == DataType::date)
        if (const auto moment = xpath::read_moment(text, surroundings.offset_at))
            return xpath::local_date_text(moment->time, surroundings.offset_at);
    return entry.written(text);
}

namespace {

bool on_map(const Control& control)
{
    const std::string words = ' ' + control.appearance + ' ';
    return words.find(" map ") != std::string::npos;
}

// As GeoJSON and a list with such a column have it, and a repeat with such a question.
std::string place_of_choice(const xpath::Node& choice)
{
    for (const auto* child : choice.children)
        if (child->type == xpath::NodeType::element && child->name == "geometry") {
            std::string scratch;
            return std::string(xpath::string_value(*child, scratch));
        }
    return {};
}

} // namespace

std::vector<Option> Session::State::options(const NodeState& item, bool labels) const
{
    const auto& entry = program->entries[item.entry];
    std::vector<Option> all;
    if (!entry.control)
        return all;
    for (const auto& choice : entry.control->items) {
        Option option;
        option.value = choice.value;
        if (labels) {
            option.label = choice.has_label ? text(choice.label, item.node) : choice.value;
            option.pictures = pictures(choice.label, item.node);
        }
        all.push_back(std::move(option));
    }
    const auto task = entry.option_value ? entry.task(TaskKind::options, program->tasks) : Entry::npos;
    if (task == Entry::npos)
        return all;
    const auto nodes = value_of(*program->tasks[task].expression, item.node).nodes;
    constexpr std::size_t most_choices = 50'000;
    if (nodes.size() > most_choices) {
        refusal = Error{Errc::too_large, entry.nodeset + ": more than " + std::to_string(most_choices) + " choices"};
        return all;
    }
    const bool placed = labels && on_map(*entry.control);
    for (const auto* node : nodes) {
        Option option;
        if (placed)
            option.place = place_of_choice(*node);
        auto place = context(item.node);
        place.node = node;
        option.value = xpath::to_text(xpath::evaluate(*entry.option_value, place));
        if (labels && entry.option_label) {
            option.label = xpath::to_text(xpath::evaluate(*entry.option_label, place));
            option.pictures = pictures(*entry.option_label, place, item.node);
        } else if (labels) {
            option.label = option.value;
        }
        all.push_back(std::move(option));
    }
    return all;
}

} // namespace balieblik::forms
