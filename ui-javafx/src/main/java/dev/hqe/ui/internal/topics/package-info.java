/// The page of Topics: those that are loaded with what they bring, and the folders that are not
/// with what is wrong in them.
@NullMarked
package dev.hqe.ui.internal.topics;

import org.jspecify.annotations.NullMarked;
