// SPDX-License-Identifier: EUPL-1.2
#include "forms/cli/driven_session.hpp"

#include "base/json.hpp"
#include "forms/cli/request.hpp"
#include "forms/record/record.hpp"
#include "forms/session/encode.hpp"
#include "forms/xpath/functions.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <map>
#include <span>

namespace balieblik::forms::cli {

namespace {

using Files = std::map<std::string, std::string, std::less<>>;

Result<std::string> file_in(const Files& files, std::string_view address)
{
    const auto name = address.substr(address.rfind('/') + 1);
    for (const auto& [known, bytes] : files)
        if (known == address || known == name || known.ends_with("/" + std::string(name)))
            return bytes;
    return Error{Errc::not_found, std::string(address)};
}

// A reference, or {"assertCurrentReference": …} as recordings write it.
std::string reference_of(const boost::json::value& value)
{
    if (const auto* object = value.if_object())
        return text_member(*object, "assertCurrentReference");
    return value.is_string() ? std::string(value.get_string()) : std::string();
}

std::string value_text(const boost::json::value& value)
{
    if (value.is_string())
        return std::string(value.get_string());
    if (value.is_bool())
        return value.get_bool() ? "1" : "0";
    if (value.is_number())
        return xpath::number_text(value.to_number<double>());
    if (const auto* file = value.if_object())
        return text_member(*file, "name");
    return {};
}

std::string offered(const NodeView& node, std::string_view text)
{
    std::string kept;
    for (const auto& word : xpath::words(text))
        if (std::any_of(node.options.begin(), node.options.end(),
                        [&](const Option& option) { return option.value == word; }))
            kept += (kept.empty() ? "" : " ") + word;
    return kept;
}

// What other engines make of an answer that is none: nothing. Here a session refuses it, which is for people.
std::string lenient(const NodeView& node, const boost::json::array& arguments)
{
    std::string text;
    for (std::size_t at = 1; at < arguments.size(); ++at)
        text += (at > 1 ? " " : "") + value_text(arguments[at]);
    if (!node.control)
        return encoded(node.type, text);
    switch (node.control->kind) {
    case ControlKind::select_one:
    case ControlKind::select_multiple:
        return offered(node, text);
    case ControlKind::rank:
        return text;
    case ControlKind::trigger:
        return text == "1" || text == "OK" || text == "true" ? "OK" : "";
    default:
        return encoded(node.type, text);
    }
}

std::string_view kind_of(const NodeView& node)
{
    switch (node.kind) {
    case NodeKind::group:
        return "group";
    case NodeKind::repeat:
        return node.control && (!node.control->count.empty() || node.control->fixed_count)
                   ? "repeat-range:controlled"
                   : "repeat-range:uncontrolled";
    case NodeKind::repeat_instance:
        return "repeat-instance";
    case NodeKind::note:
        return "note";
    case NodeKind::value:
        return "model-value";
    case NodeKind::question:
        break;
    }
    switch (node.control->kind) {
    case ControlKind::select_one:
    case ControlKind::select_multiple:
        return "select";
    case ControlKind::rank:
        return "rank";
    case ControlKind::range:
        return "range";
    case ControlKind::upload:
        return "upload";
    case ControlKind::trigger:
        return "trigger";
    default:
        return "input";
    }
}

boost::json::object facts_of(const NodeView& node, std::string_view kind)
{
    boost::json::object facts;
    if (kind == "select" || kind == "rank") {
        boost::json::array options;
        for (const auto& option : node.options)
            options.push_back(boost::json::array{option.value, option.label});
        facts["options"] = std::move(options);
    }
    if (node.control && !node.control->label.empty())
        facts["label"] = node.label;
    facts["violation"] = node.violation == Violation::none         ? boost::json::value(nullptr)
                         : node.violation == Violation::constraint ? boost::json::value("constraint")
                                                                   : boost::json::value("required");
    return facts;
}

// Operations, beside them the names that recordings use.
constexpr std::array<std::string_view, 2> names_of_serialize{"serialize", "proposed_serializeInstance"};
constexpr std::array<std::string_view, 4> names_of_restore{"restore", "serializeAndDeserializeInstance",
                                                           "proposed_serializeAndRestoreInstanceState",
                                                           "restoreWebFormsInstanceState"};
constexpr std::array<std::string_view, 2> names_of_edit{"edit", "editCurrentInstance"};
constexpr std::array<std::string_view, 8> names_of_others{
    "state", "answer", "createNewRepeat", "removeRepeat", "setLanguage", "answerOf", "next", "countRepeatInstancesOf"};

bool is_one_of(std::string_view operation, std::span<const std::string_view> names)
{
    return std::find(names.begin(), names.end(), operation) != names.end();
}

std::string instance_id(const DataNode& record)
{
    const auto* meta = record.child("meta");
    const auto* id = meta ? meta->child("instanceID") : nullptr;
    return id ? id->text : std::string();
}

} // namespace

bool DrivenSession::knows(std::string_view operation)
{
    return is_one_of(operation, names_of_serialize) || is_one_of(operation, names_of_restore) ||
           is_one_of(operation, names_of_edit) || is_one_of(operation, names_of_others);
}

boost::json::object DrivenSession::record() const { return record_json(*session_); }

std::optional<std::string> DrivenSession::file(std::string_view name) const
{
    auto found = surroundings_.file(name);
    return found ? std::optional(std::move(*found)) : std::nullopt;
}

Result<std::unique_ptr<DrivenSession>> DrivenSession::open(const std::string& xml, const boost::json::object& request,
                                                           const World& world)
{
    BALIEBLIK_TRY(form, read_form(xml));
    auto made = std::unique_ptr<DrivenSession>(new DrivenSession());
    BALIEBLIK_TRY(program, compile(form));
    made->xml_ = xml;
    made->program_ = program;
    Files files;
    if (const auto* given = request.if_contains("att"); given && given->is_object())
        for (const auto& file : given->get_object())
            files[std::string(file.key())] = value_text(file.value());
    std::deque<std::string> places;
    if (const auto* given = request.if_contains("locations"); given && given->is_array())
        for (const auto& each : given->get_array())
            places.push_back(value_text(each));
    if (const auto* given = request.if_contains("properties"); given && given->is_object())
        for (const auto& each : given->get_object())
            made->surroundings_.properties[std::string(each.key())] = value_text(each.value());
    made->surroundings_.clock = world.clock;
    made->surroundings_.random = world.random;
    made->surroundings_.offset_at = world.offset_at;
    made->surroundings_.file = [files](std::string_view address) { return file_in(files, address); };
    made->surroundings_.place = [places]() mutable -> std::optional<std::string> {
        if (places.empty())
            return std::nullopt;
        auto next = places.front();
        if (places.size() > 1)
            places.pop_front();
        return next;
    };
    BALIEBLIK_TRY(session, Session::open(made->program_, made->surroundings_));
    made->session_ = std::make_unique<Session>(std::move(session));
    return made;
}

Result<boost::json::value> DrivenSession::perform(std::string_view operation, const boost::json::object& request)
{
    const auto* given = request.if_contains("args");
    const auto arguments = given && given->is_array() ? given->get_array() : boost::json::array();
    const auto reference = arguments.empty() ? std::string() : reference_of(arguments.front());
    if (operation == "answer")
        return answer(arguments);
    if (operation == "createNewRepeat") {
        BALIEBLIK_CHECK(session_->add_repeat(reference));
        BALIEBLIK_TRY(repeat, session_->node(reference));
        return boost::json::value(reference + "[" + std::to_string(repeat.repeat_count) + "]");
    }
    if (operation == "removeRepeat") {
        BALIEBLIK_CHECK(session_->remove_repeat(reference));
        return boost::json::value(reference);
    }
    if (operation == "setLanguage") {
        BALIEBLIK_CHECK(session_->set_language(reference));
        return boost::json::value(reference);
    }
    if (is_one_of(operation, names_of_serialize))
        return boost::json::value(instance_xml(*session_, deprecated_id_));
    if (is_one_of(operation, names_of_restore))
        return begin_again(arguments, false);
    if (is_one_of(operation, names_of_edit))
        return begin_again(arguments, true);
    if (operation == "answerOf" || operation == "next") {
        if (operation == "next")
            current_ = reference;
        const auto node = session_->node(reference);
        return node ? boost::json::value(node->value) : boost::json::value(nullptr);
    }
    if (operation == "countRepeatInstancesOf") {
        BALIEBLIK_TRY(repeat, session_->node(reference));
        return boost::json::value(repeat.repeat_count);
    }
    return Error{Errc::not_found, "operation " + std::string(operation)};
}

Result<boost::json::value> DrivenSession::answer(const boost::json::array& arguments)
{
    auto whole = arguments;
    // With a value alone: the question that was last gone to.
    if (whole.size() == 1 && !current_.empty())
        whole.insert(whole.begin(), boost::json::value(current_));
    const auto reference = whole.empty() ? std::string() : reference_of(whole.front());
    BALIEBLIK_TRY(node, session_->node(reference));
    auto text = lenient(node, whole);
    auto taken = session_->answer(reference, text);
    // Outside of a slider's range is no answer either.
    if (!taken && taken.error().code == Errc::answer_refused && node.control &&
        node.control->kind == ControlKind::range && !node.readonly)
        taken = session_->answer(reference, "");
    BALIEBLIK_CHECK(taken);
    BALIEBLIK_TRY(after, session_->node(reference));
    return boost::json::value(after.value);
}

// From the XML that is given, or from the record as it stands, written and read again.
Result<boost::json::value> DrivenSession::begin_again(const boost::json::array& arguments, bool edits)
{
    const auto xml =
        !arguments.empty() && arguments.front().is_string() ? value_text(arguments.front()) : instance_xml(*session_);
    BALIEBLIK_TRY(record, read_data(xml));
    const auto* id = find_attribute(record.attributes, "", "id");
    if (id && *id != session_->form().id)
        return Error{Errc::form_invalid, "a record of another form: " + *id};
    const auto language = std::string(session_->language());
    BALIEBLIK_TRY(session, edits ? Session::edit(program_, surroundings_, record)
                                 : Session::reopen(program_, surroundings_, record));
    if (!language.empty() && session.language() != language)
        BALIEBLIK_CHECK(session.set_language(language));
    deprecated_id_ = edits ? instance_id(record) : std::string();
    *session_ = std::move(session);
    return boost::json::value(edits ? deprecated_id_ : instance_id(session_->record(false)));
}

boost::json::array DrivenSession::state() const
{
    boost::json::array rows;
    for (const auto& node : session_->nodes()) {
        const auto kind = rows.empty() ? std::string_view("root") : kind_of(node);
        const bool has_value = kind != "root" && node.kind != NodeKind::group && node.kind != NodeKind::repeat &&
                               node.kind != NodeKind::repeat_instance;
        boost::json::array row{boost::json::value(kind), boost::json::value(node.reference), node.relevant ? 1 : 0,
                               node.required && has_value ? 1 : 0, node.readonly ? 1 : 0};
        if (has_value) {
            row.push_back(boost::json::value(node.value));
            row.push_back(facts_of(node, kind));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

boost::json::object DrivenSession::description() const
{
    boost::json::array languages;
    for (const auto& language : session_->languages())
        languages.push_back(boost::json::value(language));
    return {{"id", session_->form().id},
            {"version", session_->form().version},
            {"title", session_->form().title},
            {"languages", std::move(languages)}};
}

} // namespace balieblik::forms::cli
