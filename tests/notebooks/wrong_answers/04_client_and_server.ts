import type { WrongAnswers } from "../wrong_answer.ts";

const MENU_BAR = `async function openBar(listener, menu, patience = 10_000) {
  const visits: Promise<number>[] = [];
  for await (const guest of listener) visits.push(serve(guest));
  const paid = await Promise.all(visits);
  return paid.reduce((sum, bill) => sum + bill, 0);

  async function serve(guest) {
    let bill = 0;
    try {
      while (true) {
        const order = await readLine(guest, { timeout: patience });
        if (order === null) return 0;
        if (order === "bill please") {
          await writeAll(guest, \`that makes \${bill}\\n\`);
          return bill;
        }
        const dish = order.match(/^a (.+) please$/)?.[1];
        bill += menu.get(dish ?? "") ?? 0;
        await writeAll(guest, \`\${reply(order, dish)}\\n\`);
      }
    } catch (error) {
      if (!(error instanceof DeadlineError)) return 0;
      await writeAll(guest, "we are closing\\n").catch(() => {});
      return 0;
    } finally {
      guest.close();
    }
  }

  function reply(order, dish) {
    if (order === "menu") {
      return [...menu].map((entry) => entry.join(" ")).join(", ");
    }
    if (dish === undefined) return "I beg your pardon";
    return menu.has(dish)
      ? \`here is your \${dish}\`
      : \`sorry, we have no \${dish}\`;
  }
}`;

const CHAT_ROOM = `async function openRoom(listener) {
  const names = new Map();
  const guests = new Set();
  const visits: Promise<void>[] = [];
  for await (const guest of listener) {
    guests.add(guest);
    visits.push(welcome(guest));
  }
  for (const guest of guests) guest.close();
  await Promise.all(visits);

  async function welcome(guest) {
    try {
      const name = await readLine(guest, { timeout: Infinity });
      if (name === null) return;
      names.set(guest, name);
      await tellOthers(guest, \`* \${name} has come\`);
      const patient = lines(guest, { timeout: Infinity });
      for await (const line of patient) {
        await tellOthers(guest, \`\${name}: \${line}\`);
      }
    } catch {
      // gone
    } finally {
      const name = names.get(guest);
      names.delete(guest);
      guests.delete(guest);
      guest.close();
      if (name !== undefined) {
        await tellOthers(guest, \`* \${name} has gone\`);
      }
    }
  }

  async function tellOthers(speaker, line) {
    const others = [...names.keys()].filter((one) => one !== speaker);
    await Promise.all(
      others.map((one) => writeAll(one, \`\${line}\\n\`).catch(() => {})),
    );
  }
}`;

/** A right answer with one thing changed. */
function changed(answer: string, right: string, wrong: string): string {
  if (!answer.includes(right)) {
    throw new Error(`Cannot change "${right}": it is not in the answer`);
  }
  return answer.replace(right, () => wrong);
}

