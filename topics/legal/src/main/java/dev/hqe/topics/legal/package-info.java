/// The legal Topic: contracts in English, read by rules of thumb for their clauses, parties, terms,
/// duties and dates. It gives no legal advice, and every result says so.
///
/// Enter at [Main][dev.hqe.topics.legal.Main], which is what the Wasm module starts, or at
/// [Legal][dev.hqe.topics.legal.Legal], which a test can call on the JVM. It needs the three
/// packages below it and the kit.
@NullMarked
package dev.hqe.topics.legal;

import org.jspecify.annotations.NullMarked;
