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
    const Node* find(const std::string& name, const Node& context, const Place& place, const std::string& column) const;

    // A text cut at its references: plain pieces and, between them, resolved expressions.
    struct Piece {
        std::string text;
        bool is_output = false;
    };
    std::vector<Piece> pieces(const std::string& text, const Node& context, const Place& place,
                              const std::string& column) const;

private:
    std::multimap<std::string, const Node*> by_name_;
    Problems& problems_;
};

} // namespace balieblik::forms::xls
