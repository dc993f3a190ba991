/// Files and answers as records, one at a time: rows of a table, objects of an array, elements of a
/// document, or the one text that a document is.
///
/// Enter at [dev.hqe.ingestion.read.RecordReaders]; [dev.hqe.ingestion.read.Format] says what is
/// read and how it becomes records, [dev.hqe.ingestion.read.ReadLimits] how much is held at once.
/// What one record costs is that record ([dev.hqe.ingestion.read.BrokenRecord]), what ends a source
/// is a [dev.hqe.ingestion.read.ReadException]. Publishes nothing; needs nothing but the source.
/// Apache Tika and POI are loaded with the first document, not before.
@NullMarked
package dev.hqe.ingestion.read;

import org.jspecify.annotations.NullMarked;
