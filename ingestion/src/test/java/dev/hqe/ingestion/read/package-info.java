/// Tests of the readers: what each format becomes, and what dirty input costs.
@NullMarked
package dev.hqe.ingestion.read;

import org.jspecify.annotations.NullMarked;
