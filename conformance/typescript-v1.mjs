// The TypeScript SDK, first line: the handshake era.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { exercise } from './exercise.mjs';

const client = new Client({ name: 'conformance-typescript-v1', version: '1.0.0' });
let version = '';
const transport = new StdioClientTransport({ command: process.env.HQE_CONFORMANCE_SERVER });
transport.setProtocolVersion = spoken => { version = spoken; };
await client.connect(transport);
await client.ping();
console.log(`${version}, ${await exercise(client)}`);
await client.close();
