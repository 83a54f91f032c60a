/** Whether cells are checked, as they say themselves. */

/** `// @check` on a line of its own, perhaps with a word behind it. */
const DIRECTIVE = /^[ \t]*\/\/[ \t]*@check(?:[ \t]+(all|off))?[ \t]*\r?$/gm;

/**
 * `// @check` in a cell asks for a check of that cell, `// @check all` from that cell on, and `// @check off` for
 * none from that cell on.
 */
export class CheckSetting {
  #all: boolean;

  /** @param all whether cells are checked that say nothing */
  constructor(all: boolean) {
    this.#all = all;
  }

  /** Whether this cell, the next to run, is to be checked. */
  appliesTo(source: string): boolean {
    let once = false;
    for (const [, word] of source.matchAll(DIRECTIVE)) {
      if (word === undefined) once = true;
      else this.#all = word === "all";
    }
    return this.#all || once;
  }
}
