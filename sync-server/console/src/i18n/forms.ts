// SPDX-License-Identifier: EUPL-1.2
// What the compiler of questionnaires remarks, by the kind of it. A newer kind is shown as it is.
import { defineTexts, type Language } from './language.ts';

const problems = defineTexts({
  nl: {
    line_not_table: 'geen regel van een tabel', sheet_missing: 'blad ontbreekt', sheet_unknown: 'onbekend blad', column_missing: 'kolom ontbreekt', column_unknown: 'onbekende kolom', column_duplicate: 'kolom staat er twee keer', cell_missing: 'cel is leeg', type_unknown: 'onbekend type',
    name_invalid: 'naam kan niet', name_duplicate: 'naam staat er twee keer', name_reserved: 'naam is al vergeven', group_unbalanced: 'groep begint of eindigt niet', list_unknown: 'onbekende keuzelijst', choice_duplicate: 'keuze staat er twee keer', reference_unknown: 'verwijst naar een vraag die er niet is',
    reference_ambiguous: 'verwijst naar meer dan één vraag', reference_invalid: 'verwijzing klopt niet', expression_invalid: 'formule klopt niet', calculation_missing: 'formule ontbreekt', trigger_invalid: 'trigger klopt niet', parameter_invalid: 'parameter klopt niet', file_type: 'bestand past niet', file_missing: 'bestand ontbreekt',
    instance_clash: 'twee lijsten met dezelfde naam', setting_invalid: 'instelling klopt niet', scoring_invalid: 'puntentelling klopt niet', unsupported: 'kan niet in Balieblik', translation_missing: 'vertaling ontbreekt', blank_unguarded: 'leeg antwoord telt mee als antwoord', weights_differ: 'gewichten tellen niet op',
    person_asked: 'vraagt naar een persoon', unreachable: 'wordt nooit gevraagd', circle: 'regels wachten op elkaar', advice: 'ter overweging',
  },
  en: {
    line_not_table: 'no line of a table', sheet_missing: 'sheet is missing', sheet_unknown: 'unknown sheet', column_missing: 'column is missing', column_unknown: 'unknown column', column_duplicate: 'column stands there twice', cell_missing: 'cell is empty', type_unknown: 'unknown type',
    name_invalid: 'not a possible name', name_duplicate: 'name stands there twice', name_reserved: 'name is taken', group_unbalanced: 'group does not begin or end', list_unknown: 'unknown list of choices', choice_duplicate: 'choice stands there twice', reference_unknown: 'refers to a question that is not there',
    reference_ambiguous: 'refers to more than one question', reference_invalid: 'reference is wrong', expression_invalid: 'expression is wrong', calculation_missing: 'calculation is missing', trigger_invalid: 'trigger is wrong', parameter_invalid: 'parameter is wrong', file_type: 'file does not fit', file_missing: 'file is missing',
    instance_clash: 'two lists of one name', setting_invalid: 'setting is wrong', scoring_invalid: 'scoring is wrong', unsupported: 'not possible in Balieblik', translation_missing: 'translation is missing', blank_unguarded: 'a blank counts as an answer', weights_differ: 'weights do not add up',
    person_asked: 'asks for a person', unreachable: 'is never asked', circle: 'rules wait for each other', advice: 'to consider',
  },
});
export const problemWord = (now: Language, kind: string): string => (problems[now] as Record<string, string>)[kind] ?? kind;

const sheets = defineTexts({
  nl: { survey: 'vragen', choices: 'keuzes', settings: 'instellingen', files: 'bestanden' },
  en: { survey: 'questions', choices: 'choices', settings: 'settings', files: 'files' },
});
export const sheetWord = (now: Language, sheet: string): string => (sheets[now] as Record<string, string>)[sheet] ?? sheet;
