# SPDX-License-Identifier: GPL-3.0-or-later
"""A line between client and server: delay, a rate that all connections share, and a count of what went over it.

As a program: link.py PORT_OF_THE_SERVER; prints its own port, then answers one JSON line for each on its input and ends
when that input ends, so it never outlives its starter. Requests:
    {"do": "set", "delay": ms both ways, "mbit": M or 0, "refuse": bool}
    {"do": "cut"}        as take, and ends all connections
    {"do": "take"}       the counts since the last take: connections, turns, up, down; "at": times
                         of the turns, "first": of the first connect()

A turn is a client that speaks after the server has spoken: an upper bound of the round trips it waited for. With TLS two
are the handshake's (no early data): the caller takes them off. What a real line has and this one has not: slow start,
loss. connect() costs one round trip, as the greeting arrives two after it."""
import asyncio
import collections
import json
import subprocess
import sys
import time

WINDOW = 1 << 20  # as much may be under way as a large TCP window holds


class Line:
    def __init__(self, target):
        self.target, self.delay, self.rate, self.refuse = target, 0.0, 0.0, False
        self.busy_until = {"up": 0.0, "down": 0.0}
        self.tasks = set()  # the loop itself keeps no hold on them
        self.clear()

    def clear(self):
        self.connections, self.moved, self.turns = 0, {"up": 0, "down": 0}, collections.deque(maxlen=20000)
        self.turn_count, self.last, self.first = 0, 0.0, 0.0

    def arrival(self, direction, size, now):
        """When a piece that is sent now is there."""
        if not self.rate:
            return now + self.delay
        done = max(now, self.busy_until[direction]) + size / self.rate
        self.busy_until[direction] = done
        return done + self.delay

    def note(self, direction, size, speaker):
        self.moved[direction] += size
        self.last = time.monotonic()
        if speaker[0] != direction and direction == "up":
            self.turn_count += 1
            self.turns.append(self.last)
        speaker[0] = direction

    async def pump(self, reader, writer, direction, speaker):
        loop, queue, free = asyncio.get_running_loop(), asyncio.Queue(), asyncio.Event()
        flying = 0

        async def deliver():
            nonlocal flying
            while True:
                due, data = await queue.get()
                if due > loop.time():
                    await asyncio.sleep(due - loop.time())
                try:
                    if data is None:
                        writer.write_eof()
                        return
                    writer.write(data)
                    await writer.drain()
                except (OSError, RuntimeError):
                    pass
                flying -= len(data or b"")
                free.set()
        task = asyncio.create_task(deliver())
        try:
            while True:
                try:
                    data = await reader.read(8192 if self.rate else 1 << 17)
                except OSError:
                    data = b""
                if not data:
                    break
                self.note(direction, len(data), speaker)
                flying += len(data)
                queue.put_nowait((self.arrival(direction, len(data), loop.time()), data))
                while flying > WINDOW:
                    free.clear()
                    await free.wait()
            queue.put_nowait((self.arrival(direction, 0, loop.time()), None))
            await task
        finally:
            task.cancel()

    def accept(self, reader, writer):
        task = asyncio.create_task(self.serve(reader, writer))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def cut(self):
        """Ends all connections: what the server still sends to a killed client must not burden the next."""
        tasks = list(self.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def serve(self, reader, writer):
        server = None
        try:
            if self.refuse:
                return
            self.connections += 1
            self.first = self.first or time.monotonic()
            # The kernel has accepted at once; the first round trip of a real connect() is made up for here.
            await asyncio.sleep(3 * self.delay)
            from_server, server = await asyncio.open_connection("127.0.0.1", self.target, limit=1 << 18)
            speaker = ["down"]
            await asyncio.gather(self.pump(reader, server, "up", speaker), self.pump(from_server, writer, "down", speaker))
        except OSError:
            pass
        finally:
            for end in (writer, server):
                if end is not None:
                    end.close()

    def answer(self, request):
        if request["do"] == "set":
            self.delay, self.rate = request.get("delay", 0) / 2000, request.get("mbit", 0) * 125000
            self.refuse = request.get("refuse", False)
            self.clear()
            return {}
        counts = {"connections": self.connections, "turns": self.turn_count, "at": list(self.turns), "last": self.last,
                  "first": self.first, **self.moved}
        if not request.get("keep"):
            self.clear()
        return counts


async def main():
    line = Line(int(sys.argv[1]))
    server = await asyncio.start_server(line.accept, "127.0.0.1", 0, limit=1 << 18)
    print(server.sockets[0].getsockname()[1], flush=True)
    requests = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(requests), sys.stdin)
    while request := await requests.readline():
        request = json.loads(request)
        if request["do"] == "cut":
            await line.cut()
        print(json.dumps(line.answer(request)), flush=True)


class Link:
    """The harness's end of a line that runs as a process of its own: it must not wait for the harness's threads."""

    def __init__(self, target):
        self.process = subprocess.Popen([sys.executable, "-I", __file__, str(target)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def ask(self, **request):
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def set(self, delay=0, mbit=0, refuse=False):
        self.ask(do="set", delay=delay, mbit=mbit, refuse=refuse)

    def take(self, keep=False):
        return self.ask(do="take", keep=keep)

    def cut(self):
        return self.ask(do="cut")

    def wait_quiet(self, seconds=1.0, timeout=60):
        """Until nothing has moved for so long."""
        end = time.monotonic() + timeout
        while time.monotonic() < end and time.monotonic() - self.take(keep=True)["last"] < seconds:
            time.sleep(0.05)

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)


if __name__ == "__main__":
    asyncio.run(main())
