// SPDX-License-Identifier: EUPL-1.2
// A chart as a picture to take along: what it shows and where it comes from stand beneath it, so that neither gets lost.
export interface Picture {
  svg: string;
  width: number;
  height: number;
}

const line = 22; // pixels from one line of text to the next
const margin = 16;
const letter = 7.6; // about as wide as a letter is, on average

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Words in lines of at most so many letters; a longer word has a line of its own. */
export function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** `chart` is an SVG of its own, with its size in it. */
export function withWords(chart: string, texts: string[], ink: { text: string; ground: string }): Picture {
  const size = (name: string) => Number(new RegExp(`<svg[^>]* ${name}="([0-9.]+)`).exec(chart)?.[1] ?? 600);
  const [chartWidth, chartHeight] = [size('width'), size('height')];
  const width = chartWidth + 2 * margin;
  const lines = texts.flatMap((text) => wrapped(text, Math.floor(chartWidth / letter)));
  const height = chartHeight + (lines.length + 1) * line + margin;
  const words = lines.map((text, at) => `<text x="${margin}" y="${chartHeight + (at + 2) * line}" fill="${ink.text}" font-family="'Noto Sans', system-ui, sans-serif" font-size="14">${escaped(text)}</text>`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${ink.ground}"/><g transform="translate(${margin} ${margin})">${chart}</g>${words.join('')}</svg>`;
  return { svg, width, height };
}

/** Twice as fine as on the screen, for print. */
export async function asPng({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((made) => (made ? done(made) : failed(new Error('no picture'))), 'image/png'));
}
