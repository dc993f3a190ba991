/// Prices: reading them from CSV, and what is calculated from a series of them.
///
/// [ImportPrices][dev.hqe.topics.finance.prices.ImportPrices] stores bars;
/// [PriceSeries][dev.hqe.topics.finance.prices.PriceSeries] is what the other tools calculate with,
/// by the formulas in [Indicators][dev.hqe.topics.finance.prices.Indicators],
/// [Drawdowns][dev.hqe.topics.finance.prices.Drawdowns] and
/// [Statistics][dev.hqe.topics.finance.prices.Statistics]. A series is doubles: what is said of it
/// is a ratio or a mean. It needs the kit and the text package.
@NullMarked
package dev.hqe.topics.finance.prices;

import org.jspecify.annotations.NullMarked;
