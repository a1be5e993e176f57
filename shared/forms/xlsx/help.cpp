// SPDX-License-Identifier: EUPL-1.2
#include "forms/xlsx/help.hpp"

namespace balieblik::forms::xlsx {

const std::vector<HelpType>& help_types()
{
    static const std::vector<HelpType> types{
        {"text", false, "vrije tekst", "free text"},
        {"integer", false, "geheel getal", "whole number"},
        {"decimal", false, "getal met decimalen", "number with decimals"},
        {"date", false, "datum", "date"},
        {"time", false, "tijd", "time"},
        {"dateTime", false, "datum en tijd", "date and time"},
        {"select_one", true, "één keuze uit een lijst: select_one lijst", "one choice of a list: select_one list"},
        {"select_multiple", true, "meer keuzes uit een lijst", "several choices of a list"},
        {"rank", true, "keuzes op volgorde zetten", "put choices in order"},
        {"range", false, "schuif; parameters start= end= step=", "slider; parameters start= end= step="},
        {"note", false, "tekst zonder antwoord", "a text without an answer"},
        {"acknowledge", false, "gelezen en akkoord", "read and agreed"},
        {"image", false, "foto van bord, bon of ruimte; nooit van mensen",
         "photo of a sign, ticket or room; never of people"},
        {"file", false, "bestand", "file"},
        {"barcode", false, "streepjescode", "barcode"},
        {"geopoint", false, "plaats", "a place"},
        {"geotrace", false, "lijn", "a line"},
        {"geoshape", false, "vlak", "an area"},
        {"calculate", false, "berekening (kolom calculation)", "a calculation (column calculation)"},
        {"hidden", false, "verborgen gegeven", "a hidden fact"},
        {"begin_group", false, "begin van een groep of bladzijde", "start of a group or page"},
        {"end_group", false, "einde van een groep", "end of a group"},
        {"begin_repeat", false, "begin van een herhaling", "start of a repeat"},
        {"end_repeat", false, "einde van een herhaling", "end of a repeat"},
        {"start", false, "moment van openen", "when it was opened"},
        {"end", false, "moment van afsluiten", "when it was finished"},
        {"today", false, "datum van vandaag", "today's date"},
        {"csv-external", false, "bestand met gegevens: naam.csv", "a file of data: name.csv"},
    };
    return types;
}

std::vector<HelpRow> help_rows()
{
    std::vector<HelpRow> rows{
        {{"Balieblik", "Uitleg bij deze vragenlijst", "About this questionnaire"}, true},
        {{"survey", "Eén rij per vraag, in de volgorde van het bezoek.",
          "One row for each question, in the order of the visit."},
         false},
        {{"choices", "De antwoordlijsten. Een lege score is ‘niet van toepassing’.",
          "The lists of answers. An empty score means ‘not applicable’."},
         false},
        {{"settings", "Eén rij: naam, versie, talen en hoe er wordt gescoord.",
          "One row: name, version, languages and how it is scored."},
         false},
        {{"_layout, _lists", "Verborgen hulpbladen; laat ze staan.", "Hidden helpers; leave them where they are."},
         false},
        {{"kolom / column", "wat erin staat", "what it holds"}, true},
        {{"type", "soort vraag, zie onder", "kind of question, see below"}, false},
        {{"name", "korte naam zonder spaties; anderen verwijzen ernaar als ${naam}",
          "short name without spaces; others refer to it as ${name}"},
         false},
        {{"label::Nederlands (nl)", "de vraag in die taal", "the question in that language"}, false},
        {{"hint::Nederlands (nl)", "uitleg onder de vraag", "explanation below the question"}, false},
        {{"relevant", "wanneer de vraag wordt gesteld, bv. ${A2} = 'yes'",
          "when the question is asked, e.g. ${A2} = 'yes'"},
         false},
        {{"required", "yes: moet worden beantwoord", "yes: has to be answered"}, false},
        {{"constraint", "wat het antwoord mag zijn, bv. . >= 1 and . <= 10",
          "what the answer may be, e.g. . >= 1 and . <= 10"},
         false},
        {{"calculation", "hoe de waarde wordt berekend", "how the value is calculated"}, false},
        {{"choice_filter", "welke keuzes er zijn, bv. town = ${town}", "which choices there are, e.g. town = ${town}"},
         false},
        {{"bind::ms:dimension", "dimensie van de score (TONE, WAIT, ...)", "dimension of the score (TONE, WAIT, ...)"},
         false},
        {{"bind::ms:weight", "gewicht van de vraag in die dimensie", "weight of the question in that dimension"},
         false},
        {{"bind::ms:critical", "keuzes die kritiek zijn", "choices that are critical"}, false},
        {{"type", "soort vraag", "kind of question"}, true},
    };
    for (const auto& type : help_types())
        rows.push_back({{type.name, type.dutch, type.english}, false});
    rows.push_back({{"Nooit / never", "Namen, uiterlijk of balienummers van medewerkers; geluid of film.",
                     "Names, looks or desk numbers of staff; sound or film."},
                    true});
    return rows;
}

} // namespace balieblik::forms::xlsx
