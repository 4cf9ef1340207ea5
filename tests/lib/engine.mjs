// The engines that the suite in engines/ runs in, and how a test is told for each of them.
// Never skips one: what an engine lacks is named in its file, and tested to be so.

import { test } from 'node:test';
import * as chromium from './engines/chromium.mjs';
import * as firefox from './engines/firefox.mjs';
import * as webkit from './engines/webkit.mjs';

const ALL = [chromium, firefox, webkit];
const wanted = process.env.MOTIVO_ENGINES?.split(',') ?? ALL.map(({ name }) => name);
const unknown = wanted.filter((name) => !ALL.some((engine) => engine.name === name));
if (unknown.length) throw new Error(`MOTIVO_ENGINES names ${unknown}: use ${ALL.map(({ name }) => name)}`);

export const ENGINES = ALL.filter(({ name }) => wanted.includes(name));

/** One test for each engine; `run(t, engine)`. */
export function inEveryEngine(sentence, run) {
  for (const engine of ENGINES) test(`${engine.title}: ${sentence}`, (t) => run(t, engine));
}

export const has = (engine, feature) => !(feature in engine.lacks);
