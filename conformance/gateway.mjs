// Other people's servers, asked directly and through the workbench that hosts them: every tool,
// prompt, completion and resource of server-everything, and a walk through server-filesystem and
// server-memory, has to be answered with the same JSON.
//
// What is undone before comparing, and nothing else:
// - names: the workbench calls a tool or prompt server.name;
// - the workbench's own members of a 2026-07-28 result: resultType, ttlMs, cacheScope and
//   io.modelcontextprotocol/serverInfo in _meta;
// - what differs from one answer of the server to the next: times of day, random ids, and the order
//   of a listing;
// - get-env: variables that say how a process was started.
// Not compared are an unknown tool, and arguments against a schema: those the workbench refuses
// itself, in its own words.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  ListRootsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { Client as ClientV2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioV2 } from '@modelcontextprotocol/client/stdio';

const era = process.argv[2];
const work = mkdtempSync(join(tmpdir(), 'gateway-'));
const home = join(work, 'home');
const packages = join(dirname(fileURLToPath(import.meta.url)), 'node_modules', '@modelcontextprotocol');
const ANY = z.any();
const CAPABILITIES = {
  sampling: {},
  elicitation: { form: {}, url: {} },
  roots: { listChanged: true },
};
// What the workbench calls them: its own tools have the name memory.
const HOSTED = { everything: 'everything', filesystem: 'filesystem', memory: 'graph' };
const STARTED_WITH = /^(HQE_.*|PATH|PWD|OLDPWD|SHLVL|_|LD_LIBRARY_PATH)$/;

// A folder for each side, with the same content, under paths of the same length.
const folders = { direct: join(work, 'direct0'), hosted: join(work, 'hosted0') };
for (const folder of Object.values(folders)) {
  mkdirSync(join(folder, 'sub'), { recursive: true });
  writeFileSync(join(folder, 'a.txt'), 'one\ntwo\nthree\n');
  writeFileSync(join(folder, 'sub', 'b.json'), '{"b": [1, 2.50, "\\u00e9"]}');
}

function server(name, side) {
  const node = process.execPath;
  const main = join(packages, `server-${name}`, 'dist', 'index.js');
  if (name === 'filesystem') return { command: node, args: [main, folders[side]] };
  if (name === 'memory') {
    return { command: node, args: [main], env: { MEMORY_FILE_PATH: join(folders[side], 'memory.jsonl') } };
  }
  return { command: node, args: [main] };
}

function answering(client, byName) {
  const names = byName
    ? ['sampling/createMessage', 'elicitation/create', 'roots/list']
    : [CreateMessageRequestSchema, ElicitRequestSchema, ListRootsRequestSchema];
  client.setRequestHandler(names[0], async request => ({
    role: 'assistant',
    model: 'test',
    stopReason: 'endTurn',
    content: { type: 'text', text: `heard ${JSON.stringify((request.params ?? request).messages)}` },
  }));
  client.setRequestHandler(names[1], async request => {
    const params = request.params ?? request;
    if (params.mode === 'url') return { action: 'accept' };
    const content = {};
    for (const [name, schema] of Object.entries(params.requestedSchema?.properties ?? {})) {
      const first = schema.enum?.[0] ?? schema.oneOf?.[0]?.const;
      content[name] =
        first ??
        { string: 'x', boolean: true, number: 3, integer: schema.minimum ?? 3, array: [schema.items?.enum?.[0] ?? schema.items?.anyOf?.[0]?.const] }[schema.type];
      if (schema.format === 'email') content[name] = 'a@example.com';
      if (schema.format === 'uri') content[name] = 'https://example.com/';
      if (schema.format === 'date') content[name] = '2026-01-02';
      if (schema.format === 'date-time') content[name] = '2026-01-02T03:04:05Z';
    }
    return { action: 'accept', content };
  });
  client.setRequestHandler(names[2], async () => ({ roots: [{ uri: 'file:///tmp/root', name: 'Root' }] }));
}

