// What every client of a TypeScript SDK does here.
export async function exercise(client) {
  const tool = process.env.HQE_MCP_TOOL;
  const tools = [];
  let cursor;
  do {
    const page = await client.listTools(cursor === undefined ? undefined : { cursor });
    tools.push(...page.tools);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  if (!tools.some(each => each.name === tool)) {
    throw new Error(`${tool} is not among the ${tools.length} tools listed`);
  }
  const result = await client.callTool({ name: tool, arguments: JSON.parse(process.env.HQE_MCP_ARGUMENTS) });
  if (result.isError || !result.content?.length) {
    throw new Error(`${tool} answered ${JSON.stringify(result)}`);
  }
  let refused = false;
  try {
    await client.callTool({ name: 'no_such.tool', arguments: {} });
  } catch (error) {
    refused = error.code === -32602;
  }
  if (!refused) throw new Error('an unknown tool was not refused with -32602');
  return `${tools.length} tools listed, ${tool} called, unknown tool refused`;
}
