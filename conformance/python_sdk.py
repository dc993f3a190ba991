"""The Python SDK: `legacy` does the handshake, `auto` probes with server/discover."""

import json
import os
import sys

import anyio
import httpx2
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError


def way():
    """To the server: HTTP where there is an address, else standard streams."""
    url = os.environ.get("HQE_CONFORMANCE_URL")
    if not url:
        return StdioServerParameters(command=os.environ["HQE_CONFORMANCE_SERVER"])
    key = os.environ.get("HQE_CONFORMANCE_KEY")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return streamable_http_client(url, http_client=httpx2.AsyncClient(headers=headers, timeout=60))


async def main(mode: str) -> None:
    tool = os.environ["HQE_MCP_TOOL"]
    arguments = json.loads(os.environ["HQE_MCP_ARGUMENTS"])
    async with Client(way(), mode=mode) as client:
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
        resources = (await client.list_resources()).resources
        read = await client.read_resource(str(resources[0].uri))
        prompts = (await client.list_prompts()).prompts
        name = next(p.name for p in prompts if not any(a.required for a in p.arguments or []))
        prompt = await client.get_prompt(name)
        if not read.contents or not prompt.messages:
            raise SystemExit("a resource or a prompt is empty")
        expected = "2025-11-25" if mode == "legacy" else "2026-07-28"
        if client.protocol_version != expected:
            raise SystemExit(f"spoke {client.protocol_version} instead of {expected}")
        print(
            f"{client.protocol_version}, {len(tools)} tools listed, {tool} called, unknown tool refused,"
            f" {resources[0].uri} read, {name} had"
        )


anyio.run(main, sys.argv[1])
