// SPDX-License-Identifier: EUPL-1.2
// The list of locations and their customers as a spreadsheet opens it.
import type { Schemas } from '../api/client.ts';

/** What a spreadsheet would take for a formula gets an apostrophe before it, as in the server's own files. */
const guarded = (text: string) => (/^\s*[=+\-@|%]/.test(text) ? `'${text}` : text);
const cell = (text: string) => (/[";\r\n]/.test(text) ? `"${guarded(text).replaceAll('"', '""')}"` : guarded(text));

/** For a Dutch spreadsheet: byte order mark, semicolons. */
export const customersCsv = (rows: Schemas['CustomersRow'][], name: string): string =>
  `\uFEFFcode;${name};customers\r\n${rows.map((row) => `${cell(row.code)};${cell(row.location)};${row.customers ?? ''}\r\n`).join('')}`;
