// SPDX-License-Identifier: EUPL-1.2
// A row as a described struct (by column name), as a tuple (by position) or as one value (the first column); and a
// struct bound to the named parameters of a statement.
#pragma once

#include "storage/statement.hpp"

#include <tuple>

namespace balieblik::storage {

namespace detail {

template <class T>
struct is_tuple : std::false_type {
};
template <class... Ts>
struct is_tuple<std::tuple<Ts...>> : std::true_type {
};

} // namespace detail

// Reads rows of one statement. The names are looked up once. A member without a column throws BrokenSql; a column
// without a member is passed over.
template <class T>
class RowReader {
public:
    explicit RowReader(const Statement& statement)
    {
        if constexpr (json::detail::Described<T>) {
            boost::mp11::mp_for_each<json::detail::Members<T>>([&](auto member) {
                const int count = statement.columns();
                int found = 0;
                while (found < count && statement.column_name(found) != member.name)
                    ++found;
                if (found == count)
                    throw BrokenSql("no column for member " + std::string(member.name));
                columns_.push_back(found);
            });
        }
    }

    T read(const Statement& statement) const
    {
        if constexpr (json::detail::Described<T>) {
            T made{};
            std::size_t next = 0;
            boost::mp11::mp_for_each<json::detail::Members<T>>([&](auto member) {
                using Value = std::remove_cvref_t<decltype(made.*member.pointer)>;
                made.*member.pointer = statement.column<Value>(columns_[next++]);
            });
            return made;
        } else if constexpr (detail::is_tuple<T>::value) {
            return read_tuple(statement, std::make_index_sequence<std::tuple_size_v<T>>{});
        } else {
            return statement.column<T>(0);
        }
    }

private:
    template <std::size_t... Is>
    static T read_tuple(const Statement& statement, std::index_sequence<Is...>)
    {
        return T{statement.column<std::tuple_element_t<Is, T>>(static_cast<int>(Is))...};
    }

    std::vector<int> columns_;
};

// Binds each member whose name is a parameter (":name"). Throws BrokenSql if a parameter stays without a member.
template <json::detail::Described T>
void bind_members(Statement& statement, const T& from)
{
    int bound = 0;
    boost::mp11::mp_for_each<json::detail::Members<T>>([&](auto member) {
        const auto name = ":" + std::string(member.name);
        if (const int position = statement.parameter(name.c_str()); position > 0) {
            statement.bind(position, from.*member.pointer);
            ++bound;
        }
    });
    if (bound != statement.parameters())
        throw BrokenSql("a named parameter has no member");
}

} // namespace balieblik::storage
