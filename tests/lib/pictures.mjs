// Pictures as files: small ones to keep, and how much two of them differ.
// Never judges by itself what is too much.

import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { indexed } from './indexed.mjs';

/** Colours are kept in steps of 4: less than an eye sees, and fewer of them. */
const STEP = 4;
const round = (value) => Math.min(255, Math.round(value / STEP) * STEP);

/** The picture in fewer bytes. */
export function packed(png) {
  const picture = png instanceof PNG ? png : PNG.sync.read(png);
  picture.data.forEach((value, index) => (picture.data[index] = round(value)));
  return indexed(picture);
}

/** Two pictures of one height beside each other. */
export function beside(one, other, gap = 24) {
  const [left, right] = [one, other].map((png) => PNG.sync.read(png));
  const whole = new PNG({ width: left.width + gap + right.width, height: left.height, fill: true });
  whole.data.fill(255);
  PNG.bitblt(left, whole, 0, 0, left.width, left.height, 0, 0);
  PNG.bitblt(right, whole, 0, 0, right.width, right.height, left.width + gap, 0);
  return whole;
}

/**
 * `{share, diff}`: the share of pixels that differ, and a picture of them; `{sizes}` when they have
 * different sizes. `threshold` is pixelmatch's, 0 to 1.
 */
export function difference(actual, expected, threshold) {
  const [one, other] = [actual, expected].map((png) => PNG.sync.read(png));
  const sizes = [one, other].map(({ width, height }) => `${width} x ${height}`);
  if (sizes[0] !== sizes[1]) return { sizes };
  const diff = new PNG({ width: one.width, height: one.height });
  const count = pixelmatch(one.data, other.data, diff.data, one.width, one.height, { threshold });
  return { share: count / (one.width * one.height), diff: PNG.sync.write(diff) };
}
