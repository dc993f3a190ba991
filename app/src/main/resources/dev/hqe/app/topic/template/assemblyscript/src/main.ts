// count_words: counts the words of every "text" that comes in. The arguments are the first line; if
// they have no text, a line for each stored note follows.

@external("wasi_snapshot_preview1", "fd_read")
declare function fdRead(descriptor: i32, vectors: usize, count: i32, done: usize): i32;

@external("wasi_snapshot_preview1", "fd_write")
declare function fdWrite(descriptor: i32, vectors: usize, count: i32, done: usize): i32;

@external("wasi_snapshot_preview1", "proc_exit")
declare function procExit(code: i32): void;

const END: i32 = -1;
const SIZE: i32 = 65536;
const buffer: usize = memory.data(65536);
const vector: usize = memory.data(12, 4); // an address, a length, and the place for how much was done
let at: i32 = 0;
let filled: i32 = 0;

function nextByte(): i32 {
  if (at == filled) {
    store<usize>(vector, buffer);
    store<i32>(vector, SIZE, 4);
    if (fdRead(0, vector, 1, vector + 8) != 0) fail("the input cannot be read");
    filled = load<i32>(vector, 8);
    at = 0;
    if (filled == 0) return END;
  }
  return load<u8>(buffer + at++);
}

function write(descriptor: i32, text: string): void {
  const bytes = String.UTF8.encode(text);
  store<usize>(vector, changetype<usize>(bytes));
  store<i32>(vector, bytes.byteLength, 4);
  fdWrite(descriptor, vector, 1, vector + 8);
}

function fail(message: string): void {
  write(2, message + "\n");
  procExit(1);
}

// The compiler calls it where the program has failed; see build.sh.
export function abort(message: string | null, file: string | null, line: u32, column: u32): void {
  fail(message ? message : "the tool has failed");
}

function hexDigits(): i32 {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const c = nextByte();
    const small = c | 32;
    const digit = c >= 48 && c <= 57 ? c - 48 : small >= 97 && small <= 102 ? small - 87 : -1;
    if (digit < 0) fail("the input is not JSON");
    value = value * 16 + digit;
  }
  return value;
}

// The next byte of a JSON string whose opening quote has been read; END behind its closing quote.
// What stands there as \uXXXX beyond ASCII becomes an x: here only spaces matter.
function inString(): i32 {
  let c = nextByte();
  if (c == END) fail("the input ends in a string");
  if (c == 34) return END; // "
  if (c != 92) return c; // \
  c = nextByte();
  if (c == 110 || c == 116 || c == 114 || c == 102) return 32; // n t r f
  if (c != 117) return c; // u
  c = hexDigits();
  return c < 128 ? c : 120;
}

function isSpace(c: i32): bool {
  return c == 32 || (c >= 9 && c <= 13);
}

function main(): void {
  let words: i64 = 0;
  let texts: i64 = 0;
  let wanted = false; // whether the key before this value was "text"
  let c: i32;
  while ((c = nextByte()) != END) {
    if (c == 34 && wanted) {
      let inWord = false;
      while ((c = inString()) != END) {
        if (!inWord && !isSpace(c)) words++;
        inWord = !isSpace(c);
      }
      texts++;
      wanted = false;
    } else if (c == 34) {
      let key = "";
      while ((c = inString()) != END) {
        if (key.length < 8) key += String.fromCharCode(c);
      }
      do {
        c = nextByte();
      } while (isSpace(c)); // a key has a colon behind it
      wanted = c == 58 && key == "text";
    } else if (!isSpace(c)) {
      wanted = false;
    }
  }
  write(1, '{"words": ' + words.toString() + ', "texts": ' + texts.toString() + "}\n");
}

main();
