// SPDX-License-Identifier: EUPL-1.2
#include "exports/dossier.hpp"

#include "exports/words.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <vector>

namespace balieblik::exports {
namespace {

// To read on a screen and to print; nothing is fetched.
constexpr const char* look =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "color:#1a1a1a;background:#fff;overflow-wrap:anywhere}h2{margin-top:2rem;border-top:1px solid "
    "#bbb;padding-top:1rem}p,ul{margin:.4rem 0}h2,h3{break-after:avoid}li,p{break-inside:avoid}"
    "@media print{body{margin:0;max-width:none;font-size:11pt}}";

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
                    const usecases::AnalysesSummary& analyses, std::span<const usecases::VersionProof> proofs)
    {
        const auto title = say("Dossier voor ondernemingsraad en functionaris gegevensbescherming",
                               "File for the works council and the data protection officer");
        html_ = "<!doctype html>\n<html lang=\"" + std::string(dutch_ ? "nl" : "en") +
                "\"><head><meta charset=\"utf-8\"><title>" + title + "</title><style>" + look +
                "</style></head><body><h1>" + title + "</h1>";
        purpose(project, summary);
        never_stored();
        how_long(project, summary);
        who_sees();
        rule(summary);
        proof(summary, proofs);
        worked_out(summary, analyses);
        return html_ + "</body></html>\n";
    }

private:
    std::string say(std::string_view nl, std::string_view en) const { return std::string(dutch_ ? nl : en); }
    void head(std::string_view nl, std::string_view en) { html_ += "<h2>" + say(nl, en) + "</h2>"; }
    void line(const std::string& text) { html_ += "<p>" + escaped(text) + "</p>"; }
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
    }

    void never_stored()
    {
        head("Wat nooit wordt opgeslagen", "What is never stored");
        list({say("de naam of het uiterlijk van een medewerker", "the name or looks of a member of staff"),
              say("een balienummer", "the number of a desk"), say("geluid of beeld", "sound or video"),
              say("foto's van mensen", "photos of people"),
              say("iets dat over emoties wordt afgeleid", "anything inferred about emotions")});
    }

    // Each kind of data with when it goes. The days count from the latest version: a correction begins them anew.
    void how_long(const Project& project, const usecases::ReleaseSummary& summary)
    {
        head("Wat wordt bewaard, en hoe lang", "What is kept, and for how long");
        const auto days = std::max(project.correction_days, project.retention_days);
        const auto until = [&](std::int64_t count) {
            auto text = std::to_string(count) + say(" dagen na publicatie", " days after publication");
            if (summary.published_at)
                text += " (" + day_of(*summary.published_at + std::chrono::days{count}) + ")";
            return text;
        };
        const auto first = until(project.correction_days);
        const auto last = until(days);
        list({say("Foto's (van borden, bonnen en ruimten): tot ", "Photos (of signs, tickets and rooms): until ") +
                  first + say("; dan worden zij vernietigd.", "; then they are destroyed."),
              say("Datum en tijdstip van een bezoek: tot ", "Date and time of a visit: until ") + first +
                  say("; dan blijven weekdag, blok van twee uur en duur.",
                      "; then weekday, two-hour block and durations stay."),
              say("Antwoorden, toelichtingen en wat een controleur erbij schreef: tot ",
                  "Answers, remarks and what a reviewer wrote: until ") +
                  last + say("; dan worden zij vernietigd.", "; then they are destroyed."),
              say("Wat bij elke publicatie van elk bezoek is vastgelegd, om haar te kunnen narekenen en verbeteren "
                  "(kenmerk van bezoek, inspecteur en locatie, en de punten per onderdeel; geen tijd, geen antwoord en "
                  "geen tekst): tot ",
                  "What was frozen of each visit with each release, so that it can be calculated again and corrected "
                  "(identifiers of visit, inspector and location, and the points of each part; no time, no answer, no "
                  "text): until ") +
                  last +
                  say("; dan wordt het vernietigd en kan niets meer worden verbeterd. Van elk getoond cijfer blijven "
                      "aantal, gemiddelde en spreiding, om een volgende meetronde mee te vergelijken.",
                      "; then it is destroyed and nothing can be corrected any more. Of each figure that is shown "
                      "number, mean and spread stay, for a later wave to be compared with."),
              say("Dat een bezoek is gebracht (kenmerken van bezoek, inspecteur en locatie, oordeel en controlegetal; "
                  "geen inhoud en geen tijd van het bezoek), de gepubliceerde cijfers en dit bewijs blijven. Het "
                  "logboek blijft ook: het zegt wanneer een bezoek binnenkwam, werd ingezien en werd beoordeeld.",
                  "That a visit was made (identifiers of visit, inspector and location, decision and checksum; no "
                  "content and no time of the visit), the published figures and this proof stay. So does the trail: it "
                  "says when a visit came in, was looked at and was decided on."),
              say("Een reservekopie bevat alles van toen zij werd gemaakt, tot zij wordt verwijderd.",
                  "A backup holds everything of when it was made, until it is removed.")});
        if (summary.state == WaveState::destroyed)
            line(say("De gegevens van deze meetronde zijn vernietigd.", "The records of this wave are destroyed."));
    }

    // "26 november 2026"
    std::string day_of(Timestamp at) const
    {
        static constexpr std::array nl{"januari", "februari", "maart",     "april",   "mei",      "juni",
                                       "juli",    "augustus", "september", "oktober", "november", "december"};
        static constexpr std::array en{"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
        const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(at));
        const auto month = unsigned(day.month()) - 1;
        return std::to_string(unsigned(day.day())) + ' ' + (dutch_ ? nl.at(month) : en.at(month)) + ' ' +
               std::to_string(int(day.year()));
    }
    // "26 november 2026, 14:57 UTC"
    std::string moment_of(Timestamp at) const { return day_of(at) + ", " + to_utc_text(at).substr(11, 5) + " UTC"; }

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

    void proof(const usecases::ReleaseSummary& summary, std::span<const usecases::VersionProof> proofs)
    {
        head("Bewijs bij deze publicatie", "Proof for this release");
        if (proofs.empty()) {
            line(say("Er is nog niets gepubliceerd. Zou er nu worden gepubliceerd, dan gold het volgende.",
                     "Nothing has been published yet. If it were published now, the following would hold."));
            fact(say("Cijfers getoond", "Figures shown"), std::to_string(summary.cells_shown));
            fact(say("Cijfers verborgen", "Figures hidden"), std::to_string(summary.cells_hidden));
            reasons(summary.reasons);
            return;
        }
        line(say(
            "Elke gepubliceerde versie is nagerekend, uit wat bij de publicatie is vastgelegd en met de "
            "personeelsgrootte die bij de locaties stond op de dag van het narekenen (die staat bij elke versie; het "
            "is niet de dag van publicatie). De rekenaar weet niet hoe het verbergen is gekozen. Hij doet wat iemand "
            "zou doen die alles heeft wat naar buiten gaat, en ook nog precies weet hoeveel bezoeken, medewerkers en "
            "inspecteurs achter elk cijfer staan: getoonde cijfers van elkaar aftrekken, en met lineaire programma's "
            "zoeken hoe laag en hoe hoog elk verborgen cijfer nog kan zijn. Wat vastligt verandert niet; de uitkomst "
            "wordt daarom bewaard.",
            "Each published version was calculated again, from what was frozen with it and with the number of staff "
            "that the locations had on the day of that calculation (it stands with each version; it is not the day of "
            "publication). What calculates does not know how the pattern was chosen. It does what somebody would do "
            "who has all that leaves the building, and knows exactly how many visits, members of staff and inspectors "
            "stand behind each figure: subtract shown figures from each other, and search with linear programs how low "
            "and how high each hidden figure can still be. What is frozen does not change, so the outcome is kept."));
        for (const auto& version : proofs)
            one_version(version);
        waiting(summary);
        line(
            say("Hoe dit werkt, wat er bij het testen is aangevallen en wat er toen is gevonden staat in "
                "docs/disclosure.md. Met balieblik-calc (functie protect) kan een statisticus een patroon zelf "
                "narekenen.",
                "How this works, what was attacked in tests and what was found then stands in docs/disclosure.md. With "
                "balieblik-calc (function protect) a statistician can work out a pattern themselves."));
    }

    void reasons(const std::vector<usecases::ReasonCount>& counts)
    {
        std::vector<std::string> made;
        for (const auto& one : counts)
            made.push_back(words_("why." + std::string(json::enum_name(one.reason))) + ": " +
                           std::to_string(one.cells));
        if (made.empty())
            return;
        line(say("Waarom cijfers verborgen zijn (een cijfer kan meer dan één reden hebben):",
                 "Why figures are hidden (a figure can have more than one reason):"));
        list(made);
    }

    void one_version(const usecases::VersionProof& version)
    {
        html_ += "<h3>" + say("Versie ", "Version ") + std::to_string(version.version) +
                 say(", gepubliceerd op ", ", published on ") + moment_of(version.published_at) + "</h3>";
        fact(say("Oordeel", "Verdict"), verdict(version));
        if (version.looked_at)
            fact(say("Nagerekend op", "Calculated again on"), moment_of(*version.looked_at));
        fact(say("Cijfers getoond", "Figures shown"), std::to_string(version.cells_shown));
        fact(say("Cijfers verborgen", "Figures hidden"), std::to_string(version.cells_hidden));
        reasons(version.reasons);
        if (version.audit)
            found(version, *version.audit);
        fact(say("Vingerafdruk van het patroon", "Fingerprint of the pattern"), version.pattern_sha256);
    }

    std::string verdict(const usecases::VersionProof& version) const
    {
        if (version.not_audited == usecases::NotAudited::too_large)
            return say("niet nagerekend: te groot om te doen terwijl u wacht",
                       "not calculated again: too large to do while you wait");
        if (version.not_audited)
            return say("niet nagerekend: wat erin ging is niet bewaard",
                       "not calculated again: what went in was not kept");
        if (!version.audit)
            return say("NIET IN ORDE: de getoonde cijfers kunnen niet alle waar zijn",
                       "NOT IN ORDER: the figures that are shown cannot all be true");
        if (version.passed_alone() && version.version > 1 && !version.compared)
            return say("geen oordeel: op zichzelf in orde, maar niet vergeleken met de versies ervoor",
                       "no verdict: in order by itself, but not compared with the versions before it");
        return version.passed() ? say("in orde: niets gevonden dat één medewerker, bezoek of inspecteur aanwijst",
                                      "in order: nothing found that points at one member of staff, visit or inspector")
                                : say("NIET IN ORDE: neem contact op met de beheerder",
                                      "NOT IN ORDER: get in touch with the administrator");
    }

    void found(const usecases::VersionProof& version, const disclosure::Audit& audit)
    {
        const auto of = [&](std::int64_t all, std::int64_t wrong) {
            return std::to_string(all) + (all == 0     ? ""
                                          : wrong == 0 ? say(", alle in orde", ", all in order")
                                                       : say(", waarvan niet in orde: ", ", of these not in order: ") +
                                                             std::to_string(wrong));
        };
        std::vector<std::string> made;
        made.push_back(say("Groepen bezoeken die overblijven als getoonde cijfers van elkaar worden afgetrokken: ",
                           "Groups of visits that are left when shown figures are subtracted from each other: ") +
                       of(audit.remainders, audit.remainders_unfit));
        made.push_back(say("Cijfers die niemand mag weten, of niet preciezer dan een grens: ",
                           "Figures that nobody may know, or no closer than a bound: ") +
                       of(audit.hidden, audit.too_close));
        made.push_back(say("Opgeloste lineaire programma's (twee voor elk van die cijfers): ",
                           "Linear programs solved (two for each of those figures): ") +
                       std::to_string(audit.programs));
        made.push_back(nearest(version, audit));
        if (version.version > 1 && !version.compared)
            made.push_back(
                say("Niet vergeleken met de versies ervoor: van een daarvan is niet bewaard wat erin ging, of "
                    "zij is daarvoor te groot.",
                    "Not compared with the versions before it: of one of them what went in was not kept, or "
                    "it is too large for that."));
        if (version.compared) {
            made.push_back(say("Bezoeken die sinds de vorige versie zijn vervallen, toegevoegd of verbeterd: ",
                               "Visits declared void, added or corrected since the version before: ") +
                           std::to_string(version.changed_visits));
            made.push_back(say("Groepen bezoeken die overblijven als versies van elkaar worden afgetrokken: ",
                               "Groups of visits that are left when versions are subtracted from each other: ") +
                           of(version.changes_compared, version.changes_unfit));
        }
        list(made);
    }

    // Whole points, downwards: who reads this need not know more.
    std::string nearest(const usecases::VersionProof& version, const disclosure::Audit& audit) const
    {
        const auto asked = std::to_string(static_cast<int>(version.rule.protection));
        if (!audit.least_points)
            return say("Hoe dicht iemand bij een verborgen cijfer kan komen: elk ervan kan nog alles zijn, tot de "
                       "uiteinden van de schaal.",
                       "How close anybody can come to a hidden figure: each of them can still be anything, up to the "
                       "ends of the scale.");
        // Never more than was asked for: how far the nearest end lies beyond that would tell where the figure is.
        const double told = std::min(*audit.least_points, version.rule.protection);
        const auto points = std::to_string(static_cast<int>(std::floor(told + 1e-6)));
        return say("Hoe dicht iemand bij een verborgen cijfer kan komen: bij het slechtst beschermde blijven er naar "
                   "beide kanten nog minstens ",
                   "How close anybody can come to a hidden figure: of the one protected worst at least ") +
               points +
               say(" punten mogelijk, zover de schaal gaat (gevraagd: ",
                   " points remain possible on either side, as far as the scale goes (asked for: ") +
               asked + ").";
    }

    void waiting(const usecases::ReleaseSummary& summary)
    {
        if (!summary.release_id || summary.changed_visits == 0)
            return;
        html_ += "<h3>" + say("Wat nog wacht", "What still waits") + "</h3>";
        line(say("Bezoeken die sinds de laatste versie zijn vervallen, toegevoegd of verbeterd: ",
                 "Visits declared void, added or corrected since the latest version: ") +
             std::to_string(summary.changed_visits) + ".");
        if (summary.waiting.empty()) {
            line(say("Zij kunnen als nieuwe versie verschijnen zodra de coördinator dat wil.",
                     "They can appear as a new version as soon as the coordinator wants it."));
            return;
        }
        std::vector<std::string> made;
        for (const auto& one : summary.waiting)
            made.push_back(one.name + ": " + words_("waiting." + std::string(json::enum_name(one.because))));
        list(made);
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
            fact(say("Gegevens tot", "Data as of"), moment_of(*summary.data_as_of));
        fact(say("Vastgelegd op", "Frozen on"), moment_of(*analyses.made_at));
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
                    const usecases::AnalysesSummary& analyses, std::span<const usecases::VersionProof> proofs,
                    bool dutch)
{
    return Page(dutch).run(project, summary, analyses, proofs);
}

} // namespace balieblik::exports
