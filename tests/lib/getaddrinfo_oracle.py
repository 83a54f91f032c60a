"""Answers getaddrinfo queries (a JSON list on stdin) with Python's own getaddrinfo."""

import json
import socket
import sys

ERROR_NAMES = {
    number: name
    for name, number in vars(socket).items()
    if name.startswith("EAI_") and name != "EAI_MAX"
}


def host_argument(hostname):
    """Bytes are passed on as they are; text would be checked by Python first."""
    if hostname is None:
        return None
    if hostname.isascii():
        return hostname.encode("ascii")
    return hostname.encode("idna")


def answer(query):
    hostname, service, family, socktype, protocol, flags = query
    try:
        entries = socket.getaddrinfo(
            host_argument(hostname), service, family, socktype, protocol, flags
        )
    except socket.gaierror as error:
        number = error.args[0]
        return {"status": number, "code": ERROR_NAMES.get(number, f"EAI_{number}")}
    return [
        {
            "family": int(family),
            "socktype": int(socktype),
            "protocol": protocol,
            "canonname": canonname or None,
            "address": sockaddr[0].split("%")[0],
            "port": sockaddr[1],
            "scopeId": sockaddr[3] if len(sockaddr) > 2 else 0,
        }
        for family, socktype, protocol, canonname, sockaddr in entries
    ]


json.dump([answer(query) for query in json.load(sys.stdin)], sys.stdout)
