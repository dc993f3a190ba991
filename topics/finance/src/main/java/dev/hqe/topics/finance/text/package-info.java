/// Texts that banks and data vendors hand out: CSV, OFX, and how they write numbers and days.
///
/// Enter at [CsvReader][dev.hqe.topics.finance.text.CsvReader] and
/// [OfxStatement][dev.hqe.topics.finance.text.OfxStatement];
/// [Figures][dev.hqe.topics.finance.text.Figures] and
/// [DayOrder][dev.hqe.topics.finance.text.DayOrder] read single cells. It needs the kit.
@NullMarked
package dev.hqe.topics.finance.text;

import org.jspecify.annotations.NullMarked;
