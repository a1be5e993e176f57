// SPDX-License-Identifier: EUPL-1.2
#include "forms/xls/lint.hpp"

#include "forms/xls/columns.hpp"
#include "forms/xls/compile.hpp"
#include "forms/xls/lint_logic.hpp"
#include "forms/xls/scoring_rows.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <set>
#include <utility>

namespace balieblik::forms::xls {

namespace {

class Linter {
public:
    Linter(const FormTree& form, Problems& problems) : form_(form), problems_(problems) {}

    void lint()
    {
        collect_languages();
        for (const auto* node : form_.nodes()) {
            check_texts(*node);
            check_label(*node);
            check_blank_guard(*node);
            check_person(*node);
            check_media(node->media, node->place);
        }
        for (const auto& list : form_.lists)
            for (const auto& choice : list.choices) {
                check_text(choice.label, choice.place, "label");
                check_media(choice.media, choice.place);
            }
        check_weights();
        lint_logic(form_, problems_);
    }

private:
    template <class Visit>
    static void each_text(const Node& node, Visit visit)
    {
        visit(node.label, "label");
        visit(node.hint, "hint");
        visit(node.guidance, "guidance_hint");
        visit(node.constraint_message, "constraint_message");
        visit(node.required_message, "required_message");
    }

    void collect_languages()
    {
        const auto take = [&](const Text& text, const char*) {
            for (const auto& [language, words] : text)
                if (!language.empty())
                    languages_.insert(language);
        };
        for (const auto* node : form_.nodes())
            each_text(*node, take);
        for (const auto& list : form_.lists)
            for (const auto& choice : list.choices)
                take(choice.label, "");
    }

    void check_texts(const Node& node)
    {
        each_text(node, [&](const Text& text, const char* column) { check_text(text, node.place, column); });
    }

    void check_text(const Text& text, const Place& place, const std::string& column)
    {
        // The head of a table list has a blank for words.
        if (text.empty() || (text.size() == 1 && trimmed(text.begin()->second).empty()))
            return;
        for (const auto& language : languages_)
            if (!text.contains(language))
                problems_.push_back(problem_at(place, ProblemKind::translation_missing, column + "::" + language,
                                               "This text is missing in " + language + "."));
    }

    void check_label(const Node& node)
    {
        if (node.type && !node.type->control.empty() && node.label.empty() && node.media.empty() &&
            node.calculation.empty())
            problems_.push_back(
                problem_at(node.place, ProblemKind::cell_missing, "label", "This question has no text."));
    }

    // A comparison with a blank answer is simply false, so an unguarded row gives points to nobody's answer.
    void check_blank_guard(const Node& node)
    {
        const bool scored = !node.bind_value("ms:weight").empty() || !node.bind_value("ms:points").empty();
        if (!scored || node.calculation.empty() || node.calculation.find("${") == std::string::npos)
            return;
        if (node.calculation.find("= ''") == std::string::npos && node.calculation.find("!= ''") == std::string::npos &&
            node.calculation.find("coalesce(") == std::string::npos)
            problems_.push_back(problem_at(node.place, ProblemKind::blank_unguarded, "calculation",
                                           "This scored row counts an unanswered question as an answer.",
                                           "Start it with if(${question} = '', '', ...)."));
    }

    void check_person(const Node& node)
    {
        if (!node.type || node.type->name != "text")
            return;
        static const std::set<std::string, std::less<>> asking{
            "naam",      "namen", "name",   "names",       "voornaam", "achternaam", "surname",
            "uiterlijk", "heet",  "heette", "balienummer", "geslacht", "huidskleur"};
        static const std::set<std::string, std::less<>> negations{"geen", "zonder", "no", "without", "niet",
                                                                  "not",  "or",     "of", "en",      "and"};
        for (const auto& [language, text] : node.label) {
            std::string word, before;
            for (const char c : lower(text) + " ") {
                if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80U) {
                    word += c;
                    continue;
                }
                if (word.empty())
                    continue;
                if (asking.contains(word) && !negations.contains(before)) {
                    problems_.push_back(
                        problem_at(node.place, ProblemKind::person_asked, "label",
                                   "This question seems to ask who or what somebody is ('" + word + "').",
                                   "No field may hold a civil servant's name, looks or desk number."));
                    return;
                }
                before = std::exchange(word, {});
            }
        }
    }

    void check_media(const std::map<std::string, Text>& media, const Place& place)
    {
        for (const auto& [kind, text] : media)
            if (kind != "image" && kind != "big-image")
                problems_.push_back(warning_at(place, ProblemKind::advice, kind,
                                               "The app plays neither sound nor film; this stays for other clients."));
    }

    std::string setting(std::string_view wanted) const
    {
        for (const auto& [name, value] : form_.settings.attributes)
            if (name == wanted)
                return value;
        return {};
    }

    // 100 together, or what the author says that they are: a channel that has no waiting area has no ENV.
    void check_weights()
    {
        const auto weights = read_dimension_weights(setting("ms:dimension_weights"));
        if (!weights || weights->empty())
            return;
        double sum = 0;
        for (const auto& [dimension, weight] : *weights)
            sum += weight;
        const auto told = setting("ms:weights_total");
        double wanted = 100;
        std::from_chars(told.data(), told.data() + told.size(), wanted);
        if (std::abs(sum - wanted) < 1e-9)
            return;
        char text[96];
        std::snprintf(text, sizeof text, "The dimension weights are %g together, not %g.", sum, wanted);
        problems_.push_back(problem_at(form_.settings.place, ProblemKind::weights_differ,
                                       "attribute::ms:dimension_weights", text,
                                       "If that is meant, say so in attribute::ms:weights_total."));
    }

    const FormTree& form_;
    Problems& problems_;
    std::set<std::string> languages_;
};

} // namespace

Problems lint_tables(std::string_view markdown)
{
    auto compiled = compile_tables(markdown);
    auto problems = std::move(compiled.problems);
    problems.insert(problems.end(), compiled.warnings.begin(), compiled.warnings.end());
    // What other clients may be asked and an inspector may not.
    for (auto& problem : problems)
        problem.warning = problem.warning && problem.kind != ProblemKind::unsupported;
    if (!problems.empty() && problems.front().code == Errc::too_large)
        return problems;
    Problems seen;
    const auto form = read_form(read_tables(markdown, seen), "data", seen);
    Linter(form, problems).lint();
    std::stable_sort(problems.begin(), problems.end(),
                     [](const Problem& a, const Problem& b) { return a.line < b.line; });
    return problems;
}

} // namespace balieblik::forms::xls
