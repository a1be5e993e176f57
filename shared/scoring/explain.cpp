// SPDX-License-Identifier: EUPL-1.2
#include "scoring/explain.hpp"

#include "base/json.hpp"
#include "forms/xform/words.hpp"
#include "scoring/scheme.hpp"

#include <cstdio>

namespace balieblik::scoring {

namespace {

struct DimensionWords {
    std::string_view name, dutch, english;
};
// A form may have dimensions of its own; those are called by their name.
constexpr DimensionWords dimension_words[]{
    {"ACC", "Toegankelijkheid", "Accessibility"},
    {"ENV", "Omgeving", "Surroundings"},
    {"WAIT", "Wachten", "Waiting"},
    {"TONE", "Bejegening", "Tone"},
    {"KNOW", "Deskundigheid", "Knowledge"},
    {"RULE", "Omgaan met regels", "Handling rules"},
    {"OUT", "Resultaat", "Outcome"},
};

class Words {
public:
    explicit Words(std::string_view language) : dutch_(language.starts_with("nl")) {}
    // `score` may be left out where no norm is to be told.
    Words(std::string_view language, const forms::Form& form, const Score* score) : Words(language)
    {
        form_ = &form;
        score_ = score;
        if (auto scheme = read_scheme(form))
            scheme_ = std::move(*scheme);
    }

    std::string index(const Score& score) const
    {
        if (!score.index)
            return say("Er is geen index: geen enkele dimensie telt mee.", "There is no index: no dimension counts.");
        if (score.zeroed)
            return say("De index is 0 door een kritiek antwoord: ", "The index is 0 for a critical answer: ") +
                   questions(score.critical) + ".";
        auto text = say("De index is ", "The index is ") + number(*score.index) +
                    say(", het gewogen gemiddelde van de dimensies die meetellen.",
                        ", the weighted mean of the dimensions that count.");
        if (!score.critical.empty())
            text += say(" Kritiek: ", " Critical: ") + questions(score.critical) + ".";
        return text;
    }

    std::string dimension(const DimensionScore& dimension) const
    {
        const auto covered = number(dimension.applicable) + say(" van ", " of ") + number(dimension.total);
        switch (dimension.standing) {
        case DimensionStanding::nothing:
            return called(dimension.name) +
                   say(" telt niet mee: niets ervan was van toepassing.", " does not count: nothing of it applied.");
        case DimensionStanding::too_little:
            return called(dimension.name) + say(" telt niet mee: maar ", " does not count: only ") + covered +
                   say(" aan gewicht was van toepassing.", " of weight applied.");
        case DimensionStanding::zeroed:
            return called(dimension.name) +
                   say(" is 0 door een kritiek antwoord en weegt ", " is 0 for a critical answer and weighs ") +
                   number(dimension.weight) + ".";
        case DimensionStanding::counted:
            break;
        }
        return called(dimension.name) + say(" is ", " is ") + number(dimension.score.value_or(0)) +
               say(" (gewicht ", " (weight ") + number(dimension.weight) + say("; van toepassing ", "; applicable ") +
               covered + ").";
    }

    std::string item(const ItemScore& item) const
    {
        auto text = question(item) + ": ";
        switch (item.standing) {
        case Standing::unanswered:
            return text +
                   say("niet gevraagd of niet beantwoord, telt niet mee.", "not asked or not answered, left out.");
        case Standing::not_applicable:
            return text + "‘" + answer(item) + "’" +
                   say(", niet van toepassing, telt niet mee.", ", not applicable, left out.");
        case Standing::no_norm:
            return text + answer(item) +
                   say(", maar er is geen norm om het aan te meten.", ", but there is no norm to judge it by.");
        case Standing::counted:
            break;
        }
        text += "‘" + answer(item) + "’" + judged_by(item) + say(" geeft ", " gives ") +
                number(item.points.value_or(0)) + say(" punten", " points");
        if (item.weight > 0)
            text += say(", weegt ", ", weighs ") + number(item.weight);
        if (item.bonus)
            text += say(", als bonus", ", as a bonus");
        if (item.critical)
            text += say(", kritiek", ", critical");
        return text + ".";
    }

    std::string beside() const { return say("Naast de index:", "Beside the index:"); }

    ItemWords words(const ItemScore& item) const { return {question(item), answer(item)}; }

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

    std::string called(const std::string& dimension) const
    {
        if (form_)
            for (const auto& known : dimension_words)
                if (known.name == dimension)
                    return std::string(dutch_ ? known.dutch : known.english);
        return dimension;
    }

    const Item* scheme_item(const std::string& name) const
    {
        for (const auto& item : scheme_.items)
            if (item.name == name)
                return &item;
        return nullptr;
    }

    std::string question(const std::string& name, const std::string& reference) const
    {
        if (!form_)
            return name;
        if (const auto* control = forms::question_at(*form_, reference))
            if (auto label = forms::words_of(*form_, control->label, dutch_ ? "nl" : "en"); !label.empty())
                return label;
        const auto* item = scheme_item(name);
        if (item && item->from == PointsFrom::wait)
            return say("Wachttijd", "Waiting time");
        if (item && item->from == PointsFrom::working_days)
            return say("Werkdagen tot het antwoord", "Working days until the reply");
        return name;
    }
    std::string question(const ItemScore& item) const { return question(item.name, item.reference); }

    std::string questions(const std::vector<std::string>& names) const
    {
        std::vector<std::string> words;
        for (const auto& name : names) {
            std::string reference;
            for (const auto& critical : scheme_.critical)
                if (critical.name == name)
                    reference = critical.reference;
            words.push_back(form_ ? "‘" + question(name, reference) + "’" : name);
        }
        return joined(words);
    }

    std::string answer(const ItemScore& item) const
    {
        const auto* known = form_ ? scheme_item(item.name) : nullptr;
        if (!known)
            return item.answer;
        if (known->from == PointsFrom::wait)
            return item.answer + " s";
        if (known->from == PointsFrom::working_days)
            return item.answer == "none" ? say("geen antwoord", "no reply") : item.answer;
        const auto* control = forms::question_at(*form_, item.reference);
        return control ? forms::answer_in_words(*form_, *control, item.answer, dutch_ ? "nl" : "en") : item.answer;
    }

    std::string judged_by(const ItemScore& item) const
    {
        const auto* known = form_ ? scheme_item(item.name) : nullptr;
        return known && known->from == PointsFrom::wait && score_ && score_->norm_s
                   ? say(" bij een norm van ", " with a norm of ") + number(*score_->norm_s) + " s"
                   : std::string();
    }

    bool dutch_;
    const forms::Form* form_ = nullptr; // none: by names
    const Score* score_ = nullptr;
    Scheme scheme_; // of the form
};

} // namespace

namespace {

std::vector<Explanation> said(const Score& score, const Words& words)
{
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

} // namespace

std::vector<Explanation> explain(const Score& score, std::string_view language) { return said(score, Words(language)); }

std::vector<Explanation> explain(const Score& score, const forms::Form& form, std::string_view language)
{
    return said(score, Words(language, form, &score));
}

ItemWords words_of(const ItemScore& item, const forms::Form& form, std::string_view language)
{
    return Words(language, form, nullptr).words(item);
}

boost::json::object with_explanation(const Score& score, const forms::Form& form)
{
    auto made = json::write(score).as_object();
    auto& words = made["explanation"].emplace_object();
    for (const char* language : {"nl", "en"})
        words[language] = json::write(explain(score, form, language));
    return made;
}

} // namespace balieblik::scoring
