import { assertEquals, assertRejects } from "@std/assert";
import { SocketError } from "sockets";
import {
  httpFetch,
  type HttpFetchOptions,
  HttpHeaders,
  HttpPool,
  HttpProtocolError,
  type HttpRequest,
  type OutgoingResponse,
} from "sockets/http";
import { type Served, served } from "./served.ts";

/** Tells back what came; `/to?<status>&<location>` redirects. */
async function echo(request: HttpRequest): Promise<OutgoingResponse> {
  const [path, query = ""] = request.target.split("?");
  if (path === "/to" && query.includes("&")) {
    const [status, location] = query.split("&");
    const headers = { Location: decodeURIComponent(location) };
    return { status: Number(status), headers, body: "elsewhere" };
  }
  const body = await request.text();
  const named = ["Authorization", "Cookie", "Content-Type", "X-Order"]
    .filter((name) => request.headers.has(name));
  return {
    status: 200,
    body: [request.method, request.target, body, ...named].join(" "),
  };
}

function redirecting(server: Served, status: number, location = "/end") {
  return `${server.origin}/to?${status}&${encodeURIComponent(location)}`;
}

const HEADERS = {
  Authorization: "Basic YTpi",
  Cookie: "a=b",
  "Content-Type": "text/plain",
  "X-Order": "cider",
};

const METHODS: [status: number, method: string, becomes: string][] = [
  [301, "POST", "GET /end  Authorization Cookie X-Order"],
  [302, "POST", "GET /end  Authorization Cookie X-Order"],
  [303, "POST", "GET /end  Authorization Cookie X-Order"],
  [307, "POST", "POST /end body Authorization Cookie Content-Type X-Order"],
  [308, "POST", "POST /end body Authorization Cookie Content-Type X-Order"],
  [301, "PUT", "PUT /end body Authorization Cookie Content-Type X-Order"],
  [302, "PUT", "PUT /end body Authorization Cookie Content-Type X-Order"],
  [303, "PUT", "GET /end  Authorization Cookie X-Order"],
  [303, "DELETE", "GET /end  Authorization Cookie X-Order"],
  [307, "DELETE", "DELETE /end body Authorization Cookie Content-Type X-Order"],
];

for (const [status, method, becomes] of METHODS) {
  Deno.test(`httpFetch follows ${status} after ${method} as RFC 9110 §15.4 says`, async () => {
    await using server = await served(echo);
    const response = await httpFetch(redirecting(server, status), {
      method,
      body: "body",
      headers: HEADERS,
    });
    assertEquals(await response.text(), becomes);
    assertEquals(response.redirects.map((each) => [each.status, each.method]), [
      [status, method],
    ]);
    assertEquals(response.redirects[0].location, `${server.origin}/end`);
  });
}

Deno.test("httpFetch follows HEAD with HEAD", async () => {
  await using server = await served(echo);
  for (const status of [301, 302, 303, 307, 308]) {
    const response = await httpFetch(redirecting(server, status), {
      method: "HEAD",
    });
    assertEquals(
      response.headers.get("Content-Length"),
      String("HEAD /end ".length),
    );
  }
});

Deno.test("httpFetch leaves credentials behind at another origin", async () => {
  await using server = await served(echo);
  await using other = await served(echo);
  const response = await httpFetch(
    redirecting(server, 307, `${other.origin}/end`),
    { method: "POST", body: "body", headers: HEADERS },
  );
  assertEquals(await response.text(), "POST /end body Content-Type X-Order");
});

Deno.test("httpFetch resolves Location and inherits the fragment", async () => {
  await using server = await served(echo);
  const resolved = async (location: string, fragment = "") => {
    const response = await httpFetch(
      redirecting(server, 302, location) + fragment,
    );
    await response.bytes();
    return response.url.slice(server.origin.length);
  };
  assertEquals(await resolved("end"), "/end");
  assertEquals(await resolved("?drink=cider"), "/to?drink=cider");
  assertEquals(await resolved("/a/../end"), "/end");
  assertEquals(await resolved("/end", "#top"), "/end#top");
  assertEquals(await resolved("/end#new", "#top"), "/end#new");
  assertEquals(await resolved(`//127.0.0.1:${server.port}/end`), "/end");
  assertEquals(
    await resolved("/caf\u00c3\u00a9"),
    "/caf%C3%A9",
    "UTF-8 as it is",
  );
});

