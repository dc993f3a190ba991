package dev.hqe.topics.finance.prices;

import java.util.Arrays;

/// Indicators of technical analysis over closing prices, oldest first.
///
/// Each answers with as many values as there are prices; those of the warm-up, for which there are
/// too few prices, are NaN.
final class Indicators {
    private static final double FULL = 100;
    private static final double NEITHER = 50;

    private Indicators() {}

    /// Three lines over the same prices.
    ///
    /// @param first of MACD the line, of Bollinger the middle
    /// @param second of MACD the signal, of Bollinger the upper band
    /// @param third of MACD the histogram, of Bollinger the lower band
    @SuppressWarnings("ArrayRecordComponent") // a result that is written and never compared
    record Lines(double[] first, double[] second, double[] third) {}

    /// The simple moving average: the mean of the last `period` prices. Murphy, Technical Analysis
    /// of the Financial Markets (1999), chapter 9.
    static double[] sma(double[] prices, int period) {
        double[] values = warmUp(prices.length);
        for (int i = period - 1; i < prices.length; i++) {
            values[i] = Statistics.mean(prices, i + 1 - period, i + 1);
        }
        return values;
    }

    /// The exponential moving average with factor 2/(period + 1), which begins with the mean of the
    /// first `period` prices. Murphy (1999), chapter 9; the beginning as TA-Lib has it.
    static double[] ema(double[] prices, int period) {
        return ema(prices, 0, period);
    }

    /// @param from the first price that counts
    private static double[] ema(double[] prices, int from, int period) {
        double[] values = warmUp(prices.length);
        int first = from + period - 1;
        if (first >= prices.length) {
            return values;
        }
        double factor = 2.0 / (period + 1);
        double value = Statistics.mean(prices, from, first + 1);
        values[first] = value;
        for (int i = first + 1; i < prices.length; i++) {
            value += factor * (prices[i] - value);
            values[i] = value;
        }
        return values;
    }

    /// The relative strength index, 0 to 100. Wilder, New Concepts in Technical Trading Systems
    /// (1978): the first averages of gains and losses are the means of the first `period` changes,
    /// the next ones `(average * (period - 1) + change) / period`.
    ///
    /// Wilder's 100 - 100/(1 + gain/loss), written without its division by zero; 50 if prices have
    /// not moved at all.
    static double[] rsi(double[] prices, int period) {
        double[] values = warmUp(prices.length);
        if (prices.length <= period) {
            return values;
        }
        double gain = 0;
        double loss = 0;
        for (int i = 1; i <= period; i++) {
            double change = prices[i] - prices[i - 1];
            gain += Math.max(change, 0);
            loss += Math.max(-change, 0);
        }
        gain /= period;
        loss /= period;
        values[period] = strength(gain, loss);
        for (int i = period + 1; i < prices.length; i++) {
            double change = prices[i] - prices[i - 1];
            gain = (gain * (period - 1) + Math.max(change, 0)) / period;
            loss = (loss * (period - 1) + Math.max(-change, 0)) / period;
            values[i] = strength(gain, loss);
        }
        return values;
    }

    private static double strength(double gain, double loss) {
        return gain + loss == 0 ? NEITHER : FULL * gain / (gain + loss);
    }

    /// Moving average convergence/divergence: the fast average less the slow one; the signal, an
    /// average of that; the histogram, line less signal. Appel, Technical Analysis: Power Tools for
    /// Active Investors (2005), chapter 8.
    ///
    /// Each average begins with the mean of its own first prices. (TA-Lib begins the fast one
    /// later, so that both begin with the same day; the difference fades within some periods.)
    static Lines macd(double[] prices, int fast, int slow, int signal) {
        double[] quick = ema(prices, fast);
        double[] steady = ema(prices, slow);
        double[] line = warmUp(prices.length);
        double[] histogram = warmUp(prices.length);
        for (int i = slow - 1; i < prices.length; i++) {
            line[i] = quick[i] - steady[i];
        }
        double[] average = ema(line, slow - 1, signal);
        for (int i = slow + signal - 2; i < prices.length; i++) {
            histogram[i] = line[i] - average[i];
        }
        return new Lines(line, average, histogram);
    }

    /// Bollinger bands: the simple moving average, and that plus and minus `width` population
    /// standard deviations. Bollinger, Bollinger on Bollinger Bands (2001), chapter 7.
    static Lines bollinger(double[] prices, int period, double width) {
        double[] upper = warmUp(prices.length);
        double[] lower = warmUp(prices.length);
        double[] middle = sma(prices, period);
        for (int i = period - 1; i < prices.length; i++) {
            double reach = width * Statistics.populationDeviation(prices, i + 1 - period, i + 1);
            upper[i] = middle[i] + reach;
            lower[i] = middle[i] - reach;
        }
        return new Lines(middle, upper, lower);
    }

    private static double[] warmUp(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
