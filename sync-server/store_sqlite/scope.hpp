// SPDX-License-Identifier: EUPL-1.2
// What every area of a transaction works on: one connection and one tenant, which leads every key.
#pragma once

#include "model/ids.hpp"
#include "storage/database.hpp"

namespace balieblik::store_sqlite {

template <class T>
struct Named {
    const char* name; // ":body"
    const T& value;
};

struct Scope {
    storage::Database& database;
    TenantId tenant;

    // The first parameter is always the tenant.
    template <class... Values>
    Result<std::int64_t> run(std::string_view sql, const Values&... values)
    {
        return database.run(sql, tenant, values...);
    }
    template <class T, class... Values>
    Result<std::optional<T>> first(std::string_view sql, const Values&... values)
    {
        return database.first<T>(sql, tenant, values...);
    }
    template <class T, class... Values>
    Result<std::vector<T>> all(std::string_view sql, const Values&... values)
    {
        return database.all<T>(sql, tenant, values...);
    }

    // Runs a statement whose named parameters are `:tenant`, members of the struct, or named beside it. Throws
    // BrokenSql for a parameter that is none of these.
    template <json::detail::Described T, class... Values>
    Result<std::int64_t> run_with(std::string_view sql, const T& members, const Named<Values>&... beside)
    {
        BALIEBLIK_TRY(statement, database.prepare(sql));
        int bound = 0;
        auto bind = [&](const std::string& name, const auto& value) {
            if (const int position = statement.parameter(name.c_str()); position > 0) {
                statement.bind(position, value);
                ++bound;
            }
        };
        bind(":tenant", tenant);
        boost::mp11::mp_for_each<json::detail::Members<T>>(
            [&](auto member) { bind(":" + std::string(member.name), members.*member.pointer); });
        (bind(beside.name, beside.value), ...);
        if (bound != statement.parameters())
            throw storage::BrokenSql("a named parameter has no member: " + std::string(sql));
        return database.counted(statement);
    }
};

} // namespace balieblik::store_sqlite
