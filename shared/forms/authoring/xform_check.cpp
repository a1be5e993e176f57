// SPDX-License-Identifier: EUPL-1.2
#include "forms/authoring/xform_check.hpp"

#include "forms/session/program.hpp"
#include "forms/xform/form.hpp"
#include "forms/xform/left_out.hpp"

#include <algorithm>
#include <array>

namespace balieblik::forms::authoring {
namespace {

xls::Problem advice(std::string message)
{
    xls::Problem problem;
    problem.kind = xls::ProblemKind::advice;
    problem.message = std::move(message);
    problem.warning = true;
    return problem;
}

xls::Problem refused(const Error& error)
{
    xls::Problem problem;
    problem.code = error.code == Errc::form_unsupported ? Errc::form_unsupported : Errc::form_invalid;
    problem.kind =
        error.code == Errc::form_unsupported ? xls::ProblemKind::unsupported : xls::ProblemKind::expression_invalid;
    problem.message = sentence(error, "en");
    return problem;
}

} // namespace

bool is_xform(std::string_view xml)
{
    const auto root = read_xml(xml);
    // One that is broken is told what is broken about it, as a form.
    return root ? root->name == "html" : xml.substr(0, 2000).find("html") != std::string_view::npos;
}

xls::Problems xform_problems(std::string_view xml, For use)
{
    xls::Problems problems;
    const auto html = read_xml(xml);
    if (!html)
        return {refused(html.error())};
    for (const auto& found : left_out(*html, use == For::inspections)) {
        xls::Problem problem;
        problem.code = Errc::form_unsupported;
        problem.kind = xls::ProblemKind::unsupported;
        problem.line = found.line;
        problem.column = found.element;
        problem.message = (found.what.empty() ? found.element : found.what) + " is not supported.";
        problem.suggestion = found.reason;
        problems.push_back(std::move(problem));
    }
    if (!problems.empty())
        return problems;
    const auto form = read_form(xml);
    if (!form)
        return {refused(form.error())};
    const auto program = compile(*form);
    return program ? problems : xls::Problems{refused(program.error())};
}

xls::Problems quiet_losses(std::string_view xml)
{
    xls::Problems losses;
    const auto html = read_xml(xml);
    const auto read = read_form(xml);
    if (!html || !read)
        return losses;
    const auto& form = **read;
    const auto* head = html->child("head");
    const auto* model = head ? head->child("model") : nullptr;
    if (const auto* submission = model ? model->child("submission") : nullptr;
        submission && !submission->attribute("action").empty())
        losses.push_back(advice("The app sends and deletes by its own rules, whatever <submission> says."));
    static constexpr std::array<std::string_view, 2> known{"deviceid", "uri:deviceid"};
    for (const auto& bind : form.binds) {
        const auto name = bind.nodeset.substr(bind.nodeset.rfind('/') + 1);
        if (bind.preload == "property" && std::find(known.begin(), known.end(), bind.preload_params) == known.end())
            losses.push_back(advice("The app knows no " + bind.preload_params + "; '" + name + "' stays empty."));
        if (name.ends_with("audit") && bind.data_type == DataType::binary)
            losses.push_back(advice("The app keeps a log of its own for each visit; 'audit' stays empty."));
    }
    for (const auto& action : form.set_values)
        if (action.is_place)
            losses.push_back(advice("The app writes down nobody's place without asking; '" +
                                    action.ref.substr(action.ref.rfind('/') + 1) + "' stays empty."));
    std::size_t heard = 0;
    if (!form.languages.empty())
        for (const auto& [id, shapes] : form.languages.front().texts)
            heard += shapes.contains("audio") || shapes.contains("video") ? 1 : 0;
    if (heard > 0)
        losses.push_back(advice("The app plays neither sound nor film: what stands beside " + std::to_string(heard) +
                                " text" + (heard == 1 ? " is" : "s is") + " left out."));
    return losses;
}

} // namespace balieblik::forms::authoring