async function direct(name) {
  const client = new ClientV1({ name: 'gateway-check', version: '1.0.0' }, { capabilities: CAPABILITIES });
  answering(client, false);
  await client.connect(new StdioV1({ ...server(name, 'direct'), stderr: 'ignore' }));
  return client;
}

async function workbench() {
  mkdirSync(home, { mode: 0o700 });
  const mcpServers = {};
  for (const name of Object.keys(CALLS)) mcpServers[HOSTED[name]] = server(name, 'hosted');
  writeFileSync(join(home, 'mcp.json'), JSON.stringify({ mcpServers }), { mode: 0o600 });
  const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;
  const line =
    `cd ${quoted(process.env.HQE_CONFORMANCE_ROOT)} && export HQE_HOME=${quoted(home)} && ` +
    `exec ${process.env.HQE_CONFORMANCE_COMMAND} --tools direct`;
  const options = {
    command: 'bash',
    args: ['-c', line],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...(process.env.JAVA_HOME ? { JAVA_HOME: process.env.JAVA_HOME } : {}) },
    stderr: 'inherit',
  };
  const info = { name: 'gateway-check', version: '1.0.0' };
  let client;
  if (era === 'modern') {
    client = new ClientV2(info, {
      capabilities: CAPABILITIES,
      versionNegotiation: { mode: { pin: '2026-07-28' } },
    });
    answering(client, true);
    await client.connect(new StdioV2(options));
  } else {
    client = new ClientV1(info, { capabilities: CAPABILITIES });
    answering(client, false);
    await client.connect(new StdioV1(options));
  }
  return client;
}

async function request(client, method, params) {
  try {
    // In the era of input_required the client's own methods carry the rounds out.
    if (era === 'modern' && client instanceof ClientV2 && method === 'tools/call') {
      return { result: await client.callTool(params, { timeout: 60_000 }) };
    }
    return { result: await client.request({ method, params }, ANY, { timeout: 60_000 }) };
  } catch (error) {
    if (typeof error.code !== 'number') throw error;
    return { error: { code: error.code, message: error.message.replace(/^(MCP error -?\d+: )+/, ''), data: error.data } };
  }
}

async function all(client, method, member) {
  const items = [];
  let cursor;
  do {
    const page = await request(client, method, cursor === undefined ? {} : { cursor });
    if (page.error) return page.error.code === -32601 ? [] : Promise.reject(new Error(page.error.message));
    items.push(...page.result[member]);
    cursor = page.result.nextCursor;
  } while (cursor !== undefined);
  return items;
}

// A tool that the server runs as a task only: the direct client follows the task itself.
async function asTask(client, params) {
  for await (const message of client.experimental.tasks.callToolStream(params, ANY, { timeout: 60_000, task: {} })) {
    if (message.type === 'result') return { result: message.result };
    if (message.type === 'error') throw message.error;
  }
  throw new Error(`${params.name}: the task ended without a result`);
}

const OURS = 'io.modelcontextprotocol/serverInfo';

function plain(value, key) {
  if (Array.isArray(value)) return value.map(each => plain(each, key));
  if (value !== null && typeof value === 'object') {
    const copy = {};
    for (const name of Object.keys(value).sort()) copy[name] = plain(value[name], name);
    return copy;
  }
  if (typeof value !== 'string') return value;
  if (key === 'blob') {
    const text = Buffer.from(value, 'base64').toString('utf8');
    return text.startsWith('Resource ') ? plain(text) : value;
  }
  return value
    .replaceAll(folders.direct, '<folder>')
    .replaceAll(folders.hosted, '<folder>')
    .replace(/\d{1,2}:\d{2}:\d{2}[\s\u202f]?[AP]M/g, '<time>')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '<time>')
    .replace(/\d{1,2}\/\d{1,2}\/\d{4}/g, '<date>')
    .replace(/(created|modified|accessed): .*/g, '$1: <time>')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<uuid>')
    .replace(/[0-9a-f]{32}/g, '<id>');
}