Deno.test("httpFetch refuses to follow to what is no place", async () => {
  await using server = await served(echo);
  const refused: [string, string][] = [
    ["ftp://bar.example/", "only http and https"],
    ["javascript:alert(1)", "only http and https"],
    ["http://", "Cannot follow"],
    ["http:///end", "its host is empty"],
    ["http://alice@bar.example/", "a user name stands before the host"],
    ["//alice:secret@bar.example/", "a user name stands before the host"],
    ["/\\bar.example/", "not a valid URL"],
    ["http://bar.example:99999/", "host or port is not valid"],
  ];
  for (const [location, words] of refused) {
    await assertRejects(
      () => httpFetch(redirecting(server, 302, location)),
      HttpProtocolError,
      words,
    );
  }
});

Deno.test("httpFetch notices loops, and counts", async () => {
  let count = 0;
  await using server = await served((request) => ({
    status: 302,
    headers: {
      Location: request.target === "/loop" ? "/loop" : `/${++count}`,
    },
  }));
  await assertRejects(
    () => httpFetch(`${server.origin}/loop`),
    HttpProtocolError,
    "leads back",
  );
  const fails = async (options: HttpFetchOptions, words: string) => {
    count = 0;
    await assertRejects(
      () => httpFetch(`${server.origin}/start`, options),
      HttpProtocolError,
      words,
    );
    return count;
  };
  assertEquals(await fails({}, "more than 20 redirects"), 21);
  assertEquals(await fails({ maxRedirects: 3 }, "more than 3"), 4);
  assertEquals(await fails({ limits: { redirects: 2 } }, "more than 2"), 3);
  assertEquals(await fails({ maxRedirects: 0 }, "more than 0"), 1);
});

Deno.test("httpFetch returns or refuses a redirect if asked to", async () => {
  await using server = await served(echo);
  const url = redirecting(server, 301);
  const response = await httpFetch(url, { redirect: "manual" });
  assertEquals([response.status, await response.text()], [301, "elsewhere"]);
  await assertRejects(
    () => httpFetch(url, { redirect: "error" }),
    SocketError,
    'it redirects to "',
  );
});

Deno.test("httpFetch follows nothing without Location, nor 300 and 304", async () => {
  let status = 0;
  await using server = await served(() => ({
    status,
    headers: status === 302 ? [] : [["Location", "/end"]],
  }));
  for (status of [300, 302, 304, 305, 201]) {
    const response = await httpFetch(server.origin);
    assertEquals([response.status, await response.text()], [status, ""]);
  }
});

Deno.test("httpFetch refuses two places in one redirect", async () => {
  await using server = await served(() => ({
    status: 302,
    headers: [["Location", "/a"], ["Location", "/b"]],
  }));
  await assertRejects(
    () => httpFetch(server.origin),
    HttpProtocolError,
    "names two places",
  );
});

Deno.test("httpFetch sends no stream twice", async () => {
  await using server = await served(echo);
  await assertRejects(
    () =>
      httpFetch(redirecting(server, 307), {
        method: "POST",
        body: new Blob(["cider"]).stream(),
      }),
    HttpProtocolError,
    "can't be sent twice",
  );
});

Deno.test("httpFetch follows redirects over one pooled connection", async () => {
  await using server = await served(echo);
  using pool = new HttpPool();
  const response = await httpFetch(redirecting(server, 302), { pool });
  assertEquals(response.timeline.phases[0].name, "request");
  assertEquals(response.redirects[0].timeline.phases[0].name, "resolve");
  await response.bytes();
  assertEquals(pool.size, 1);
});

Deno.test("HttpHeaders keeps order, case and repeated lines", () => {
  const headers = new HttpHeaders([["B", "1"], ["a", "2"], ["b", "3"]]);
  assertEquals(headers.get("b"), "1, 3");
  headers.set("B", "4").append("C", "5").delete("A");
  assertEquals([...headers], [["B", "4"], ["C", "5"]]);
  headers.set("d", "6");
  assertEquals(String(headers), "B: 4\r\nC: 5\r\nd: 6\r\n");
  const cookies = new HttpHeaders({ "Set-Cookie": ["a=b, c", "d=e"] });
  assertEquals(cookies.get("set-cookie"), "a=b, c");
  assertEquals(cookies.getAll("set-cookie"), ["a=b, c", "d=e"]);
  assertEquals([cookies.get("none"), cookies.has("none")], [null, false]);
});
