# SPDX-License-Identifier: GPL-3.0-or-later
"""linkproxy.py [HOST:]PORT [--listen PORT] [--set JSON] [--seed N]: a TCP proxy on loopback that behaves like a bad line.

Prints {"port": N}, then takes one JSON object a line on standard input and answers each with the counts so far:
{"set": {...}} changes the faults, {"cut": true} cuts every connection now, {} asks only. It ends with its input, so with
its starter too. Programs in Python use the class LinkProxy instead.

Faults, each off at 0 or false: roundTripMs (half of it each way), rate (bytes a second and direction, shared by all
connections), cutBytes (of a connection, both ways together), cutSeconds, both up to cutBytesTo and cutSecondsTo when
those are larger, drawn for each connection from the seed; halfClose (cut by end of stream, not by reset), blackHole
(nothing passes any more), drip (one byte at a time). Counts: connections, up, down (bytes), turns (how often the client
spoke after the server had), cuts."""
import argparse
import asyncio
import json
import random
import socket
import struct
import sys
import threading

FAULTS = {"roundTripMs": 0, "rate": 0, "cutBytes": 0, "cutBytesTo": 0, "cutSeconds": 0, "cutSecondsTo": 0,
          "halfClose": False, "blackHole": False, "drip": False}
CHUNK = 16384


class Connection:
    def __init__(self, proxy, client, server):
        self.proxy, self.client, self.server = proxy, client, server
        self.bytes, self.is_cut, self.client_spoke = 0, False, False
        low, high = proxy.faults["cutBytes"], proxy.faults["cutBytesTo"]
        self.cut_at = proxy.rng.randint(low, high) if high > low else low
        low, high = proxy.faults["cutSeconds"], proxy.faults["cutSecondsTo"]
        self.timer = None
        if low or high:
            seconds = proxy.rng.uniform(low, high) if high > low else low
            self.timer = asyncio.get_running_loop().call_later(seconds, self.cut)

    def cut(self):
        if self.is_cut:
            return
        self.is_cut = True
        self.proxy.counts["cuts"] += 1
        if self.proxy.faults["halfClose"]:
            for _, writer in (self.client, self.server):
                try:
                    writer.write_eof()
                except (OSError, RuntimeError):
                    pass
            return
        for _, writer in (self.client, self.server):
            sock = writer.get_extra_info("socket")
            try:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            except OSError:
                pass
            writer.transport.abort()

    def count(self, upwards, size):
        if upwards and not self.client_spoke:
            self.proxy.counts["turns"] += 1
        self.client_spoke = upwards
        self.proxy.counts["up" if upwards else "down"] += size

    async def read(self, reader, queue, upwards):
        loop = asyncio.get_running_loop()
        try:
            while data := await reader.read(CHUNK):
                self.count(upwards, len(data))
                await queue.put((loop.time() + self.proxy.faults["roundTripMs"] / 2000, data))
        except OSError:
            pass
        await queue.put((loop.time(), b""))

    async def write(self, writer, queue, upwards):
        loop = asyncio.get_running_loop()
        try:
            while True:
                due, data = await queue.get()
                await asyncio.sleep(max(0, due - loop.time()))
                faults = self.proxy.faults
                if not data:
                    if not self.is_cut:
                        writer.write_eof()
                    return
                if faults["rate"]:
                    await asyncio.sleep(self.proxy.wait_for_line(upwards, len(data)))
                if faults["blackHole"] or self.is_cut:
                    continue
                allowed = data
                if self.cut_at and self.bytes + len(data) >= self.cut_at:
                    allowed = data[:self.cut_at - self.bytes]
                self.bytes += len(allowed)
                for piece in ([allowed[i:i + 1] for i in range(len(allowed))] if faults["drip"] else [allowed]):
                    writer.write(piece)
                    await writer.drain()
                    if faults["drip"]:
                        await asyncio.sleep(0)
                if self.cut_at and self.bytes >= self.cut_at:
                    self.cut()
        except (OSError, RuntimeError):
            pass

    async def run(self):
        tasks = []
        for reader, writer, upwards in ((self.client[0], self.server[1], True), (self.server[0], self.client[1], False)):
            queue = asyncio.Queue(256)
            tasks += [self.read(reader, queue, upwards), self.write(writer, queue, upwards)]
        try:
            await asyncio.gather(*tasks)
        finally:
            if self.timer:
                self.timer.cancel()
            for _, writer in (self.client, self.server):
                writer.close()


class LinkProxy:
    """Runs in a thread of its own; set(), cut() and counts may be used from any."""

    def __init__(self, port, host="127.0.0.1", listen=0, seed=1, faults=None):
        self.target, self.rng = (host, port), random.Random(seed)
        self.faults = dict(FAULTS)
        self.counts = {"connections": 0, "up": 0, "down": 0, "turns": 0, "cuts": 0}
        self.connections, self.free_at, self.port = set(), {True: 0.0, False: 0.0}, 0
        self.set(faults or {})
        self.loop, ready = asyncio.new_event_loop(), threading.Event()
        self.thread = threading.Thread(target=self._run, args=(listen, ready), daemon=True)
        self.thread.start()
        ready.wait()
        if not self.port:
            raise OSError(f"port {listen} is taken")

    def _run(self, listen, ready):
        asyncio.set_event_loop(self.loop)
        try:
            server = self.loop.run_until_complete(asyncio.start_server(self._accept, "127.0.0.1", listen))
            self.port = server.sockets[0].getsockname()[1]
        except OSError:
            return
        finally:
            ready.set()
        self.loop.run_forever()

    async def _accept(self, reader, writer):
        self.counts["connections"] += 1
        try:
            server = await asyncio.open_connection(*self.target)
        except OSError:
            writer.transport.abort()
            return
        for end in (writer, server[1]):
            end.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = Connection(self, (reader, writer), server)
        self.connections.add(connection)
        try:
            await connection.run()
        finally:
            self.connections.discard(connection)

    def wait_for_line(self, upwards, size):
        """Seconds until these bytes have gone over the line after all that others already put on it."""
        now = self.loop.time()
        self.free_at[upwards] = max(self.free_at[upwards], now) + size / self.faults["rate"]
        return self.free_at[upwards] - now

    def set(self, faults):
        unknown = set(faults) - set(FAULTS)
        if unknown:
            raise ValueError(f"unknown faults: {unknown}")
        self.faults = {**self.faults, **faults}

    def cut(self):
        self.loop.call_soon_threadsafe(lambda: [c.cut() for c in list(self.connections)])

    def stop(self):
        self.cut()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("target")
    parser.add_argument("--listen", type=int, default=0)
    parser.add_argument("--set", default="{}")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    host, _, port = options.target.rpartition(":")
    proxy = LinkProxy(int(port), host or "127.0.0.1", options.listen, options.seed, json.loads(options.set))
    print(json.dumps({"port": proxy.port}), flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        proxy.set(order.get("set", {}))
        if order.get("cut"):
            proxy.cut()
        print(json.dumps(proxy.counts), flush=True)


if __name__ == "__main__":
    main()
