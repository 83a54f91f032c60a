/**
 * What notebooks use besides sockets: exercises and their checks, displays, and cells that can be run again.
 *
 * Importing it in a kernel also shows errors that no cell was waiting for.
 *
 * @module
 */
import "./surface_errors.ts";

// What a cell shows.
export { TextDisplay } from "./text_display.ts";
export { show, type Transcript, transcript } from "./transcript.ts";
export { hexdump, type HexdumpOptions } from "./hexdump.ts";
export { quoted } from "./quoted.ts";

// What a cell opens, so that it can be run again.
export { socketPair, type SocketPairOptions } from "./socket_pair.ts";
export { closeAll, fresh } from "./fresh.ts";
export { pause } from "./pause.ts";
export { online } from "./online.ts";
export {
  type LocalAuthority,
  localAuthority,
  type ServerCertificate,
} from "./local_authority.ts";

// Exercises.
export { todo, TodoError } from "./todo.ts";
export { check, type CheckOptions, ExerciseError } from "./check.ts";
export type { Expect } from "./expect.ts";
export { grading, type GradingOptions } from "./grading.ts";
export {
  oneByteAtATime,
  type PeerPiece,
  type PeerScript,
  type ScriptedPeer,
  scriptedPeer,
} from "./scripted_peer.ts";
export { summary } from "./summary.ts";
export { type ExerciseState, type Tally, tally } from "./tally.ts";
