import { assertEquals } from "@std/assert";
import { sampleDrawings } from "../../gallery/samples.ts";

/** The text form of every sample, as it has to stand in a terminal. */
const TEXT_FORMS: Record<string, string> = {
  ladder: String.raw`
       Alice                                            Bob
  127.0.0.1:56374                                 127.0.0.1:36213
    22 B │── Do you have the time?\n ───────────────────>│
         │<── Yes, it is 12:12\n ────────────────────────│ 17 B
   close │- end of stream - - - - - - - - - - - - - - - >│
(5.0 ms from first to last)
`,
  "byte-grid": String.raw`
0000  47 45 54 20 2f 20 48 54 54 50 2f 31 2e 30 0d 0a  GET / HTTP/1.0..
      1───────    2─    3────────────────────── 4────
   1  method    GET
   2  target    /
   3  version   HTTP/1.0
   4  line end  \r\n
`,
  encapsulation: String.raw`
HTTP message                                     │ GET / HTTP/1.0\r\n… 35 │      35 B
TCP segment                             │ TCP 20 │ GET / HTTP/1.0\r\n… 35 │      55 B
IPv4 packet                   │ IPv4 20 │ TCP 20 │ GET / HTTP/1.0\r\n… 35 │      75 B
Ethernet frame  │ Ethernet 14 │ IPv4 20 │ TCP 20 │ GET / HTTP/1.0\r\n… 35 │ 4 │  93 B
`,
  "layer-stack": String.raw`
  Alice                                                         Bob
┌────────────────────────┐                                    ┌────────────────────────┐
│ application: HTTP      │ <------ HTTP message, 35 B ------> │ application: HTTP      │
└────────────────────────┘                                    └────────────────────────┘
           │ send                                                        ^ recv
┌────────────────────────┐                                    ┌────────────────────────┐
│ transport: TCP         │ <------ TCP segment, 55 B -------> │ transport: TCP         │
└────────────────────────┘                                    └────────────────────────┘
           │ send                                                        ^ recv
┌────────────────────────┐                                    ┌────────────────────────┐
│ network: IPv4          │ <------ IPv4 packet, 75 B -------> │ network: IPv4          │
└────────────────────────┘                                    └────────────────────────┘
           │                                                             ^
           └────────────────────── cable or radio ───────────────────────┘
`,
  hourglass: String.raw`
application          [HTTP 80]  HTTPS 443   SMTP 25   IMAP 143   DNS 53   SSH 22   BGP 179
transport                        [TCP 6]  UDP 17   SCTP 132   ICMP 1   OSPF 89
network                                    IPv4 0x0800  [IPv6 0x86dd]
link                         Ethernet  [Wi-Fi]  PPP   ATM   LTE   avian   loopback
physical                    SDH   copper   fibre   2.4 GHz   5 GHz   pigeon   smoke
`,
  "addrinfo-chain": String.raw`
result ─> struct addrinfo
    ai_flags      0
    ai_family     AF_INET
    ai_socktype   SOCK_STREAM
    ai_protocol   IPPROTO_TCP
    ai_addrlen    16
    ai_addr       →              ─> family 2 AF_INET, port 80, address 127.0.0.1
    ai_canonname  NULL
    ai_next       NULL
`,
  "descriptor-map": String.raw`
client
  fd 3   clientfd ─> [1] tcp ESTABLISHED 127.0.0.1:56374 <-> 127.0.0.1:8080
bar
  fd 3   listenfd ─> [1] tcp LISTEN 127.0.0.1:8080
  fd 4   connfd   ─> [2] tcp ESTABLISHED 127.0.0.1:8080 <-> 127.0.0.1:56374
  connected: client fd 3 <-> bar fd 4
`,
  lifecycle: String.raw`
client                                            server
                                                  socket(AF_INET, SOCK_STREAM, 0) = 3
                                                  bind(3, 127.0.0.1:8080, 16) = 0
                                                  listen(3, 1024) = 0
                                                  accept(3) = 5 (1)
socket(AF_INET, SOCK_STREAM, 0) = 4
connect(4, 127.0.0.1:8080, 16) = 0 (1)
send(4, "cider\n", 6, 0) = 6 (2)
                                                  recv(5, 100, 0) = 6 (2)
close(4) = 0 (3)
                                                  recv(5, 100, 0) = 0 (3)
                                                  close(5) = 0
  (1) connect ─> accept: connection
  (2) send ─> recv: 6 B
  (3) close ─> recv: end
`,
  waterfall: String.raw`
   resolve │██                                                │ 2.0 ms
   connect │  ████████                                        │ 7.0 ms
   request │          █                                       │ 1.0 ms
first byte │           ░░░░░░░░░░░░░░░░░░░░░░░░               │ 21 ms
      body │                                   ███████████████│ 13 ms
`,
  attempts: String.raw`
[2001:db8::1]:80 │··················································│ abandoned, 268 ms
    192.0.2.7:80 │                                               ███│ connected, 18 ms
`,
  plot: String.raw`
bytes
12000000 │                                                              *+
         │                                                           **++
         │                                                        ***++
         │                                                     *** ++
         │                                                   **  ++
         │                                                ***  ++
         │                                             ***   ++
         │                                          ***    ++
         │                                       ***     ++
         │     **********************************      ++
         │    *                                      ++
         │   *                                     ++
         │ **                                    ++
       0 │+++++++++++++++++++++++++++++++++++++++
         └────────────────────────────────────────────────────────────────
          0                                                            100
                                                                 time (ms)
  * written
  + read
`,
};

Deno.test("text forms of the samples are as drawn by hand", async () => {
  const drawn = Object.entries(await sampleDrawings())
    .map(([name, { text }]) => [name, `\n${text}\n`]);
  assertEquals(Object.fromEntries(drawn), TEXT_FORMS);
});
