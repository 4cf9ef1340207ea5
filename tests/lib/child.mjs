// Starts a program, waits for the line that says it is ready, stops it.
// Never leaves it running: a test that ends early takes its children with it.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
// Ended from outside, a process says no `exit` by itself.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

/**
 * Resolves with the first line that `ready` matches, or without `ready` as soon as it runs.
 * The child's later lines are kept in `output`, at most the last 400.
 */
export async function start(command, args, { ready, env = {}, cwd, seconds = 60 }) {
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const output = [];
  const exited = new Promise((resolve) => child.once('close', (code, signal) => {
    running.delete(child);
    resolve({ code, signal });
  }));
  const match = await new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${command}: ${why}\n${output.join('\n')}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail(`said nothing like ${ready} within ${seconds} s`);
    }, seconds * 1000);
    const keep = (line) => {
      output.push(line);
      if (output.length > 400) output.shift();
      const found = ready && line.match(ready);
      if (found) {
        clearTimeout(timer);
        resolve(found);
      }
    };
    createInterface({ input: child.stdout }).on('line', keep);
    createInterface({ input: child.stderr }).on('line', keep);
    child.once('error', (error) => fail(error.message));
    if (!ready)
      child.once('spawn', () => {
        clearTimeout(timer);
        resolve(null);
      });
    exited.then(({ code, signal }) => {
      clearTimeout(timer);
      fail(`ended (${signal ?? code}) before it was ready`);
    });
  });
  const end = async (signal) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return exited;
  };
  return { match, output, exited, pid: child.pid, stop: () => end('SIGTERM'), kill9: () => end('SIGKILL') };
}

/** Runs a program to its end; never rejects for its exit code. */
export function run(command, args, { env = {}, cwd, input } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env } });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}
