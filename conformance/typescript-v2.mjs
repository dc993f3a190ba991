// The TypeScript SDK, second line: pinned to the version given, or finding out by itself.
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { exercise, transport } from './exercise.mjs';

const wanted = process.argv[2];
const client = new Client(
  { name: 'conformance-typescript-v2', version: '1.0.0' },
  { versionNegotiation: { mode: wanted === 'auto' ? 'auto' : { pin: wanted } } },
);
await client.connect(transport(StdioClientTransport, StreamableHTTPClientTransport));
const version = client.getNegotiatedProtocolVersion();
if (version !== '2026-07-28') throw new Error(`spoke ${version} instead of 2026-07-28`);
console.log(`${version}, ${await exercise(client)}`);
await client.close();
