// SPDX-License-Identifier: EUPL-1.2
// Why an analysis has no figure, in a sentence.
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
