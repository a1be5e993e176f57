// SPDX-License-Identifier: EUPL-1.2
// Every kind of question, as somebody without a mouse and without a picture has it: over AT-SPI each control has its
// role and its name within its question, keys alone give the answer, and the new state is told.
//   node question_controls.mjs ROOT BUILD FOLDER      inside `dbus-run-session` and Xvfb
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { App, ownHome } from './app.mjs';

const [root, build, folder] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const form = path.join(folder, 'form.xml');
execFileSync(path.join(build, 'shared/forms/cli/balieblik-form'), ['compile', path.join(root, 'tests/mobile/questions/every_kind.md'), '-o', form]);
for (const picture of ['hall.png', 'stall.png', 'floor.svg']) copyFileSync(path.join(root, 'tests/mobile/questions/media', picture), path.join(folder, picture));
const home = { ...ownHome(folder), DBUS_SESSION_BUS_ADDRESS: process.env.DBUS_SESSION_BUS_ADDRESS, QT_LINUX_ACCESSIBILITY_ALWAYS_ON: '1' };

const radio = 'radio button', box = 'check box', button = 'push button', entry = 'text';
const all = (role, names) => names.map((name) => [role, name]);
const desks = ['Burgerzaken', 'Omgeving en vergunning', 'Sociaal domein', 'Belastingen'];
const rooms = ['Hal', 'Balies', 'Wachtruimte', 'Lift', 'Winkel'];
const levels = ['Helemaal niet', 'Een beetje', 'Redelijk', 'Goed', 'Heel goed'];
const towns = ['Raalte', 'Deventer', 'Zwolle', 'Ommen', 'Kampen', 'Dalfsen', 'Hardenberg', 'Staphorst', 'Olst-Wijhe', 'Zwartewaterland'];
const months = ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'];
const checked = (role, name) => (thing) => thing.role === role && thing.name === name && thing.checked;
const says = (role, name) => (thing) => thing.role === role && name.test(thing.name);
const holds = (text) => (thing) => thing.role === entry && thing.text === text;

