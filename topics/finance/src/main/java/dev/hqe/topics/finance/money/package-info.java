/// Money: bank statements, what came in and went out, what positions are worth.
///
/// [ImportStatement][dev.hqe.topics.finance.money.ImportStatement] stores
/// [Transaction][dev.hqe.topics.finance.money.Transaction]s;
/// [CashFlow][dev.hqe.topics.finance.money.CashFlow] and
/// [PortfolioValue][dev.hqe.topics.finance.money.PortfolioValue] add up. Sums are decimal and
/// exact, and currencies are never added to each other. It needs the kit and the text package.
@NullMarked
package dev.hqe.topics.finance.money;

import org.jspecify.annotations.NullMarked;
