@NullMarked
package dev.hqe.ingestion.watch;

import org.jspecify.annotations.NullMarked;
