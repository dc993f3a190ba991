/// The finance Topic: prices and bank statements become entities, and tools calculate with them.
///
/// Enter at [Main][dev.hqe.topics.finance.Main], which is what the Wasm module starts, or at
/// [Finance][dev.hqe.topics.finance.Finance], which a test can call on the JVM. It needs the three
/// packages below it and the kit. The sources of the formulas stand where they are calculated and
/// in the README.
@NullMarked
package dev.hqe.topics.finance;

import org.jspecify.annotations.NullMarked;
