// SPDX-License-Identifier: EUPL-1.2
#include "usecases/import_reader.hpp"

#include <charconv>

namespace balieblik::usecases {

void ImportRow::complain(const std::string& column, std::string en, std::string nl) const
{
    errors_.push_back({file_, row_.number, column, std::move(en), std::move(nl)});
}

std::string ImportRow::text(const char* column) const
{
    const auto at = table_.column(column);
    return at && *at < row_.cells.size() ? row_.cells[*at] : std::string{};
}

std::string ImportRow::wanted(const char* column) const
{
    auto value = text(column);
    if (value.empty())
        complain(column, "must not be empty", "mag niet leeg zijn");
    else if (value.size() > 4000)
        complain(column, "is too long", "is te lang");
    return value;
}

std::optional<std::string> ImportRow::maybe(const char* column) const
{
    auto value = text(column);
    return value.empty() ? std::nullopt : std::optional<std::string>(std::move(value));
}

std::string ImportRow::date(const char* column) const
{
    auto value = wanted(column);
    if (!value.empty() && !parse_date(value))
        complain(column, "is no date such as 2026-03-12", "is geen datum zoals 2026-03-12");
    return value;
}

std::optional<std::string> ImportRow::maybe_date(const char* column) const
{
    return text(column).empty() ? std::nullopt : std::optional<std::string>(date(column));
}

Timestamp ImportRow::time(const char* column) const
{
    const auto value = wanted(column);
    if (value.empty())
        return {};
    if (const auto parsed = parse_timestamp(value))
        return *parsed;
    complain(column, "is no time such as 2026-03-12T09:00:00+01:00", "is geen tijd zoals 2026-03-12T09:00:00+01:00");
    return {};
}

std::optional<Timestamp> ImportRow::maybe_time(const char* column) const
{
    return text(column).empty() ? std::nullopt : std::optional<Timestamp>(time(column));
}

std::int64_t ImportRow::whole(const char* column, std::int64_t least, std::int64_t most) const
{
    const auto value = wanted(column);
    if (value.empty())
        return least;
    std::int64_t number = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (problem != std::errc{} || end != value.data() + value.size() || number < least || number > most) {
        const auto range = std::to_string(least) + " – " + std::to_string(most);
        complain(column, "is no whole number from " + range, "is geen geheel getal van " + range);
        return least;
    }
    return number;
}

std::vector<std::string> ImportRow::words(const char* column) const
{
    std::vector<std::string> made;
    const auto value = text(column);
    std::size_t from = 0;
    while (from < value.size()) {
        const auto end = std::min(value.find(' ', from), value.size());
        if (end > from)
            made.push_back(value.substr(from, end - from));
        from = end + 1;
    }
    return made;
}

} // namespace balieblik::usecases
