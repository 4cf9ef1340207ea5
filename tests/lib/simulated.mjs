// Simulated visits for a collector that was started with --demo.
// Never fewer than were asked for: a visit that was not counted is an error.

import { dirname, join } from 'node:path';
import { run } from './child.mjs';
import { binary } from './paths.mjs';

/** Sends visits to the sample storefront, spread over the last days. */
export async function simulate(collector, { visits, days = 28 }) {
  const simulator = join(dirname(binary), 'motivo-simulator');
  const send = ['send', '--collector', collector.url, '--storefront', 'sample', '--seed', '1', '--visits', `${visits}`, '--days', `${days}`];
  const { code, stderr } = await run(simulator, send);
  if (code !== 0) throw new Error(stderr);
}
