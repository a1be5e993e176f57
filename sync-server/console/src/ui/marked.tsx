// SPDX-License-Identifier: EUPL-1.2
// The words of a questionnaire with what its author wants emphasised: the part of Markdown that the app shows as well.
// They are taken apart into elements one by one and never become HTML, so that whatever stands in them stays words.
import type { ComponentChildren } from 'preact';

type Kind = 'strong' | 'em' | 'u' | 'words' | 'break';
export type Piece = string | { kind: Kind; pieces: Piece[] };

const inside = '((?:\\\\.|[^\\n\\\\])+?)';
// Tried in this order at each place. A colour is left to the app: here nobody could say whether it can be read.
const patterns: [RegExp, (found: RegExpExecArray) => Piece[]][] = [
  [/\\([!-/:-@[-`{-~])/y, (found) => [found[1] ?? '']],
  [/<br\s*\/?>/y, () => [{ kind: 'break', pieces: [] }]],
  [/<span(?:\s+style=(?:"[^"]*"|'[^']*'))?\s*>([\s\S]*?)<\/span>/y, (found) => [{ kind: 'words', pieces: inline(found[1] ?? '') }]],
  // The address is told and not opened, as on the tablet.
  [/\[([^\]\n]+)\]\(([^)\s]+)\)/y, (found) => [{ kind: 'u', pieces: inline(found[1] ?? '') }, ` (${found[2]})`]],
  [new RegExp(`\\*\\*(?=\\S)${inside}(?<=\\S)\\*\\*`, 'y'), (found) => [{ kind: 'strong', pieces: inline(found[1] ?? '') }]],
  [new RegExp(`(?<![\\p{L}\\p{N}_])__(?=\\S)${inside}(?<=\\S)__(?![\\p{L}\\p{N}_])`, 'uy'), (found) => [{ kind: 'strong', pieces: inline(found[1] ?? '') }]],
  [/\*(?=[^\s*])((?:\\.|[^*\n\\])+?)(?<=\S)\*/y, (found) => [{ kind: 'em', pieces: inline(found[1] ?? '') }]],
  [/(?<![\p{L}\p{N}_])_(?=[^\s_])((?:\\.|[^_\n\\])+?)(?<=\S)_(?![\p{L}\p{N}_])/uy, (found) => [{ kind: 'em', pieces: inline(found[1] ?? '') }]],
];

function inline(text: string): Piece[] {
  const pieces: Piece[] = [];
  const add = (piece: Piece) => {
    const last = pieces.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
    else if (piece !== '') pieces.push(piece);
  };
  for (let at = 0; at < text.length; ) {
    const found = /[\\<[*_]/.test(text[at] ?? '') ? match(text, at) : null;
    if (!found) add(text[at++] ?? '');
    else {
      found.pieces.forEach(add);
      at += found.length;
    }
  }
  return pieces;
}

function match(text: string, at: number): { pieces: Piece[]; length: number } | null {
  for (const [pattern, made] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { pieces: made(found), length: found[0].length };
  }
  return null;
}

/** A text taken apart: lines, headings and lists first, then what is emphasised within a line. */
export function marked(text: string): Piece[] {
  return text.split('\n').flatMap((line, at): Piece[] => {
    const heading = /^#{1,6}[ \t]+(.+?)[ \t#]*$/.exec(line);
    const shown: Piece[] = heading ? [{ kind: 'strong', pieces: inline(heading[1] ?? '') }] : inline(line.replace(/^[ \t]*[-*+][ \t]+/, '• '));
    return at > 0 ? [{ kind: 'break', pieces: [] }, ...shown] : shown;
  });
}

/** The words alone, for captions, names of pictures and whatever is read aloud. */
export function plain(text: string): string {
  const said = (piece: Piece): string => (typeof piece === 'string' ? piece : piece.kind === 'break' ? ' ' : piece.pieces.map(said).join(''));
  return marked(text).map(said).join('').trim();
}

function shown(pieces: Piece[]): ComponentChildren {
  return pieces.map((piece, at) => {
    if (typeof piece === 'string') return piece;
    const within = shown(piece.pieces);
    switch (piece.kind) {
      case 'strong': return <strong key={at}>{within}</strong>;
      case 'em': return <em key={at}>{within}</em>;
      case 'u': return <u key={at}>{within}</u>;
      case 'break': return <br key={at} />;
      case 'words': return <span key={at}>{within}</span>;
    }
  });
}

export function Marked({ text }: { text: string }) {
  return <>{shown(marked(text))}</>;
}