// Page by page: a question's words, its controls, and which keys on which control lead to which state.
const pages = [
  [
    ['Was de balie open?', all(radio, ['Ja', 'Nee']), ['choice_one_yes', ['Space'], checked(radio, 'Ja')]],
    ['Welke balie? (twee kolommen)', all(radio, desks), ['choice_cols_omgeving', ['Return'], checked(radio, 'Omgeving en vergunning')]],
    ['Welke balie? (uitklaplijst)', [[button, 'Welke balie? (uitklaplijst): Kies…']], ['open_drop', ['Space'], null], ['choice_drop_sociaal', ['Space'], says(button, /: Sociaal domein$/)]],
    ['Welke gemeente?', [[entry, 'Zoeken: Welke gemeente?'], ...all(radio, towns)], ['search_search', ['Z', 'W', 'O'], null], ['choice_search_zwolle', ['Space'], checked(radio, 'Zwolle')]],
    ['Welke balies zag u?', all(box, desks), ['choice_many_burger', ['Space'], checked(box, 'Burgerzaken')], ['choice_many_sociaal', ['Space'], checked(box, 'Sociaal domein')]],
    ['Welke balies waren dicht?', [[button, 'Welke balies waren dicht?: Kies…']], ['open_manydrop', ['Return'], null], ['choice_manydrop_burger', ['Space'], null], ['close_manydrop', ['Space'], says(button, /: Burgerzaken$/)]],
    ['Voelde u zich gehoord?', all(radio, levels), ['scale_likert_4', ['Space'], checked(radio, 'Goed')]],
    ['Onderdeel', all('label', levels)],
    ['de ontvangst', all(radio, levels), ['scale_row1_2', ['Return'], checked(radio, 'Een beetje')]],
    ['Zet in volgorde van drukte', all(button, ['Burgerzaken omlaag', 'Belastingen omhoog', 'Deze volgorde klopt']), ['down_rank_burger', ['Space'], says('label', /^Burgerzaken, plaats 2$/)]],
    ['Onbekende weergave', all(radio, ['Ja', 'Nee']), ['choice_strange_no', ['Space'], checked(radio, 'Nee')]],
    ['Wat zag u hier?', [['image', 'Plaatje bij: Wat zag u hier?'], [button, 'Uitleg tonen'], ...all(radio, ['Een hal', 'stall'])], ['guidance_seen', ['Space'], says('label', /^Kijk naar het dak\.$/)], ['choice_seen_stall', ['Space'], checked(radio, 'stall')]],
  ],
  [
    ['Hoeveel mensen wachtten er?', [[entry, 'Hoeveel mensen wachtten er?']], ['field_whole', ['1', '2', 'Tab'], holds('12')]],
    ['Inwoners van de gemeente', [[entry, 'Inwoners van de gemeente']], ['field_grouped', ['3', '8', '0', '0', '0', 'Tab'], (thing) => thing.role === entry && /^38.000$/.test(thing.text)]],
    ['Aantal loketten', all(button, ['Een minder', 'Een meer']), ['more_counter', ['Space', 'Space'], says('label', /^2$/)]],
    ['Welk bedrag werd genoemd?', [[entry, 'Welk bedrag werd genoemd?']], ['field_fee', ['7', ',', '5', 'Tab'], holds('7,5')]],
    ['Rapportcijfer', all(radio, ['1', '7', '10']), ['choice_mark_7', ['Space'], checked(radio, '7')]],
    ['Temperatuur in de wachtruimte', [['slider', 'Temperatuur in de wachtruimte'], ...all(button, ['Minder', 'Meer'])], ['slider_slide', ['Right', 'Right'], says('label', /^16,0$/)]],
    ['Hoe druk was het?', [['slider', 'Hoe druk was het?']], ['slider_noticks', ['Up'], says('label', /^5$/)]],
    ['Sterren', all(radio, ['1 van 5 sterren', '5 van 5 sterren']), ['choice_stars_3', ['Space'], checked(radio, '3 van 5 sterren')]],
    ['Nummer op het bord', [[button, 'Nummer op het bord: Kies een getal']], ['open_wheel', ['Space'], null], ['wheel_wheel', ['Down', 'Down'], null], ['take_wheel', ['Space'], says(button, /: 102$/)]],
  ],
  [
    ['Op welke dag?', [[entry, 'Op welke dag?'], ...all(button, ['Kalender', 'Vandaag'])], ['field_day', ['1', '2', '-', '3', '-', '2', '0', '2', '6', 'Tab'], holds('12-03-2026')]],
    ['Op welke dag? (zonder kalender)', [[entry, 'Op welke dag? (zonder kalender)'], [button, 'Vandaag']], ['now_typed', ['Space'], (thing) => thing.role === entry && /^\d\d-\d\d-\d{4}$/.test(thing.text)]],
    ['Geldig tot en met', [...all(button, ['Jaar eerder', 'Jaar later']), ...all(radio, months)], ['choice_month_5', ['Space'], checked(radio, 'mei')]],
    ['Bouwjaar', [[entry, 'Bouwjaar']], ['field_year', ['1', '9', '7', '1', 'Tab'], holds('1971')]],
    ['Hoe laat?', [[entry, 'Hoe laat?'], [button, 'Nu']], ['field_hour', ['9', ':', '0', '5', 'Tab'], holds('09:05')]],
    ['Wanneer belde u?', [...all(entry, ['Wanneer belde u?, dag', 'Wanneer belde u?, tijd']), [button, 'Nu']], ['now_moment', ['Space'], (thing) => thing.name === 'Wanneer belde u?, tijd' && /^\d\d:\d\d(:\d\d)?$/.test(thing.text)]],
  ],
  [
    ['Welk product?', [[entry, 'Welk product?']], ['field_line', ['P', 'A', 'S', 'Tab'], holds('pas')]],
    ['Wat kan beter?', [[entry, 'Wat kan beter?']], ['field_many_l', ['N', 'U'], holds('nu')]],
    ['Zaaknummer', [[entry, 'Zaaknummer']], ['field_digits', ['4', '1', '7', 'Tab'], holds('417')]],
    ['Toegangscode van de wifi', [['password text', '']], ['field_secret', ['A', 'B', 'Tab'], (thing) => thing.role === 'password text' && thing.text.length === 2]],
    ['Code op het volgnummer', [[entry, 'Code op het volgnummer'], [button, 'De code uit een afbeelding lezen']], ['field_code', ['8', '7', 'Tab'], holds('87')]],
    ['Ik neem niets op', [[box, 'Ik heb dit gelezen']], ['choice_read_OK', ['Space'], checked(box, 'Ik heb dit gelezen')]],
    ['Let op de drempel bij de ingang.', [['label', 'Let op de drempel bij de ingang.']]],
  ],
  [
    ['Waar is de ingang?', [[entry, 'Waar is de ingang?: breedte, lengte'], [button, 'Toevoegen']], ['field_place', ['5', '2', '.', '4', ',', '6', '.', '3', 'Return'], says('label', /52[,.]4/)]],
    ['Welke weg liep u?', [[entry, 'Welke weg liep u?: breedte, lengte']], ['field_route', ['5', '2', '.', '4', ',', '6', '.', '3', 'Return'], says('label', /^1\. .*52[,.]4/)]],
    ['Welk gebied was afgezet?', [[entry, 'Welk gebied was afgezet?: breedte, lengte']]],
    ['Foto van het bord', [[button, 'Een bestand kiezen']], ['import_photo', ['Space'], null], ['cancelImport', ['Space'], null]],
    ['Teken de wachtruimte', [['canvas', 'Teken hier: Teken de wachtruimte'], ...all(button, ['Bewaren', 'Ongedaan maken', 'Een bestand kiezen'])]],
    ['Handtekening', [['canvas', 'Teken hier: Handtekening'], [button, 'Een bestand kiezen']]],
    ['Wijs de balie aan', [[button, 'Een bestand kiezen']]],
    ['De brief die u kreeg', [[button, 'Een bestand kiezen']]],
  ],
  [
    ['Waar wachtte u?', [['image', 'Plaatje bij: Waar wachtte u?'], ...all(radio, rooms)], ['choice_room_waiting', ['Space'], checked(radio, 'Wachtruimte')]],
    ['Waar hing een klok?', [['image', 'Plaatje bij: Waar hing een klok?'], ...all(box, rooms)], ['choice_rooms_hall', ['Space'], null], ['choice_rooms_lift', ['Return'], checked(box, 'Lift')]],
    ['Welke locatie?', [['image', 'Plaatsen bij: Welke locatie?'], ...all(button, ['Dichterbij', 'Verder weg']), ...all(radio, ['Bibliotheek', 'Elders'])], ['closer_map_site', ['Space'], says(button, /^Alles$/)], ['choice_site_heino', ['Space'], checked(radio, 'Servicepunt Heino')]],
    ['Waar staat het bord?', [['image', 'Raak aan waar het is: Waar staat het bord?'], [entry, 'Waar staat het bord?: breedte, lengte']], ['field_spot', ['5', '2', '.', '4', ',', '6', '.', '3', 'Return'], says('label', /52[,.]4/)]],
  ],
  [
    ['Welke balie?', [[entry, 'Welke balie?']], ['field_which', ['A', 'Tab'], holds('a')]],
    ['Hoe lang wachtte u?', all(radio, levels), ['scale_wait_5', ['Space'], checked(radio, 'Heel goed')]],
    ['Balies', all(button, ['Nog een toevoegen', 'Verwijderen']), ['add_desk', ['Space'], null], ['remove_desk[2]', ['Space'], null]],
  ],
];

