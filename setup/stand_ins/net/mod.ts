/**
 * Stands in for `@std/net` where its registry is out of reach.
 *
 * @module
 */

export {
  getAvailablePort,
  type GetAvailablePortOptions,
} from "./get_available_port.ts";
