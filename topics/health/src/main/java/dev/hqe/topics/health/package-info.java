/// The health Topic: FHIR R4 records become entities that are marked as health data, and tools read
/// and calculate with them. It gives no medical advice, and every result says so.
///
/// Enter at [Main][dev.hqe.topics.health.Main], which is what the Wasm module starts, or at
/// [Health][dev.hqe.topics.health.Health], which a test can call on the JVM. It needs the three
/// packages below it and the kit. The sources of the formulas stand where they are calculated and
/// in the README.
@NullMarked
package dev.hqe.topics.health;

import org.jspecify.annotations.NullMarked;