const app = await App.start({ build, data: folder, args: ['--preview', form, '--language', 'nl', '--window', '900x2300'], env: home });
const wrong = [];
let controls = 0, answered = 0;
try {
  await app.waitFor('section_0');
  for (const [at, questions] of pages.entries()) {
    await app.click(`section_${at}`);
    for (const [label, wanted, ...steps] of questions) {
      if (steps.length > 0) await app.ask({ op: 'reveal', name: steps[0][0] });
      const lacks = (tree) => wanted.filter(([role, name]) => !tree.some((thing) => thing.within.startsWith(label) && thing.role === role && thing.name === name));
      const tree = await until((seen) => lacks(seen).length === 0);
      if (lacks(tree).length > 0)
        wrong.push(`${label}: no ${lacks(tree).map((each) => each.join(' ')).join(', ')} in\n    ${tree.filter((thing) => thing.within.startsWith(label)).map((thing) => `${thing.role} ${thing.name}`).join('\n    ')}`);
      controls += wanted.length;
      for (const [item, keys, reached] of steps) {
        await tabTo(item);
        for (const key of keys) await (/^[A-Z]$|^[^\w]$|^\d$/.test(key) ? app.ask({ op: 'type', text: key.toLowerCase() }) : app.key(key));
        if (!reached) continue;
        answered += 1;
        await app.ask({ op: 'reveal', name: steps[0][0] }); // "Saved" made the page longer
        const after = await until((seen) => seen.some((thing) => thing.within.startsWith(label) && reached(thing)));
        if (!after.some((thing) => thing.within.startsWith(label) && reached(thing)))
          wrong.push(`${label}: ${keys.join(' ')} on ${item} is not told:\n    ${after.filter((thing) => thing.within.startsWith(label)).map((thing) => `${thing.role} ${thing.name} ${thing.text} ${thing.checked ? 'checked' : ''}`).join('\n    ')}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
  console.log(`${controls} controls have their role and name; keys alone answered ${answered} times`);
} catch (problem) {
  console.error(problem.message, wrong.join('\n'), app.output.slice(-800));
  process.exitCode = 1;
} finally {
  await app.stop('SIGKILL');
}

// As Tab goes: to a control, however far it is.
async function tabTo(name) {
  await app.waitFor(name);
  for (let tabs = 0; tabs < 150; ++tabs) {
    if ((await app.ask({ op: 'find', name })).focus) return;
    await app.key('Tab');
  }
  throw new Error(`Tab does not lead to ${name}`);
}

// The tree that a screen reader has, read until it is as wanted; or as it is after five seconds.
async function until(fits) {
  let tree = [];
  for (const end = Date.now() + 5000; ; ) {
    const { stdout } = await promisify(execFile)('/usr/bin/python3', [path.join(root, 'tests/e2e/accessible_tree.py'), 'balieblik'], { env: { ...process.env, ...home }, maxBuffer: 1 << 24 });
    tree = stdout.trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
    if (fits(tree) || Date.now() > end) return tree;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
