// SPDX-License-Identifier: EUPL-1.2
// Databases of every earlier version, of a tablet and of the server, filled with whatever their tables take: bringing
// them to the present schema succeeds, or is refused and leaves the database whole.
#include "fuzz/organisation.hpp"

#include "device_store/migrations.hpp"
#include "storage/migrate.hpp"
#include "store_sqlite/migrations.hpp"

using namespace balieblik;

namespace {

// Takes the input apart, and gives zeros when it is used up.
struct Input {
    const std::uint8_t* data;
    std::size_t size;

    std::uint8_t byte() { return size == 0 ? std::uint8_t{0} : (--size, *data++); }
    std::string text()
    {
        std::string made;
        for (std::size_t left = byte() % 40; left > 0 && size > 0; --left)
            made += static_cast<char>(byte());
        return made;
    }
};

// A row; what its table refuses (a type, a key, a check) is not there. What refers to another table takes one of the
// rows that are there.
void add_row(storage::Database& database, const std::string& table, Input& input)
{
    using Column = std::tuple<std::string, std::string, std::optional<std::string>, std::optional<std::string>>;
    const auto columns =
        database
            .all<Column>("SELECT c.name, upper(c.type), f.\"table\", coalesce(f.\"to\", f.\"from\") FROM "
                         "pragma_table_info(?1) c LEFT JOIN pragma_foreign_key_list(?1) f ON f.\"from\" = c.name "
                         "GROUP BY c.name",
                         table)
            .value();
    const auto which = std::to_string(input.byte() % 4);
    std::string names;
    std::string values;
    for (const auto& [name, type, parent, parents_column] : columns) {
        names += (names.empty() ? "\"" : ", \"") + name + "\"";
        values += values.empty() ? "" : ", ";
        if (parent)
            values += "(SELECT \"" + *parents_column + "\" FROM \"" + *parent + "\" LIMIT 1 OFFSET " + which + ")";
        else if (type == "INTEGER")
            values += std::to_string(input.byte() - 3);
        else
            values += "CAST(x'" + to_hex(as_bytes(input.text())) + "' AS " + type + ")";
    }
    (void)database.script("INSERT OR IGNORE INTO \"" + table + "\" (" + names + ") VALUES (" + values + ")");
}

void bring_up(std::span<const storage::Migration> steps, Input& input)
{
    auto database = storage::Database::open_in_memory(storage::Key::from(Bytes(32, 1)).value()).value();
    const auto released = 1 + input.byte() % steps.size();
    fuzz::must(storage::migrate(database, steps.first(released), Timestamp{}).has_value());
    const auto tables = database
                            .all<std::string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                                              "'sqlite_%' AND name <> 'schema_migration'")
                            .value();
    while (input.size > 0)
        add_row(database, tables[input.byte() % tables.size()], input);

    const auto done = storage::migrate(database, steps, Timestamp{});

    const auto stands_at = storage::migrated_to(database).value();
    fuzz::must(done ? stands_at == static_cast<int>(steps.size()) : stands_at >= static_cast<int>(released));
    fuzz::must(database.first<std::string>("PRAGMA integrity_check(1)").value() == "ok");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Input input{data, size};
    bring_up(input.byte() % 4 == 0 ? device_store::migrations() : store_sqlite::migrations(), input);
    return 0;
}
