// SPDX-License-Identifier: EUPL-1.2
// The field's own words: states, roles, reasons, dimensions. One list, used by every page.
import { defineTexts } from './language.ts';

export const words = defineTexts({
  nl: {
    // roles
    coordinator: 'veldwerkcoördinator', reviewer: 'controleur', quality_team: 'kwaliteitsteam', client_admin: 'beheerder',
    observer: 'OR en FG', vault_keeper: 'kluisbeheerder',
    // channels
    counter: 'balie', telephone: 'telefoon', message: 'e-mail en webformulier',
    // assignments
    draft: 'concept', offered: 'aangeboden', accepted: 'aangenomen', in_progress: 'bezig', submitted: 'ingediend',
    in_review: 'in controle', returned: 'teruggestuurd', approved: 'goedgekeurd', declined: 'afgewezen door inspecteur',
    expired: 'verlopen', cancelled: 'geannuleerd', voided: 'ongeldig',
    // waves
    scheduled: 'gepland', fieldwork: 'veldwerk', closed: 'gesloten', validated: 'gevalideerd', published: 'gepubliceerd',
    archived: 'gearchiveerd', destroyed: 'vernietigd',
    schedule: 'inplannen', start_fieldwork: 'veldwerk starten', close: 'meetronde sluiten', validate: 'valideren',
    publish: 'publiceren', archive: 'archiveren', destroy: 'vernietigen',
    // clearances and what else may lack
    works_council_consent: 'instemming van de ondernemingsraad', staff_notice: 'datum waarop het personeel is ingelicht',
    dpia_reference: 'kenmerk van de DPIA', norm: 'norm', norms: 'normen', form: 'vragenlijst', weights: 'wegingen',
    unreviewed: 'bezoeken zonder beoordeling', quarantined: 'apart gezette berichten', alarm: 'bezoeken met een scoreverschil',
    // visits
    awaiting_media: 'wacht op foto’s', complete: 'compleet', rejected: 'afgekeurd', superseded: 'vervangen',
    recognised: 'als inspecteur herkend', unsafe: 'onveilig', outage: 'storing', illness: 'ziekte', briefing_error: 'fout in de briefing',
    // review
    approve: 'goedkeuren', give_back: 'terugsturen', reject: 'afkeuren', admit_late: 'laat bezoek toelaten',
    times_implausible: 'tijden zijn onwaarschijnlijk', answer_contradicts: 'antwoorden spreken elkaar tegen',
    remark_names_person: 'toelichting noemt een persoon', photo_shows_person: 'foto toont een persoon', photo_missing: 'foto ontbreekt',
    scenario_not_followed: 'scenario niet gevolgd', wrong_location: 'verkeerde locatie', other: 'anders',
    wall_jumped: 'klok versprongen', rebooted: 'tablet herstart', out_of_order: 'tijden niet op volgorde',
    // dimensions
    INDEX: 'Totaalscore', ACC: 'Toegankelijkheid', ENV: 'Omgeving', WAIT: 'Wachten', TONE: 'Bejegening', KNOW: 'Deskundigheid',
    RULE: 'Omgaan met regels', OUT: 'Resultaat', NORM: 'Binnen de norm geholpen',
    country: 'land', region: 'regio', municipality: 'gemeente', location: 'locatie',
    met: 'belofte gehaald', missed: 'belofte niet gehaald', not_shown: 'niet aangetoond', norms_contradict: 'normen die elkaar tegenspreken',
    // suppression
    too_few_visits: 'te weinig bezoeken', small_staff_pool: 'te weinig medewerkers', too_few_inspectors: 'te weinig inspecteurs',
    dominated: 'één bezoek weegt te zwaar', no_interval: 'geen interval te bepalen', group_pool: 'kleine groep, uiterste waarde',
    would_follow: 'zou uit andere cijfers volgen', protects_others: 'beschermt een ander cijfer',
    hidden_before: 'was in een eerdere versie verborgen',
    // tablets and inspectors
    active: 'actief', revoked: 'ingetrokken', applicant: 'aangemeld', certified: 'gecertificeerd', suspended: 'geschorst', left: 'vertrokken',
  },
  en: {
    coordinator: 'fieldwork coordinator', reviewer: 'reviewer', quality_team: 'quality team', client_admin: 'administrator',
    observer: 'works council and DPO', vault_keeper: 'vault keeper',
    counter: 'counter', telephone: 'telephone', message: 'e-mail and web form',
    draft: 'draft', offered: 'offered', accepted: 'accepted', in_progress: 'in progress', submitted: 'submitted',
    in_review: 'in review', returned: 'returned', approved: 'approved', declined: 'declined by inspector',
    expired: 'expired', cancelled: 'cancelled', voided: 'voided',
    scheduled: 'scheduled', fieldwork: 'fieldwork', closed: 'closed', validated: 'validated', published: 'published',
    archived: 'archived', destroyed: 'destroyed',
    schedule: 'schedule', start_fieldwork: 'start fieldwork', close: 'close the wave', validate: 'validate',
    publish: 'publish', archive: 'archive', destroy: 'destroy',
    works_council_consent: 'consent of the works council', staff_notice: 'date on which staff were told',
    dpia_reference: 'reference of the DPIA', norm: 'norm', norms: 'norms', form: 'questionnaire', weights: 'weights',
    unreviewed: 'visits without a review', quarantined: 'messages set aside', alarm: 'visits with a score difference',
    awaiting_media: 'awaiting photos', complete: 'complete', rejected: 'rejected', superseded: 'superseded',
    recognised: 'recognised as inspector', unsafe: 'unsafe', outage: 'outage', illness: 'illness', briefing_error: 'error in the briefing',
    approve: 'approve', give_back: 'return', reject: 'reject', admit_late: 'admit late visit',
    times_implausible: 'times are implausible', answer_contradicts: 'answers contradict each other',
    remark_names_person: 'remark names a person', photo_shows_person: 'photo shows a person', photo_missing: 'photo is missing',
    scenario_not_followed: 'scenario not followed', wrong_location: 'wrong location', other: 'other',
    wall_jumped: 'clock jumped', rebooted: 'tablet restarted', out_of_order: 'times not in order',
    INDEX: 'Overall score', ACC: 'Accessibility', ENV: 'Surroundings', WAIT: 'Waiting', TONE: 'Tone', KNOW: 'Knowledge',
    RULE: 'Handling rules', OUT: 'Outcome', NORM: 'Helped within the norm',
    country: 'country', region: 'region', municipality: 'municipality', location: 'location',
    met: 'promise met', missed: 'promise missed', not_shown: 'not shown either way', norms_contradict: 'norms that contradict each other',
    too_few_visits: 'too few visits', small_staff_pool: 'too few staff', too_few_inspectors: 'too few inspectors',
    dominated: 'one visit weighs too much', no_interval: 'no interval possible', group_pool: 'small group, extreme value',
    would_follow: 'would follow from other figures', protects_others: 'protects another figure',
    hidden_before: 'was hidden in an earlier version',
    active: 'active', revoked: 'withdrawn', applicant: 'applicant', certified: 'certified', suspended: 'suspended', left: 'left',
  },
});

/** The word for a code of the wire; a newer code is shown as it is. */
export function wordOf(language: 'nl' | 'en', code: string): string {
  return (words[language] as Record<string, string>)[code] ?? code.replaceAll('_', ' ');
}
