// SPDX-License-Identifier: EUPL-1.2
// The functions of balieblik-calc: inputs from JSON, figures from the rooms of statistics and disclosure, the method in
// words beside them. docs/statistics.md describes each with an example that a test runs.
#pragma once

#include "calc/inputs.hpp"
#include "statistics/estimate.hpp"

#include <boost/json.hpp>

#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace balieblik::calc {

struct Figures {
    std::string method;
    boost::json::object result;
};
// Why there are no figures: they cannot be given (a refusal of statistics), or the request is not one.
using Stop = std::variant<statistics::Refusal, Error>;
using Outcome = boost::system::result<Figures, Stop>;

Outcome score(const Inputs& in);
Outcome wilson(const Inputs& in);
Outcome mean_t(const Inputs& in);
Outcome stratified(const Inputs& in);
Outcome sla(const Inputs& in);

Outcome two_shares(const Inputs& in);
Outcome welch(const Inputs& in);
Outcome bonferroni(const Inputs& in);
Outcome holm(const Inputs& in);
Outcome bh(const Inputs& in);
Outcome sample_size(const Inputs& in);

Outcome alpha(const Inputs& in);
Outcome icc(const Inputs& in);
Outcome inspector_variance(const Inputs& in);
Outcome drift(const Inputs& in);

Outcome lmg(const Inputs& in);
Outcome did(const Inputs& in);
Outcome percentile(const Inputs& in);

Outcome protect(const Inputs& in);

struct Function {
    std::string_view name;
    Outcome (*call)(const Inputs&);
};
std::span<const Function> functions();
// By its name, or another by which statisticians know it; capitals, spaces and dashes do not matter.
const Function* function_named(std::string_view name);

} // namespace balieblik::calc
