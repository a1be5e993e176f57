// SPDX-License-Identifier: EUPL-1.2
// What a figure means, and why an analysis has none, in a sentence.
import { defineTexts, type Language } from '../i18n/language.ts';

const reasons = defineTexts({
  nl: {
    first_wave: 'Dit is de eerste meetronde: er is nog niets om mee te vergelijken.',
    too_few_visits: 'Er zijn te weinig bezoeken om hier iets over te zeggen.',
    too_few_pairs: 'Er zijn te weinig bezoeken die twee inspecteurs samen zagen. Laat ongeveer één op de tien bezoeken door twee inspecteurs doen.',
    too_few_places: 'Er zijn te weinig locaties waarvan het cijfer in elke vergeleken meetronde wordt getoond.',
    places_hidden: 'Van een locatie hieronder wordt het cijfer niet getoond. Uit een gewogen cijfer zou dat verborgen cijfer te berekenen zijn.',
    no_customers: 'Niet van elke locatie is ingevuld hoeveel klanten er per jaar komen.',
    no_satisfaction: 'De vragenlijst vraagt niet om een rapportcijfer.',
    no_spread: 'Alle bezoeken kregen dezelfde score; er valt niets te vergelijken.',
    not_separable: 'Twee onderdelen lopen precies gelijk op; hun invloed is niet uit elkaar te houden.',
    not_stable: 'De uitkomst hangt te veel af van welke bezoeken toevallig zijn gedaan.',
  },
  en: {
    first_wave: 'This is the first wave: there is nothing to compare with yet.',
    too_few_visits: 'There are too few visits to say anything about this.',
    too_few_pairs: 'There are too few visits that two inspectors saw together. Have about one visit in ten done by two inspectors.',
    too_few_places: 'There are too few locations whose figure is shown in every wave that is compared.',
    places_hidden: 'The figure of a location under this one is not shown. That hidden figure could be worked out from a weighted one.',
    no_customers: 'Not every location says how many customers come in a year.',
    no_satisfaction: 'The questionnaire asks for no mark.',
    no_spread: 'All visits had the same score; there is nothing to compare.',
    not_separable: 'Two dimensions go exactly together; their parts cannot be told apart.',
    not_stable: 'The outcome depends too much on which visits happened to be made.',
  },
});

export const whyNone = (language: Language, reason: keyof (typeof reasons)['nl']): string => reasons[language][reason];

const definitions = defineTexts({
  nl: {
    INDEX: 'Het gewogen gemiddelde van de onderdelen.',
    NORM: 'Hoeveel procent van de bezoeken binnen de afgesproken wachttijd werd geholpen. De belofte is gehaald als ook de ondergrens van het interval het doel haalt, en niet gehaald als zelfs de bovengrens eronder blijft.',
    ACC: 'Zijn ingang, route en balie te vinden en te gebruiken?',
    ENV: 'Is de wachtruimte verzorgd, is de wachttijd bekend en is er privacy?',
    WAIT: 'Hoe lang duurde het wachten naast de norm, en werd het uitgelegd?',
    TONE: 'Hoe vriendelijk, aandachtig en begrijpelijk was het gesprek?',
    KNOW: 'Klopten het antwoord en de informatie over kosten, termijn en stukken?',
    RULE: 'Is er binnen de regels meegezocht naar een oplossing?',
    OUT: 'Is het doel bereikt, of was het vervolg duidelijk?',
  },
  en: {
    INDEX: 'The weighted mean of the dimensions.',
    NORM: 'How many per cent of visits were helped within the promised wait. The promise is met when even the lower end of the interval reaches the target, and missed when not even the upper end does.',
    ACC: 'Can entrance, route and counter be found and used?',
    ENV: 'Is the waiting area cared for, is the wait announced and is there privacy?',
    WAIT: 'How long was the wait beside the norm, and was it explained?',
    TONE: 'How friendly, attentive and plain was the conversation?',
    KNOW: 'Were the answer and what was said of cost, term and documents right?',
    RULE: 'Did the clerk look for a solution within the rules?',
    OUT: 'Was the goal reached, or was it clear what follows?',
  },
});

const own = { nl: 'Een onderdeel van deze vragenlijst: 0 is het slechtst, 100 het best.', en: 'A dimension of this questionnaire: 0 is worst, 100 is best.' };

/** What a dimension asks. */
export const definitionOf = (language: Language, code: string): string => (definitions[language] as Record<string, string>)[code] ?? own[language];
