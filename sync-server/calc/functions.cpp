// SPDX-License-Identifier: EUPL-1.2
#include "calc/functions.hpp"

#include <algorithm>

namespace balieblik::calc {
namespace {

constexpr Function table[] = {
    {"score", score},
    {"wilson", wilson},
    {"mean_t", mean_t},
    {"stratified", stratified},
    {"two_shares", two_shares},
    {"welch", welch},
    {"bonferroni", bonferroni},
    {"holm", holm},
    {"bh", bh},
    {"sample_size", sample_size},
    {"alpha", alpha},
    {"icc", icc},
    {"lmg", lmg},
    {"did", did},
    {"percentile", percentile},
    {"sla", sla},
    {"inspector_variance", inspector_variance},
    {"drift", drift},
    {"protect", protect},
};

struct Alias {
    std::string_view name;
    std::string_view function;
};
constexpr Alias aliases[] = {
    {"weightedscore", "score"},
    {"meant", "mean_t"},
    {"mean", "mean_t"},
    {"twoshares", "two_shares"},
    {"newcombe", "two_shares"},
    {"benjaminihochberg", "bh"},
    {"fdr", "bh"},
    {"samplesize", "sample_size"},
    {"krippendorff", "alpha"},
    {"krippendorffalpha", "alpha"},
    {"shapley", "lmg"},
    {"keydrivers", "lmg"},
    {"differenceindifferences", "did"},
    {"percentiles", "percentile"},
    {"quantile", "percentile"},
    {"servicelevel", "sla"},
    {"inspectorvariance", "inspector_variance"},
    {"leniencydrift", "drift"},
};

} // namespace

std::span<const Function> functions() { return table; }

const Function* function_named(std::string_view name)
{
    auto letters = letters_of(name);
    for (const auto& alias : aliases)
        if (alias.name == letters)
            letters = letters_of(alias.function);
    const auto* found = std::find_if(std::begin(table), std::end(table),
                                     [&](const auto& row) { return letters_of(row.name) == letters; });
    return found == std::end(table) ? nullptr : found;
}

} // namespace balieblik::calc
