import { HOST_PLATFORM } from "./platforms.ts";

const { IPPROTO_TCP, IPPROTO_UDP } = HOST_PLATFORM.constants;

/** What a service name stands for. */
export interface Service {
  port: number;
  /** Numbers of the protocols that it is offered over. */
  protocols: readonly number[];
}

const TCP = [IPPROTO_TCP];
const UDP = [IPPROTO_UDP];
const BOTH = [IPPROTO_TCP, IPPROTO_UDP];

/** Services that programs here ask for by name, as in IANA's registry. */
const SERVICES: Readonly<Record<string, Service>> = {
  echo: { port: 7, protocols: BOTH },
  discard: { port: 9, protocols: BOTH },
  daytime: { port: 13, protocols: BOTH },
  ssh: { port: 22, protocols: TCP },
  smtp: { port: 25, protocols: TCP },
  time: { port: 37, protocols: BOTH },
  domain: { port: 53, protocols: BOTH },
  http: { port: 80, protocols: TCP },
  ntp: { port: 123, protocols: UDP },
  https: { port: 443, protocols: BOTH },
};

/** The port of a service that this kit speaks of; `undefined` for any other. */
export function wellKnownService(name: string): Service | undefined {
  return Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
}