function answer(outcome) {
  if (outcome.error) return plain({ error: outcome.error });
  const { resultType, ttlMs, cacheScope, ...result } = structuredClone(outcome.result);
  if (result._meta) {
    delete result._meta[OURS];
    delete result._meta['io.modelcontextprotocol/related-task'];
    if (Object.keys(result._meta).length === 0) delete result._meta;
  }
  return plain({ result });
}

const differences = [];
let compared = 0;

function same(what, one, other) {
  compared++;
  if (!isDeepStrictEqual(one, other)) {
    differences.push(`${what}\n    direct: ${JSON.stringify(one)}\n    hosted: ${JSON.stringify(other)}`);
  }
}

function byName(items, key, prefix) {
  const map = {};
  for (const item of items) {
    const copy = structuredClone(item);
    if (prefix !== '' && key === 'name') {
      if (!item.name.startsWith(prefix)) continue;
      copy.name = item.name.slice(prefix.length);
    }
    map[copy[key]] = plain(copy);
  }
  return map;
}

const CALLS = {
  everything: {
    'echo': [{ message: 'h\u00e9llo \u{1f680} "quoted" \\ \n line' }, { message: '' }],
    'get-annotated-message': [
      { messageType: 'error', includeImage: true },
      { messageType: 'success' },
      { messageType: 'debug', includeImage: false },
    ],
    'get-env': [{}],
    'get-resource-links': [{ count: 3 }, { count: 10 }],
    'get-resource-reference': [
      { resourceType: 'Text', resourceId: 1 },
      { resourceType: 'Blob', resourceId: 2 },
      { resourceType: 'Text', resourceId: 0 },
    ],
    'get-roots-list': [{}],
    'get-structured-content': [{ location: 'New York' }, { location: 'Chicago' }],
    'get-sum': [{ a: 1, b: 2.5 }, { a: 1e15, b: -0.1 }],
    'get-tiny-image': [{}],
    'gzip-file-as-resource': [
      { name: 'one.gz', data: 'data:text/plain,hello', outputType: 'resource' },
      { name: 'two.gz', data: 'data:text/plain,hello', outputType: 'resourceLink' },
      { name: 'bad.gz', data: 'ftp://example.com/x', outputType: 'resource' },
    ],
    'simulate-research-query': [{ topic: 'python', ambiguous: false }],
    'toggle-simulated-logging': [{}, {}],
    'toggle-subscriber-updates': [{}, {}],
    'trigger-elicitation-request': [{}],
    'trigger-long-running-operation': [{ duration: 0.2, steps: 2 }],
    'trigger-sampling-request': [{ prompt: 'say something', maxTokens: 10 }],
    'trigger-url-elicitation': [{ url: 'https://example.com/verify', message: 'look', elicitationId: 'e-1', errorPath: false }, { url: 'https://example.com/verify', message: 'look', elicitationId: 'e-2', errorPath: true }],
  },
  filesystem: {
    'read_text_file': [{ path: 'a.txt' }, { path: 'a.txt', head: 1 }, { path: 'no-such.txt' }],
    'read_multiple_files': [{ paths: ['a.txt', 'sub/b.json', 'none'] }],
    'write_file': [{ path: 'c.txt', content: 'new\n' }],
    'edit_file': [{ path: 'c.txt', edits: [{ oldText: 'new', newText: 'old' }] }],
    'create_directory': [{ path: 'd' }],
    'list_directory': [{ path: '.' }],
    'list_directory_with_sizes': [{ path: '.', sortBy: 'name' }],
    'directory_tree': [{ path: 'sub' }],
    'move_file': [{ source: 'c.txt', destination: 'd/c.txt' }],
    'search_files': [{ path: '.', pattern: '**/*.txt' }],
    'get_file_info': [{ path: 'a.txt' }],
    'list_allowed_directories': [{}],
    'read_media_file': [{ path: 'a.txt' }],
  },
  memory: {
    'create_entities': [{ entities: [{ name: 'A', entityType: 't', observations: ['o'] }, { name: 'B', entityType: 't', observations: [] }] }],
    'create_relations': [{ relations: [{ from: 'A', to: 'B', relationType: 'knows' }] }],
    'add_observations': [{ observations: [{ entityName: 'A', contents: ['p'] }] }, { observations: [{ entityName: 'none', contents: ['p'] }] }],
    'read_graph': [{}],
    'search_nodes': [{ query: 'A' }],
    'open_nodes': [{ names: ['A'] }],
    'delete_observations': [{ deletions: [{ entityName: 'A', observations: ['p'] }] }],
    'delete_relations': [{ relations: [{ from: 'A', to: 'B', relationType: 'knows' }] }],
    'delete_entities': [{ entityNames: ['A'] }],
  },
};

