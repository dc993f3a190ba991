/// Topic folders: what a domain (finance, health, code audit) brings into the workbench, and the
/// way of such a folder from being dropped in to running.
///
/// Enter at [dev.hqe.kernel.topic.TopicCatalog]. It lists every folder as a
/// [dev.hqe.kernel.topic.TopicEntry] with its [dev.hqe.kernel.topic.TopicStatus] and, for the
/// person who decides, a [dev.hqe.kernel.topic.CapabilityCard]; it grants, revokes, installs,
/// removes; and it gives the [dev.hqe.kernel.topic.Topic]s that run. These run from copies of what
/// was granted (`topic-store/`), never from the folder that a person or an update writes to. What
/// lies in the folder is compared with the granted copy, and each
/// [dev.hqe.kernel.topic.TopicChange] that asks keeps it waiting. [dev.hqe.kernel.topic.TopicWatch]
/// says when to look again; [dev.hqe.kernel.topic.TopicPack] makes and reads zips. Whoever runs
/// something of a Topic hears from [dev.hqe.kernel.topic.TopicCatalog#onWithdrawn] when it has to
/// end at once.
///
/// A folder holds together if its [dev.hqe.kernel.topic.TopicManifest] is valid and every file that
/// it names is there; else it is reported with all its problems, each with file and line. The
/// format is `topic.schema.json` beside this package.
///
/// Publishes [dev.hqe.kernel.topic.TopicLoaded], [dev.hqe.kernel.topic.TopicRejected] and
/// [dev.hqe.kernel.topic.TopicQuarantined] for each folder of which that has become true, and
/// [dev.hqe.kernel.topic.CatalogLoaded] after them; [dev.hqe.kernel.topic.TopicInstalled],
/// [dev.hqe.kernel.topic.TopicGranted], [dev.hqe.kernel.topic.TopicRevoked] and
/// [dev.hqe.kernel.topic.TopicRemoved] for what a person did. Needs the database for the grants,
/// and two ports: [dev.hqe.kernel.topic.ProgramInspection], as it does not know the engine, and
/// [dev.hqe.kernel.topic.TopicNames].
@NullMarked
package dev.hqe.kernel.topic;

import org.jspecify.annotations.NullMarked;
