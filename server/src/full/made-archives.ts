// Archives written byte by byte, with knobs for everything that a hostile one does otherwise: for the good and the hostile
// files of the gate's proofs. It writes what it is told and checks nothing.
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

export interface MadeMember {
  readonly name: string | Buffer;
  readonly data: Buffer | string;
  /** Packed unless told otherwise. */
  readonly stored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  /** What the list says, where it differs from what is there. */
  readonly listedName?: string;
  readonly listedSize?: number;
  readonly listedPacked?: number;
  readonly crc?: number;
  /** External attributes, as Unix has them: 0o120777 is a link. */
  readonly mode?: number;
  readonly madeBy?: number;
  /** Bytes behind the packed data, still within the member. */
  readonly behind?: Buffer;
  readonly extra?: Buffer;
  /** The number behind the data, as streaming programs write it. */
  readonly descriptor?: boolean;
  /** Packed data as they are, where they were made elsewhere. */
  readonly packed?: Buffer;
}

export interface MadeZip {
  readonly prefix?: Buffer;
  /** Bytes between the members and the list. */
  readonly gap?: Buffer;
  readonly comment?: Buffer;
  readonly suffix?: Buffer;
  /** Members that are there and not listed, by their number; and what the end record counts. */
  readonly unlisted?: readonly number[];
  readonly count?: number;
  readonly zip64?: boolean;
  /** Where headers are said to lie, by the number of the member. */
  readonly headers?: Readonly<Record<number, number>>;
  /** Whether what is in front counts in the places that the list names. */
  readonly shift?: boolean;
}

export function makeZip(members: readonly MadeMember[], options: MadeZip = {}): Buffer {
  const prefix = options.prefix ?? Buffer.alloc(0);
  const base = options.shift === false ? 0 : prefix.length;
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = base;
  for (const [index, member] of members.entries()) {
    const made = writeMember(member, options.headers?.[index] ?? at);
    parts.push(made.local);
    if (options.unlisted?.includes(index) !== true) list.push(made.central);
    at += made.local.length;
  }
  const gap = options.gap ?? Buffer.alloc(0);
  const directory = Buffer.concat(list);
  const start = at + gap.length;
  const end = endOf({
    count: options.count ?? list.length,
    size: directory.length,
    start,
    zip64: options.zip64 === true,
    comment: options.comment ?? Buffer.alloc(0),
  });
  return Buffer.concat([prefix, ...parts, gap, directory, end, options.suffix ?? Buffer.alloc(0)]);
}

function writeMember(member: MadeMember, place: number): { readonly local: Buffer; readonly central: Buffer } {
  const data = Buffer.from(member.data as Buffer); // A string or a buffer; both make a buffer.
  const name = Buffer.from(member.name as string); // As above.
  const listed = member.listedName === undefined ? name : Buffer.from(member.listedName);
  const packed = Buffer.concat([
    member.packed ?? (member.stored === true ? data : deflateRawSync(data)),
    member.behind ?? Buffer.alloc(0),
  ]);
  const flags = (member.flags ?? 0x800) | (member.descriptor === true ? 8 : 0);
  const method = member.method ?? (member.stored === true ? 0 : 8);
  const crc = member.crc ?? crc32(data);
  const sizes = [crc, member.listedPacked ?? packed.length, member.listedSize ?? data.length];
  const extra = member.extra ?? Buffer.alloc(0);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  for (const [index, value] of [20, flags, method, 0, 0x5a21].entries()) local.writeUInt16LE(value, 4 + index * 2);
  const known = member.descriptor === true ? [0, 0, 0] : sizes;
  for (const [index, value] of known.entries()) local.writeUInt32LE(value >>> 0, 14 + index * 4);
  local.writeUInt16LE(name.length, 26);
  local.writeUInt16LE(extra.length, 28);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  for (const [index, value] of [member.madeBy ?? 0x0314, 20, flags, method, 0, 0x5a21].entries())
    central.writeUInt16LE(value, 4 + index * 2);
  for (const [index, value] of sizes.entries()) central.writeUInt32LE(value >>> 0, 16 + index * 4);
  central.writeUInt16LE(listed.length, 28);
  central.writeUInt16LE(extra.length, 30);
  central.writeUInt32LE(((member.mode ?? 0o100644) << 16) >>> 0, 38);
  central.writeUInt32LE(place, 42);
  const later = Buffer.alloc(member.descriptor === true ? 16 : 0);
  if (later.length > 0) {
    later.writeUInt32LE(0x08074b50, 0);
    for (const [index, value] of sizes.entries()) later.writeUInt32LE(value >>> 0, 4 + index * 4);
  }
  return {
    local: Buffer.concat([local, name, extra, packed, later]),
    central: Buffer.concat([central, listed, extra]),
  };
}

interface MadeEnd {
  readonly count: number;
  readonly size: number;
  readonly start: number;
  readonly zip64: boolean;
  readonly comment: Buffer;
}

function endOf({ count, size, start, zip64, comment }: MadeEnd): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(zip64 ? 0xffff : count, 8);
  end.writeUInt16LE(zip64 ? 0xffff : count, 10);
  end.writeUInt32LE(zip64 ? 0xffffffff : size, 12);
  end.writeUInt32LE(zip64 ? 0xffffffff : start, 16);
  end.writeUInt16LE(comment.length, 20);
  if (!zip64) return Buffer.concat([end, comment]);
  const large = Buffer.alloc(56 + 20);
  large.writeUInt32LE(0x06064b50, 0);
  large.writeBigUInt64LE(44n, 4);
  large.writeUInt16LE(45, 12);
  large.writeUInt16LE(45, 14);
  for (const [index, value] of [count, count, size, start].entries())
    large.writeBigUInt64LE(BigInt(value), 24 + index * 8);
  large.writeUInt32LE(0x07064b50, 56);
  large.writeBigUInt64LE(BigInt(start + size), 64);
  large.writeUInt32LE(1, 72);
  return Buffer.concat([large, end, comment]);
}

/** One file of a tar archive (ustar); `type` 2 is a link. */
export function makeTar(name: string, data: Buffer, type = '0'): Buffer {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write('0000644\0', 100);
  head.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124);
  head.write('        ', 148);
  head.write(type, 156);
  head.write('/etc/passwd', type === '2' ? 157 : 511, type === '2' ? 11 : 0);
  head.write('ustar\x0000', 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([head, data, Buffer.alloc((512 - (data.length % 512)) % 512), Buffer.alloc(1_024)]);
}

export function makeGzip(data: Buffer): Buffer {
  return gzipSync(data);
}
