// SPDX-License-Identifier: EUPL-1.2
#include "statistics/estimate.hpp"

namespace balieblik::statistics {
namespace {

struct Sentence {
    std::string_view en;
    std::string_view nl;
};

Sentence both(Refusal refusal)
{
    switch (refusal) {
    case Refusal::no_data:
        return {"There is nothing to estimate from.", "Er is niets om mee te rekenen."};
    case Refusal::too_few:
        return {"There are too few visits for this figure.", "Er zijn te weinig bezoeken voor dit cijfer."};
    case Refusal::not_finite:
        return {"One of the numbers is not a number.", "Een van de getallen is geen getal."};
    case Refusal::out_of_range:
        return {"One of the numbers is outside of what it can be.",
                "Een van de getallen ligt buiten wat het kan zijn."};
    case Refusal::too_little_weight:
        return {"Too few of the questions applied to give a score.",
                "Te weinig vragen waren van toepassing om een score te geven."};
    case Refusal::no_variance:
        return {"Everybody scored the same, so there is nothing to compare.",
                "Iedereen scoorde hetzelfde, dus er valt niets te vergelijken."};
    case Refusal::singular:
        return {"One of the drivers follows from the others, so their parts cannot be told apart.",
                "Een van de factoren volgt uit de andere, dus hun aandelen zijn niet te scheiden."};
    case Refusal::mismatched:
        return {"Lists that belong together differ in length.", "Lijsten die bij elkaar horen zijn niet even lang."};
    case Refusal::weights_not_positive:
        return {"The weights must be above zero and add up to the population.",
                "De gewichten moeten groter dan nul zijn en optellen tot de populatie."};
    case Refusal::too_many:
        return {"This is more than can be worked out exactly.", "Dit is meer dan precies kan worden uitgerekend."};
    case Refusal::no_difference:
        return {"A difference of zero cannot be found with any number of visits.",
                "Een verschil van nul is met geen enkel aantal bezoeken aan te tonen."};
    case Refusal::unstable:
        return {"The figure hangs on a few visits and could not be given for many resamples.",
                "Het cijfer hangt aan een paar bezoeken en kon voor veel hertrekkingen niet worden bepaald."};
    case Refusal::cancelled:
        return {"The calculation was stopped.", "De berekening is gestopt."};
    }
    return {"", ""};
}

} // namespace

std::string_view sentence(Refusal refusal, std::string_view language)
{
    return language == "nl" ? both(refusal).nl : both(refusal).en;
}

} // namespace balieblik::statistics
