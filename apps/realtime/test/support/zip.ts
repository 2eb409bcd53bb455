import { crc32, deflateRawSync } from "node:zlib";

const numbers = (...fields: [value: number, bytes: 2 | 4][]) =>
  Buffer.concat(
    fields.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      if (bytes === 2) field.writeUInt16LE(value);
      else field.writeUInt32LE(value);
      return field;
    }),
  );

/** An archive of these files, each deflated. */
export function zipOf(files: Record<string, Buffer>): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const packed = deflateRawSync(content);
    const label = Buffer.from(name);
    const shared = numbers([20, 2], [0, 2], [8, 2], [0, 2], [0x21, 2], [crc32(content), 4]);
    const sizes = numbers([packed.length, 4], [content.length, 4], [label.length, 2], [0, 2]);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004"), shared, sizes, label, packed]);
    const place = numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]);
    central.push(Buffer.concat([Buffer.from("PK\u0001\u0002"), numbers([20, 2]), shared, sizes, place, label]));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(central);
  const count = central.length;
  const end = numbers([0, 2], [0, 2], [count, 2], [count, 2], [directory.length, 4], [at, 4], [0, 2]);
  return Buffer.concat([...locals, directory, Buffer.from("PK\u0005\u0006"), end]);
}
