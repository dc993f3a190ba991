@NullMarked
package dev.hqe.ingestion.source;

import org.jspecify.annotations.NullMarked;
