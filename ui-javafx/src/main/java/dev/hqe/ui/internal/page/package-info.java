/// What the frame of the window and its pages agree on.
///
/// A page is a [dev.hqe.ui.internal.page.Page], made by a [dev.hqe.ui.internal.page.PageMaker] that
/// stands in the list of [dev.hqe.ui.internal.Pages]. It gets a [dev.hqe.ui.internal.page.Frame];
/// its own words stand in `texts.properties` of its package, under the name of its
/// [dev.hqe.ui.internal.page.Place]. It leads to other pages by a [dev.hqe.ui.internal.page.Target]
/// and knows none of them.
@NullMarked
package dev.hqe.ui.internal.page;

import org.jspecify.annotations.NullMarked;
