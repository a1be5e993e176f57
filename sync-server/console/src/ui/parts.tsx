// SPDX-License-Identifier: EUPL-1.2
// The parts that pages are made of. They look like the NL Design System and carry the accessibility in them.
import type { ComponentChildren, ComponentProps, TargetedFocusEvent } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Refusal } from '../api/client.ts';
import { defineTexts, useTexts } from '../i18n/language.ts';
import { go, href } from '../router.ts';

const texts = defineTexts({
  nl: { retry: 'Opnieuw proberen', loading: 'Laden…', cancel: 'Annuleren', previous: 'Vorige', next: 'Volgende', page: 'Pagina {page} van {pages}', required: 'verplicht' },
  en: { retry: 'Try again', loading: 'Loading…', cancel: 'Cancel', previous: 'Previous', next: 'Next', page: 'Page {page} of {pages}', required: 'required' },
});

/** A page with its heading, which takes the focus when the page opens. */
export function Page({ title, lead, actions, children }: { title: string; lead?: ComponentChildren; actions?: ComponentChildren; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Balieblik`;
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <header class="page-head">
        <div>
          <h1 class="utrecht-heading-1" tabIndex={-1} ref={heading}>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}

export function Section({ title, actions, look = '', anchor, children }: { title: string; actions?: ComponentChildren; look?: string; anchor?: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <section class={`card ${look}`} id={anchor} tabIndex={anchor ? -1 : undefined} aria-labelledby={id}>
      <div class="card-head">
        <h2 class="utrecht-heading-2" id={id}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

type ButtonProps = Omit<ComponentProps<'button'>, 'class'> & { kind?: 'primary' | 'secondary' | 'subtle' | 'danger'; busy?: boolean };
export function Button({ kind = 'secondary', busy = false, children, ...rest }: ButtonProps) {
  const look = kind === 'primary' ? 'utrecht-button--primary-action' : kind === 'subtle' ? 'utrecht-button--subtle' : 'utrecht-button--secondary-action';
  return (
    <button {...rest} type={rest.type ?? 'button'} class={`utrecht-button ${look} ${kind === 'danger' ? 'danger' : ''}`} aria-busy={busy} aria-disabled={busy || rest.disabled}>
      {children}
    </button>
  );
}

/** Goes to another page without loading anew, unless a new tab or window was asked for. */
const going = (to: string) => (event: MouseEvent) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  go(to);
};

export function Link({ to, children, ...rest }: { to: string; children: ComponentChildren; 'aria-current'?: 'page' | undefined; 'aria-label'?: string }) {
  return <a {...rest} class="utrecht-link" href={href(to)} onClick={going(to)}>{children}</a>;
}

/** A way to another page that looks like what it is: the next thing to do. */
export function ButtonLink({ to, children }: { to: string; children: ComponentChildren }) {
  return <a class="utrecht-button utrecht-button--secondary-action" href={href(to)} onClick={going(to)}>{children}</a>;
}

interface FieldProps { label: string; hint?: string; error?: string; required?: boolean }

function Labelled({ label, hint, error, required, children }: FieldProps & { children: (ids: { id: string; described: string | undefined }) => ComponentChildren }) {
  const t = useTexts(texts);
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div class="field">
      <label class="utrecht-form-label" for={id}>{label}{required && <span class="quiet"> ({t('required')})</span>}</label>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {children({ id, described })}
      {error && <p class="field-error" id={`${id}-error`}>{error}</p>}
    </div>
  );
}

interface InputProps {
  value: string;
  type?: 'text' | 'password' | 'search' | 'date' | 'time' | 'datetime-local' | 'number';
  autocomplete?: string;
  autocapitalize?: 'none';
  spellcheck?: boolean;
  minLength?: number;
  maxLength?: number;
  readOnly?: boolean;
  onFocus?: (event: TargetedFocusEvent<HTMLInputElement>) => void;
  min?: string;
  step?: string;
}
export function TextField({ label, hint, error, required, onValue, ...rest }: FieldProps & InputProps & { onValue: (value: string) => void }) {
  return (
    <Labelled label={label} hint={hint} error={error} required={required}>
      {({ id, described }) => <input {...(rest as ComponentProps<'input'>)} required={required} id={id} class="utrecht-textbox" aria-describedby={described} aria-invalid={error ? true : undefined} onInput={(event) => onValue(event.currentTarget.value)} />}
    </Labelled>
  );
}

export function TextArea({ label, hint, error, value, required, onValue }: FieldProps & { value: string; onValue: (value: string) => void }) {
  return (
    <Labelled label={label} hint={hint} error={error} required={required}>
      {({ id, described }) => <textarea id={id} class="utrecht-textbox" rows={3} value={value} required={required} aria-describedby={described} onInput={(event) => onValue(event.currentTarget.value)} />}
    </Labelled>
  );
}

export function Select({ label, hint, error, options, value, onValue, required }: FieldProps & { options: { value: string; label: string }[]; value: string; onValue: (value: string) => void }) {
  return (
    <Labelled label={label} hint={hint} error={error} required={required}>
      {({ id, described }) => (
        <select id={id} class="utrecht-select" value={value} required={required} aria-describedby={described} onChange={(event) => onValue(event.currentTarget.value)}>
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
      )}
    </Labelled>
  );
}

/** Several at once; they can also be dropped onto it. */
export function FileField({ label, hint, accept, required, onFiles }: FieldProps & { accept: string; onFiles: (files: File[]) => void }) {
  // A file that was mended meanwhile has the same name: choosing it again has to count.
  const forget = (event: { currentTarget: HTMLInputElement }) => {
    event.currentTarget.value = '';
  };
  return (
    <Labelled label={label} hint={hint} required={required}>
      {({ id, described }) => <input id={id} type="file" multiple accept={accept} required={required} class="utrecht-textbox" aria-describedby={described} onClick={forget} onChange={(event) => onFiles([...(event.currentTarget.files ?? [])])} />}
    </Labelled>
  );
}

export function Checkbox({ label, checked, onChecked, hideLabel = false }: { label: string; checked: boolean; onChecked: (checked: boolean) => void; hideLabel?: boolean }) {
  return (
    <label class="check">
      <input type="checkbox" class="utrecht-checkbox" checked={checked} onChange={(event) => onChecked(event.currentTarget.checked)} />
      <span class={hideLabel ? 'visually-hidden' : ''}>{label}</span>
    </label>
  );
}

export type Tone = 'info' | 'good' | 'warning' | 'danger';
export function Notice({ tone = 'info', children }: { tone?: Tone; children: ComponentChildren }) {
  return <div class={`notice notice-${tone}`} role={tone === 'danger' ? 'alert' : 'status'}>{children}</div>;
}
export function Badge({ tone = 'info', children }: { tone?: Tone | 'quiet'; children: ComponentChildren }) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}

/** What the server refused, in its own sentence. */
export function RefusalNotice({ refusal, retry }: { refusal: Refusal | undefined; retry?: () => void }) {
  const t = useTexts(texts);
  if (!refusal) return null;
  return (
    <Notice tone="danger">
      <p>{refusal.message}{refusal.detail && <> <span class="quiet">({refusal.detail})</span></>}</p>
      {retry && <Button onClick={retry}>{t('retry')}</Button>}
    </Notice>
  );
}

/** Waits, refuses or shows. */
export function Await<T>({ of, children }: { of: { data: T | undefined; refusal: Refusal | undefined; reload: () => void }; children: (data: T) => ComponentChildren }) {
  const t = useTexts(texts);
  if (of.refusal) return <RefusalNotice refusal={of.refusal} retry={of.reload} />;
  if (of.data === undefined)
    return (
      <div class="skeleton" role="status"><span class="visually-hidden">{t('loading')}</span><span /><span /><span /></div>
    );
  return <>{children(of.data)}</>;
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

export interface Column<Row> {
  key: string;
  head: string;
  cell: (row: Row) => ComponentChildren;
  numeric?: boolean;
  sort?: { direction: 'ascending' | 'descending' | 'none'; toggle: () => void };
}

/** A real table; on narrow screens its rows become cards, so the roles are said where `display` would take them away. */
export function Table<Row>({ caption, columns, rows, rowKey }: { caption: string; columns: Column<Row>[]; rows: Row[]; rowKey: (row: Row) => string }) {
  return (
    <div class="table-box" role="group" aria-label={caption} tabIndex={0}>
      <table class="utrecht-table" role="table">
        <caption class="visually-hidden">{caption}</caption>
        <thead class="utrecht-table__header" role="rowgroup">
          <tr class="utrecht-table__row" role="row">
            {columns.map((column) => (
              <th key={column.key} scope="col" role="columnheader" class={`utrecht-table__header-cell ${column.numeric ? 'numeric' : ''}`} aria-sort={column.sort?.direction}>
                {column.sort
                  ? <button type="button" class="sort" onClick={column.sort.toggle}>{column.head} <span aria-hidden="true">{column.sort.direction === 'ascending' ? '▲' : column.sort.direction === 'descending' ? '▼' : '↕'}</span></button>
                  : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="utrecht-table__body" role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} class="utrecht-table__row" role="row">
              {columns.map((column) => <td key={column.key} role="cell" data-label={column.head} class={`utrecht-table__cell ${column.numeric ? 'numeric' : ''}`}><div>{column.cell(row)}</div></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Pager({ page, size, total, onPage }: { page: number; size: number; total: number; onPage: (page: number) => void }) {
  const t = useTexts(texts);
  const pages = Math.max(1, Math.ceil(total / size));
  if (pages === 1) return null;
  return (
    <nav class="pager" aria-label={t('page', { page, pages })}>
      <Button disabled={page <= 1} onClick={() => page > 1 && onPage(page - 1)}>{t('previous')}</Button>
      <span>{t('page', { page, pages })}</span>
      <Button disabled={page >= pages} onClick={() => page < pages && onPage(page + 1)}>{t('next')}</Button>
    </nav>
  );
}

/** A modal dialogue. The browser keeps the focus inside and gives it back; Escape closes, unless it is `firm`. */
export function Dialog({ title, firm = false, onClose, children }: { title: string; firm?: boolean; onClose: () => void; children: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    box.current?.showModal();
  }, []);
  // A second Escape closes whatever the page says, so a firm one opens again.
  const closed = () => (firm ? box.current?.showModal() : onClose());
  return (
    <dialog ref={box} aria-labelledby={id} onClose={closed} onCancel={(event) => firm && event.preventDefault()}>
      <h2 class="utrecht-heading-2" id={id}>{title}</h2>
      {children}
    </dialog>
  );
}

/** Asks before something is done. */
export function Confirm({ title, children, action, tone = 'primary', busy, refusal, onConfirm, onClose }: {
  title: string; children: ComponentChildren; action: string; tone?: 'primary' | 'danger'; busy?: boolean; refusal?: Refusal; onConfirm: () => void; onClose: () => void;
}) {
  const t = useTexts(texts);
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="stack" onSubmit={(event) => { event.preventDefault(); onConfirm(); }}>
        {children}
        <RefusalNotice refusal={refusal} />
        <div class="actions">
          <Button kind={tone} type="submit" busy={busy}>{action}</Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Pairs of a term and what is said about it. */
export function Facts({ items }: { items: [string, ComponentChildren][] }) {
  return (
    <dl class="facts">
      {items.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}
    </dl>
  );
}
