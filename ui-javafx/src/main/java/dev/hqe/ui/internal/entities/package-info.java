/// The page of entities: a table that reads as far as it is scrolled, and the entity in full.
@NullMarked
package dev.hqe.ui.internal.entities;

import org.jspecify.annotations.NullMarked;
