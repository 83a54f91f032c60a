import { ZmtpError } from "./zmtp_error.ts";

/** The kinds of sockets spoken here, on either side. */
export type SocketType = "DEALER" | "ROUTER" | "SUB" | "PUB" | "REQ" | "REP";

/** Who may talk to whom. Source: RFC 23/ZMTP 3.0, "Socket Type". */
const PEERS: Record<SocketType, string[]> = {
  DEALER: ["DEALER", "ROUTER", "REP"],
  ROUTER: ["DEALER", "ROUTER", "REQ"],
  SUB: ["PUB", "XPUB"],
  PUB: ["SUB", "XSUB"],
  REQ: ["REP", "ROUTER"],
  REP: ["REQ", "DEALER"],
};

/** Throws {@linkcode ZmtpError} unless these two kinds of sockets fit. */
export function assertFits(ours: SocketType, theirs: string): void {
  if (PEERS[ours].includes(theirs)) return;
  throw new ZmtpError(
    `Cannot talk as ${ours} to a ${theirs || "nameless"} socket: expected ${
      PEERS[ours].join(" or ")
    }`,
  );
}
