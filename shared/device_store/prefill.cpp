// SPDX-License-Identifier: EUPL-1.2
#include "device_store/prefill.hpp"

#include "base/json.hpp"
#include "forms/xform/picture.hpp"
#include "scoring/scheme.hpp"

#include <charconv>

namespace balieblik::device_store {
namespace {

constexpr std::string_view default_columns =
    "name,norm_set,municipality,channel,kind,clock_start,value,unit,target_share,"
    "valid_from,label_nl,label_en,source";

// One row with the columns of `header`; what is not known of a norm stays empty.
std::string norm_row(std::string_view header, const std::map<std::string_view, std::string>& values)
{
    std::string row;
    for (std::size_t at = 0; at <= header.size();) {
        const auto comma = std::min(header.find(',', at), header.size());
        const auto column = header.substr(at, comma - at);
        if (const auto found = values.find(column); found != values.end())
            row += found->second;
        if (comma < header.size())
            row += ',';
        at = comma + 1;
    }
    return row + "\n";
}

// "waveAnswer" of "answer".
std::string row_name(std::string_view kind)
{
    std::string made = "wave";
    bool capital = true;
    for (const char c : kind) {
        if (c != '_')
            made += capital ? static_cast<char>(c - 'a' + 'A') : c;
        capital = c == '_';
    }
    return made;
}

std::string plain_number(double value)
{
    char text[32];
    return {text, std::to_chars(text, text + sizeof text, value, std::chars_format::fixed).ptr};
}

std::string with_wave_norm(std::string csv, const Norm& norm)
{
    if (csv.empty())
        csv = std::string(default_columns) + "\n";
    if (csv.back() != '\n')
        csv += '\n';
    auto header = csv.substr(0, csv.find('\n'));
    if (!header.empty() && header.back() == '\r')
        header.pop_back();
    for (const auto& row : scoring::rows_of(norm))
        csv += norm_row(header, {{"name", row_name(row.kind)},
                                 {"norm_set", std::string(scoring::wave_norm_set)},
                                 {"channel", row.channel},
                                 {"kind", row.kind},
                                 {"clock_start", std::string(json::enum_name(row.clock_start))},
                                 {"value", plain_number(row.value)},
                                 {"unit", std::string(scoring::unit_of(row))},
                                 {"valid_from", norm.valid_from}});
    return csv;
}

// The first leaf of the instance with this name, wherever it stands.
std::optional<std::string> leaf_named(const forms::DataNode& node, const std::string& path, std::string_view name)
{
    for (const auto& child : node.children) {
        const auto inner = path + "/" + child.name;
        if (child.children.empty() && child.name == name)
            return inner;
        if (auto found = leaf_named(child, inner, name))
            return found;
    }
    return std::nullopt;
}

} // namespace

Result<std::vector<forms::SavedAnswer>> prefilled(const forms::Form& form, const AssignmentFacts& facts,
                                                  std::string_view language,
                                                  const std::function<std::chrono::minutes(Timestamp)>& offset_at)
{
    BALIEBLIK_TRY(scheme, scoring::read_scheme(form));
    std::vector<forms::SavedAnswer> found;
    const auto fill = [&](std::string_view role, std::string_view name, std::string value) {
        const auto with_role = scheme.roles.find(role);
        const auto reference = with_role != scheme.roles.end()
                                   ? std::optional{with_role->second}
                                   : leaf_named(form.instance, "/" + form.instance.name, name);
        if (reference)
            found.push_back({*reference, std::move(value)});
    };
    fill("scenario_code", "scenario_code", facts.scenario.code);
    fill("scenario_group", "scenario_group", facts.scenario.group == ScenarioGroup::rule ? "REGEL" : "INFO");
    fill("norm_set", "norm_set", std::string(scoring::wave_norm_set));
    fill("language", "language", std::string(language));
    if (const auto& appointment = facts.assignment.appointment)
        fill("appointment_planned", "appointment_at", to_offset_text(*appointment, offset_at(*appointment)));
    return found;
}

Result<std::map<LapKind, std::string>> lap_questions(const forms::Form& form)
{
    BALIEBLIK_TRY(scheme, scoring::read_scheme(form));
    static const std::map<LapKind, std::string_view> roles{
        {LapKind::B1, "arrived"}, {LapKind::C1, "checked_in"}, {LapKind::C2, "called"}, {LapKind::G4, "left"}};
    std::map<LapKind, std::string> found;
    for (const auto& [kind, role] : roles)
        if (const auto reference = scheme.roles.find(role); reference != scheme.roles.end())
            found.emplace(kind, reference->second);
    return found;
}

Result<std::string> form_file(const sync::FormVersion& version, std::string_view address,
                              const std::optional<Norm>& wave_norm)
{
    const auto name = address.substr(address.rfind('/') + 1);
    const bool norms = name == "norms.csv" && wave_norm;
    for (const auto& file : version.files)
        if (file.name == name)
            return norms ? with_wave_norm(file.text, *wave_norm) : file.text;
    if (norms)
        return with_wave_norm({}, *wave_norm);
    return Error{Errc::not_found, std::string(name)};
}

Result<Bytes> form_picture(const sync::FormVersion& version, std::string_view name)
{
    for (const auto& file : version.files)
        if (file.name == name && file.picture) {
            BALIEBLIK_CHECK(forms::read_picture(as_text(*file.picture)));
            return *file.picture;
        }
    return Error{Errc::not_found, std::string(name)};
}

Result<scoring::Norm> scorers_norm(const sync::FormVersion& version, const Norm& wave_norm)
{
    const auto holidays = form_file(version, holidays_file, std::nullopt);
    return scoring::scorers_norm(wave_norm, holidays ? *holidays : std::string());
}

} // namespace balieblik::device_store
