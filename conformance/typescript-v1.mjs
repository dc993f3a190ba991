// The TypeScript SDK, first line: the handshake era.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { exercise, transport } from './exercise.mjs';

const client = new Client({ name: 'conformance-typescript-v1', version: '1.0.0' });
let version = '';
const way = transport(StdioClientTransport, StreamableHTTPClientTransport);
const tell = way.setProtocolVersion?.bind(way);
way.setProtocolVersion = spoken => { version = spoken; tell?.(spoken); };
await client.connect(way);
await client.ping();
console.log(`${version}, ${await exercise(client)}`);
await client.close();
