/** One message that breaks one rule. */
export interface MalformedRow {
  /** The rule that it breaks: the section that the error must name. */
  rule: string;
  title: string;
  /** The message, one character for each octet. */
  octets: string;
  /** Words that the error must hold. */
  says: string;
  /** How a server answers it. */
  status: number;
}

/** `[rule, title, octets, words of the error, status (400 if left out)]` */
export type MalformedTuple = [
  rule: string,
  title: string,
  octets: string,
  says: string,
  status?: number,
];

export function malformedRows(tuples: MalformedTuple[]): MalformedRow[] {
  return tuples.map(([rule, title, octets, says, status = 400]) => ({
    rule,
    title,
    octets,
    says,
    status,
  }));
}
