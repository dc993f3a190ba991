// A TypeScript SDK as an agent of benchmarks/chaos: it calls, checks that each answer is its own, and
// when its server goes away it starts it again. It ends with its standard input, and then prints one
// line of JSON about itself.
//   node agent.mjs v1|v2 NAME [PAUSE_MILLIS]
const [line, name, pause] = process.argv.slice(2);
const server = process.env.HQE_AGENT_SERVER;
const told = { name, calls: 0, right: 0, lost: 0, broken: 0, connects: 0, wrong: [] };
let going = true;

process.stdin.on('end', () => { going = false; });
process.stdin.resume();

async function connect() {
  const identity = { name, version: '1.0.0' };
  const [{ Client }, { StdioClientTransport }] = line === 'v1'
    ? [await import('@modelcontextprotocol/sdk/client/index.js'), await import('@modelcontextprotocol/sdk/client/stdio.js')]
    : [await import('@modelcontextprotocol/client'), await import('@modelcontextprotocol/client/stdio')];
  const client = line === 'v1' ? new Client(identity)
    : new Client(identity, { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  await client.connect(new StdioClientTransport({ command: server, stderr: 'ignore' }));
  told.connects++;
  return client;
}

const wait = millis => new Promise(resolve => setTimeout(resolve, millis));

async function turn(client) {
  const mark = `${name}-${++told.calls}`;
  const call = told.calls % 3 === 0
    ? { name: 'notes.echo', arguments: { message: mark } }
    : { name: 'code_audit.find_secrets', arguments: { path: mark, text: 'AWS_KEY=AKIA2345ABCD2345ABCD' } };
  try {
    const result = await client.callTool(call);
    if (JSON.stringify(result.content).includes(`${mark}.`) || JSON.stringify(result.content).includes(`${mark}\\"`)) told.right++;
    else if (result.isError) told.lost++; // said by the workbench, as when a hosted server is away
    else told.wrong.push(`${mark}: ${JSON.stringify(result).slice(0, 300)}`);
    return true;
  } catch (error) {
    if (error.code === -32603) { told.lost++; return true; }
    if (error.code === -32001 || /timed? ?out/i.test(String(error.message))) told.wrong.push(`${mark}: no answer: ${error.message}`);
    else told.broken++; // the connection
    return false;
  }
}

while (going) {
  let client;
  try {
    client = await connect();
    while (going && await turn(client)) await wait(Number(pause ?? 20));
  } catch {
    await wait(200); // the server could not be started or introduced
  }
  try { await client?.close(); } catch { /* it is gone */ }
}
console.log(JSON.stringify(told));
process.exit(0);