export const wrongAnswers: WrongAnswers = {
  "ex-answer": [
    {
      mistake: "everything is on the menu",
      source: `function replyTo(order: string): string {
  const found = order.match(/^a (.+) please$/);
  return found ? \`here is your \${found[1]}\` : "I beg your pardon";
}`,
      says: "it is not on the menu",
    },
    {
      mistake: "looks for a dish anywhere in the line",
      source: `function replyTo(order: string): string {
  for (const dish of ["cider", "tea", "quiche"]) {
    if (order.includes(dish)) return \`here is your \${dish}\`;
  }
  const found = order.match(/^a (.+) please$/);
  return found ? \`sorry, we have no \${found[1]}\` : "I beg your pardon";
}`,
      says: "the order is the whole line",
    },
    {
      mistake: "what is no order breaks it",
      source: `function replyTo(order: string): string {
  const drink = order.match(/^a (.+) please$/)[1];
  return ["cider", "tea", "quiche"].includes(drink)
    ? \`here is your \${drink}\`
    : \`sorry, we have no \${drink}\`;
}`,
      says: "this is no order",
    },
    {
      mistake: "gives back the whole order",
      source: `function replyTo(order: string): string {
  return \`here is your \${order}\`;
}`,
      says: "the dish stands between a and please",
    },
  ],
  "ex-client": [
    {
      mistake: "no line end",
      source: `async function orderAndLeave(port, drink) {
  using guest = await connect("127.0.0.1", port);
  await writeAll(guest, \`a \${drink} please\`);
  await guest.closeWrite();
  return await readLine(guest);
}`,
      says: "and a line end",
    },
    {
      mistake: "orders the drink alone",
      source: `async function orderAndLeave(port, drink) {
  using guest = await connect("127.0.0.1", port);
  await writeAll(guest, \`\${drink}\\n\`);
  return await readLine(guest);
}`,
      says: "write `a ${drink} please` and a line end",
    },
    {
      mistake: "does not wait for the answer",
      source: `async function orderAndLeave(port, drink) {
  using guest = await connect("127.0.0.1", port);
  await writeAll(guest, \`a \${drink} please\\n\`);
  return "here";
}`,
      says: "a tea",
    },
    {
      mistake: "does not close when the answer is cut",
      source: `async function orderAndLeave(port, drink) {
  const guest = await connect("127.0.0.1", port);
  await writeAll(guest, \`a \${drink} please\\n\`);
  const answer = await readLine(guest);
  guest.close();
  return answer;
}`,
      says: "close in finally",
    },
    {
      mistake: "takes half an answer",
      source: `async function orderAndLeave(port, drink) {
  using guest = await connect("127.0.0.1", port);
  await writeAll(guest, \`a \${drink} please\\n\`);
  return await readLine(guest, { allowUnterminated: true });
}`,
      says: "half an answer is an error",
    },
  ],
  "ex-serve": [
    {
      mistake: "one order only",
      source: `async function serveGuest(guest, answer) {
  try {
    const order = await readLine(guest);
    if (order !== null) await writeAll(guest, \`\${answer(order)}\\n\`);
  } catch { /* gone */ } finally { guest.close(); }
}`,
      says: "answer every line",
    },
    {
      mistake: "lets a guest's error out",
      source: `async function serveGuest(guest, answer) {
  try {
    for await (const order of lines(guest)) {
      await writeAll(guest, \`\${answer(order)}\\n\`);
    }
  } finally { guest.close(); }
}`,
      says: "catch the error of a guest",
    },
    {
      mistake: "does not close after an error",
      source: `async function serveGuest(guest, answer) {
  try {
    for await (const order of lines(guest)) {
      await writeAll(guest, \`\${answer(order)}\\n\`);
    }
    guest.close();
  } catch { /* gone */ }
}`,
      says: "close in finally",
    },
    {
      mistake: "an empty line ends the visit",
      source: `async function serveGuest(guest, answer) {
  try {
    let order;
    while (order = await readLine(guest)) {
      await writeAll(guest, \`\${answer(order)}\\n\`);
    }
  } catch { /* gone */ } finally { guest.close(); }
}`,
      says: "only null is the end",
    },
    {
      mistake: "never closes",
      source: `async function serveGuest(guest, answer) {
  try {
    for await (const order of lines(guest)) {
      await writeAll(guest, \`\${answer(order)}\\n\`);
    }
  } catch { /* gone */ }
}`,
      says: "close when there is no more",
    },
  ],
  "ex-menu-bar": [
    {
      mistake: "one guest at a time",
      source: changed(
        MENU_BAR,
        "visits.push(serve(guest));",
        "visits.push(Promise.resolve(await serve(guest)));",
      ),
      says: "no await for a visit in the accept loop",
    },
    {
      mistake: "one bill for all",
      source: changed(
        changed(MENU_BAR, "    let bill = 0;\n", ""),
        "const visits",
        "let bill = 0;\n  const visits",
      ),
      says: "keep the bill in the conversation, not in the bar",
    },
    {
      mistake: "what is not there costs as much as cider",
      source: changed(
        MENU_BAR,
        'bill += menu.get(dish ?? "") ?? 0;',
        "if (dish) bill += menu.get(dish) ?? 4;",
      ),
      says: "add the price of each dish that was served",
    },
    {
      mistake: "goes on after the bill",
      source: changed(MENU_BAR, "          return bill;\n", ""),
      says: "close after the bill",
    },
    {
      mistake: "one guest's error ends the bar",
      source: changed(
        MENU_BAR,
        "if (!(error instanceof DeadlineError)) return 0;",
        "if (!(error instanceof DeadlineError)) { listener.close(); throw error; }",
      ),
      says: "all bills together",
    },
    {
      mistake: "silent guests are thrown out without a word",
      source: changed(
        MENU_BAR,
        'await writeAll(guest, "we are closing\\n").catch(() => {});',
        "",
      ),
      says: "say so, then close",
    },
    {
      mistake: "counts bills nobody asked for",
      source: changed(
        MENU_BAR,
        "if (!(error instanceof DeadlineError)) return 0;",
        "if (!(error instanceof DeadlineError)) return bill + 1;",
      ),
      says: "only bills that were asked for count",
    },
  ],
  "ex-chat-room": [
    {
      mistake: "the speaker hears herself",
      source: changed(
        CHAT_ROOM,
        ".filter((one) => one !== speaker)",
        "",
      ),
      says: "tell the others when a name is known",
    },
    {
      mistake: "says nothing when somebody comes",
      source: changed(
        CHAT_ROOM,
        "await tellOthers(guest, `* ${name} has come`);",
        "",
      ),
      says: "anna hears that bob has come",
    },
    {
      mistake: "passes on whatever comes, line or not",
      source: changed(
        changed(
          CHAT_ROOM,
          "const patient = lines(guest, { timeout: Infinity });",
          "const room = new Uint8Array(4096); let n;",
        ),
        "for await (const line of patient) {",
        `while ((n = await guest.read(room, { timeout: Infinity })) !== null) {
        const line = new TextDecoder().decode(room.subarray(0, n)).trim();`,
      ),
      says: "pass whole lines on",
    },
    {
      mistake: "takes half a line for a line",
      source: changed(
        CHAT_ROOM,
        "lines(guest, { timeout: Infinity })",
        "lines(guest, { timeout: Infinity, allowUnterminated: true })",
      ),
      says: "drop half a line",
    },
    {
      mistake: "announces guests who never had a name",
      source: changed(
        CHAT_ROOM,
        "if (name !== undefined) {",
        "{",
      ),
      says: "who had no name was never there",
    },
    {
      mistake: "returns without closing the guests",
      source: changed(
        CHAT_ROOM,
        `  for (const guest of guests) guest.close();
  await Promise.all(visits);`,
        "",
      ),
      says: "after the loop, close every guest, then return",
    },
  ],
};
