"""The Python SDK as an agent of benchmarks/chaos: it calls, checks that each answer is its own, and
when its server goes away it starts it again. It ends with its standard input, and then prints one
line of JSON about itself.

    python agent.py NAME [PAUSE_MILLIS]
"""

import json
import os
import sys
import threading

import anyio
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError

NAME = sys.argv[1]
PAUSE = (int(sys.argv[2]) if len(sys.argv) > 2 else 20) / 1000
PATIENCE = 60
told = {"name": NAME, "calls": 0, "right": 0, "lost": 0, "broken": 0, "connects": 0, "wrong": []}
ended = threading.Event()


def listen() -> None:
    sys.stdin.buffer.read()
    ended.set()


async def turn(client: Client) -> bool:
    told["calls"] += 1
    mark = f"{NAME}-{told['calls']}"
    if told["calls"] % 3 == 0:
        tool, arguments = "notes.echo", {"message": mark}
    else:
        tool = "code_audit.find_secrets"
        arguments = {"path": mark, "text": "AWS_KEY=AKIA2345ABCD2345ABCD"}
    try:
        with anyio.fail_after(PATIENCE):
            result = await client.call_tool(tool, arguments)
        text = " ".join(getattr(each, "text", "") for each in result.content)
        if mark + "." in text or mark + '"' in text:
            told["right"] += 1
        elif result.is_error:
            told["lost"] += 1
        else:
            told["wrong"].append(f"{mark}: {text[:300]}")
        return True
    except TimeoutError:
        told["wrong"].append(f"{mark}: no answer")
    except MCPError as error:
        if error.code == -32603:
            told["lost"] += 1
            return True
        told["broken"] += 1
    return False


async def session() -> None:
    async with Client(StdioServerParameters(command=os.environ["HQE_AGENT_SERVER"])) as client:
        told["connects"] += 1
        while not ended.is_set() and await turn(client):
            await anyio.sleep(PAUSE)


async def main() -> None:
    threading.Thread(target=listen, daemon=True).start()
    while not ended.is_set():
        before = told["calls"], told["right"] + told["lost"] + told["broken"]
        try:
            await session()
        except Exception:  # the server has gone, in one of the ways in which that shows
            calls = told["calls"] - before[0]
            known = told["right"] + told["lost"] + told["broken"] - before[1]
            told["broken"] += max(0, calls - known - len(told["wrong"]))
            await anyio.sleep(0.2)
    print(json.dumps(told), flush=True)
    os._exit(0)


anyio.run(main)
