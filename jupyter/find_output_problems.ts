import {
  isInteger,
  isMultilineText,
  isObject,
  quoteJson,
} from "./json_value.ts";

const KEYS_OF: Record<string, string[]> = {
  stream: ["output_type", "name", "text"],
  display_data: ["output_type", "data", "metadata"],
  execute_result: ["output_type", "data", "metadata", "execution_count"],
  error: ["output_type", "ename", "evalue", "traceback"],
};

/** Says what is wrong with one output of a parsed notebook file. */
export function* findOutputProblems(
  output: unknown,
  minor: number,
): Iterable<string> {
  if (!isObject(output) || typeof output.output_type !== "string") {
    yield `"output_type" is missing`;
    return;
  }
  const kind = output.output_type;
  if (!Object.hasOwn(KEYS_OF, kind)) {
    yield `unknown output type "${kind}"`;
    return;
  }
  const unknown = Object.keys(output)
    .find((key) => !KEYS_OF[kind].includes(key));
  if (unknown !== undefined && minor === 5) {
    yield `unknown key "${unknown}" in a ${kind} output`;
  }
  if (kind === "stream") yield* findStreamProblems(output);
  else if (kind === "error") yield* findErrorProblems(output);
  else yield* findDisplayProblems(output);
}

/** Says what is wrong with an execution count. */
export function* findCountProblem(count: unknown): Iterable<string> {
  if (count === null || (isInteger(count) && count >= 0)) return;
  yield `"execution_count" must be null or a whole number, not ${
    quoteJson(count)
  }`;
}

function* findStreamProblems(
  output: Record<string, unknown>,
): Iterable<string> {
  if (typeof output.name !== "string") yield `"name" must be text`;
  if (!isMultilineText(output.text)) {
    yield `"text" must be text or an array of lines`;
  }
}

function* findErrorProblems(output: Record<string, unknown>): Iterable<string> {
  for (const name of ["ename", "evalue"]) {
    if (typeof output[name] !== "string") yield `"${name}" must be text`;
  }
  const { traceback } = output;
  if (!Array.isArray(traceback) || !isMultilineText(traceback)) {
    yield `"traceback" must be an array of lines`;
  }
}

function* findDisplayProblems(
  output: Record<string, unknown>,
): Iterable<string> {
  for (const name of ["data", "metadata"]) {
    if (!isObject(output[name])) yield `"${name}" must be an object`;
  }
  if (output.output_type === "execute_result") {
    yield* findCountProblem(output.execution_count);
  }
  if (!isObject(output.data)) return;
  for (const [mediaType, form] of Object.entries(output.data)) {
    if (!isJsonMediaType(mediaType) && !isMultilineText(form)) {
      yield `"${mediaType}" must be text or an array of lines`;
    }
  }
}

/** Whether a form of this media type is a JSON value rather than text (nbformat's rule). */
export function isJsonMediaType(mediaType: string): boolean {
  return mediaType === "application/json" ||
    (mediaType.startsWith("application/") && mediaType.endsWith("+json"));
}
