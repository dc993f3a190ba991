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

  const { resources } = await client.listResources();
  if (!resources.length) throw new Error('no resources listed');
  const { uri } = resources[0];
  const { contents } = await client.readResource({ uri });
  if (!contents.length) throw new Error(`${uri} is empty`);
  const { prompts } = await client.listPrompts();
  if (!prompts.length) throw new Error('no prompts listed');
  const { name } = prompts.find(each => !each.arguments?.some(argument => argument.required));
  const { messages } = await client.getPrompt({ name });
  if (!messages.length) throw new Error(`${name} is empty`);
  return `${tools.length} tools listed, ${tool} called, unknown tool refused, ${uri} read, ${name} had`;
}

// The way to the server: HTTP where there is an address, else standard streams.
export function transport(Stdio, Http) {
  const { HQE_CONFORMANCE_URL: url, HQE_CONFORMANCE_KEY: key } = process.env;
  if (!url) return new Stdio({ command: process.env.HQE_CONFORMANCE_SERVER });
  const headers = key ? { Authorization: `Bearer ${key}` } : {};
  return new Http(new URL(url), { requestInit: { headers } });
}
