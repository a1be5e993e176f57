// SPDX-License-Identifier: EUPL-1.2
// The only door to the server. Types come from docs/openapi.json; refusals come out as Refusal.
import createClient from 'openapi-fetch';
import { language } from '../i18n/language.ts';
import type { components, paths } from './schema.ts';

export type Schemas = components['schemas'];

/** What the server refused, with its stable code and its sentence in the language that was asked for. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string | undefined;
  constructor(problem: { code?: string; title?: string; detail?: string | null }, status: number) {
    super(problem.title ?? `HTTP ${status}`);
    this.code = problem.code ?? 'offline';
    this.status = status;
    this.detail = problem.detail ?? undefined;
  }
}

let csrf = '';
let onSignedOut = () => {};
const onRenewed = new Set<() => void>();
export const setCsrf = (token: string) => void (csrf = token);
export const whenSignedOut = (listener: () => void) => void (onSignedOut = listener);
/** Calls back when somebody signed in again after the session had run out; gives what ends that. */
export function whenRenewed(listener: () => void): () => void {
  onRenewed.add(listener);
  return () => void onRenewed.delete(listener);
}
export const tellRenewed = () => onRenewed.forEach((listener) => listener());

// The CSRF header is in the document, and put in below for every call: pages need not say it again.
type Unguarded<Operation> = Operation extends { parameters: infer All } ? Omit<Operation, 'parameters'> & { parameters: Omit<All, 'header'> & { header?: never } } : Operation;
type Paths = { [Path in keyof paths]: { [Method in keyof paths[Path]]: Unguarded<paths[Path][Method]> } };

export const api = createClient<Paths>({ baseUrl: '/', credentials: 'same-origin' });
api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', language());
    if (request.method !== 'GET' && csrf) request.headers.set('X-CSRF-Token', csrf);
    return request;
  },
});

/** The data of a call; throws Refusal (also when there is no connection: code "offline"). */
export async function ask<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let answer: { data?: T; error?: unknown; response: Response };
  try {
    answer = await call;
  } catch {
    throw new Refusal({ code: 'offline', title: language() === 'nl' ? 'Geen verbinding met de server.' : 'No connection to the server.' }, 0);
  }
  if (answer.response.ok) return answer.data as T;
  const refusal = new Refusal((answer.error ?? {}) as Record<string, string>, answer.response.status);
  if (refusal.code === 'session_expired') onSignedOut();
  throw refusal;
}
