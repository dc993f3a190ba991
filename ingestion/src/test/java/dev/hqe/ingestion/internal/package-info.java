@NullMarked
package dev.hqe.ingestion.internal;

import org.jspecify.annotations.NullMarked;
