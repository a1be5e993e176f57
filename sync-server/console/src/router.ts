// SPDX-License-Identifier: EUPL-1.2
// Pages under /console/ over the History API. After a move the heading of the new page gets the focus.
import { useEffect, useState } from 'preact/hooks';

const base = '/console';
const listeners = new Set<() => void>();
window.addEventListener('popstate', () => listeners.forEach((listener) => listener()));

export interface Place {
  path: string; // "/waves/…", without the base
  query: URLSearchParams;
}

export function here(): Place {
  const path = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : location.pathname;
  return { path: path || '/', query: new URLSearchParams(location.search) };
}

export function go(to: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', base + to);
  listeners.forEach((listener) => listener());
}

export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const listener = () => setPlace(here());
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }, []);
  return place;
}

/** Changes parts of the query; empty removes a part. Filters live in the address, so Back and sharing work. */
export function setQuery(changes: Record<string, string | undefined>): void {
  const { path, query } = here();
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  go(query.size ? `${path}?${query}` : path, { replace: true });
}

/** ["waves", id] for "/waves/<id>". */
export const parts = (path: string): string[] => path.split('/').filter(Boolean);
export const href = (to: string): string => base + to;