const PROMPTS = {
  'simple-prompt': [{}],
  'args-prompt': [{ city: 'Paris' }, { city: 'Austin', state: 'Texas' }],
  'completable-prompt': [{ department: 'Sales', name: 'Eve' }],
  'resource-prompt': [
    { resourceType: 'Text', resourceId: '1' },
    { resourceType: 'Blob', resourceId: '2' },
    { resourceType: 'Text', resourceId: 'x' },
  ],
};

const COMPLETIONS = [
  ['prompt', 'completable-prompt', 'department', '', {}],
  ['prompt', 'completable-prompt', 'department', 'S', {}],
  ['prompt', 'completable-prompt', 'name', '', { department: 'Engineering' }],
  ['prompt', 'resource-prompt', 'resourceType', 'T', {}],
  ['prompt', 'resource-prompt', 'resourceId', '7', {}],
  ['template', 'demo://resource/dynamic/text/{resourceId}', 'resourceId', '7', {}],
  ['template', 'demo://resource/dynamic/blob/{resourceId}', 'resourceId', 'no', {}],
];

const READS = [
  'demo://resource/dynamic/text/1',
  'demo://resource/dynamic/blob/2',
  'demo://resource/dynamic/text/none',
  'demo://resource/session/one.gz',
  'demo://resource/session/two.gz',
];

function located(name, args, side) {
  if (name !== 'filesystem') return args;
  const put = value => join(folders[side], value);
  const copy = structuredClone(args);
  for (const key of ['path', 'source', 'destination']) if (key in copy) copy[key] = put(copy[key]);
  if (copy.paths) copy.paths = copy.paths.map(put);
  return copy;
}

function withoutStart(outcome) {
  const variables = JSON.parse(outcome.result.content[0].text);
  for (const name of Object.keys(variables)) if (STARTED_WITH.test(name)) delete variables[name];
  const sorted = Object.fromEntries(Object.entries(variables).sort());
  return { result: { ...outcome.result, content: [{ type: 'text', text: JSON.stringify(sorted) }] } };
}

async function ready(hosted) {
  const wanted = Object.values(HOSTED);
  const until = Date.now() + 90_000;
  for (;;) {
    const names = (await all(hosted, 'tools/list', 'tools')).map(tool => tool.name);
    if (wanted.every(name => names.some(each => each.startsWith(`${name}.`)))) return;
    if (Date.now() > until) throw new Error(`not all servers are up: ${names.join(' ')}`);
    await new Promise(done => setTimeout(done, 250));
  }
}

