/** A peer broke the rules of ZMTP, or its socket does not fit ours. */
export class ZmtpError extends Error {
  override name = "ZmtpError";
}
