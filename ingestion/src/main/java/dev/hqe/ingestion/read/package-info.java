/// Files and answers as records, one at a time: rows of a table, objects of an array, elements of a
/// document, or the one text that a document is.
///
/// Enter at [dev.hqe.ingestion.read.RecordReader].
@NullMarked
package dev.hqe.ingestion.read;

import org.jspecify.annotations.NullMarked;