async function compare(name, hosted) {
  const bare = await direct(name);
  const prefix = `${HOSTED[name]}.`;
  const tools = byName(await all(bare, 'tools/list', 'tools'), 'name', '');
  same(`${name}: tools`, tools, byName(await all(hosted, 'tools/list', 'tools'), 'name', prefix));
  for (const tool of Object.keys(tools)) {
    if (!CALLS[name][tool] && !(name === 'filesystem' && tool === 'read_file')) {
      differences.push(`${name}: ${tool} is not called by this check`);
    }
  }
  for (const [tool, list] of Object.entries(CALLS[name])) {
    if (!tools[tool]) differences.push(`${name}: there is no ${tool}`);
    for (const args of list) {
      const params = { name: tool, arguments: located(name, args, 'direct') };
      let one =
        tools[tool]?.execution?.taskSupport === 'required'
          ? await asTask(bare, params)
          : await request(bare, 'tools/call', params);
      let other = await request(hosted, 'tools/call', {
        name: prefix + tool,
        arguments: located(name, args, 'hosted'),
      });
      if (tool === 'get-env') [one, other] = [withoutStart(one), withoutStart(other)];
      same(`${name}: ${tool} ${JSON.stringify(args)}`, answer(one), answer(other));
    }
  }
  if (name === 'everything') await compareRest(bare, hosted, prefix);
  await bare.close();
}

async function compareRest(bare, hosted, prefix) {
  const resources = byName(await all(bare, 'resources/list', 'resources'), 'uri', '');
  const theirs = byName(
    (await all(hosted, 'resources/list', 'resources')).filter(each => each.uri.startsWith('demo://')),
    'uri',
    '',
  );
  same('everything: resources', resources, theirs);
  same(
    'everything: templates',
    byName(await all(bare, 'resources/templates/list', 'resourceTemplates'), 'uriTemplate', ''),
    byName(
      (await all(hosted, 'resources/templates/list', 'resourceTemplates')).filter(each =>
        each.uriTemplate.startsWith('demo://'),
      ),
      'uriTemplate',
      '',
    ),
  );
  for (const uri of [...Object.keys(resources), ...READS]) {
    const [one, other] = [await request(bare, 'resources/read', { uri }), await request(hosted, 'resources/read', { uri })];
    same(`everything: read ${uri}`, answer(one), answer(other));
  }
  const prompts = byName(await all(bare, 'prompts/list', 'prompts'), 'name', '');
  same('everything: prompts', prompts, byName(await all(hosted, 'prompts/list', 'prompts'), 'name', prefix));
  for (const name of Object.keys(prompts)) {
    if (!PROMPTS[name]) differences.push(`everything: prompt ${name} is not asked for by this check`);
    for (const args of PROMPTS[name] ?? []) {
      const one = await request(bare, 'prompts/get', { name, arguments: args });
      const other = await request(hosted, 'prompts/get', { name: prefix + name, arguments: args });
      same(`everything: prompt ${name} ${JSON.stringify(args)}`, answer(one), answer(other));
    }
  }
  for (const [kind, what, argument, value, others] of COMPLETIONS) {
    const params = hostedPrefix => ({
      ref: kind === 'prompt' ? { type: 'ref/prompt', name: hostedPrefix + what } : { type: 'ref/resource', uri: what },
      argument: { name: argument, value },
      context: { arguments: others },
    });
    const one = await request(bare, 'completion/complete', params(''));
    const other = await request(hosted, 'completion/complete', params(prefix));
    same(`everything: complete ${what} ${argument}=${value}`, answer(one), answer(other));
  }
}

let hosted;
try {
  hosted = await workbench();
  await ready(hosted);
  for (const name of Object.keys(CALLS)) await compare(name, hosted);
} finally {
  await hosted?.close();
  const stop = process.env.HQE_CONFORMANCE_COMMAND.replace(/ mcp$/, ' stop');
  execFileSync('bash', ['-c', stop], { cwd: process.env.HQE_CONFORMANCE_ROOT, env: { ...process.env, HQE_HOME: home }, stdio: 'ignore' });
  rmSync(work, { recursive: true, force: true });
}
if (differences.length > 0) {
  console.error(`${differences.length} of ${compared} answers differ:\n${differences.join('\n')}`);
  process.exit(1);
}
console.log(`${era}: ${compared} answers of 3 servers are the same through the workbench as directly`);
process.exit(0);
