// Makes what the Oscar shop needs: a virtual environment with pinned packages, and the filled database.
// Never makes it twice: both carry the hash of what they were made from.
// Run it alone to get the slow part over with: node oscar/prepare.mjs

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../lib/child.mjs';
import { tests } from '../lib/paths.mjs';

const here = join(tests, 'oscar');
const venv = join(tests, '.venv');
export const python = join(venv, 'bin', 'python');

const hashOf = (...files) =>
  files
    .reduce((hash, file) => hash.update(readFileSync(join(here, file))), createHash('sha256'))
    .digest('hex')
    .slice(0, 16);

async function must(command, args, options, advice) {
  const { code, stdout, stderr } = await run(command, args, options).catch((error) => ({ code: 1, stderr: error.message }));
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${advice}\n${stdout ?? ''}${stderr}`);
}

/** Installs Oscar into tests/.venv unless just these versions are there. */
export async function prepareVenv() {
  const stamp = join(venv, 'motivo-requirements');
  const wanted = hashOf('requirements.txt');
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(venv, { recursive: true, force: true });
  await must('python3', ['-m', 'venv', venv], {}, 'install Python 3.10 or newer with its venv module (Debian: apt-get install python3-venv)');
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', 'requirements.txt'];
  await must(python, install, { cwd: here }, 'the packages in tests/oscar/requirements.txt must be reachable');
  writeFileSync(stamp, wanted);
}

/** A folder with the filled database and pictures, to be copied and never written to. */
export async function prepareShop() {
  await prepareVenv();
  const made = join(tests, 'output', `oscar-${hashOf('requirements.txt', 'fill.py', 'shop/goods.py', 'shop/settings.py')}`);
  if (existsSync(made)) return made;
  const making = `${made}.${process.pid}`;
  mkdirSync(making, { recursive: true });
  await must(python, ['-W', 'ignore', 'fill.py'], { cwd: here, env: { OSCAR_FOLDER: making, PYTHONDONTWRITEBYTECODE: '1' } }, 'the shop could not be filled');
  if (existsSync(made)) rmSync(making, { recursive: true });
  else renameSync(making, made);
  return made;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await prepareShop();
