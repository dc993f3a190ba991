// The MCP Inspector's command line: one process per method.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const inspector = fileURLToPath(
  new URL('node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js', import.meta.url),
);
const tool = process.env.HQE_MCP_TOOL;
const values = JSON.parse(process.env.HQE_MCP_ARGUMENTS);

const { HQE_CONFORMANCE_URL: url, HQE_CONFORMANCE_KEY: key } = process.env;
const target = url ? [url, '--transport', 'http'] : [process.env.HQE_CONFORMANCE_SERVER];
const headers = key ? ['--header', `Authorization: Bearer ${key}`] : [];

function inspect(...options) {
  const output = execFileSync(
    process.execPath,
    [inspector, '--cli', ...target, ...options, ...headers],
    { encoding: 'utf8', maxBuffer: 64 << 20 },
  );
  return JSON.parse(output);
}

const { tools } = inspect('--method', 'tools/list');
if (!tools.some(each => each.name === tool)) throw new Error(`${tool} is not among ${tools.length} tools`);
const pairs = Object.entries(values).flatMap(([key, value]) => [
  '--tool-arg',
  `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
]);
const result = inspect('--method', 'tools/call', '--tool-name', tool, ...pairs);
if (result.isError || !result.content?.length) throw new Error(`${tool} answered ${JSON.stringify(result)}`);

const [{ uri }] = inspect('--method', 'resources/list').resources;
const { contents } = inspect('--method', 'resources/read', '--uri', uri);
if (!contents.length) throw new Error(`${uri} is empty`);
const { name } = inspect('--method', 'prompts/list').prompts.find(
  each => !each.arguments?.some(argument => argument.required),
);
const { messages } = inspect('--method', 'prompts/get', '--prompt-name', name);
if (!messages.length) throw new Error(`${name} is empty`);
console.log(`${tools.length} tools listed, ${tool} called, ${uri} read, ${name} had`);
