// SPDX-License-Identifier: EUPL-1.2
#include "scoring/explain.hpp"

#include <cstdio>

namespace balieblik::scoring {

namespace {

class Words {
public:
    explicit Words(std::string_view language) : dutch_(language.starts_with("nl")) {}

    std::string index(const Score& score) const
    {
        if (!score.index)
            return say("Er is geen index: geen enkele dimensie telt mee.", "There is no index: no dimension counts.");
        if (score.zeroed)
            return say("De index is 0 door een kritiek antwoord: ", "The index is 0 for a critical answer: ") +
                   joined(score.critical) + ".";
        auto text = say("De index is ", "The index is ") + number(*score.index) +
                    say(", het gewogen gemiddelde van de dimensies die meetellen.",
                        ", the weighted mean of the dimensions that count.");
        if (!score.critical.empty())
            text += say(" Kritiek: ", " Critical: ") + joined(score.critical) + ".";
        return text;
    }

    std::string dimension(const DimensionScore& dimension) const
    {
        const auto covered = number(dimension.applicable) + say(" van ", " of ") + number(dimension.total);
        switch (dimension.standing) {
        case DimensionStanding::nothing:
            return dimension.name +
                   say(" telt niet mee: niets ervan was van toepassing.", " does not count: nothing of it applied.");
        case DimensionStanding::too_little:
            return dimension.name + say(" telt niet mee: maar ", " does not count: only ") + covered +
                   say(" aan gewicht was van toepassing.", " of weight applied.");
        case DimensionStanding::zeroed:
            return dimension.name +
                   say(" is 0 door een kritiek antwoord en weegt ", " is 0 for a critical answer and weighs ") +
                   number(dimension.weight) + ".";
        case DimensionStanding::counted:
            break;
        }
        return dimension.name + say(" is ", " is ") + number(dimension.score.value_or(0)) +
               say(" (gewicht ", " (weight ") + number(dimension.weight) + say("; van toepassing ", "; applicable ") +
               covered + ").";
    }

    std::string item(const ItemScore& item) const
    {
        auto text = item.name + ": ";
        switch (item.standing) {
        case Standing::unanswered:
            return text +
                   say("niet gevraagd of niet beantwoord, telt niet mee.", "not asked or not answered, left out.");
        case Standing::not_applicable:
            return text + "‘" + item.answer + "’" +
                   say(", niet van toepassing, telt niet mee.", ", not applicable, left out.");
        case Standing::no_norm:
            return text + item.answer +
                   say(", maar er is geen norm om het aan te meten.", ", but there is no norm to judge it by.");
        case Standing::counted:
            break;
        }
        text += "‘" + item.answer + "’" + say(" geeft ", " gives ") + number(item.points.value_or(0)) +
                say(" punten", " points");
        if (item.weight > 0)
            text += say(", weegt ", ", weighs ") + number(item.weight);
        if (item.bonus)
            text += say(", als bonus", ", as a bonus");
        if (item.critical)
            text += say(", kritiek", ", critical");
        return text + ".";
    }

    std::string beside() const { return say("Naast de index:", "Beside the index:"); }

private:
    std::string say(const char* dutch, const char* english) const { return dutch_ ? dutch : english; }

    // At most two digits behind the mark, as people read it; the score itself keeps them all.
    std::string number(double value) const
    {
        char text[48];
        std::snprintf(text, sizeof text, "%.2f", value);
        std::string made(text);
        while (made.back() == '0')
            made.pop_back();
        if (made.back() == '.')
            made.pop_back();
        if (const auto mark = made.find('.'); dutch_ && mark != std::string::npos)
            made[mark] = ',';
        return made;
    }

    static std::string joined(const std::vector<std::string>& names)
    {
        std::string made;
        for (const auto& name : names)
            made += (made.empty() ? "" : ", ") + name;
        return made;
    }

    bool dutch_;
};

} // namespace

std::vector<Explanation> explain(const Score& score, std::string_view language)
{
    const Words words(language);
    std::vector<Explanation> made{{"", {words.index(score)}}};
    for (const auto& dimension : score.dimensions) {
        Explanation part{dimension.name, {words.dimension(dimension)}};
        for (const auto& item : dimension.items)
            part.lines.push_back(words.item(item));
        made.push_back(std::move(part));
    }
    if (score.outcomes.empty())
        return made;
    Explanation beside{"", {words.beside()}};
    for (const auto& item : score.outcomes)
        beside.lines.push_back(words.item(item));
    made.push_back(std::move(beside));
    return made;
}

} // namespace balieblik::scoring
