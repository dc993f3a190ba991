/// JSON and YAML as the rest of the house uses them.
///
/// Enter at [dev.hqe.kernel.json.Json] for the one configured mapper, at
/// [dev.hqe.kernel.json.SourceDocument] for a file whose problems are reported with their line, and
/// at [dev.hqe.kernel.json.JsonSchema] for JSON Schema 2020-12. A [dev.hqe.kernel.json.Problem] is
/// one thing wrong with an input, said so that a person can fix it.
@NullMarked
package dev.hqe.kernel.json;

import org.jspecify.annotations.NullMarked;
