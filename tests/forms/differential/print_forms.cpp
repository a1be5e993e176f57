// SPDX-License-Identifier: EUPL-1.2
// Prints random questionnaires, one JSON object a line: print_random_forms FIRST_SEED COUNT
#include "support/random_form.hpp"

#include <boost/json.hpp>

#include <cstdlib>
#include <iostream>

int main(int argc, char** argv)
{
    if (argc != 3)
        return 2;
    const auto first = std::strtoull(argv[1], nullptr, 10);
    const auto count = std::strtoull(argv[2], nullptr, 10);
    for (auto seed = first; seed < first + count; ++seed)
        std::cout << boost::json::serialize(boost::json::object{
                         {"name", "random " + std::to_string(seed)},
                         {"xml", balieblik::test::RandomForm(seed).xml()},
                     })
                  << '\n';
    return 0;
}
