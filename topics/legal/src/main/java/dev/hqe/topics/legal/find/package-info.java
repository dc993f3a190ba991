/// What can be found in one contract: clauses, parties, defined terms, obligations, deadlines.
///
/// One class for each tool, named after it, and the rules it goes by beside it. They are heuristics
/// for contracts in English; what they miss stands in the README. It needs the text package and the
/// kit.
@NullMarked
package dev.hqe.topics.legal.find;

import org.jspecify.annotations.NullMarked;
