/// The parts that pages are made of, so that all pages look and behave alike. A view names no
/// colour and no size that is not here or a style class of `hqe.css`.
///
/// | For | take |
/// |---|---|
/// | the line at the top of a page | [dev.hqe.ui.internal.part.PageHeader] |
/// | list, content and detail beside each other, drawer in a narrow window | [dev.hqe.ui.internal.part.Columns] |
/// | two things with a divider | [dev.hqe.ui.internal.part.KeptSplit] |
/// | one thing in full | [dev.hqe.ui.internal.part.DetailPane], facts in a [dev.hqe.ui.internal.part.FactGrid] |
/// | a bordered part of a page | [dev.hqe.ui.internal.part.Panel] |
/// | words to search or filter by | [dev.hqe.ui.internal.part.SearchField] |
/// | a field of a form, with what is wrong with it | [dev.hqe.ui.internal.part.FormField] |
/// | something over the whole window | [dev.hqe.ui.internal.part.Sheet] by [dev.hqe.ui.internal.page.Sheets] |
/// | what is let through, of many choices | [dev.hqe.ui.internal.part.FilterMenu] |
/// | a choice of two to four | [dev.hqe.ui.internal.part.Segments] |
/// | a state, a label of data, a key, a count | [dev.hqe.ui.internal.part.Chips] |
/// | what a colour means | [dev.hqe.ui.internal.part.Look] |
/// | text with hits marked | [dev.hqe.ui.internal.part.MarkedText] |
/// | nothing is there | [dev.hqe.ui.internal.part.EmptyState] |
/// | it is being read | [dev.hqe.ui.internal.part.Loading] |
/// | part of the page failed | [dev.hqe.ui.internal.part.Strip] |
/// | nothing of it works | [dev.hqe.ui.internal.part.ErrorState] |
/// | texts, buttons, icons | [dev.hqe.ui.internal.part.Labels], [dev.hqe.ui.internal.part.Buttons], [dev.hqe.ui.internal.part.Icons] |
///
/// Type: style classes `t-page`, `t-head`, `t-strong`, `t-name`, `t-body`, `t-small`, `t-figure`,
/// `t-mono`, `t-mono-s`; colour of text: `muted`, `subtle` and the style of a Look. A list is a
/// `ListView` with style class `one-line` or `two-lines`, a table a `TableView`; columns of numbers
/// have the style class `right`. Toasts are in `dev.hqe.ui.internal.toast`.
@NullMarked
package dev.hqe.ui.internal.part;

import org.jspecify.annotations.NullMarked;
