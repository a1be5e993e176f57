// SPDX-License-Identifier: EUPL-1.2
// What the trail's events are called. The code is what is stored and filtered by; a newer code is shown as it is.
import { defineTexts, type Language } from './language.ts';

const events = defineTexts({
  nl: {
    'person.signed_in': 'aangemeld', 'person.signed_out': 'afgemeld', 'person.sign_in_failed': 'aanmelden mislukt', 'person.password_changed': 'eigen wachtwoord gewijzigd',
    'person.added': 'account toegevoegd', 'person.password_reset': 'tijdelijk wachtwoord gemaakt', 'person.role_granted': 'rol gegeven', 'person.role_revoked': 'rol ingetrokken',
    'person.disabled': 'account uitgeschakeld', 'person.enabled': 'account weer ingeschakeld', 'person.sessions_ended': 'overal afgemeld', 'person.listed': 'accounts bekeken',
    'inspector.added': 'inspecteur toegevoegd', 'inspector.listed': 'inspecteurs bekeken', 'inspector.imported': 'inspecteur geïmporteerd',
    'device.listed': 'tablets bekeken', 'device.enrolled': 'tablet aangemeld', 'device.enrolled_again': 'tablet opnieuw aangemeld', 'device.order_taken_back': 'opdracht aan tablet weer van kracht', 'device.signed_in': 'tablet maakte verbinding', 'device.revoked': 'tablet ingetrokken',
    'device.ordered_lock': 'tablet moet vergrendelen', 'device.ordered_release': 'vergrendeling opgeheven', 'device.ordered_wipe_after_upload': 'tablet moet inleveren en wissen', 'device.ordered_wipe_now': 'tablet moet nu wissen',
    'wave.retention_begun': 'foto’s vernietigen en tijden vergroven begonnen', 'wave.retention_ended': 'foto’s vernietigd en tijden vergroofd', 'wave.destruction_begun': 'bezoeken van meetronde vernietigen begonnen', 'wave.destruction_ended': 'bezoeken van meetronde vernietigd',
    'draft.kept': 'kopie van begonnen bezoek bewaard', 'draft.taken_over': 'begonnen bezoek aan andere tablet gegeven',
    'recovery.asked': 'tablet vroeg om geopend te worden', 'recovery.listed': 'vergeten pincodes bekeken', 'recovery.half_released': 'helft van de herstelsleutel vrijgegeven', 'recovery.granted': 'tablet geopend door twee mensen', 'recovery.refused': 'openen van tablet geweigerd',
    'tablet_policy.set': 'regels voor tablets gewijzigd', 'bundle.taken_in': 'bestand van een tablet ingenomen',
    'device.obeyed': 'tablet voerde de opdracht uit', 'store.backed_up': 'reservekopie gemaakt en teruggelezen', 'store.restored': 'teruggezet uit een reservekopie',
    'enrolment.created': 'aanmeldcode gemaakt', 'enrolment.wrong_code': 'verkeerde aanmeldcode',
    'project.added': 'onderzoek toegevoegd', 'project.imported': 'onderzoek geïmporteerd', 'project.clearances_set': 'voorwaarden vastgelegd', 'project.publishing_rule': 'regel voor het tonen van cijfers aangescherpt',
    'wave.added': 'meetronde toegevoegd', 'wave.imported': 'meetronde geïmporteerd', 'wave.schedule': 'meetronde ingepland', 'wave.start_fieldwork': 'veldwerk gestart', 'wave.close': 'meetronde gesloten', 'wave.validate': 'meetronde gevalideerd', 'wave.publish': 'meetronde gepubliceerd', 'wave.archive': 'meetronde gearchiveerd', 'wave.form_changed': 'andere versie van de vragenlijst voor de meetronde',
    'norm.imported': 'norm geïmporteerd', 'location.imported': 'locatie geïmporteerd', 'location.changed': 'locatie gewijzigd', 'scenario.imported': 'scenario geïmporteerd', 'form.added': 'vragenlijst toegevoegd', 'organisation.founded': 'organisatie aangemaakt',
    'assignment.created': 'opdracht gemaakt', 'assignment.offered': 'opdracht aangeboden', 'assignment.accept': 'opdracht aangenomen', 'assignment.decline': 'opdracht afgewezen', 'assignment.start': 'bezoek begonnen', 'assignment.hand_back': 'opdracht teruggegeven',
    'assignment.cancelled': 'opdracht ingetrokken', 'assignment.expired': 'opdracht verlopen', 'assignment.in_review': 'opdracht in controle genomen', 'assignment.command_too_late': 'bericht over opdracht kwam te laat',
    'visit.received': 'bezoek ontvangen', 'visit.complete': 'bezoek compleet', 'visit.queue_read': 'lijst van bezoeken bekeken', 'visit.opened': 'bezoek geopend', 'visit.approve': 'bezoek goedgekeurd', 'visit.give_back': 'bezoek teruggestuurd', 'visit.reject': 'bezoek afgekeurd', 'visit.admit_late': 'laat bezoek toegelaten',
    'photo.upload_begun': 'foto begonnen', 'photo.received': 'foto ontvangen', 'photo.opened': 'foto bekeken', 'photo.upload_expired': 'foto kwam nooit aan', 'photo.upload_ended': 'foto werd niet verder verzonden',
    'mutation.quarantined': 'bericht apart gezet', 'quarantine.listed': 'apart gezette berichten bekeken', 'quarantine.opened': 'apart gezet bericht geopend',
    'release.published': 'cijfers gepubliceerd', 'release.read': 'cijfers bekeken', 'release.trend': 'verloop over meetronden bekeken', 'release.exported': 'cijfers gedownload', 'release.analysed': 'analyses gemaakt', 'read_token.made': 'leessleutel gemaakt', 'read_token.withdrawn': 'leessleutel ingetrokken', 'location.customers_set': 'klanten per jaar ingevuld', 'calibration.read': 'ijking van inspecteurs bekeken', 'double_visit.added': 'dubbel bezoek vastgelegd', 'double_visit.dropped': 'dubbel bezoek losgemaakt', 'training.added': 'training vastgelegd', 'training.dropped': 'training verwijderd', 'trail.read': 'logboek gelezen', 'trail.verified': 'keten gecontroleerd',
  },
  en: {
    'person.signed_in': 'signed in', 'person.signed_out': 'signed out', 'person.sign_in_failed': 'sign-in failed', 'person.password_changed': 'changed own password',
    'person.added': 'account added', 'person.password_reset': 'temporary password made', 'person.role_granted': 'role granted', 'person.role_revoked': 'role withdrawn',
    'person.disabled': 'account disabled', 'person.enabled': 'account enabled again', 'person.sessions_ended': 'signed out everywhere', 'person.listed': 'accounts looked at',
    'inspector.added': 'inspector added', 'inspector.listed': 'inspectors looked at', 'inspector.imported': 'inspector imported',
    'device.listed': 'tablets looked at', 'device.enrolled': 'tablet enrolled', 'device.enrolled_again': 'tablet enrolled again', 'device.order_taken_back': 'order to tablet in force again', 'device.signed_in': 'tablet connected', 'device.revoked': 'tablet withdrawn',
    'device.ordered_lock': 'tablet is to lock', 'device.ordered_release': 'lock released', 'device.ordered_wipe_after_upload': 'tablet is to hand in and wipe', 'device.ordered_wipe_now': 'tablet is to wipe now',
    'wave.retention_begun': 'destroying photos and coarsening times begun', 'wave.retention_ended': 'photos destroyed and times coarsened', 'wave.destruction_begun': 'destroying the visits of a wave begun', 'wave.destruction_ended': 'visits of a wave destroyed',
    'draft.kept': 'copy of a begun visit kept', 'draft.taken_over': 'begun visit given to another tablet',
    'recovery.asked': 'tablet asked to be opened', 'recovery.listed': 'forgotten PINs looked at', 'recovery.half_released': 'half of the recovery key released', 'recovery.granted': 'tablet opened by two people', 'recovery.refused': 'opening of a tablet refused',
    'tablet_policy.set': 'rules for tablets changed', 'bundle.taken_in': 'file of a tablet taken in',
    'device.obeyed': 'tablet carried out the order', 'store.backed_up': 'backup made and read back', 'store.restored': 'restored from a backup',
    'enrolment.created': 'enrolment code made', 'enrolment.wrong_code': 'wrong enrolment code',
    'project.added': 'project added', 'project.imported': 'project imported', 'project.clearances_set': 'clearances recorded', 'project.publishing_rule': 'rule for showing figures set',
    'wave.added': 'wave added', 'wave.imported': 'wave imported', 'wave.schedule': 'wave scheduled', 'wave.start_fieldwork': 'fieldwork started', 'wave.close': 'wave closed', 'wave.validate': 'wave validated', 'wave.publish': 'wave published', 'wave.archive': 'wave archived', 'wave.form_changed': 'another version of the wave’s questionnaire',
    'norm.imported': 'norm imported', 'location.imported': 'location imported', 'location.changed': 'location changed', 'scenario.imported': 'scenario imported', 'form.added': 'questionnaire added', 'organisation.founded': 'organisation founded',
    'assignment.created': 'assignment made', 'assignment.offered': 'assignment offered', 'assignment.accept': 'assignment accepted', 'assignment.decline': 'assignment declined', 'assignment.start': 'visit started', 'assignment.hand_back': 'assignment handed back',
    'assignment.cancelled': 'assignment withdrawn', 'assignment.expired': 'assignment expired', 'assignment.in_review': 'assignment taken into review', 'assignment.command_too_late': 'message about an assignment came too late',
    'visit.received': 'visit received', 'visit.complete': 'visit complete', 'visit.queue_read': 'list of visits looked at', 'visit.opened': 'visit opened', 'visit.approve': 'visit approved', 'visit.give_back': 'visit returned', 'visit.reject': 'visit rejected', 'visit.admit_late': 'late visit admitted',
    'photo.upload_begun': 'photo begun', 'photo.received': 'photo received', 'photo.opened': 'photo looked at', 'photo.upload_expired': 'photo never arrived', 'photo.upload_ended': 'photo was not sent any further',
    'mutation.quarantined': 'message set aside', 'quarantine.listed': 'messages set aside looked at', 'quarantine.opened': 'message set aside opened',
    'release.published': 'figures published', 'release.read': 'figures looked at', 'release.trend': 'course over the waves looked at', 'release.exported': 'figures downloaded', 'release.analysed': 'analyses made', 'read_token.made': 'read token made', 'read_token.withdrawn': 'read token withdrawn', 'location.customers_set': 'customers a year filled in', 'calibration.read': 'calibration of inspectors looked at', 'double_visit.added': 'double visit recorded', 'double_visit.dropped': 'double visit undone', 'training.added': 'training recorded', 'training.dropped': 'training removed', 'trail.read': 'trail read', 'trail.verified': 'chain checked',
  },
});

