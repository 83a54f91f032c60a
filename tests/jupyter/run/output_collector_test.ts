import { assertEquals } from "@std/assert";
import { createMessage } from "../../../jupyter/protocol/message.ts";
import { OutputCollector } from "../../../jupyter/run/output_collector.ts";

type Broadcast = [type: string, content: Record<string, unknown>];

function collect(...broadcasts: Broadcast[]) {
  const collector = new OutputCollector();
  for (const [type, content] of broadcasts) {
    collector.take(createMessage(type, content, "s"));
  }
  return collector.outputs;
}

function display(text: string, id?: string): Record<string, unknown> {
  return {
    data: { "text/plain": text },
    metadata: {},
    transient: id === undefined ? {} : { display_id: id },
  };
}

const OUT = (text: string): Broadcast => ["stream", { name: "stdout", text }];
const ERR = (text: string): Broadcast => ["stream", { name: "stderr", text }];

Deno.test("OutputCollector joins text of the same stream until something else comes", () => {
  assertEquals(
    collect(OUT("1\n"), OUT("2\n"), ERR("e"), OUT("3\n"), [
      "display_data",
      display("d"),
    ], OUT("4\n")),
    [
      { output_type: "stream", name: "stdout", text: "1\n2\n" },
      { output_type: "stream", name: "stderr", text: "e" },
      { output_type: "stream", name: "stdout", text: "3\n" },
      {
        output_type: "display_data",
        data: { "text/plain": "d" },
        metadata: {},
      },
      { output_type: "stream", name: "stdout", text: "4\n" },
    ],
  );
});

Deno.test("OutputCollector keeps results and errors in nbformat's shape, without transient parts", () => {
  assertEquals(
    collect(
      ["execute_result", { ...display("1"), execution_count: 7 }],
      ["error", { ename: "E", evalue: "e", traceback: ["E: e"], more: 1 }],
    ),
    [
      {
        output_type: "execute_result",
        data: { "text/plain": "1" },
        metadata: {},
        execution_count: 7,
      },
      { output_type: "error", ename: "E", evalue: "e", traceback: ["E: e"] },
    ],
  );
});

Deno.test("OutputCollector updates displays by id, also those of an earlier cell", () => {
  const displays = new Map();
  const first = new OutputCollector(displays);
  const second = new OutputCollector(displays);
  first.take(createMessage("display_data", display("a", "x"), "s"));
  first.take(createMessage("display_data", display("b", "y"), "s"));
  second.take(createMessage("display_data", display("c", "x"), "s"));
  second.take(createMessage("update_display_data", display("new", "x"), "s"));
  second.take(
    createMessage("update_display_data", display("?", "unknown"), "s"),
  );
  const texts = [first, second].map(({ outputs }) =>
    outputs.map((output) => "data" in output && output.data["text/plain"])
  );
  assertEquals(texts, [["new", "b"], ["new"]]);
});

Deno.test("OutputCollector clears at once, or with wait when the next output comes", () => {
  assertEquals(collect(OUT("1"), ["clear_output", { wait: false }]), []);
  assertEquals(collect(OUT("1"), ["clear_output", {}], OUT("2")).length, 1);
  const waiting: Broadcast = ["clear_output", { wait: true }];
  assertEquals(collect(OUT("1"), waiting).length, 1);
  assertEquals(collect(OUT("1"), waiting, OUT("2"), OUT("3")), [
    { output_type: "stream", name: "stdout", text: "23" },
  ]);
  assertEquals(
    collect(OUT("1"), waiting, ["display_data", display("d")]).length,
    1,
  );
});

Deno.test("OutputCollector takes no notice of what is no output", () => {
  assertEquals(
    collect(["status", {}], ["execute_input", {}], ["comm_open", {}], [
      "sockets_fence",
      {},
    ]),
    [],
  );
});

Deno.test("OutputCollector cuts text off at 32 MiB, with a note", () => {
  const piece = "x".repeat(1024 * 1024);
  const [output] = collect(...Array.from({ length: 40 }, () => OUT(piece)));
  const text = output.output_type === "stream" ? output.text : "";
  assertEquals(text.length < 34 * 1024 * 1024, true);
  assertEquals(/the rest is left out\n$/.test(text), true);
});
