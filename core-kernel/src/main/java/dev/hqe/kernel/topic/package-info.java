/// Topic folders: what a domain (finance, health, code audit) brings into the workbench.
///
/// Enter at [dev.hqe.kernel.topic.TopicCatalog], which reads the folders. A
/// [dev.hqe.kernel.topic.Topic] is a folder that holds together: its
/// [dev.hqe.kernel.topic.TopicManifest] is valid, and every file that it names is there. A folder
/// that does not is reported with all its problems, each with file and line. The format is
/// `topic.schema.json` beside this package.
///
/// Publishes [dev.hqe.kernel.topic.TopicLoaded] and [dev.hqe.kernel.topic.TopicRejected] for each
/// folder and [dev.hqe.kernel.topic.CatalogLoaded] at the end.
@NullMarked
package dev.hqe.kernel.topic;

import org.jspecify.annotations.NullMarked;
