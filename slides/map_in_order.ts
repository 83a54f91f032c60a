/**
 * Does work for each item, `atOnce` of them at the same time, and yields what came of it in the order of the items.
 *
 * Where the work for one item throws, so does the iteration, at its turn; what has begun by then goes on.
 */
export async function* mapInOrder<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const results = items.map(() => Promise.withResolvers<Result>());
  // Nobody waits yet for one that fails before its turn.
  for (const { promise } of results) promise.catch(() => {});
  const waiting = items.entries();
  const goOn = async () => {
    for (const [index, item] of waiting) {
      await work(item).then(results[index].resolve, results[index].reject);
    }
  };
  for (let worker = 0; worker < atOnce; worker++) goOn();
  for (const { promise } of results) yield await promise;
}
