"""A socket of libzmq, driven by JSON lines: {"send": [hex, ...]}, {"receive": true}, {"subscribe": hex}."""
import json
import sys
import zmq

kind, way, endpoint, identity = sys.argv[1:5]
context = zmq.Context()
socket = context.socket(getattr(zmq, kind))
socket.linger = 0
socket.rcvtimeo = 10_000
socket.sndtimeo = 10_000
if identity:
    socket.setsockopt(zmq.IDENTITY, bytes.fromhex(identity))
if way == "bind":
    socket.bind(endpoint)
    answer = socket.getsockopt(zmq.LAST_ENDPOINT).rstrip(b"\0").decode()
else:
    socket.connect(endpoint)
    answer = endpoint
print(json.dumps(answer), flush=True)
for line in sys.stdin:
    command = json.loads(line)
    answer = True
    if "send" in command:
        socket.send_multipart([bytes.fromhex(part) for part in command["send"]])
    elif "subscribe" in command:
        socket.setsockopt(zmq.SUBSCRIBE, bytes.fromhex(command["subscribe"]))
    elif "unsubscribe" in command:
        socket.setsockopt(zmq.UNSUBSCRIBE, bytes.fromhex(command["unsubscribe"]))
    else:
        answer = [part.hex() for part in socket.recv_multipart()]
    print(json.dumps(answer), flush=True)
socket.close()
context.term()
