// A PNG of at most 256 colours: a third of the bytes of one with all of them.
// Never exact when a picture has more: the rarest take the nearest of the others.

import { deflateSync } from 'node:zlib';

const MOST = 256;
const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit += 1) byte = byte & 1 ? 0xedb88320 ^ (byte >>> 1) : byte >>> 1;
  return byte;
});
const crc = (bytes) => ~bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), ~0) >>> 0;

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** The picture's `MOST` most frequent colours, and each colour's place among them. */
function palette({ data }) {
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const colours = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one));
  const kept = colours.slice(0, MOST);
  const parts = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];
  const far = (one, other) => parts(one).reduce((sum, value, part) => sum + (value - parts(other)[part]) ** 2, 0);
  const places = new Map(kept.map((colour, place) => [colour, place]));
  for (const colour of colours.slice(MOST)) {
    const nearest = kept.reduce((best, known) => (far(known, colour) < far(best, colour) ? known : best));
    places.set(colour, places.get(nearest));
  }
  return { places, table: Buffer.from(kept.flatMap(parts)) };
}

/** `picture` as pngjs reads it, without its transparency. */
export function indexed(picture) {
  const { width, height, data } = picture;
  const { places, table } = palette(picture);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = places.get(data.readUIntBE((y * width + x) * 4, 3));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // 8 bits a pixel, with a palette.
  head.set([8, 3, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk('IHDR', head), chunk('PLTE', table), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}
