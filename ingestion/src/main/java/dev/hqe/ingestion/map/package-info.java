/// Records become the fields of an entity, by jq expressions that a source file gives; before that,
/// if it says so, a program of the Topic makes other records of them.
///
/// Enter at [dev.hqe.ingestion.map.RecordMapping] and [dev.hqe.ingestion.map.TransformStage], whose
/// programs come through the port [dev.hqe.ingestion.map.RecordTransforms]. An expression is one of
/// jq 1.7 without what reaches outside (no environment, no further input, no modules) and without
/// what has no bound: the steps, the depth and the text of each evaluation are counted
/// ([dev.hqe.ingestion.map.JqExpression]). Publishes nothing. The jq library is loaded with the
/// first expression, not before.
@NullMarked
package dev.hqe.ingestion.map;

import org.jspecify.annotations.NullMarked;
