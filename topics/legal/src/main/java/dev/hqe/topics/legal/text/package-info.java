/// A contract as text: tokens, sentences, numbered clauses, and where it comes from.
///
/// Enter at [ContractText][dev.hqe.topics.legal.text.ContractText];
/// [Source][dev.hqe.topics.legal.text.Source] gives the text that a call is about. Places are lines
/// from 1 and offsets in UTF-16 code units. It needs the kit.
@NullMarked
package dev.hqe.topics.legal.text;

import org.jspecify.annotations.NullMarked;
