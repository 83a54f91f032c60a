/** Sockets that a process listens on (Linux). */

/** Where the kernel lists sockets, one a line: state in the fourth column, inode in the tenth. Source: proc(5). */
const TABLES = ["/proc/net/tcp", "/proc/net/tcp6"];
const LISTEN = "0A";

/** The inodes of all TCP sockets of this machine that listen: unlike ports they are never taken by another. */
export function listeningSockets(): Set<string> {
  const rows = TABLES.flatMap((path) =>
    Deno.readTextFileSync(path).trim().split("\n").slice(1)
      .map((line) => line.trim().split(/\s+/))
  );
  return new Set(
    rows.filter((row) => row[3] === LISTEN).map((row) => row[9]),
  );
}

/** Those of one process. */
export function listeningSocketsOf(pid: number): string[] {
  const listening = listeningSockets();
  const inodes = [...Deno.readDirSync(`/proc/${pid}/fd`)].map(({ name }) => {
    try {
      const target = Deno.readLinkSync(`/proc/${pid}/fd/${name}`);
      return /^socket:\[(\d+)\]$/.exec(target)?.[1];
    } catch {
      return undefined; // closed meanwhile
    }
  });
  return inodes.filter((inode) => inode !== undefined)
    .filter((inode) => listening.has(inode));
}
