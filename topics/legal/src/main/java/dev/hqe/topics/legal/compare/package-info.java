/// Two versions of a contract beside each other.
///
/// Enter at [ClauseDiff][dev.hqe.topics.legal.compare.ClauseDiff]. It needs the text package and
/// the kit.
@NullMarked
package dev.hqe.topics.legal.compare;

import org.jspecify.annotations.NullMarked;
