// SPDX-License-Identifier: EUPL-1.2
#include "exports/words.hpp"

#include <array>

namespace balieblik::exports {
namespace {

struct Row {
    std::string_view key;
    std::string_view nl;
    std::string_view en;
};

// clang-format off
constexpr Row rows[] = {
    {"sheet.overview", "Overzicht", "Overview"},
    {"sheet.figures", "Cijfers", "Figures"},
    {"overview.scores", "Scores lopen van 0 (slechtst) tot 100 (best) en zijn het gemiddelde over de bezoeken. Kleine verschillen zeggen meestal niets: op het blad Cijfers staat bij elk cijfer hoe zeker het is.", "Scores run from 0 (worst) to 100 (best) and are the mean over the visits. Small differences mostly say nothing: the sheet Figures tells how sure each figure is."},
    {"overview.hidden", "Waar \"niet getoond\" staat, zou een cijfer te veel over een enkele medewerker zeggen. Kijk dan een niveau hoger. Meer uitleg staat op het blad Toelichting.", "Where it says \"not shown\", a figure would tell too much about a single member of staff. Look one level higher then. The sheet About explains more."},
    {"hidden.short", "niet getoond", "not shown"},
    {"bound.short.at_most", "of lager", "or less"},
    {"bound.short.at_least", "of hoger", "or more"},
    {"sheet.about", "Toelichting", "About"},
    {"column.level", "Niveau", "Level"},
    {"column.place", "Plaats", "Place"},
    {"column.within", "Hoort bij", "Part of"},
    {"column.dimension", "Onderdeel", "Dimension"},
    {"column.score", "Score (0–100) of %", "Score (0–100) or %"},
    {"column.from", "Interval van", "Interval from"},
    {"column.to", "Interval tot", "Interval to"},
    {"column.visits", "Bezoeken", "Visits"},
    {"column.verdict", "Belofte", "Promise"},
    {"column.shown", "Getoond?", "Shown?"},
    {"level.country", "land", "country"},
    {"level.region", "regio", "region"},
    {"level.municipality", "gemeente", "municipality"},
    {"level.location", "locatie", "location"},
    {"at_least", "minstens", "at least"},
    {"shown", "ja", "yes"},
    {"hidden", "niet getoond", "not shown"},
    {"bound.at_most", "ja, als bovengrens: kleine groep medewerkers", "yes, as an upper bound: small group of staff"},
    {"bound.at_least", "ja, als ondergrens: kleine groep medewerkers", "yes, as a lower bound: small group of staff"},
    {"verdict.met", "gehaald", "met"},
    {"verdict.missed", "niet gehaald", "missed"},
    {"verdict.not_shown", "niet aangetoond", "not shown either way"},
    {"why.too_few_visits", "te weinig bezoeken", "too few visits"},
    {"why.small_staff_pool", "te weinig medewerkers", "too few staff"},
    {"why.too_few_inspectors", "te weinig inspecteurs", "too few inspectors"},
    {"why.dominated", "één bezoek weegt te zwaar", "one visit weighs too much"},
    {"why.no_interval", "geen interval te bepalen", "no interval possible"},
    {"why.would_follow", "zou uit andere cijfers volgen", "would follow from other figures"},
    {"why.protects_others", "beschermt een ander cijfer", "protects another figure"},
    {"why.hidden_before", "was in een eerdere versie verborgen", "was hidden in an earlier version"},
    {"dimension.INDEX", "Totaalscore", "Overall score"},
    {"dimension.NORM", "Binnen de norm geholpen (%)", "Helped within the norm (%)"},
    {"dimension.ACC", "Toegankelijkheid", "Accessibility"},
    {"dimension.ENV", "Omgeving", "Surroundings"},
    {"dimension.WAIT", "Wachten", "Waiting"},
    {"dimension.TONE", "Bejegening", "Tone"},
    {"dimension.KNOW", "Deskundigheid", "Knowledge"},
    {"dimension.RULE", "Omgaan met regels", "Handling rules"},
    {"dimension.OUT", "Resultaat", "Outcome"},
    {"means.INDEX", "Het gewogen gemiddelde van de onderdelen.", "The weighted mean of the dimensions."},
    {"means.NORM", "Hoeveel procent van de bezoeken binnen de afgesproken wachttijd werd geholpen. De belofte is gehaald als ook de ondergrens van het interval het doel haalt.", "How many per cent of visits were helped within the promised wait. The promise is met when even the lower end of the interval reaches the target."},
    {"means.ACC", "Zijn ingang, route en balie te vinden en te gebruiken?", "Can entrance, route and counter be found and used?"},
    {"means.ENV", "Is de wachtruimte verzorgd, is de wachttijd bekend en is er privacy?", "Is the waiting area cared for, is the wait announced and is there privacy?"},
    {"means.WAIT", "Hoe lang duurde het wachten naast de norm, en werd het uitgelegd?", "How long was the wait beside the norm, and was it explained?"},
    {"means.TONE", "Hoe vriendelijk, aandachtig en begrijpelijk was het gesprek?", "How friendly, attentive and plain was the conversation?"},
    {"means.KNOW", "Klopten het antwoord en de informatie over kosten, termijn en stukken?", "Were the answer and what was said of cost, term and documents right?"},
    {"means.RULE", "Is er binnen de regels meegezocht naar een oplossing?", "Did the clerk look for a solution within the rules?"},
    {"means.OUT", "Is het doel bereikt, of was het vervolg duidelijk?", "Was the goal reached, or was it clear what follows?"},
    {"project", "Onderzoek", "Project"},
    {"wave", "Meetronde", "Wave"},
    {"version", "Versie van de publicatie", "Release version"},
    {"published", "Gepubliceerd (UTC)", "Published (UTC)"},
    {"data_as_of", "Gegevens tot (UTC)", "Data as of (UTC)"},
    {"method", "Methode", "Method"},
    {"rule", "Getoond vanaf (bezoeken / medewerkers / inspecteurs)", "Shown from (visits / staff / inspectors)"},
    {"snapshot", "Controlegetal van de gegevens (SHA-256)", "Checksum of the data (SHA-256)"},
    {"pattern", "Controlegetal van wat verborgen is (SHA-256)", "Checksum of what is hidden (SHA-256)"},
    {"code", "Programmaversie", "Program version"},
    {"how.score", "Wat is een score?", "What is a score?"},
    {"how.score.text", "Een bezoek krijgt per onderdeel 0 tot 100 punten. De score van een plaats is het gemiddelde over haar bezoeken.", "A visit earns 0 to 100 points per dimension. The score of a place is the mean over its visits."},
    {"how.interval", "Wat is het interval?", "What is the interval?"},
    {"how.interval.text", "Met andere bezoeken was het cijfer iets anders geweest. Het interval zegt waar het echte cijfer redelijkerwijs ligt. Overlappen twee intervallen ruim, dan is er geen verschil aangetoond.", "With other visits the figure would have been a little different. The interval says where the true figure may reasonably lie. Where two intervals overlap widely, no difference was shown."},
    {"how.visits", "Hoeveel bezoeken?", "How many visits?"},
    {"how.visits.text", "Het aantal bezoeken is naar beneden afgerond op vijf, zodat niemand door aftrekken te vinden is.", "The number of visits is rounded down to five, so that nobody can be found by subtraction."},
    {"how.hidden", "Waarom staat er soms niets?", "Why is there sometimes nothing?"},
    {"how.hidden.text", "Een cijfer wordt alleen getoond als het niets over één medewerker kan zeggen. Is een gemeente te klein, kijk dan bij de regio waar ze bij hoort. Soms blijft ook een groter cijfer weg, omdat een verborgen cijfer er anders uit af te leiden is.", "A figure is shown only if it cannot tell on one member of staff. Where a municipality is too small, look at the region it is part of. Sometimes a larger figure is left out as well, because a hidden one could be worked out from it."},
    {"how.bound", "Waarom staat er \"95 of hoger\"?", "Why does it say \"95 or more\"?"},
    {"how.bound.text", "Werken er weinig mensen, dan zou een cijfer vlak bij 0 of 100 iets over ieder van hen zeggen. Daarom staat er dan alleen dat het cijfer zo hoog of zo laag is, en niet precies hoe.", "Where few people work, a figure close to 0 or 100 would say something about each of them. So it only says that the figure is so high or so low, and not exactly how."},
    {"how.norm", "Wanneer is een belofte gehaald?", "When is a promise met?"},
    {"how.norm.text", "Gehaald: ook de ondergrens van het interval haalt het doel. Niet gehaald: zelfs de bovengrens blijft eronder. Anders is het met deze bezoeken niet aangetoond.", "Met: even the lower end of the interval reaches the target. Missed: not even the upper end does. Otherwise these visits cannot tell."},
};
// clang-format on

} // namespace

std::string Words::operator()(const std::string& key, const std::string& otherwise) const
{
    for (const auto& row : rows)
        if (row.key == key)
            return std::string(dutch_ ? row.nl : row.en);
    return otherwise;
}

} // namespace balieblik::exports
