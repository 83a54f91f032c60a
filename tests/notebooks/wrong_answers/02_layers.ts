import { mutateSolution } from "../mutate_solution.ts";
import type { WrongAnswers } from "../wrong_answer.ts";

const unwrap = mutateSolution("02_layers", "ex-unwrap");

const UNWRAP_TYPE = `type Unwrapped = {
  etherType: number; protocol: number; port: number; message: Uint8Array;
};
const word = (bytes: Uint8Array, offset: number) =>
  bytes[offset] * 256 + bytes[offset + 1];
`;

const UNWRAP_START = `${UNWRAP_TYPE}
function unwrap(frame: Uint8Array): Unwrapped {
  const etherType = word(frame, 12);
  const packet = frame.subarray(14);
`;

export const wrongAnswers: WrongAnswers = {
  "ex-checksum": [
    {
      mistake: "the sum is not complemented",
      source: `function checksum(bytes: Uint8Array): number {
        let sum = 0;
        for (let k = 0; k < bytes.length; k += 2) {
          sum += bytes[k] * 256 + (bytes[k + 1] ?? 0);
          if (sum > 0xffff) sum -= 0xffff;
        }
        return sum;
      }`,
      says: "complement",
    },
    {
      mistake: "carries are dropped",
      source: `function checksum(bytes: Uint8Array): number {
        let sum = 0;
        for (let k = 0; k < bytes.length; k += 2) {
          sum += bytes[k] * 256 + (bytes[k + 1] ?? 0);
        }
        return 0xffff - (sum & 0xffff);
      }`,
      says: "goes back in at the right",
    },
    {
      mistake: "the last byte is the right half of its word",
      source: `function checksum(bytes: Uint8Array): number {
        let sum = 0;
        for (let k = 0; k < bytes.length; k += 2) {
          sum += k + 1 < bytes.length
            ? bytes[k] * 256 + bytes[k + 1]
            : bytes[k];
          if (sum > 0xffff) sum -= 0xffff;
        }
        return 0xffff - sum;
      }`,
      says: "left half",
    },
    {
      mistake: "the carry goes around once, at the end",
      source: `function checksum(bytes: Uint8Array): number {
        let sum = 0;
        for (let k = 0; k < bytes.length; k += 2) {
          sum += bytes[k] * 256 + (bytes[k + 1] ?? 0);
        }
        return 0xffff - ((sum & 0xffff) + (sum >> 20));
      }`,
      says: "right",
    },
  ],
  "ex-udp": [
    {
      mistake: "the length counts the message alone",
      source: `type UdpEnd = { ip: Uint8Array; port: number };
      function udpDatagram(from: UdpEnd, to: UdpEnd, message: Uint8Array) {
        const head = words(from.port, to.port, message.length);
        const pseudo = pseudoHeader(from.ip, to.ip, 17, message.length + 8);
        const sum = internetChecksum(pseudo, head, message);
        return join(head, words(sum || 0xffff), message);
      }`,
      says: "header and message",
    },
    {
      mistake: "no pseudo-header",
      source: `type UdpEnd = { ip: Uint8Array; port: number };
      function udpDatagram(from: UdpEnd, to: UdpEnd, message: Uint8Array) {
        const head = words(from.port, to.port, message.length + 8);
        const sum = internetChecksum(head, message);
        return join(head, words(sum || 0xffff), message);
      }`,
      says: "pseudo-header",
    },
    {
      mistake: "ports the wrong way round",
      source: `type UdpEnd = { ip: Uint8Array; port: number };
      function udpDatagram(from: UdpEnd, to: UdpEnd, message: Uint8Array) {
        const length = message.length + 8;
        const head = words(to.port, from.port, length);
        const pseudo = pseudoHeader(from.ip, to.ip, 17, length);
        const sum = internetChecksum(pseudo, head, message);
        return join(head, words(sum || 0xffff), message);
      }`,
      says: "source first",
    },
    {
      mistake: "a checksum of zero is sent as it is",
      source: `type UdpEnd = { ip: Uint8Array; port: number };
      function udpDatagram(from: UdpEnd, to: UdpEnd, message: Uint8Array) {
        const length = message.length + 8;
        const head = words(from.port, to.port, length);
        const pseudo = pseudoHeader(from.ip, to.ip, 17, length);
        const sum = internetChecksum(pseudo, head, message);
        return join(head, words(sum), message);
      }`,
      says: "there is none",
    },
  ],
  "ex-unwrap": [
    {
      mistake: "IPv4 only, and everything has 20 bytes of header",
      source: `${UNWRAP_START}
        return { etherType, protocol: packet[9], port: word(packet, 22),
          message: packet.subarray(40) };
      }`,
      says: "next header",
    },
    {
      mistake: "the packet ends where the frame ends",
      source: `${UNWRAP_START}
        const six = etherType === 0x86dd;
        const protocol = packet[six ? 6 : 9];
        const segment = packet.subarray(six ? 40 : 20);
        return { etherType, protocol, port: word(segment, 2),
          message: segment.subarray(20) };
      }`,
      says: "total length",
    },
    {
      mistake: "options of IPv4 are taken for the datagram",
      source: `${UNWRAP_START}
        const six = etherType === 0x86dd;
        const protocol = packet[six ? 6 : 9];
        const segment = six
          ? packet.subarray(40, 40 + word(packet, 4))
          : packet.subarray(20, word(packet, 2));
        return { etherType, protocol, port: word(segment, 2),
          message: segment.subarray(protocol === 17 ? 8 : 20) };
      }`,
      says: "first byte says how long",
    },
    {
      mistake: "lengths are believed, and any protocol is",
      source: `${UNWRAP_START}
        const six = etherType === 0x86dd;
        const protocol = packet[six ? 6 : 9];
        const segment = six
          ? packet.subarray(40, 40 + word(packet, 4))
          : packet.subarray(4 * (packet[0] & 15), word(packet, 2));
        const header = protocol === 17 ? 8 : 4 * (segment[12] >> 4);
        return { etherType, protocol, port: word(segment, 2),
          message: segment.subarray(header) };
      }`,
      says: "throw",
    },
    {
      mistake: "only whole headers are checked, not what the lengths say",
      source: `${UNWRAP_START}
        if (frame.length < 34) throw new Error("Cannot unwrap: too short");
        const six = etherType === 0x86dd;
        if (!six && etherType !== 0x0800) throw new Error("Cannot unwrap");
        const protocol = packet[six ? 6 : 9];
        if (protocol !== 6 && protocol !== 17) throw new Error("Cannot unwrap");
        const segment = six
          ? packet.subarray(40, 40 + word(packet, 4))
          : packet.subarray(4 * (packet[0] & 15), word(packet, 2));
        const header = protocol === 17 ? 8 : 4 * (segment[12] >> 4);
        return { etherType, protocol, port: word(segment, 2),
          message: segment.subarray(header) };
      }`,
      says: "✗ a frame cut off after 40 bytes",
    },
    {
      mistake: "UDP's length is not looked at",
      source: unwrap("word(segment, 4)", "segment.length"),
      says: "UDP's length is at its bytes 4 and 5",
    },
    {
      mistake: "a header may be shorter than itself",
      source: unwrap("count >= 5", "count >= 0"),
      says: "the least header of IPv4 and of TCP has 5 words",
    },
  ],
};
