// SPDX-License-Identifier: EUPL-1.2
// Sees every byte that a traced process and its children hand to a file, also of files that are gone by the end, and
// searches them. strace records the buffers of all system calls that write; what is written through shared memory is
// looked for in the files themselves, and only files that are known may be mapped so.
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import path from 'node:path';

const calls = 'openat,open,creat,write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range,splice,mmap,rename,renameat,renameat2,link,linkat,symlink,symlinkat';

/**
 * What to put before a command. The tracer is a child of the traced (-D), so that signals reach the program itself. The
 * app forbids that its memory is read, also to a tracer without root; that one call is answered for it.
 */
export function tracing(file) {
  return ['strace', '-D', '-f', '-y', '-xx', '-s', String(1 << 24), '-o', file, '-e', `trace=${calls},prctl,exit_group`, '-e', 'inject=prctl:retval=0'];
}

const plain = (hex) => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
const isFile = (name) => name.startsWith('/') && !/^\/(dev|proc|sys)\/|^\/memfd:/.test(name);

/** Waits until the tracer has written its last line, then gives {written: path -> bytes, mapped: paths}. */
export async function readTrace(file, seconds = 60) {
  for (let tries = 0; ; ++tries) {
    const text = existsSync(file) ? readFileSync(file, 'latin1') : '';
    const first = text.slice(0, text.indexOf(' '));
    if (first && new RegExp(`^${first} +\\+\\+\\+ (exited|killed)`, 'm').test(text.slice(-4000))) return parse(text);
    if (tries > seconds * 10) throw new Error(`${file} does not end`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function parse(text) {
  const written = new Map();
  const mapped = new Set();
  const opened = new Set();
  const unfinished = new Map();
  for (const line of text.split('\n')) {
    const at = line.search(/[^\d ]/);
    const pid = line.slice(0, at).trim();
    let rest = line.slice(at);
    if (rest.endsWith('<unfinished ...>')) {
      unfinished.set(pid, rest.slice(0, -'<unfinished ...>'.length));
      continue;
    }
    const resumed = rest.match(/^<\.\.\. \w+ resumed>/);
    if (resumed) {
      rest = (unfinished.get(pid) ?? '') + rest.slice(resumed[0].length);
      unfinished.delete(pid);
    }
    if (/ = -1 E[A-Z]+ \([^()]*\)$/.test(rest)) continue; // refused: nothing reached a file
    const call = rest.slice(0, rest.indexOf('('));
    const names = [...rest.matchAll(/<((?:\\x[0-9a-f]{2})+)>/g)].map((match) => plain(match[1]).toString('utf8'));
    if (/^(open|openat|creat)$/.test(call)) {
      if (/O_WRONLY|O_RDWR|O_CREAT/.test(rest) || call === 'creat') for (const name of names.slice(-1)) if (isFile(name)) opened.add(name);
    } else if (call === 'mmap') {
      if (/PROT_WRITE/.test(rest) && /MAP_SHARED/.test(rest)) for (const name of names) if (isFile(name)) mapped.add(name);
    } else if (/^p?writev?(64|2)?$/.test(call)) {
      const name = names[0];
      if (name === undefined || !isFile(name)) continue;
      const pieces = [...rest.matchAll(/"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g)];
      if (pieces.some((piece) => piece[2])) throw new Error(`a write to ${name} was recorded in part only`);
      written.set(name, [...(written.get(name) ?? []), ...pieces.map((piece) => plain(piece[1]))]);
    } else if (/^(sendfile|copy_file_range|splice)$/.test(call) && names.some(isFile)) {
      throw new Error(`bytes reach a file past what is recorded: ${call} ${names.join(' ')}`);
    }
  }
  return { written: new Map([...written].map(([name, pieces]) => [name, Buffer.concat(pieces)])), mapped, opened };
}

/** Every file below the folders, as it lies there now. */
export function filesIn(folders) {
  const found = new Map();
  for (const folder of folders)
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) found.set(path.join(entry.parentPath ?? entry.path, entry.name), readFileSync(path.join(entry.parentPath ?? entry.path, entry.name)));
  return found;
}

/** Where one of the words stands in one of the files, in any of the ways in which text is usually written. */
export function readable(files, words) {
  const found = [];
  for (const [name, bytes] of files)
    for (const [what, word] of Object.entries(words)) {
      const forms = Buffer.isBuffer(word)
        ? { bytes: word, base64: Buffer.from(word.subarray(0, word.length - (word.length % 3)).toString('base64')) }
        : { 'UTF-8': Buffer.from(word, 'utf8'), 'UTF-16': Buffer.from(word, 'utf16le'), 'UTF-16BE': Buffer.from(word, 'utf16le').swap16(), base64: Buffer.from(word).toString('base64').slice(0, -4) };
      for (const [form, sought] of Object.entries(forms)) if (sought.length > 3 && bytes.includes(sought)) found.push(`${name} holds ${what} as ${form}`);
    }
  return found;
}
