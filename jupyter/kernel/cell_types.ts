import { CheckSetting } from "../language_service/check_setting.ts";
import { LanguageService } from "../language_service/language_service.ts";
import { showProblems } from "../language_service/show_problems.ts";
import type { Message } from "../protocol/message.ts";
import { EXCUSED_TAGS } from "../type_check/excused_tags.ts";

/** Ten times what a check takes, and less than anyone notices twice. */
const HOLD_UP = 500;
/** Milliseconds within which warnings are still shown, if the cell runs so long. */
const CHECK_TIMEOUT = 60_000;

/** What front-ends show, by media type. */
export type Display = Record<string, string>;

/** The kernel's knowledge of types: warnings about cells before they run, completion and inspection. */
export class CellTypes {
  readonly #service = new LanguageService();
  readonly #setting: CheckSetting;
  readonly #checksAll: boolean;
  readonly #holdUp: number;

  /**
   * @param checksAll whether cells are checked that do not say so themselves
   * @param holdUp milliseconds by which a check may hold up its cell
   */
  constructor(checksAll: boolean, { holdUp = HOLD_UP } = {}) {
    this.#checksAll = checksAll;
    this.#holdUp = holdUp;
    this.#setting = new CheckSetting(checksAll);
  }

  /** Gets ready for the first cell, if that is to be checked. */
  prepare(): void {
    if (this.#checksAll) this.#service.start();
  }

  /** The inner kernel is a new one: what cells declared is gone. */
  cleared(): void {
    this.#service.cleared();
  }

  /**
   * Has a cell checked that is about to run. Resolves when it may: after the check, or once that has taken too long;
   * `undefined` if it may at once, unchecked or while the service is still starting. `show` is called with the
   * warnings, if there are any, before that or later.
   */
  begin(
    { content, metadata }: Message,
    show: (display: Display) => void,
  ): Promise<void> | undefined {
    const code = String(content.code);
    const checking = this.#setting.appliesTo(code) && !isExcused(metadata.tags)
      ? this.#warn(code, show)
      : undefined;
    this.#service.ran(code);
    if (checking && this.#service.isReady) {
      return within(checking, this.#holdUp);
    }
  }

  /** The content of the reply to a request for completion or inspection; `undefined` if the inner kernel is to answer. */
  async answer(
    { header, content }: Message,
  ): Promise<Record<string, unknown> | undefined> {
    const code = String(content.code);
    const cursor = Number(content.cursor_pos);
    const reply = header.msg_type === "complete_request"
      ? await this.#service.complete(code, cursor)
      : await this.#service.inspect(code, cursor);
    return reply && { ...reply };
  }

  /** Ends the service. */
  async close(): Promise<void> {
    await this.#service.close();
  }

  async #warn(code: string, show: (display: Display) => void): Promise<void> {
    const problems = await this.#service.check(code, {
      timeout: CHECK_TIMEOUT,
    });
    const display = problems && showProblems(code, problems);
    if (display) show(display);
  }
}

/** The content of a reply to a request for completion or inspection of which nothing is known. */
export function nothingKnown(
  { header, content: { cursor_pos } }: Message,
): Record<string, unknown> {
  const nothing = { status: "ok", metadata: {} };
  return header.msg_type === "complete_request"
    ? {
      ...nothing,
      matches: [],
      cursor_start: cursor_pos,
      cursor_end: cursor_pos,
    }
    : { ...nothing, found: false, data: {} };
}

/** JupyterLab and Notebook send a cell's tags along; other front-ends do not. */
function isExcused(tags: unknown): boolean {
  return Array.isArray(tags) && tags.some((tag) => EXCUSED_TAGS.includes(tag));
}

async function within(
  event: Promise<void>,
  milliseconds: number,
): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, milliseconds);
  await Promise.race([event, late.promise]);
  clearTimeout(timer);
}
