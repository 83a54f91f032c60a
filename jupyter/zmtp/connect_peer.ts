import { connectEndpoint, type Endpoint } from "./endpoint.ts";
import type { Mailbox } from "./mailbox.ts";
import type { SocketType } from "./socket_type.ts";
import { type Parts, type PeerOptions, ZmtpPeer } from "./zmtp_peer.ts";

/** Connects to an endpoint and shakes hands. */
export async function connectPeer(
  endpoint: Endpoint,
  socketType: SocketType,
  options: PeerOptions = {},
): Promise<ZmtpPeer> {
  const connection = await connectEndpoint(endpoint, options);
  return await ZmtpPeer.open(connection, socketType, options);
}

/** Puts what comes from a peer into a mailbox, as fast as that is emptied, until the connection ends. */
export async function deliver(
  peer: ZmtpPeer,
  mailbox: Mailbox<Parts>,
): Promise<void> {
  try {
    for await (const parts of peer.messages()) {
      mailbox.put(parts);
      await mailbox.room();
    }
    mailbox.end(new Error("The peer closed the connection"));
  } catch (failure) {
    mailbox.end(failure as Error);
  } finally {
    peer.close();
  }
}
