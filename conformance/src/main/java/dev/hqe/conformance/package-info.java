/// What other people's test suites need of a server and a client, on the product's own roads.
///
/// **Lives here**: the fixtures of the official MCP conformance suite ([Fixtures]), the workbench
/// that serves them over HTTP ([FixtureServer]), and the client that the suite drives
/// ([SuiteClient]). Nothing of this is in the product; all of it runs on the product's tool road,
/// protocol core and transports, unchanged.
///
/// **Enter at** `conformance/run`, which starts everything and writes `docs/CONFORMANCE.md`.
@NullMarked
package dev.hqe.conformance;

import org.jspecify.annotations.NullMarked;
