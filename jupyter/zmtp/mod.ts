/**
 * ZeroMQ's wire protocol (ZMTP 3.0, mechanism NULL) over the library's connections, as far as Jupyter needs it.
 *
 * DEALER, SUB and REQ connect; ROUTER, PUB and REP listen.
 *
 * @module
 */
export { connectDealer, DealerSocket } from "./dealer_socket.ts";
export { connectSub, SubSocket } from "./sub_socket.ts";
export { connectReq, ReqSocket } from "./req_socket.ts";
export { type RoutedMessage, RouterSocket } from "./router_socket.ts";
export { PubSocket } from "./pub_socket.ts";
export { RepSocket, type ZmtpRequest } from "./rep_socket.ts";
export type { Endpoint } from "./endpoint.ts";
export type { ReceiveOptions } from "./mailbox.ts";
export type { Parts, PeerOptions } from "./zmtp_peer.ts";
export { ZmtpError } from "./zmtp_error.ts";
