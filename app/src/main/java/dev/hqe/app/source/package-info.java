/// How the workbench's sources reach what they read, and when they are run.
///
/// Enter at [dev.hqe.app.source.DataSources]. [dev.hqe.app.source.WebFetch] asks HTTP APIs for
/// them, with the secrets that they name. Publishes nothing. Needs the web client and the secrets.
@NullMarked
package dev.hqe.app.source;

import org.jspecify.annotations.NullMarked;
