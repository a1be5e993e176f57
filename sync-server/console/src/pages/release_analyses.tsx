// SPDX-License-Identifier: EUPL-1.2
// How far the analyses of a release are, for the coordinator who published it: that they are there, that they are being
// worked out, or that they still have to be. No figure of them.
import { useEffect, useState } from 'preact/hooks';
import { api, ask, type Schemas } from '../api/client.ts';
import { useAction } from '../api/use.ts';
import { dateTime, number } from '../i18n/format.ts';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { Button, Notice, RefusalNotice } from '../ui/parts.tsx';

const texts = defineTexts({
  nl: { made: 'De analyses zijn gemaakt op {time}.', running: 'De analyses worden gemaakt: {percent} %.', stop: 'Stoppen', missing: 'De analyses (veranderingen, samenhang, overeenstemming, training) zijn nog niet gemaakt.', make: 'Analyses maken', stopped: 'Het maken is gestopt; er is niets van bewaard.', progress: 'Voortgang', gone: 'Er zijn geen analyses gemaakt. De bezoeken van deze meetronde zijn vernietigd, dus er kan niets meer worden uitgerekend.' },
  en: { made: 'The analyses were made on {time}.', running: 'The analyses are being made: {percent}%.', stop: 'Stop', missing: 'The analyses (changes, association, agreement, training) have not been made yet.', make: 'Make the analyses', stopped: 'Making them was stopped; nothing of it was kept.', progress: 'Progress', gone: 'No analyses were made. The visits of this wave are destroyed, so that nothing more can be worked out.' },
});
const every = 1000; // milliseconds between two looks

/**
 * `publishing`: the server is still at it, and turns to the analyses by itself. `destroyed`: what they would be worked out
 * from is gone.
 */
export function AnalysesState({ release, publishing, destroyed }: { release: string; publishing: boolean; destroyed: boolean }) {
  const t = useTexts(texts);
  const path = { release_id: release };
  const [state, setState] = useState<Schemas['AnalysisState']>();
  const look = () => ask(api.GET('/api/analyses/{release_id}', { params: { path } })).then(setState, () => {});
  const make = useAction(async () => {
    await ask(api.POST('/api/analyses/{release_id}', { params: { path } }));
  });
  const stop = useAction(async () => {
    await ask(api.DELETE('/api/analyses/{release_id}', { params: { path } }));
  });
  const working = make.busy || state?.running || (publishing && !state?.made_at);
  useEffect(() => {
    void look();
    if (!working) return undefined;
    const timer = setInterval(() => void look(), every);
    return () => clearInterval(timer);
  }, [working]);
  if (!state) return null;
  const percent = state.all > 0 ? (100 * state.done) / state.all : 0;
  if (working)
    return <Notice><p>{t('running', { percent: number(percent) })}</p><progress aria-label={t('progress')} max={100} value={percent} /><Button busy={stop.busy} onClick={() => void stop.run()}>{t('stop')}</Button></Notice>;
  if (state.made_at) return <p class="quiet">{t('made', { time: dateTime(state.made_at) })}</p>;
  if (destroyed) return <p class="quiet">{t('gone')}</p>;
  // Who stopped it knows why it ended: that is no fault.
  const stopped = make.refusal?.code === 'state_conflict' && make.refusal.detail === 'cancelled';
  return <Notice tone="warning">{stopped && <p>{t('stopped')}</p>}<p>{t('missing')}</p>{!stopped && <RefusalNotice refusal={make.refusal} />}<Button onClick={() => void make.run()}>{t('make')}</Button></Notice>;
}
