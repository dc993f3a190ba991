//! count_words: counts the words of every "text" that comes in. The arguments are the first line; if
//! they have no text, a line for each stored note follows.

use std::io::{self, BufReader, Bytes, Read, StdinLock};
use std::process::exit;

struct Input(Bytes<BufReader<StdinLock<'static>>>);

impl Input {
    fn next(&mut self) -> Option<u8> {
        match self.0.next() {
            None => None,
            Some(Ok(byte)) => Some(byte),
            Some(Err(_)) => fail("the input cannot be read"),
        }
    }

    /// The next byte of a JSON string whose opening quote has been read; None behind its closing
    /// quote. What stands there as \uXXXX beyond ASCII becomes an x: here only spaces matter.
    fn in_string(&mut self) -> Option<u8> {
        match self.next() {
            None => fail("the input ends in a string"),
            Some(b'"') => None,
            Some(b'\\') => Some(match self.next() {
                Some(b'n' | b't' | b'r' | b'f') => b' ',
                Some(b'u') => self.hex_digits(),
                Some(other) => other,
                None => fail("the input ends in a string"),
            }),
            other => other,
        }
    }

    fn hex_digits(&mut self) -> u8 {
        let mut value = 0;
        for _ in 0..4 {
            match self.next().and_then(|c| (c as char).to_digit(16)) {
                Some(digit) => value = value * 16 + digit,
                None => fail("the input is not JSON"),
            }
        }
        if value < 128 { value as u8 } else { b'x' }
    }
}

fn fail(message: &str) -> ! {
    eprintln!("{message}");
    exit(1)
}

fn is_space(c: u8) -> bool {
    c == b' ' || (9..=13).contains(&c)
}

fn main() {
    let mut input = Input(BufReader::new(io::stdin().lock()).bytes());
    let (mut words, mut texts) = (0u64, 0u64);
    let mut wanted = false; // whether the key before this value was "text"
    while let Some(c) = input.next() {
        if c == b'"' && wanted {
            let mut in_word = false;
            while let Some(c) = input.in_string() {
                if !in_word && !is_space(c) {
                    words += 1;
                }
                in_word = !is_space(c);
            }
            texts += 1;
            wanted = false;
        } else if c == b'"' {
            let mut key = Vec::new();
            while let Some(c) = input.in_string() {
                if key.len() < 8 {
                    key.push(c);
                }
            }
            let mut after = input.next(); // a key has a colon behind it
            while after.is_some_and(is_space) {
                after = input.next();
            }
            wanted = after == Some(b':') && key == b"text";
        } else if !is_space(c) {
            wanted = false;
        }
    }
    println!("{{\"words\": {words}, \"texts\": {texts}}}");
}
