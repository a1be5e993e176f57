// SPDX-License-Identifier: EUPL-1.2
// The console in Debian's Chromium. Whatever a test does, a page may not throw, not break the content policy, not ask
// another host, not scroll sideways, not fail the accessibility rules and not say a word of the other language.
import { createRequire } from 'node:module';
import path from 'node:path';

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const shapes = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 320, height: 700 },
  dark: { width: 1440, height: 900, colorScheme: 'dark' },
  contrast: { width: 1440, height: 900, forcedColors: 'active' },
};

// Words that give a language away. What people typed and what the server holds is data and may be in any language.
const tell = {
  nl: String.raw`\b(de|het|een|van|niet|voor|geen|nog|wordt|naar|bij|deze|dit|zijn|en|waarin|alle)\b`,
  en: String.raw`\b(the|and|not|with|this|are|from|has|been|which|every|yet|it)\b`,
};

/** Every text of a reply that is not there for one language only. */
function texts(value, found = []) {
  if (typeof value === 'string') found.push(value);
  else if (Array.isArray(value)) value.forEach((one) => texts(one, found));
  else if (value && typeof value === 'object')
    for (const [key, member] of Object.entries(value)) if (!/_(nl|en)$/.test(key)) texts(member, found);
  return found;
}

/** The words of the other language on the page; runs in the browser. */
function leftOver([pattern, data]) {
  const other = new RegExp(pattern, 'i');
  const said = [];
  const look = (text, element) => {
    if (!text || !element || element.closest('[lang]:not(html), script, style, input, textarea')) return;
    let rest = text;
    // Whole words only: there is a town called Best, and Bestand is no town and "and".
    for (const known of data) {
      if (known.length <= 3 || !rest.includes(known)) continue;
      const escaped = known.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      rest = rest.replace(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'gu'), '');
    }
    if (other.test(rest)) said.push(text.trim().slice(0, 100));
  };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) look(walk.currentNode.data, walk.currentNode.parentElement);
  for (const element of document.querySelectorAll('[aria-label], [alt], [title], [placeholder]'))
    for (const name of ['aria-label', 'alt', 'title', 'placeholder']) look(element.getAttribute(name), element);
  look(document.title, document.body);
  return said;
}

export class Browser {
  static async launch({ root, folder }) {
    const require = createRequire(path.join(root, 'sync-server/console/package.json'));
    const browser = new Browser();
    browser.AxeBuilder = require('@axe-core/playwright').AxeBuilder;
    browser.folder = folder;
    browser.problems = new Set();
    browser.pictures = 0;
    browser.chromium = await require('@playwright/test').chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
    return browser;
  }

  /** A desk of its own: another person, another cookie jar. */
  async desk(server, options = {}) {
    return Desk.sitDown(this, server, options);
  }

  close() {
    return this.chromium.close();
  }
}

export class Desk {
  static async sitDown(browser, server, { language = 'nl', timezoneId = 'Europe/Amsterdam', tolerated = [401] } = {}) {
    const desk = new Desk();
    Object.assign(desk, { browser, server, language, tolerated, where: 'start', data: new Set() });
    desk.context = await browser.chromium.newContext({ ignoreHTTPSErrors: true, reducedMotion: 'reduce', locale: 'nl-NL', timezoneId, viewport: shapes.wide });
    desk.context.setDefaultTimeout(30_000);
    await desk.context.addInitScript((now) => localStorage.getItem('language') ?? localStorage.setItem('language', now), language);
    desk.page = await desk.context.newPage();
    desk.#watch();
    await desk.page.goto(`${server.address}/console/`);
    return desk;
  }

  #watch() {
    const fault = (text) => this.browser.problems.add(`${this.where}: ${text}`);
    this.page.on('console', (message) => {
      const status = /status of (4\d\d)/.exec(message.text());
      if (message.type() === 'error' && !this.tolerated.includes(Number(status?.[1]))) fault(message.text());
    });
    this.page.on('pageerror', (error) => fault(error.message));
    this.page.on('request', (request) => {
      if (!request.url().startsWith(this.server.address) && !request.url().startsWith('data:')) fault(`asked ${request.url()}`);
    });
    this.page.on('response', async (response) => {
      if (!/json/.test(response.headers()['content-type'] ?? '') || !response.ok()) return;
      for (const text of texts(await response.json().catch(() => null))) this.data.add(text);
    });
  }

  /** Signs in as this person; a temporary password is replaced by `fresh`. */
  async signIn(login, password, fresh) {
    const { page } = this;
    await page.locator('input[autocomplete=username]').fill(login);
    await page.locator('input[type=password]').fill(password);
    await page.locator('button[type=submit]').click();
    if (fresh) {
      const fields = page.locator('input[autocomplete=new-password]');
      await fields.nth(1).waitFor();
      for (const field of await fields.all()) await field.fill(fresh);
      await page.locator('button[type=submit]').click();
    }
    await page.locator('.bar .who').waitFor();
  }

  /** Opens a page and waits until it has loaded what it shows. */
  async open(to, where = to) {
    this.where = where;
    await this.page.goto(`${this.server.address}/console${to}`);
    await this.settled();
  }

  async settled() {
    await this.page.locator('h1').first().waitFor();
    await this.page.waitForFunction(() => !document.querySelector('.skeleton, .booting'));
  }

  async speak(language) {
    if (this.language === language) return;
    this.language = language;
    await this.page.locator('.language').click();
    await this.page.waitForFunction((now) => document.documentElement.lang === now, language);
    await this.settled();
  }

  /** Looks at the page as it is now in each of these shapes. */
  async look(name, wanted = Object.keys(shapes)) {
    this.where = name;
    for (const shape of wanted) {
      const { width, height, colorScheme = 'light', forcedColors = 'none' } = shapes[shape];
      await this.page.setViewportSize({ width, height });
      await this.page.emulateMedia({ colorScheme, forcedColors, reducedMotion: 'reduce' });
      await this.#check(`${name} ${shape} ${this.language}`);
    }
    await this.page.setViewportSize(shapes.wide);
    await this.page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' });
  }

  async #check(what) {
    const { page, browser } = this;
    const fault = (text) => browser.problems.add(`${what}: ${text}`);
    if (browser.folder) await page.screenshot({ path: path.join(browser.folder, `${what.replaceAll(' ', '_')}.png`), fullPage: true });
    ++browser.pictures;
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) fault(`scrolls sideways by ${over}`);
    for (const { id, nodes } of (await new browser.AxeBuilder({ page }).analyze()).violations)
      fault(`${id} at ${nodes.slice(0, 2).map((node) => node.target.join(' ')).join(', ')}`);
    const other = this.language === 'nl' ? tell.en : tell.nl;
    for (const text of await page.evaluate(leftOver, [other, [...this.data].sort((a, b) => b.length - a.length)])) fault(`another language: ${text}`);
  }

  close() {
    return this.context.close();
  }
}
