@NullMarked
package dev.hqe.ingestion;

import org.jspecify.annotations.NullMarked;
