/// The tier that answers searches from memory, in front of a store that may be slow.
///
/// Enter at [dev.hqe.memory.scan.ScanTier]. For each vector it holds a code of one bit per
/// dimension and two numbers in memory, and the vector itself in a mapped file that is made anew
/// from the store when it is not of the store's last state. A search estimates all by their codes,
/// better those that may be among the nearest, and compares exactly those that still may be; a
/// filter makes it look at fewer.
///
/// Publishes nothing. Needs a directory to map a file in; the JDK's Vector API makes it faster
/// where the JVM was started with it (`--add-modules jdk.incubator.vector`), and is not needed.
@NullMarked
package dev.hqe.memory.scan;

import org.jspecify.annotations.NullMarked;
