@NullMarked
package dev.hqe.ingestion.map;

import org.jspecify.annotations.NullMarked;