export const eventWord = (language: Language, what: string): string => (events[language] as Record<string, string>)[what] ?? what;

const kinds = defineTexts({
  nl: {
    person: 'persoon', inspector: 'inspecteur', device: 'tablet', enrolment: 'aanmeldcode', project: 'onderzoek', wave: 'meetronde', assignment: 'opdracht', visit_version: 'bezoek', photo: 'foto', mutation: 'bericht',
    release: 'publicatie', read_token: 'leessleutel', training: 'training', norm: 'norm', location: 'locatie', scenario: 'scenario', form: 'vragenlijst', tenant: 'organisatie', upload: 'foto', policy: 'regels',
  },
  en: {
    person: 'person', inspector: 'inspector', device: 'tablet', enrolment: 'enrolment code', project: 'project', wave: 'wave', assignment: 'assignment', visit_version: 'visit', photo: 'photo', mutation: 'message',
    release: 'release', read_token: 'read token', training: 'training', norm: 'norm', location: 'location', scenario: 'scenario', form: 'questionnaire', tenant: 'organisation', upload: 'photo', policy: 'rules',
  },
});

/** "visit_version:01a1…" as people tell ids apart: what it is of and its last characters. */
export function shortId(language: Language, subject: string): string {
  const at = subject.indexOf(':');
  const id = subject.slice(at + 1);
  const kind = (kinds[language] as Record<string, string>)[subject.slice(0, at)];
  return at < 0 || !kind ? subject : `${kind} ${id.length < 20 ? id : `…${id.slice(-6)}`}`;
}
