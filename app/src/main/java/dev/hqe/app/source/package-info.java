/// How the workbench's sources reach what they read, and when they are run.
///
/// Enter at [dev.hqe.app.source.DataSources]. [dev.hqe.app.source.WebFetch] asks HTTP APIs for
/// them, with the secrets that they name; [dev.hqe.app.source.WasmTransforms] puts their records
/// through the programs of Topics. Publishes nothing. Needs the web client, the secrets and the
/// Topics' programs.
@NullMarked
package dev.hqe.app.source;

import org.jspecify.annotations.NullMarked;
