// A collector of the test's own: its configs, its data folder, its port.
// Never shares anything with another test.

import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, start } from './child.mjs';
import { embed, binary, temporaryFolder } from './paths.mjs';

/** Reads the cells as they are on disk; sqlite3 honours what is still in the write-ahead log. */
const READ_CELLS = `
import json, sqlite3, sys
rows = sqlite3.connect(sys.argv[1], timeout=10).execute(
    "SELECT storefront, day, mode, marginal, key, measure, value FROM cells ORDER BY 1, 2, 3, 4, 5, 6")
names = ("storefront", "day", "mode", "marginal", "key", "measure", "value")
print(json.dumps([dict(zip(names, row)) for row in rows]))
`;

/**
 * `configs` are file paths or the config objects themselves.
 * Resolves with `{url, loader, report, data, files, cells, change, stop, kill9, restart, remove}`.
 */
export async function startCollector({ configs, args = [] }) {
  const { folder, remove } = temporaryFolder('collector');
  const data = join(folder, 'data');
  const files = configs.map((config, index) => {
    const file = join(folder, `motivo-${index}.json`);
    if (typeof config === 'string') copyFileSync(config, file);
    else writeFileSync(file, JSON.stringify(config, null, 2));
    return file;
  });
  const embedArgs = ['--embed', embed];
  let child;
  let port = 0;

  async function listen() {
    const configArgs = files.flatMap((file) => ['--config', file]);
    child = await start(
      binary,
      ['serve', ...configArgs, '--data', data, '--listen', `127.0.0.1:${port}`, ...embedArgs, ...args],
      { ready: /^motivo: listening on http:\/\/127\.0\.0\.1:(\d+)\/?$/ },
    );
    port = Number(child.match[1]);
  }
  await listen();

  const collector = {
    url: `http://127.0.0.1:${port}`,
    loader: `http://127.0.0.1:${port}/motivo.js`,
    records: `http://127.0.0.1:${port}/v1/records`,
    data,
    files,
    get output() {
      return child.output;
    },
    /** The address of the report, with its token. */
    report: () => child.output.map((line) => line.match(/^motivo: report (http:\S+)$/)?.[1]).find(Boolean),
    /** Sends one record's text; resolves with `{status, text}`. */
    async send(text, headers = {}) {
      const answer = await fetch(collector.records, {
        method: 'POST',
        headers: { 'content-type': 'text/plain', ...headers },
        body: text,
      });
      return { status: answer.status, text: await answer.text() };
    },
    /** All cells, as objects in a fixed order. */
    async cells() {
      const { code, stdout, stderr } = await run('python3', ['-c', READ_CELLS, join(data, 'motivo.sqlite')]);
      if (code !== 0) throw new Error(`cannot read the cells: ${stderr}`);
      return JSON.parse(stdout);
    },
    /** Overwrites a config file while the collector runs. */
    change: (text, index = 0) => writeFileSync(files[index], text),
    stop: () => child.stop(),
    kill9: () => child.kill9(),
    /** Starts it again over the same data, on the same port. */
    restart: listen,
    /** Ends it and removes its data. */
    async remove() {
      await child.kill9();
      remove();
    },
  };
  return collector;
}

/** The sum of one measure over all cells of a marginal whose key matches. */
export function sum(cells, marginal, measure, key = /.*/) {
  return cells
    .filter((cell) => cell.marginal === marginal && cell.measure === measure && key.test(cell.key))
    .reduce((total, cell) => total + cell.value, 0);
}
