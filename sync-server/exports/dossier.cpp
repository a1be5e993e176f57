// SPDX-License-Identifier: EUPL-1.2
#include "exports/dossier.hpp"

#include "exports/words.hpp"

#include <vector>

namespace balieblik::exports {
namespace {

std::string escaped(std::string_view text)
{
    std::string made;
    for (const char c : text) {
        if (c == '<')
            made += "&lt;";
        else if (c == '>')
            made += "&gt;";
        else if (c == '&')
            made += "&amp;";
        else if (c == '"')
            made += "&quot;";
        else
            made += c;
    }
    return made;
}

class Page {
public:
    explicit Page(bool dutch) : dutch_(dutch), words_(dutch) {}

    std::string run(const Project& project, const usecases::ReleaseSummary& summary,
                    const usecases::AnalysesSummary& analyses)
    {
        const auto title = say("Dossier voor ondernemingsraad en functionaris gegevensbescherming",
                               "File for the works council and the data protection officer");
        html_ = "<!doctype html>\n<html lang=\"" + std::string(dutch_ ? "nl" : "en") +
                "\"><head><meta charset=\"utf-8\"><title>" + title + "</title></head><body><h1>" + title + "</h1>";
        purpose(project, summary);
        never_stored();
        who_sees();
        rule(summary);
        proof(summary);
        worked_out(summary, analyses);
        return html_ + "</body></html>\n";
    }

private:
    std::string say(std::string_view nl, std::string_view en) const { return std::string(dutch_ ? nl : en); }
    void head(std::string_view nl, std::string_view en) { html_ += "<h2>" + say(nl, en) + "</h2>"; }
    void fact(const std::string& name, const std::string& value)
    {
        html_ += "<p><strong>" + escaped(name) +
                 "</strong>: " + escaped(value.empty() ? say("niet ingevuld", "not filled in") : value) + "</p>";
    }
    void list(const std::vector<std::string>& items)
    {
        html_ += "<ul>";
        for (const auto& item : items)
            html_ += "<li>" + escaped(item) + "</li>";
        html_ += "</ul>";
    }

    void purpose(const Project& project, const usecases::ReleaseSummary& summary)
    {
        head("Doel en grondslag", "Purpose and legal basis");
        fact(say("Onderzoek", "Project"), project.name);
        fact(say("Opdrachtgever", "Client"), project.client);
        fact(say("Doel", "Purpose"), project.purpose);
        fact(say("Grondslag", "Legal basis"), project.legal_basis);
        fact(say("Instemming van de ondernemingsraad", "Consent of the works council"),
             project.works_council_consent.value_or(""));
        fact(say("Medewerkers geïnformeerd op", "Staff told on"), project.staff_notice.value_or(""));
        fact("DPIA", project.dpia_reference.value_or(""));
        fact(say("Meetronde", "Wave"), summary.wave);
        fact(say("Ruwe gegevens worden vernietigd na", "Raw records are destroyed after"),
             std::to_string(project.retention_days) + say(" dagen", " days"));
        fact(say("Na publicatie worden foto's vernietigd en tijden vergroofd na",
                 "After publication photos are destroyed and times coarsened after"),
             std::to_string(project.correction_days) + say(" dagen", " days"));
    }

    void never_stored()
    {
        head("Wat nooit wordt opgeslagen", "What is never stored");
        list({say("de naam of het uiterlijk van een medewerker", "the name or looks of a member of staff"),
              say("een balienummer", "the number of a desk"), say("geluid of beeld", "sound or video"),
              say("foto's van mensen", "photos of people"),
              say("iets dat over emoties wordt afgeleid", "anything inferred about emotions")});
    }

    void who_sees()
    {
        head("Wie ziet wat", "Who sees what");
        list({say("Inspecteur: de eigen opdrachten en bezoeken, tot ze zijn goedgekeurd; geen scores.",
                  "Inspector: own assignments and visits until they are approved; no scores."),
              say("Coördinator: planning en aantallen; geen antwoorden en geen cijfers.",
                  "Coordinator: planning and counts; no answers and no figures."),
              say("Controleur: bezoeken onder controle; de inspecteur alleen als nummer.",
                  "Reviewer: visits under review; the inspector as a number only."),
              say("Kwaliteitsteam: alleen gepubliceerde cijfers; nooit een enkel bezoek.",
                  "Quality team: released figures only; never a single visit."),
              say("Ondernemingsraad en FG: dit dossier en het logboek van wie wat opvroeg.",
                  "Works council and DPO: this file and the trail of who asked for what.")});
    }

