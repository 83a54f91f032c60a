import sans400 from "@fontsource/ibm-plex-sans/latin-400.css" with {
  type: "text",
};
import sans600 from "@fontsource/ibm-plex-sans/latin-600.css" with {
  type: "text",
};
import mono400 from "@fontsource/ibm-plex-mono/latin-400.css" with {
  type: "text",
};
import mono600 from "@fontsource/ibm-plex-mono/latin-600.css" with {
  type: "text",
};

const FACES: [css: string, folder: string][] = [
  [sans400, "@fontsource/ibm-plex-sans/"],
  [sans600, "@fontsource/ibm-plex-sans/"],
  [mono400, "@fontsource/ibm-plex-mono/"],
  [mono600, "@fontsource/ibm-plex-mono/"],
];

let plex: Promise<string> | undefined;

/** Style sheet with the theme's fonts inside it. */
export function loadFonts(): Promise<string> {
  plex ??= Promise.all(FACES.map(([css, folder]) => inlineFonts(css, folder)))
    .then((sheets) => sheets.join(""));
  return plex;
}

/** Puts the woff2 files that a style sheet names into it and drops the older formats. */
export async function inlineFonts(
  css: string,
  folder: string,
): Promise<string> {
  const files = [
    ...new Set(
      [...css.matchAll(/url\(([^)]+\.woff2)\)/g)].map((match) => match[1]),
    ),
  ];
  const contents = new Map(
    await Promise.all(files.map(async (file) => {
      const address = import.meta.resolve(folder + file.replace(/^\.\//, ""));
      const bytes = await Deno.readFile(new URL(address));
      return [file, `data:font/woff2;base64,${encodeBase64(bytes)}`] as const;
    })),
  );
  return css
    .replace(
      /url\(([^)]+\.woff2)\)/g,
      (_, file) => `url(${contents.get(file)})`,
    )
    .replace(
      /,\s*url\([^)]+\.(?:woff|ttf)\)\s*format\(["'](?:woff|truetype)["']\)/g,
      "",
    )
    .replace(/\/\*[\s\S]*?\*\/\s*/g, "");
}

/** Base64 of bytes of any length. */
export function encodeBase64(bytes: Uint8Array): string {
  // deno-lint-ignore no-explicit-any -- newer than the library types of some Deno versions
  const native = (bytes as any).toBase64;
  if (typeof native === "function") return native.call(bytes);
  let binary = "";
  for (let offset = 0; offset < bytes.length; offset += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(offset, offset + 0x8000));
  }
  return btoa(binary);
}
