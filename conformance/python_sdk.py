"""The Python SDK: `legacy` does the handshake, `auto` probes with server/discover."""

import json
import os
import sys

import anyio
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError


async def main(mode: str) -> None:
    tool = os.environ["HQE_MCP_TOOL"]
    arguments = json.loads(os.environ["HQE_MCP_ARGUMENTS"])
    server = StdioServerParameters(command=os.environ["HQE_CONFORMANCE_SERVER"])
    async with Client(server, mode=mode) as client:
        tools = []
        page = await client.list_tools()
        tools.extend(page.tools)
        while page.next_cursor is not None:
            page = await client.list_tools(cursor=page.next_cursor)
            tools.extend(page.tools)
        if tool not in [each.name for each in tools]:
            raise SystemExit(f"{tool} is not among the {len(tools)} tools listed")
        result = await client.call_tool(tool, arguments)
        if result.is_error or not result.content:
            raise SystemExit(f"{tool} answered {result}")
        try:
            await client.call_tool("no_such.tool", {})
            raise SystemExit("an unknown tool was not refused")
        except MCPError as error:
            if error.code != -32602:
                raise
        expected = "2025-11-25" if mode == "legacy" else "2026-07-28"
        if client.protocol_version != expected:
            raise SystemExit(f"spoke {client.protocol_version} instead of {expected}")
        print(f"{client.protocol_version}, {len(tools)} tools listed, {tool} called, unknown tool refused")


anyio.run(main, sys.argv[1])
