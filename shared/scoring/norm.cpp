// SPDX-License-Identifier: EUPL-1.2
#include "scoring/norm.hpp"

#include "base/json.hpp"
#include "forms/xform/form.hpp"
#include "scoring/working_days.hpp"

#include <charconv>

namespace balieblik::scoring {

const NormRow* Norm::find(std::string_view channel, std::string_view kind) const
{
    for (const auto& row : rows)
        if (row.channel == channel && row.kind == kind)
            return &row;
    return nullptr;
}

Result<Norm> read_norm(std::string_view csv, std::string_view norm_set)
{
    BALIEBLIK_TRY(root, forms::read_csv(csv));
    Norm norm{std::string(norm_set), {}, {}};
    std::size_t number = 1;
    for (const auto& item : root.children) {
        ++number;
        const auto cell = [&](std::string_view column) {
            const auto* found = item.child(column);
            return found ? std::string_view(found->text) : std::string_view();
        };
        const auto wrong = [&](std::string_view column) {
            return Error{Errc::malformed, "norms, row " + std::to_string(number) + ": " + std::string(column)};
        };
        for (const char* column : {"norm_set", "channel", "kind", "clock_start", "value"})
            if (!item.child(column))
                return wrong(column);
        if (cell("norm_set") != norm_set)
            continue;
        NormRow row{std::string(cell("channel")), std::string(cell("kind")), ClockStart::checked_in, 0};
        const auto start = json::enum_named<ClockStart>(std::string(cell("clock_start")).c_str());
        if (!start)
            return wrong("clock_start");
        row.clock_start = *start;
        const auto text = cell("value");
        const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), row.value);
        if (problem != std::errc{} || end != text.data() + text.size() || row.value <= 0)
            return wrong("value");
        norm.rows.push_back(std::move(row));
    }
    if (norm.rows.empty())
        return Error{Errc::not_found, "norm set " + std::string(norm_set)};
    return norm;
}

Result<std::vector<std::string>> read_holidays(std::string_view csv)
{
    BALIEBLIK_TRY(root, forms::read_csv(csv));
    std::vector<std::string> dates;
    for (const auto& item : root.children) {
        const auto* date = item.child("date");
        if (!date || !day_of(date->text))
            return Error{Errc::malformed, "holidays, row " + std::to_string(dates.size() + 2) + ": date"};
        dates.push_back(date->text);
    }
    return dates;
}

} // namespace balieblik::scoring
