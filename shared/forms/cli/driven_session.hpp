// SPDX-License-Identifier: EUPL-1.2
// A session in the vocabulary of recorded ones: what is asked of it is JSON, and so is what it shows.
#pragma once

#include "forms/cli/eval.hpp"
#include "forms/session/session.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace balieblik::forms::cli {

class DrivenSession {
public:
    // `att`: the form's files by address or name; `locations`: what the tablet will say when it is asked where it is;
    // `properties`: deviceid, username, … for preloads.
    static Result<std::unique_ptr<DrivenSession>> open(const std::string& xml, const boost::json::object& request,
                                                       const World& world);

    // answer, createNewRepeat, removeRepeat, setLanguage, serialize, restore, edit; and the reads answerOf, next,
    // countRepeatInstancesOf, under the names that recordings use. Refusals: those of the session; not_found for an
    // operation that does not exist.
    Result<boost::json::value> perform(std::string_view operation, const boost::json::object& request);
    // Every node in document order: [kind, reference, relevant, required, readonly, value, {violation, options,
    // label}], the last two only of those that have a value.
    boost::json::array state() const;
    boost::json::object description() const;
    // The operations above, and `state`.
    static bool knows(std::string_view operation);

    const std::string& xml() const { return xml_; }
    // The record as it would be handed in, and a file that came with the form.
    boost::json::object record() const;
    std::optional<std::string> file(std::string_view name) const;

private:
    DrivenSession() = default;
    Result<boost::json::value> answer(const boost::json::array& arguments);
    Result<boost::json::value> begin_again(const boost::json::array& arguments, bool edits);

    std::string xml_;
    std::shared_ptr<const Program> program_;
    Surroundings surroundings_;
    std::unique_ptr<Session> session_;
    std::string current_;       // the question that was last gone to
    std::string deprecated_id_; // of the record that is being edited
};

} // namespace balieblik::forms::cli
