/** One step from a sequence to another. */
export interface Edit<T> {
  kind: "kept" | "removed" | "added";
  value: T;
}

/** A furthest point: how far one diagonal got, and on which way. */
interface Point {
  /** Items of the shorter sequence used up. */
  used: number;
  /** Items both have in common just before this point. */
  run: number;
  /** The move onto this diagonal, from another. */
  move?: "long" | "short";
  from?: Point;
}

/**
 * The fewest steps that make `before` into `after`: what is removed, added and
 * kept, in order.
 *
 * Source: Wu, Manber, Myers, Miller, "An O(NP) Sequence Comparison Algorithm"
 * (1990).
 */
export function shortestEdit<T>(before: T[], after: T[]): Edit<T>[] {
  let start = 0;
  while (
    start < before.length && start < after.length &&
    before[start] === after[start]
  ) start++;
  const kept = before.slice(0, start).map((value): Edit<T> => ({
    kind: "kept",
    value,
  }));
  return [
    ...kept,
    ...editsAfterPrefix(before.slice(start), after.slice(start)),
  ];
}

function editsAfterPrefix<T>(before: T[], after: T[]): Edit<T>[] {
  // The paper's A is the shorter one; here `long` and `short` say which it is.
  return after.length > before.length
    ? retrace(furthestPoint(after, before), after, before, "added", "removed")
    : retrace(furthestPoint(before, after), before, after, "removed", "added");
}

/**
 * Walks the edit graph diagonal by diagonal until one reaches the far corner.
 *
 * ```text
 *          long →          a point on diagonal k has used up
 *   short  \  k = 0        `used` items of short and
 *     ↓     \    \  k = delta   `used + k` items of long
 * ```
 */
function furthestPoint<T>(long: T[], short: T[]): Point {
  const delta = long.length - short.length;
  const furthest = new Map<number, Point>();

  function advance(k: number): void {
    const point = step(furthest.get(k - 1), furthest.get(k + 1));
    while (
      point.used < short.length && point.used + k < long.length &&
      short[point.used] === long[point.used + k]
    ) {
      point.used++;
      point.run++;
    }
    furthest.set(k, point);
  }

  for (let detour = 0; detour <= short.length; detour++) {
    for (let k = -detour; k < delta; k++) advance(k);
    for (let k = delta + detour; k > delta; k--) advance(k);
    advance(delta);
    const end = furthest.get(delta)!;
    if (end.used >= short.length) return end;
  }
  throw new RangeError("Cannot compare: no way from one sequence to the other");
}

/** Moves onto a diagonal from the neighbour that has come further. */
function step(left: Point | undefined, right: Point | undefined): Point {
  if (left && (!right || left.used > right.used + 1)) {
    return { used: left.used, run: 0, move: "long", from: left };
  }
  if (right) {
    return { used: right.used + 1, run: 0, move: "short", from: right };
  }
  return { used: 0, run: 0 };
}

function retrace<T>(
  end: Point,
  long: T[],
  short: T[],
  longKind: "removed" | "added",
  shortKind: "removed" | "added",
): Edit<T>[] {
  const edits: Edit<T>[] = [];
  let longLeft = long.length;
  let shortLeft = short.length;
  for (let point: Point | undefined = end; point; point = point.from) {
    for (let count = 0; count < point.run; count++) {
      shortLeft--;
      edits.push({ kind: "kept", value: long[--longLeft] });
    }
    if (point.move === "long") {
      edits.push({ kind: longKind, value: long[--longLeft] });
    } else if (point.move === "short") {
      edits.push({ kind: shortKind, value: short[--shortLeft] });
    }
  }
  return edits.reverse();
}
