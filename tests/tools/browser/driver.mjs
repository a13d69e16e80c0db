// SPDX-License-Identifier: GPL-3.0-or-later
// A browser that is told what to do by lines of JSON on its standard input, and answers each with
// one: {"ok": RESULT} or {"error": TEXT}. tests/tools/browser.py is the other end. Works as a person
// would: finds what it touches by role and accessible name.
import fs from 'node:fs';
import readline from 'node:readline';
import { createRequire } from 'node:module';

const [modules, hosts] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
    ...(hosts ? [`--host-resolver-rules=${hosts}`] : [])],
});
const pages = new Map();
const likenesses = new Map(); // of windows without scripts: how to make one with
const complaints = [];

// What the page's own policy forbids, and every fault of its script, is a finding.
function listen(page) {
  page.on('console', (said) => {
    if (said.type() === 'error') complaints.push(said.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
}

function find(page, { role, name, exact = true, nth = 0, selector }) {
  const found = selector ? page.locator(selector) : page.getByRole(role, { name, exact });
  return found.nth(nth);
}

async function makeTwin(page) {
  const context = await browser.newContext(likenesses.get(page.context()));
  const twin = await context.newPage();
  const body = await page.content();
  await twin.route(page.url(), (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
  await twin.goto(page.url(), { waitUntil: 'load' });
  return twin;
}

const works = {
  // A person of their own: no cookies but those of that name.
  async open({ who, width = 1280, height = 900, language = 'zh-CN', script = true, zoom = 1, dark = false }) {
    const likeness = {
      viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
      deviceScaleFactor: zoom,
      locale: language,
      ignoreHTTPSErrors: true,
      reducedMotion: 'reduce',
      colorScheme: dark ? 'dark' : 'light',
    };
    const context = await browser.newContext({ ...likeness, javaScriptEnabled: script });
    likenesses.set(context, script ? null : likeness);
    const page = await context.newPage();
    page.setDefaultTimeout(30000);
    listen(page);
    pages.set(who, page);
  },
  async close({ who }) {
    const context = pages.get(who).context();
    await context.close();
    likenesses.delete(context);
    pages.delete(who);
  },
  async go({ who, address }) {
    const reply = await pages.get(who).goto(address, { waitUntil: 'load' });
    return { status: reply.status(), address: pages.get(who).url() };
  },
  async size({ who, width, height }) {
    await pages.get(who).setViewportSize({ width, height });
  },
  // Where it leads to another page, that one is read to its end.
  async click({ who, ...what }) {
    await find(pages.get(who), what).click();
    await pages.get(who).waitForLoadState('domcontentloaded');
  },
  async fill({ who, text, ...what }) {
    await find(pages.get(who), what).fill(text);
  },
  async choose({ who, value, index, ...what }) {
    await find(pages.get(who), what).selectOption(index === undefined ? value : { index });
  },
  async check({ who, ...what }) {
    await find(pages.get(who), what).check();
  },
  async give({ who, path, ...what }) {
    await find(pages.get(who), what).setInputFiles(path);
  },
  async reload({ who }) {
    await pages.get(who).reload({ waitUntil: 'load' });
  },
  async back({ who }) {
    await pages.get(who).goBack({ waitUntil: 'domcontentloaded' });
  },
  async reload({ who }) {
    await pages.get(who).reload({ waitUntil: 'domcontentloaded' });
  },
  async value({ who, selector }) {
    return pages.get(who).locator(selector).first().inputValue();
  },
  // What is smaller to a finger than that many px, of what is seen.
  async small({ who, selector, least }) {
    return pages.get(who).evaluate(([what, px]) => [...document.querySelectorAll(what)]
      .map((element) => [element, element.getBoundingClientRect()])
      .filter(([, box]) => box.width > 0 && (box.width < px - 0.5 || box.height < px - 0.5))
      .map(([element, box]) => `${element.localName} ${element.textContent.trim().slice(0, 20)} `
        + `${Math.round(box.width)} × ${Math.round(box.height)}`), [selector, least]);
  },
  // Bytes of the page and of what it asks for, as they stand in it.
  async weight({ who }) {
    const page = pages.get(who);
    const own = Buffer.byteLength(await page.content());
    const asked = await page.evaluate(() => performance.getEntriesByType('resource')
      .map((one) => one.decodedBodySize).reduce((all, one) => all + one, 0));
    return own + asked;
  },
  async press({ who, key }) {
    await pages.get(who).keyboard.press(key);
    await pages.get(who).waitForLoadState('domcontentloaded');
  },
  async wait({ who, text, seconds = 30 }) {
    await pages.get(who).getByText(text).first().waitFor({ timeout: seconds * 1000 });
  },
  // Until there is such an element to be seen, with that text in it.
  async shown({ who, selector, text, seconds = 30 }) {
    const found = pages.get(who).locator(selector, { hasText: text });
    await found.first().waitFor({ state: 'visible', timeout: seconds * 1000 });
  },
  // Is the page still the one that was marked, and was not loaded anew?
  async mark({ who }) {
    await pages.get(who).evaluate(() => { window.aftertasteMark = true; });
  },
  async is_marked({ who }) {
    return pages.get(who).evaluate(() => window.aftertasteMark === true);
  },
  async count({ who, ...what }) {
    const page = pages.get(who);
    return what.selector ? page.locator(what.selector).count()
      : page.getByRole(what.role, { name: what.name, exact: what.exact ?? true }).count();
  },
  async text({ who, selector = 'body' }) {
    return pages.get(who).locator(selector).first().innerText();
  },
  async attribute({ who, selector, name }) {
    return pages.get(who).locator(selector).first().getAttribute(name);
  },
  async cookie({ who, name }) {
    const kept = await pages.get(who).context().cookies();
    return kept.find((cookie) => cookie.name === name)?.value ?? null;
  },
  async address({ who }) {
    return pages.get(who).url();
  },
  async title({ who }) {
    return pages.get(who).title();
  },
  async focused({ who }) {
    return pages.get(who).evaluate(() => document.activeElement?.textContent?.trim() ?? '');
  },
  // Names of all elements in order: the same tree, whatever the texts are.
  async elements({ who }) {
    return pages.get(who).evaluate(() =>
      [...document.querySelectorAll('*')].map((element) => element.localName).join(' '));
  },
  // What sticks out of the window sideways, but for what lies in a part that scrolls by itself.
  async overflow({ who }) {
    return pages.get(who).evaluate(() => {
      const width = document.documentElement.clientWidth;
      const found = [...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > width + 1
          && !element.parentElement.closest('.scroll'))
        .map((element) => `${element.localName}.${element.className}`);
      const all = document.documentElement.scrollWidth;
      return all > width ? [`the page has ${all} of ${width} px`, ...found.slice(0, 5)] : found.slice(0, 5);
    });
  },
  // From now on notes when the element changes, and what it says then.
  async watch({ who, selector }) {
    await pages.get(who).evaluate((what) => {
      window.seen = [];
      new MutationObserver(() => window.seen.push([Date.now(), document.querySelector(what).innerText]))
        .observe(document.querySelector(what),
          { attributes: true, childList: true, characterData: true, subtree: true });
    }, selector);
  },
  async watched({ who }) {
    return pages.get(who).evaluate(() => window.seen.splice(0));
  },
  async shot({ who, path, whole = true }) {
    await pages.get(who).screenshot({ path, fullPage: whole });
  },
  // The page's policy keeps scripts out that are not its own: axe comes in by the debugger. Where
  // none run at all, it judges a twin of the page in a window where they do.
  async axe({ who }) {
    const page = pages.get(who);
    const twin = likenesses.get(page.context()) ? await makeTwin(page) : page;
    const result = await twin.evaluate(`(() => { ${axe}; return axe.run(document, {
      resultTypes: ['violations'] }); })()`);
    if (twin !== page) await twin.context().close();
    return result.violations.map((found) =>
      `${found.id}: ${found.help}: ${found.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join(' | ')}`);
  },
  async complaints() {
    return complaints.splice(0);
  },
};

process.stdout.write('ready\n');
for await (const line of readline.createInterface({ input: process.stdin })) {
  const { work, ...rest } = JSON.parse(line);
  let answer;
  try {
    answer = { ok: (await works[work](rest)) ?? null };
  } catch (error) {
    answer = { error: String(error.message ?? error).split('\n').slice(0, 6).join(' / ') };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