    void rule(const usecases::ReleaseSummary& summary)
    {
        head("Wanneer een cijfer wordt getoond", "When a figure is shown");
        const auto& limits = summary.rule;
        list({say("minstens ", "at least ") + std::to_string(limits.min_visits) + say(" bezoeken", " visits"),
              say("minstens ", "at least ") + std::to_string(limits.min_staff_pool) +
                  say(" medewerkers die het geweest kunnen zijn", " members of staff who could have been the one"),
              say("minstens ", "at least ") + std::to_string(limits.min_inspectors) +
                  say(" verschillende inspecteurs", " different inspectors"),
              say("geen bezoek telt voor meer dan ", "no visit counts for more than ") +
                  std::to_string(static_cast<int>(limits.max_share_of_weight * 100)) + " %",
              say("bij minder dan ", "with fewer than ") + std::to_string(limits.group_pool) +
                  say(" medewerkers: geen precieze cijfers van 5 en lager of 95 en hoger",
                      " members of staff: no exact figures of 5 and below or 95 and above"),
              say("wat door aftrekken overblijft voldoet aan dezelfde regels",
                  "whatever a subtraction leaves over meets the same rules")});
    }

    void proof(const usecases::ReleaseSummary& summary)
    {
        head("Bewijs bij deze publicatie", "Proof for this release");
        if (summary.version)
            fact(say("Versie", "Version"), std::to_string(*summary.version));
        fact(say("Cijfers getoond", "Figures shown"), std::to_string(summary.cells_shown));
        fact(say("Cijfers verborgen", "Figures hidden"), std::to_string(summary.cells_hidden));
        std::vector<std::string> reasons;
        for (const auto& one : summary.reasons)
            reasons.push_back(words_("why." + std::string(json::enum_name(one.reason))) + ": " +
                              std::to_string(one.cells));
        list(reasons);
        html_ +=
            "<p>" +
            say("Het patroon is opnieuw te berekenen en te toetsen met balieblik-calc (functie protect); de "
                "aanvaller in de tests van het programma probeert op willekeurige organisaties verborgen cijfers te "
                "herleiden.",
                "The pattern can be computed again and tested with balieblik-calc (function protect); the attacker "
                "in the program's tests tries to work out hidden figures of random organisations.") +
            "</p>";
    }

    // What was worked out with the release: each with what it is, how it was made and what protects it.
    void worked_out(const usecases::ReleaseSummary& summary, const usecases::AnalysesSummary& analyses)
    {
        head("Wat er verder is uitgerekend", "What else was worked out");
        if (!analyses.made_at) {
            html_ += "<p>" + words_("lead.none") + "</p>";
            return;
        }
        html_ += "<p>" +
                 say("Uit dezelfde bezoeken als de cijfers hierboven, bij de publicatie vastgelegd en daarna niet meer "
                     "veranderd. Dit dossier noemt de uitkomsten niet: wie het leest hoeft geen cijfers te zien.",
                     "From the same visits as the figures above, frozen with the release and never changed since. This "
                     "file does not give the outcomes: who reads it need not see figures.") +
                 "</p>";
        if (summary.version)
            fact(words_("version"), std::to_string(*summary.version));
        if (summary.data_as_of)
            fact(words_("data_as_of"), to_utc_text(*summary.data_as_of));
        fact(say("Vastgelegd (UTC)", "Frozen (UTC)"), to_utc_text(*analyses.made_at));
        fact(say("Begingetal van het toeval", "Seed of the randomness"), std::to_string(analyses.seed));
        for (const auto& count : analyses.counts)
            one_analysis(count);
    }

    void one_analysis(const usecases::AnalysisCount& count)
    {
        const auto name = std::string(json::enum_name(count.analysis));
        html_ += "<h3>" + words_("analysis." + name) + "</h3><p>" + words_("dossier." + name) + "</p>";
        fact(words_("protection"), words_("protection." + name));
        fact(say("Cijfers getoond", "Figures shown"), std::to_string(count.shown));
        std::string why;
        for (const auto reason : count.reasons)
            why += (why.empty() ? "" : "; ") + words_("none." + std::string(json::enum_name(reason)));
        if (count.not_shown > 0)
            fact(say("Niet te geven", "Could not be given"), std::to_string(count.not_shown) + " (" + why + ")");
        std::vector<std::string> explained;
        for (const auto& figure : words_.below("method." + name + "."))
            explained.push_back(words_("figure." + name + "." + figure) + ": " +
                                words_("definition." + name + "." + figure) + " " +
                                words_("method." + name + "." + figure));
        list(explained);
    }

    bool dutch_;
    Words words_;
    std::string html_;
};

} // namespace

std::string dossier(const Project& project, const usecases::ReleaseSummary& summary,
                    const usecases::AnalysesSummary& analyses, bool dutch)
{
    return Page(dutch).run(project, summary, analyses);
}

} // namespace balieblik::exports
