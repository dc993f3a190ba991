/// The page one starts at: what is here, what needs the person, how to begin, and adding folders.
@NullMarked
package dev.hqe.ui.internal.home;

import org.jspecify.annotations.NullMarked;
