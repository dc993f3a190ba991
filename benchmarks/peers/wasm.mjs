// Runs Wasm modules under V8 for benchmarks/wasm. One JSON request a line on standard input, one JSON
// answer a line on standard output; an error is {"error": "..."}.
//
// A request: wasm and input (files), export (empty for a WASI command), args, calls and millis (it stops at
// whichever comes first, after at least one call), fresh (whether each call begins with the file's bytes)
// and host: `wasi` is Node's own node:wasi, whose streams are files; `memory` the same few functions in
// JavaScript over bytes in memory, which is less work than Node's own and so the harder peer.
import fs from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { WASI } from 'node:wasi';

const MAX_OUTPUT = 16 << 20;
const PAGE = 65536;
const modules = new Map();
let loads = 0;

class Exit {
  constructor(code) {
    this.code = code;
  }
}

// V8 shares the code of equal bytes, so each load gets a custom section that no other has.
function load(file) {
  const name = Buffer.from(`n${loads++}`);
  const section = Buffer.from([0, name.length + 1, name.length, ...name]);
  return new WebAssembly.Module(Buffer.concat([fs.readFileSync(file), section]));
}

function moduleOf(file) {
  let module = modules.get(file);
  if (module === undefined) {
    module = load(file);
    modules.set(file, module);
  }
  return module;
}

// Whatever else a module imports is there and must not be called.
function missing(module, given) {
  const imports = { ...given };
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (imports[from]?.[name] === undefined) {
      imports[from] = {
        ...imports[from],
        [name]: () => {
          throw new Error(`${from}.${name} is not there`);
        },
      };
    }
  }
  return imports;
}

function gather(chunks) {
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

function commandInMemory(module, input, args) {
  const argv = args.map((arg) => Buffer.from(`${arg}\0`));
  const output = [];
  let size = 0;
  let at = 0;
  let memory;
  const view = () => new DataView(memory.buffer);
  const vectors = (from, count, each) => {
    const ints = view();
    let total = 0;
    for (let i = 0; i < count; i++) {
      const start = ints.getUint32(from + 8 * i, true);
      const length = ints.getUint32(from + 8 * i + 4, true);
      total += each(new Uint8Array(memory.buffer, start, length));
    }
    return total;
  };
  const wasi_snapshot_preview1 = {
    args_sizes_get(count, bytes) {
      view().setUint32(count, argv.length, true);
      view().setUint32(bytes, argv.reduce((sum, arg) => sum + arg.length, 0), true);
      return 0;
    },
    args_get(pointers, bytes) {
      let place = bytes;
      argv.forEach((arg, i) => {
        view().setUint32(pointers + 4 * i, place, true);
        new Uint8Array(memory.buffer).set(arg, place);
        place += arg.length;
      });
      return 0;
    },
    fd_read(descriptor, from, count, result) {
      if (descriptor !== 0) return 8;
      const read = vectors(from, count, (into) => {
        const length = Math.min(into.length, input.length - at);
        into.set(input.subarray(at, at + length));
        at += length;
        return length;
      });
      view().setUint32(result, read, true);
      return 0;
    },
    fd_write(descriptor, from, count, result) {
      if (descriptor !== 1 && descriptor !== 2) return 8;
      const written = vectors(from, count, (bytes) => {
        size += bytes.length;
        if (size > MAX_OUTPUT) throw new Error('too much output');
        if (descriptor === 1) output.push(Buffer.from(bytes));
        return bytes.length;
      });
      view().setUint32(result, written, true);
      return 0;
    },
    proc_exit(code) {
      throw new Exit(code);
    },
  };
  const instance = new WebAssembly.Instance(module, missing(module, { wasi_snapshot_preview1 }));
  memory = instance.exports.memory;
  try {
    instance.exports._start();
  } catch (e) {
    if (!(e instanceof Exit)) throw e;
    if (e.code !== 0) throw new Error(`exit code ${e.code}`);
  }
  return gather(output);
}

function commandInFiles(module, file, args) {
  const result = path.join(path.dirname(file), 'node-output');
  const stdin = fs.openSync(file, 'r');
  const stdout = fs.openSync(result, 'w');
  try {
    const wasi = new WASI({ version: 'preview1', args, env: {}, stdin, stdout });
    const instance = new WebAssembly.Instance(module, missing(module, wasi.getImportObject()));
    const code = wasi.start(instance);
    if (code !== 0) throw new Error(`exit code ${code}`);
  } finally {
    fs.closeSync(stdin);
    fs.closeSync(stdout);
  }
  return fs.readFileSync(result);
}

// The part of Extism's functions that a plugin needs for its input and output. Blocks are given out one
// after the other and die with the call.
function plugin(module, input, name) {
  let bytes = new Uint8Array(PAGE);
  let view = new DataView(bytes.buffer);
  let top = 8;
  let output = new Uint8Array(0);
  const alloc = (length) => {
    const start = top;
    top = (top + length + 7) & ~7;
    if (top > bytes.length) {
      const larger = new Uint8Array(Math.ceil((2 * top) / PAGE) * PAGE);
      larger.set(bytes);
      bytes = larger;
      view = new DataView(bytes.buffer);
    }
    return start;
  };
  const inputOffset = alloc(input.length);
  bytes.set(input, inputOffset);
  const env = {
    alloc: (length) => BigInt(alloc(Number(length))),
    free: () => {},
    load_u8: (at) => view.getUint8(Number(at)),
    load_u64: (at) => view.getBigUint64(Number(at), true),
    store_u8: (at, value) => view.setUint8(Number(at), value),
    store_u64: (at, value) => view.setBigUint64(Number(at), value, true),
    input_length: () => BigInt(input.length),
    input_offset: () => BigInt(inputOffset),
    input_load_u8: (at) => view.getUint8(inputOffset + Number(at)),
    input_load_u64: (at) => view.getBigUint64(inputOffset + Number(at), true),
    output_set(at, length) {
      output = bytes.slice(Number(at), Number(at) + Number(length));
    },
  };
  const instance = new WebAssembly.Instance(module, missing(module, { 'extism:host/env': env }));
  const code = instance.exports[name]();
  if (code !== 0) throw new Error(`answered ${code}`);
  return Buffer.from(output);
}

function once(module, request, input) {
  const args = [path.basename(request.wasm), ...request.args];
  if (request.export !== '') return plugin(module, input, request.export);
  return request.host === 'wasi'
    ? commandInFiles(module, request.input, args)
    : commandInMemory(module, input, args);
}

function answer(request) {
  const input = fs.readFileSync(request.input);
  if (!request.fresh) moduleOf(request.wasm);
  const nanos = [];
  let output;
  const cpu = process.cpuUsage();
  const end = process.hrtime.bigint() + BigInt(request.millis) * 1000000n;
  let now;
  do {
    const start = process.hrtime.bigint();
    output = once(request.fresh ? load(request.wasm) : moduleOf(request.wasm), request, input);
    now = process.hrtime.bigint();
    nanos.push(Number(now - start));
  } while (nanos.length < request.calls && now < end);
  const used = process.cpuUsage(cpu);
  return { nanos, cpuMicros: used.user + used.system, output: output.toString('utf8') };
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  let response;
  try {
    response = answer(JSON.parse(line));
  } catch (e) {
    response = { error: String(e?.stack ?? e) };
  }
  process.stdout.write(`${JSON.stringify(response)}\n`);
}
