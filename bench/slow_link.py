#!/usr/bin/env python3
"""A slow link to a server: slow_link.py SERVER-SOCKET-FOLDER LINK-SOCKET-FOLDER ROUND-TRIP-MS.

Whatever comes in leaves again half a round trip later, in order, and as much of it at once as came in: a link with
much room and a long way. Ends with its standard input.
"""
import asyncio
import os
import sys

SOCKET = ".s.PGSQL.5432"


async def carry(reader, writer, delay):
    loop = asyncio.get_running_loop()
    queue = asyncio.Queue()

    async def deliver():
        while True:
            due, data = await queue.get()
            await asyncio.sleep(max(0, due - loop.time()))
            if not data:
                writer.close()
                return
            writer.write(data)
            await writer.drain()

    task = asyncio.ensure_future(deliver())
    try:
        while True:
            data = await reader.read(1 << 16)
            queue.put_nowait((loop.time() + delay, data))
            if not data:
                break
    except ConnectionError:
        queue.put_nowait((loop.time(), b""))
    await asyncio.gather(task, return_exceptions=True)


async def main(server, link, delay):
    async def connect(reader, writer):
        far_reader, far_writer = await asyncio.open_unix_connection(f"{server}/{SOCKET}")
        await asyncio.gather(carry(reader, far_writer, delay), carry(far_reader, writer, delay))

    await asyncio.start_unix_server(connect, f"{link}/{SOCKET}")
    print("ready", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    os._exit(0)  # whoever is still connected need not be waited for


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], float(sys.argv[3]) / 2000))
