// SPDX-License-Identifier: EUPL-1.2
// A counter visit as a person records it: taps on the clock, then section after section.

/** The worked example of docs/form-format.md: no help at the counter in Raalte. Index 37.005952. */
export const raalte = {
  laps: { B1: '09:58:30', C1: '09:59:10', C2: '10:13:40', G4: '10:24:05' },
  sections: [
    { A1: 'yes', A2: 'yes' },
    { B2: 'yes', B3: 'na', B4: 'yes', B5: '4', B6: 'no', B7: 'na' },
    { C4: 'no' },
    { D1: 'yes', D2: '3', D3: '2', D4: '4', D5: '1', D6: 'no', D7: 'no' },
    { E1: 'no', E2: 'partly', E3: 'yes', E4: 'na' },
    { F1: 'yes', F2: 'cites', F3: 'no', F4: 'no', F5: 'no', F6: '2', F7: 'no', F8: 'yes' },
    { G1: 'follow_up', G2: 'no', G3: 'yes' },
    { H1: '5', H2: '2', H6: 'no', H7: 'yes' },
  ],
  photos: { H5_1: 'ticket.jpg' },
  remarks: { H3: 'Duidelijk bord bij de ingang.', H4: 'Niemand zocht mee naar een andere manier van betalen.' },
};

/** Taps all four laps, then corrects them to the times of the example, each with a reason. */
export async function runClock(app, laps) {
  await app.click('openClock');
  for (const kind of Object.keys(laps)) {
    await app.click(`lap_${kind}`);
    await app.waitFor(`lapTime_${kind}`, { text: /\d/ });
  }
  for (const [kind, time] of Object.entries(laps)) {
    await app.click(`lap_${kind}`);
    await app.fill('correctedTime', time);
    await app.fill('correctionReason', 'Worked example');
    await app.click('confirmCorrection');
    await app.waitGone('confirmCorrection');
    await app.waitFor(`lapTime_${kind}`, { text: new RegExp(time.slice(0, 5)) });
  }
}

/** Answers one question and waits until it is said to be saved. */
export async function choose(app, question, value) {
  await app.click(`choice_${question}_${value}`);
  await app.waitFor(`choice_${question}_${value}`, { chosen: true });
  await app.waitFor(`saved_${question}`);
}

export async function write(app, question, text) {
  await app.fill(`field_${question}`, text);
  await app.key('Tab');
  await app.waitFor(`saved_${question}`);
}

/** A visit of the assignment at the top, with a remark, that ends before it could be done. */
export async function recordStopped(app, remark, reason = 'closed') {
  await app.click('assignment', { timeout: 30000 });
  await app.click('startVisit');
  await app.waitFor('visitPage');
  await runClock(app, raalte.laps);
  await app.click('section_0');
  await choose(app, 'A1', 'yes');
  await app.click('section_7');
  await write(app, 'H3', remark);
  await stopVisit(app, reason);
}

/** Ends the visit that is open, which is sealed and handed in as one that could not be done. */
export async function stopVisit(app, reason = 'closed') {
  await app.click('visitMenu');
  await app.click('cannotBeDone');
  await app.click(`abort_${reason}`);
  await app.click('confirmAbort');
  await app.waitGone('visitPage');
}

/** Asks twice a second until it holds; after `patience` milliseconds it throws. */
export async function until(holds, patience) {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('it never came about');
}

/** Chooses a file from the inspector's pictures, with the keys of the file dialogue, and waits until it is kept. */
export async function attachPhoto(app, question, file) {
  await app.click(`import_${question}`);
  await app.click('chooseFile');
  await app.waitFor('fileDialogListView');
  await app.selectFile(file);
  await app.waitFor(`photo_${question}`);
  await app.waitFor(`remove_${question}`, { enabled: true });
}

/** Fills in everything; `onAnswer(question)` is called after each answer. Ends on the last section. */
export async function fillIn(app, visit, onAnswer = async () => {}) {
  for (const [index, section] of visit.sections.entries()) {
    for (const [question, value] of Object.entries(section)) {
      await choose(app, question, value);
      await onAnswer(question);
    }
    if (index === visit.sections.length - 1) {
      for (const [question, text] of Object.entries(visit.remarks)) {
        await write(app, question, text);
        await onAnswer(question);
      }
      for (const [question, file] of Object.entries(visit.photos)) {
        await attachPhoto(app, question, file);
        await onAnswer(question);
      }
    } else {
      await app.click('nextSection');
    }
  }
}

/** From the visit to sealed: shows what is missing (nothing) and confirms. */
export async function seal(app) {
  await app.click('openMissing');
  await app.click('seal');
  await app.click('confirmSeal');
  await app.waitGone('visitPage');
}
