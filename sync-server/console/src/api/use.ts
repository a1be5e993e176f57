// SPDX-License-Identifier: EUPL-1.2
// Loading and acting, as hooks: data with its loading and refused states, and actions that cannot run twice at once.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useLanguage } from '../i18n/language.ts';
import { Refusal, whenRenewed } from './client.ts';

export interface Loaded<T> {
  data: T | undefined;
  refusal: Refusal | undefined;
  loading: boolean;
  reload: () => void;
}

const ranOut = (refusal: Refusal | undefined) => refusal?.code === 'session_expired';
const asRefusal = (thrown: unknown) => (thrown instanceof Refusal ? thrown : new Refusal({ title: String(thrown) }, 0));

/** Loads when `key` changes (and when the language does, as refusals come in a language). Late answers are dropped. */
export function useLoad<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string; data?: T; refusal?: Refusal }>({ key: '' });
  const [round, setRound] = useState(0);
  const now = useLanguage();
  useEffect(() => {
    let current = true;
    load().then(
      (data) => current && setState({ key, data }),
      (thrown) => current && setState({ key, refusal: asRefusal(thrown) }),
    );
    return () => void (current = false);
  }, [key, round, now]);
  const failed = ranOut(state.refusal);
  useEffect(() => (failed ? whenRenewed(() => setRound((n) => n + 1)) : undefined), [failed]);
  const fits = state.key === key;
  return {
    data: fits ? state.data : undefined,
    refusal: fits ? state.refusal : undefined,
    loading: !fits,
    reload: useCallback(() => setRound((n) => n + 1), []),
  };
}

/** Runs an action; while it runs `busy` is true and a second call does nothing. */
export function useAction<Args extends unknown[]>(action: (...args: Args) => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const running = useRef(false);
  const run = async (...args: Args): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setRefusal(undefined);
    try {
      await action(...args);
      return true;
    } catch (thrown) {
      setRefusal(asRefusal(thrown));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  // Whoever signed in again has read that the session had run out; what was filled in is still there to be sent.
  const failed = ranOut(refusal);
  useEffect(() => (failed ? whenRenewed(() => setRefusal(undefined)) : undefined), [failed]);
  return { run, busy, refusal, clear: () => setRefusal(undefined) };
}
