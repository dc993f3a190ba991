/// The tier that answers searches from memory, in front of a store that may be slow.
///
/// Enter at [dev.hqe.memory.scan.ScanTier]. For each vector it holds a code of one bit per
/// dimension in memory, and the vector itself in a mapped file that is made anew from the store
/// when it is not of the store's last state. A search ranks all codes, then the best of them by a
/// better estimate, then the best of those exactly; a filter makes it look at fewer.
///
/// Publishes nothing. Needs a directory to map a file in; the JDK's Vector API makes it faster
/// where the JVM was started with it (`--add-modules jdk.incubator.vector`), and is not needed.
@NullMarked
package dev.hqe.memory.scan;

import org.jspecify.annotations.NullMarked;
