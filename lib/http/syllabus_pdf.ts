import { encodeOctets } from "./octets.ts";

/**
 * The length of the syllabus that the lecture's example server sends, in octets.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { SYLLABUS_LENGTH, syllabusPdf } from "sockets/http";
 *
 * assertEquals(syllabusPdf().length, SYLLABUS_LENGTH);
 * ```
 */
export const SYLLABUS_LENGTH = 121_895;

/** One page each: a title, then lines. */
const PAGES: [title: string, lines: string[]][] = [
  ["Networks: the syllabus", [
    "How machines talk to each other, learned by running it.",
    "",
    "Lectures",
    "1  Introduction, using TCP sockets",
    "2  Application protocols over TCP and UDP: HTTP, DNS",
    "3  Transport protocols",
    "4  The end of TCP, IP, the notion of link",
    "5  Forwarding and routing",
    "6  Routing, and a little more of the link layer",
    "7  The challenges of the Internet",
  ]],
  ["Labs and marks", [
    "Labs",
    "1    A first network program: TCP sockets",
    "2    TCP and UDP sockets",
    "3-4  Reliable data transport (graded, individual)",
    "5-6  Exercises on IP and routing",
    "",
    "Marks: graded lab 40 %, exam 60 %, bonus 5 %.",
    "Your own work; discuss freely, share no code, cite what you take.",
  ]],
];

/**
 * Makes the course's syllabus as a PDF of exactly {@linkcode SYLLABUS_LENGTH} octets.
 *
 * Two pages of text; a stream of blanks, which no page refers to, brings it to its length (ISO 32000-1 §7.5).
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { syllabusPdf } from "sockets/http";
 *
 * assertEquals(syllabusPdf().length, 121_895);
 * ```
 */
export function syllabusPdf(): Uint8Array<ArrayBuffer> {
  const blanks = SYLLABUS_LENGTH - formatPdf(pdfObjects(0)).length;
  // The number of blanks is itself written in digits, so the first guess is a few octets off.
  for (let count = blanks; count > blanks - 16; count--) {
    const text = formatPdf(pdfObjects(count));
    if (text.length === SYLLABUS_LENGTH) return encodeOctets(text);
  }
  throw new RangeError(
    `Cannot make a PDF of ${SYLLABUS_LENGTH} octets: its pages alone need more`,
  );
}

/** The objects of the file, the first of which is number 1. */
function pdfObjects(blanks: number): string[] {
  const firstPage = 5;
  const kids = PAGES.map((_, index) => `${firstPage + 2 * index} 0 R`);
  return [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${
      kids.join(" ")
    }] /Count ${PAGES.length} /MediaBox [0 0 595 842] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    pdfStream(
      (" ".repeat(63) + "\n").repeat(Math.ceil(blanks / 64)).slice(0, blanks),
    ),
    ...PAGES.flatMap(([title, lines], index) => [
      `<< /Type /Page /Parent 2 0 R /Resources << /Font << /F1 3 0 R >> >> /Contents ${
        firstPage + 2 * index + 1
      } 0 R >>`,
      pdfStream(pageContent(title, lines)),
    ]),
  ];
}

function pageContent(title: string, lines: string[]): string {
  return [
    "BT",
    "/F1 24 Tf 72 754 Td",
    `${pdfString(title)} Tj`,
    "/F1 13 Tf 20 TL 0 -20 Td",
    ...lines.map((line) => `T* ${pdfString(line)} Tj`),
    "ET",
  ].join("\n");
}

function pdfString(text: string): string {
  return `(${text.replace(/[()\\]/g, "\\$&")})`;
}

function pdfStream(content: string): string {
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** Header, numbered objects, the table of their offsets, trailer. */
function formatPdf(objects: string[]): string {
  let file = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) =>
    `${String(offset).padStart(10, "0")} 00000 n \n`
  );
  const size = objects.length + 1;
  return `${file}xref\n0 ${size}\n0000000000 65535 f \n${entries.join("")}` +
    `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}
