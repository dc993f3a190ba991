/// Sources: where data comes from, how its records become entities of a Topic, and the runs that
/// bring it in.
///
/// Enter at [dev.hqe.ingestion.source.Sources]. A source is what a person has added
/// ([dev.hqe.ingestion.source.Source]); a Topic only proposes some, in its `sources/*.yaml`
/// ([dev.hqe.ingestion.source.SourceFiles], checked by `source.schema.json` beside this package).
/// What is read is said by a [dev.hqe.ingestion.source.SourceSpec]. A
/// [dev.hqe.ingestion.source.SourceRun] reads, maps, checks by the Topic's schema and stores, and
/// goes on after a crash where the last commit was; how it begins and ends beyond that is the
/// [dev.hqe.ingestion.source.Course] of its type of source. A
/// [dev.hqe.ingestion.source.SourceSchedule] runs those that are to be run again and again.
///
/// Publishes [dev.hqe.ingestion.source.SourceRunProgressed] and
/// [dev.hqe.ingestion.source.SourceRunFinished]. Needs the kernel's entity store, database and
/// event bus, the dead letters, a way to look up Topics, and for APIs a
/// [dev.hqe.ingestion.http.HttpFetch].
@NullMarked
package dev.hqe.ingestion.source;

import org.jspecify.annotations.NullMarked;
