// What goes wrong for a shopper is noticed, and what only looks like it is not.
// Never a made-up event: a real mouse, a real keyboard, and a page that answers or does not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as config from '../lib/config.mjs';
import { looksAround } from '../lib/journeys.mjs';
import { nodes } from '../lib/note.mjs';
import { SAMPLE } from '../lib/seeds.mjs';
import { noticing } from '../lib/signals.mjs';
import { until } from '../lib/until.mjs';
import { world } from '../lib/world.mjs';

/** A shelf of things that answer in their own ways, put in front of the shop's page. */
const shelf = () => {
  const box = document.createElement('div');
  box.id = 'shelf';
  box.style.cssText = 'position:fixed;inset:0 auto auto 0;width:400px;background:#fff;z-index:9';
  box.innerHTML = `
    <button id="dead">Nothing</button> <button id="slow">Late</button> <button id="more">+</button> <output id="count">1</output>
    <button id="breaks">Breaks</button> <button id="rejects">Rejects</button> <a id="link" href="#nowhere">A link</a>
    <p id="text">Words to be selected by a double click</p> <canvas id="canvas" width="60" height="30"></canvas>
    <form id="form" action="/"><input id="field" required><button id="send">Send</button></form>`;
  document.body.append(box);
  const on = (id, act) => document.getElementById(id).addEventListener('click', act);
  on('slow', () => setTimeout(() => (document.getElementById('count').textContent = 'late'), 3_500));
  on('more', () => (document.getElementById('count').textContent = String(Math.random())));
  on('breaks', () => {
    throw new Error('a fault of the shop');
  });
  on('rejects', () => Promise.reject(new Error('another')));
  window.frictions = [];
  document.addEventListener('motivo:friction', ({ detail }) => window.frictions.push(detail));
};

async function shop(t) {
  const quick = config.sample({ only: config.NOTE, evidence: 2 });
  const here = await world(t, { seed: SAMPLE, config: quick });
  await here.page.goto(here.shop.url);
  await noticing(here.page);
  await here.page.evaluate(shelf);
  return here;
}
const heard = (page) => page.evaluate(() => window.frictions);
/** Waits for as many: a rejected promise, for one, is told in a task after the click's. */
async function hears(page, ...kinds) {
  await until(async () => (await heard(page)).length >= kinds.length, `${kinds.length} frictions`);
  assert.deepEqual(await heard(page), kinds);
}
const clicks = (page, id, count, delay = 0) => page.locator(`#${id}`).click({ clickCount: count, delay });

test('three clicks in a second on a spot that does nothing are rage, and then it is a dead click', async (t) => {
  const { page } = await shop(t);
  await clicks(page, 'dead', 3);
  await hears(page, 'rage');
  await hears(page, 'rage', 'dead');
});

test('an answer after three seconds is slow', async (t) => {
  const { page } = await shop(t);
  await clicks(page, 'slow', 1);
  await hears(page, 'slow');
});

test('a click into an error or a rejected promise of the shop is an error', async (t) => {
  const { page } = await shop(t);
  await clicks(page, 'breaks', 1);
  await clicks(page, 'rejects', 1);
  await hears(page, 'error', 'error');
});

test('a form that refuses what was entered is one form error', async (t) => {
  const { page } = await shop(t);
  await clicks(page, 'send', 1);
  await hears(page, 'form_error');
});

test('what only looks like it is nothing: more of one thing, a word selected, a link, a picture, fast typing', async (t) => {
  const { page } = await shop(t);
  for (let at = 0; at < 5; at += 1) await clicks(page, 'more', 1);
  await page.locator('#text').dblclick({ position: { x: 20, y: 8 } });
  await clicks(page, 'text', 3);
  await clicks(page, 'link', 3);
  await clicks(page, 'canvas', 4);
  await clicks(page, 'field', 3);
  await page.keyboard.type('aaaa   bbbb');
  await page.waitForTimeout(7_500);
  assert.deepEqual(await heard(page), []);
});

test('a script that clicks is nobody', async (t) => {
  const { page } = await shop(t);
  await page.evaluate(() => {
    for (let at = 0; at < 5; at += 1) document.getElementById('dead').click();
  });
  await page.waitForTimeout(7_500);
  assert.deepEqual(await heard(page), []);
});

test('after something went wrong nobody is interrupted', async (t) => {
  const here = await shop(t);
  await clicks(here.page, 'breaks', 1);
  await looksAround(here, { pieces: 3, stay: true });
  assert.equal(await nodes(here.page), 0);
});

test('without consent nothing is noticed', async (t) => {
  const here = await world(t, { seed: SAMPLE, consent: 'none' });
  await here.page.goto(here.shop.url);
  await here.page.waitForLoadState('networkidle');
  await here.page.evaluate(shelf);
  await clicks(here.page, 'dead', 3);
  await clicks(here.page, 'breaks', 1);
  assert.deepEqual(await heard(here.page), []);
});

test('what went wrong is told as a word, once a visit, and never what was clicked', async (t) => {
  const here = await shop(t);
  const { page, seen, collector } = here;
  await looksAround(here, { pieces: 3, stay: true });
  await until(() => seen.records().some(({ type }) => type === 'decision'), 'the decision');
  await clicks(page, 'breaks', 1);
  await clicks(page, 'breaks', 1);
  await until(() => seen.records().some(({ type }) => type === 'friction'), 'the friction');
  assert.deepEqual(seen.records().filter(({ type }) => type === 'friction').map(({ text }) => text.replace(/^friction error \w+ none seen [01]$/, 'as it should be')), ['as it should be']);
  const counted = async () => (await collector.cells()).filter(({ marginal }) => marginal === 'frictions');
  await until(async () => (await counted()).length > 0, 'the cell');
  assert.deepEqual((await counted()).map(({ value }) => value), [1]);
});
