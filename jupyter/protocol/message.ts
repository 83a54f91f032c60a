/** Version of the Jupyter messaging protocol spoken here. */
export const PROTOCOL_VERSION = "5.3";

/** What every message says about itself. Source: Jupyter messaging, "Message header". */
export interface MessageHeader {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  /** ISO 8601. */
  date: string;
  version: string;
}

/** A message between a front-end and a kernel. */
export interface Message {
  header: MessageHeader;
  /** The header of the request that this answers or belongs to; empty for none. */
  parent_header: Partial<MessageHeader>;
  metadata: Record<string, unknown>;
  content: Record<string, unknown>;
  /** Binary attachments, as comms use them. */
  buffers: Uint8Array[];
}

/** Makes a message with a header of its own. */
export function createMessage(
  type: string,
  content: Record<string, unknown>,
  session: string,
): Message {
  return {
    header: {
      msg_id: crypto.randomUUID(),
      msg_type: type,
      session,
      username: "sockets",
      date: new Date().toISOString(),
      version: PROTOCOL_VERSION,
    },
    parent_header: {},
    metadata: {},
    content,
    buffers: [],
  };
}
