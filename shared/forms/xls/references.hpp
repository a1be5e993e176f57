// SPDX-License-Identifier: EUPL-1.2
// `${name}` becomes a path: absolute, or relative where both ends stand in the same repeat.
#pragma once

#include "forms/xls/form_tree.hpp"

#include <map>

namespace balieblik::forms::xls {

class References {
public:
    References(const FormTree& form, Problems& problems);

    // The expression of a column with its references replaced. `context` is where it is evaluated; `in_choices`: inside
    // the predicate of a choice list, whose own context is the choice.
    std::string resolve(const std::string& expression, const Node& context, const Place& place,
                        const std::string& column, bool in_choices = false) const;
    // The path of one name seen from `context`, without blanks around it; empty if there is no such name.
    std::string path_from(const std::string& name, const Node& context, const Place& place, const std::string& column,
                          bool in_predicate) const;
    // The same for the choices that a repeat offers: what stands in one of its instances is meant from there.
    std::string resolve_inside(const std::string& expression, const Node& repeat, const Node& context,
                               const Place& place, const std::string& column) const;
    // The names of all references in a text, in their order.
    static std::vector<std::string> names_in(const std::string& text);
    const Node* find(const std::string& name, const Node& context, const Place& place, const std::string& column) const;

    // Every expression that was resolved so far. Texts are none, but the look-ups in them are.
    const std::vector<PlacedExpression>& resolved() const { return resolved_; }

    // A text cut at its references: plain pieces and, between them, resolved expressions.
    struct Piece {
        std::string text;
        bool is_output = false;
    };
    std::vector<Piece> pieces(const std::string& text, const Node& context, const Place& place,
                              const std::string& column) const;

private:
    // One reference of an expression: its name and where it stands.
    struct Found {
        std::string name;
        std::size_t start = 0;
        bool in_predicate = false;
        bool absolute = false; // indexed-repeat() wants the repeat itself, not this instance of it
    };
    template <class Path>
    std::string replace_all(const std::string& expression, const Place& place, const std::string& column,
                            Path path) const;
    std::string path_of(const Found& reference, const Node& context, const Place& place, const std::string& column,
                        bool in_choices) const;

    std::multimap<std::string, const Node*> by_name_;
    Problems& problems_;
    mutable std::vector<PlacedExpression> resolved_; // a note of what was done, no part of the answer
};

} // namespace balieblik::forms::xls
