/** Finds promises that nobody waits for: an assertion without `await` passes unseen. */
import ts from "typescript";

/** Expression statements in these places whose value is a promise, or an array of promises, that is dropped. */
export function floatingPromises(
  checker: ts.TypeChecker,
  file: ts.SourceFile,
  places: readonly ts.Node[] = [file],
): { start: number; end: number; rule: string; message: string }[] {
  const found: ReturnType<typeof floatingPromises> = [];
  const report = (node: ts.Node, advice: string) =>
    found.push({
      start: node.getStart(file),
      end: node.end,
      rule: "floating-promise",
      message: `Nobody waits for "${firstLine(node.getText(file))}": ${advice}`,
    });
  const visit = (node: ts.Node) => {
    if (ts.isExpressionStatement(node) && drops(checker, node.expression)) {
      report(node.expression, "put await in front, or void if that is meant");
    }
    if (ts.isCallExpression(node) && dropsEach(checker, node)) {
      report(
        node,
        "forEach drops the promises of its callback; use for … of with await",
      );
    }
    ts.forEachChild(node, visit);
  };
  places.forEach(visit);
  return found;
}

/** Whether the value of a statement's expression is a promise whose failure nobody would see. */
function drops(checker: ts.TypeChecker, expression: ts.Expression): boolean {
  const inner = withoutParentheses(expression);
  if (ts.isVoidExpression(inner) || ts.isAwaitExpression(inner)) return false;
  if (isAssignment(inner) || isHandled(inner)) return false;
  const type = checker.getTypeAtLocation(inner);
  const parts = type.isUnion() ? type.types : [type];
  return parts.some((part) =>
    isThenable(checker, part, inner) || isThenable(
      checker,
      checker.isArrayType(part)
        ? checker.getTypeArguments(part as ts.TypeReference)[0]
        : undefined,
      inner,
    )
  );
}

function withoutParentheses(expression: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(expression)
    ? withoutParentheses(expression.expression)
    : expression;
}

/** `=`, `??=` and the like keep the promise. */
function isAssignment(expression: ts.Expression): boolean {
  return ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    expression.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
}

/** `addresses.forEach(async (address) => …)`: `forEach` takes no notice of what its callback gives. */
function dropsEach(checker: ts.TypeChecker, call: ts.CallExpression): boolean {
  const { expression, arguments: [callback] } = call;
  return ts.isPropertyAccessExpression(expression) &&
    expression.name.text === "forEach" && callback !== undefined &&
    checker.getTypeAtLocation(callback).getCallSignatures().some((signature) =>
      isThenable(checker, checker.getReturnTypeOfSignature(signature), callback)
    );
}

/** `.catch(handler)` and `.then(use, handler)` see the failure. */
function isHandled(expression: ts.Expression): boolean {
  if (!ts.isCallExpression(expression)) return false;
  const callee = expression.expression;
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const { text } = callee.name;
  return text === "catch" && expression.arguments.length >= 1 ||
    text === "then" && expression.arguments.length >= 2 ||
    text === "finally" && isHandled(withoutParentheses(callee.expression));
}

function isThenable(
  checker: ts.TypeChecker,
  type: ts.Type | undefined,
  place: ts.Node,
): boolean {
  const then = type?.getProperty("then");
  if (!then || type!.flags & ts.TypeFlags.Any) return false;
  return checker.getTypeOfSymbolAtLocation(then, place).getCallSignatures()
    .length > 0;
}

function firstLine(text: string): string {
  const [line, ...more] = text.split("\n");
  return more.length > 0 ? `${line} …` : line;
}
