/** Times one contender: a first, shorter pass warms the compiler up, the second counts. */
export async function printRate(
  pass: (amount: number) => Promise<void>,
  amount: number,
): Promise<void> {
  await pass(Math.ceil(amount / 4));
  const start = performance.now();
  await pass(amount);
  console.log(amount / ((performance.now() - start) / 1000));
}
