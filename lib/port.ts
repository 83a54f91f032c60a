import { AddressError } from "./errors.ts";

const HIGHEST_PORT = 65535;

/**
 * The number that `port` writes, or `undefined` if it is a service's name. Numbers outside 0–65535 are refused:
 * the system's own resolver silently makes 34463 of "99999".
 */
export function portNumber(
  action: string,
  hostname: string,
  port: number | string,
): number | undefined {
  if (typeof port === "string" && /[a-z]/i.test(port)) return undefined;
  const text = String(port);
  const number = typeof port === "number" || /^\d+$/.test(text)
    ? Number(text)
    : NaN;
  if (Number.isInteger(number) && number >= 0 && number <= HIGHEST_PORT) {
    return number;
  }
  throw new AddressError(
    `Cannot ${action} "${hostname}" port "${text}": a port is a whole number from 0 to ${HIGHEST_PORT} or a service's name`,
    { code: "EAI_SERVICE", address: `${hostname}:${text}` },
  );
}
