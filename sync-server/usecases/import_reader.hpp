// SPDX-License-Identifier: EUPL-1.2
// Rows of the import's files with their complaints: each cell that is wrong is named by file, row and column.
#pragma once

#include "usecases/csv_table.hpp"
#include "usecases/import.hpp"

namespace balieblik::usecases {

class ImportRow {
public:
    ImportRow(const std::string& file, const CsvTable& table, const CsvRow& row, std::vector<RowError>& errors)
        : file_(file), table_(table), row_(row), errors_(errors)
    {
    }

    void complain(const std::string& column, std::string en, std::string nl) const;

    std::string text(const char* column) const;                 // may be empty
    std::string wanted(const char* column) const;               // complains when empty
    std::optional<std::string> maybe(const char* column) const; // none when empty
    std::string date(const char* column) const;                 // "2026-03-12"
    std::optional<std::string> maybe_date(const char* column) const;
    Timestamp time(const char* column) const; // with offset
    std::optional<Timestamp> maybe_time(const char* column) const;
    std::int64_t whole(const char* column, std::int64_t least, std::int64_t most) const;
    std::vector<std::string> words(const char* column) const;

    template <class E>
    E word(const char* column) const
    {
        const auto value = wanted(column);
        if (value.empty())
            return E{};
        if (const auto named = json::enum_named<E>(value))
            return *named;
        complain(column, "not one of the known words", "niet een van de bekende woorden");
        return E{};
    }

private:
    const std::string& file_;
    const CsvTable& table_;
    const CsvRow& row_;
    std::vector<RowError>& errors_;
};

} // namespace balieblik::usecases
