// SPDX-License-Identifier: EUPL-1.2
#include "report.hpp"

#include <iomanip>
#include <sstream>

namespace balieblik::load {
namespace {

std::string readable(double value)
{
    std::ostringstream text;
    text << std::fixed << std::setprecision(value >= 100 ? 0 : value >= 1 ? 1 : 3) << value;
    auto made = text.str();
    auto end = std::min(made.find('.'), made.size());
    for (auto at = static_cast<std::ptrdiff_t>(end) - 3; at > 0; at -= 3)
        made.insert(static_cast<std::size_t>(at), ",");
    return made;
}

} // namespace

void print_figure(std::ostream& out, const std::string& what, double value, const std::string& unit,
                  std::optional<Target> target)
{
    out << std::left << std::setw(52) << what << std::right << std::setw(12) << readable(value) << " " << std::left
        << std::setw(8) << unit;
    if (target) {
        const bool holds = target->aim == Aim::at_least ? value >= target->value : value <= target->value;
        out << (target->aim == Aim::at_least ? "at least " : "at most ") << std::setw(10) << readable(target->value)
            << (holds ? "holds" : "FALLS SHORT");
    }
    out << std::endl;
}

} // namespace balieblik::load
