// SPDX-License-Identifier: EUPL-1.2
// A chart with the sentence that says what it shows, and always its table. The library comes only when a page has one.
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { defineTexts, useLanguage, useTexts } from '../i18n/language.ts';
import { Button } from './parts.tsx';
import { asPng, withWords } from './picture.ts';
import { saveFile } from './save.ts';

const texts = defineTexts({
  nl: { table: 'Toon als tabel', png: 'Opslaan als PNG', svg: 'Opslaan als SVG', file: 'grafiek', picture: '{what}: {name}' },
  en: { table: 'Show as table', png: 'Save as PNG', svg: 'Save as SVG', file: 'chart', picture: '{what}: {name}' },
});

/** Where the figures of the charts below come from: it goes along in a picture that is saved. */
export const ChartSource = createContext('');

/** The colours of the page as it looks now: light, dark, or the reader's own. */
export interface Ink {
  text: string;
  quiet: string;
  line: string;
  series: string;
  ground: string;
}

const forced = window.matchMedia('(forced-colors: active)');
const dark = window.matchMedia('(prefers-color-scheme: dark)');

function inkNow(): Ink {
  if (forced.matches) return { text: 'CanvasText', quiet: 'CanvasText', line: 'GrayText', series: 'CanvasText', ground: 'Canvas' };
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return { text: of('--ink'), quiet: of('--quiet'), line: of('--line'), series: of('--info'), ground: of('--surface') };
}

/** What every chart of ours has in common. */
const common = (ink: Ink): EChartsCoreOption => ({
  animation: false,
  textStyle: { fontFamily: "'Noto Sans Variable', 'Noto Sans', system-ui, sans-serif", fontSize: 14, color: ink.text },
  // Tooltips as a part of the picture: as HTML they would carry styles that the content policy forbids.
  tooltip: { renderMode: 'richText', confine: true, backgroundColor: ink.ground, borderColor: ink.quiet, textStyle: { color: ink.text } },
});

export function Chart({ name, height = 320, option, children }: { name: string; height?: 240 | 320 | 420; option: (ink: Ink) => EChartsCoreOption; children: ComponentChildren }) {
  const t = useTexts(texts);
  const now = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<EChartsType | undefined>(undefined);
  const source = useContext(ChartSource);
  const key = JSON.stringify(option({ text: '', quiet: '', line: '', series: '', ground: '' })) + now;
  useEffect(() => {
    let chart: EChartsType | undefined;
    let gone = false;
    const draw = () => chart?.setOption({ ...common(inkNow()), ...option(inkNow()) }, true);
    const fit = new ResizeObserver(() => chart?.resize());
    void import('./echarts.ts').then(({ init }) => {
      if (gone || !box.current) return;
      chart = init(box.current, null, { renderer: 'svg' });
      drawn.current = chart;
      draw();
      fit.observe(box.current);
      box.current.dataset.drawn = 'yes';
    });
    for (const look of [forced, dark]) look.addEventListener('change', draw);
    // Paper is narrower than a desk's screen, and what is drawn wider than it would be cut off.
    const toPaper = () => {
      chart?.resize({ width: paperWidth });
      chart?.getZr().flush(); // there is no other frame before the page is printed
    };
    const toScreen = () => chart?.resize({ width: 'auto' });
    window.addEventListener('beforeprint', toPaper);
    window.addEventListener('afterprint', toScreen);
    return () => {
      gone = true;
      window.removeEventListener('beforeprint', toPaper);
      window.removeEventListener('afterprint', toScreen);
      for (const look of [forced, dark]) look.removeEventListener('change', draw);
      fit.disconnect();
      chart?.dispose();
      drawn.current = undefined;
    };
  }, [key]);
  const picture = () => drawn.current && withWords(drawn.current.renderToSVGString(), [name, source], inkNow());
  const saveSvg = () => {
    const made = picture();
    if (made) saveFile(`balieblik-${t('file')}.svg`, new Blob([made.svg], { type: 'image/svg+xml' }));
  };
  const savePng = async () => {
    const made = picture();
    if (made) saveFile(`balieblik-${t('file')}.png`, await asPng(made));
  };
  return (
    <figure class="chart">
      <div ref={box} class={`chart-box chart-${height}`} role="img" aria-label={name} />
      <figcaption class="hint">{name}</figcaption>
      <div class="actions no-print">
        <Button aria-label={t('picture', { what: t('png'), name })} onClick={() => void savePng()}>{t('png')}</Button>
        <Button aria-label={t('picture', { what: t('svg'), name })} onClick={saveSvg}>{t('svg')}</Button>
      </div>
      <details><summary>{t('table')}</summary>{children}</details>
    </figure>
  );
}

const paperWidth = 600; // of upright A4 within its margins, in pixels

interface Drawing { coord: (point: [number, number]) => [number, number]; value: (at: number) => number }

/** An interval as a line with two ends, for a custom series whose data are [place, lower, upper]. */
export function whiskers(ink: Ink, flat: boolean) {
  return (_: unknown, drawing: Drawing) => {
    const at = drawing.value(0);
    const ends = [drawing.value(1), drawing.value(2)].map((end) => drawing.coord(flat ? [end, at] : [at, end])) as [[number, number], [number, number]];
    const half = 6;
    // Drawn twice: a rim in the colour of the page keeps the line apart from the bar beneath it.
    const line = (x1: number, y1: number, x2: number, y2: number) =>
      [{ stroke: ink.ground, lineWidth: 5 }, { stroke: ink.text, lineWidth: 2 }].map((style) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { ...style, fill: 'none' } }));
    const cap = ([x, y]: [number, number]) => (flat ? line(x, y - half, x, y + half) : line(x - half, y, x + half, y));
    const [rims, lines] = [0, 1].map((layer) => [line(...ends[0], ...ends[1]), cap(ends[0]), cap(ends[1])].map((one) => one[layer]!));
    return { type: 'group', children: [...rims!, ...lines!] };
  };
}
