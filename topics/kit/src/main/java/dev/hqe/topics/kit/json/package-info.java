/// JSON as a tool in Wasm needs it: read in place out of a bounded buffer, written as it is made.
///
/// Enter at [LineReader][dev.hqe.topics.kit.json.LineReader],
/// [JsonReader][dev.hqe.topics.kit.json.JsonReader] and
/// [JsonWriter][dev.hqe.topics.kit.json.JsonWriter].
///
/// For small data [JsonObject][dev.hqe.topics.kit.json.JsonObject] is a tree whose getters name
/// what is missing or wrong.
///
/// Why not a library: minimal-json compiles under TeaVM and is small, but like every tree parser it
/// holds a 16 MiB line as bytes, as a `String` (two bytes a character) and again as the decoded
/// value, which does not fit the guest's 64 MiB. Here a string is decoded in the buffer it was read
/// into, and results leave as they are found.
@NullMarked
package dev.hqe.topics.kit.json;

import org.jspecify.annotations.NullMarked;
