package dev.hqe.topics.kit;

/// Functions of real numbers, the same to the last bit on the JVM and in Wasm.
///
/// `Math.log`, `exp` and `pow` would be imports of the module, which the sandbox refuses, and they
/// may differ in the last place from one JVM to another. [#sqrt], [#floor], [#ceil] and [#rint] are
/// what the build puts in the place of the methods of that name in `Math`, which are exact: a Topic
/// calls `Math.sqrt`. Series: Abramowitz and Stegun, Handbook of Mathematical Functions, 4.1.27 and
/// 4.2.1.
public final class Real {
    private static final double LN2 = 0.6931471805599453;

    /// The first 33 bits of ln 2, so that their product with an exponent is exact, and the rest.
    private static final double LN2_HIGH = 0x1.62e42fee00000p-1;

    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    private static final double SQRT_2 = 1.4142135623730951;
    private static final double TWO_TO_54 = 0x1p54;
    private static final double WHOLE_FROM = 0x1p52;
    private static final double EXP_MAX = 709.782712893384;
    private static final double EXP_MIN = -745.1332191019412;
    private static final int LOG_TERMS = 25;
    private static final int EXP_TERMS = 14;
    private static final int POWER_BY_PRODUCT = 64;
    private static final int BIAS = 1023;

    private Real() {}

    /// The natural logarithm, within two units in the last place; NaN below 0, minus infinity at 0.
    public static double log(double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return x;
        }
        boolean tiny = x < Double.MIN_NORMAL;
        long bits = Double.doubleToLongBits(tiny ? x * TWO_TO_54 : x);
        int power = (int) (bits >>> 52) - BIAS - (tiny ? 54 : 0);
        double m = Double.longBitsToDouble((bits & 0xfffffffffffffL) | (long) BIAS << 52);
        if (m > SQRT_2) {
            m /= 2;
            power++;
        }
        // ln m = 2 artanh((m - 1) / (m + 1)), written so that m - 1, which is exact, leads
        double f = m - 1;
        double s = f / (2 + f);
        double square = s * s;
        double sum = 0;
        for (int n = LOG_TERMS; n >= 3; n -= 2) {
            sum = (sum + 2.0 / n) * square;
        }
        double half = f * f / 2;
        return power * LN2_HIGH - ((half - (s * (half + sum) + power * LN2_LOW)) - f);
    }

    /// The logarithm to base 10.
    public static double log10(double x) {
        return log(x) / 2.302585092994046;
    }

    /// e to the power of `x`, within two units in the last place.
    public static double exp(double x) {
        if (Double.isNaN(x) || x == Double.POSITIVE_INFINITY) {
            return x;
        }
        if (x > EXP_MAX) {
            return Double.POSITIVE_INFINITY;
        }
        if (x < EXP_MIN) {
            return 0;
        }
        int power = (int) (x / LN2 + (x < 0 ? -0.5 : 0.5));
        double rest = (x - power * LN2_HIGH) - power * LN2_LOW;
        double sum = 0;
        for (int n = EXP_TERMS; n >= 2; n--) {
            sum = (sum + 1) * rest / n;
        }
        return scale(1 + (rest + rest * sum), power);
    }

    /// `x` to the power of `y` for `x` of 0 or more, or any `x` and a whole `y`; else NaN.
    ///
    /// Whole powers to 64 are products. Otherwise the relative error is about 1e-16 times (1 + |y
    /// ln x|).
    public static double pow(double x, double y) {
        if (y == (int) y && Math.abs(y) <= POWER_BY_PRODUCT) {
            double product = 1;
            for (int i = (int) Math.abs(y); i > 0; i--) {
                product *= x;
            }
            return y < 0 ? 1 / product : product;
        }
        if (x > 0) {
            return exp(y * log(x));
        }
        if (x == 0) {
            return y > 0 ? 0 : y < 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        if (y != floor(y)) {
            return Double.NaN;
        }
        double size = exp(y * log(-x));
        return floor(y / 2) * 2 == y ? size : -size;
    }

    /// The square root as IEEE 754 says it, correctly rounded: bit by bit.
    public static double sqrt(double x) {
        if (!(x > 0) || x == Double.POSITIVE_INFINITY) {
            return x < 0 ? Double.NaN : x;
        }
        boolean tiny = x < Double.MIN_NORMAL;
        long bits = Double.doubleToLongBits(tiny ? x * TWO_TO_54 : x);
        int power = (int) (bits >>> 52) - BIAS - (tiny ? 54 : 0);
        long rest = (bits & 0xfffffffffffffL) | 1L << 52;
        if ((power & 1) != 0) {
            rest <<= 1;
            power--;
        }
        rest <<= 1;
        long root = 0;
        long sum = 0;
        for (long bit = 1L << 53; bit != 0; bit >>>= 1) {
            long next = sum + bit;
            if (next <= rest) {
                sum = next + bit;
                rest -= next;
                root += bit;
            }
            rest <<= 1;
        }
        // 54 bits: the last one is half a unit, and a root is never exactly between two doubles
        root = (root >>> 1) + (root & 1);
        return scale(root / WHOLE_FROM, power / 2);
    }

    /// The greatest whole number that is not greater.
    public static double floor(double x) {
        if (!(Math.abs(x) < WHOLE_FROM) || x == 0) {
            return x;
        }
        double whole = (long) x;
        double floor = whole > x ? whole - 1 : whole;
        return floor == 0 && x < 0 ? -0.0 : floor;
    }

    /// The least whole number that is not less.
    public static double ceil(double x) {
        return -floor(-x);
    }

    /// The nearest whole number, of two the even one.
    public static double rint(double x) {
        if (!(Math.abs(x) < WHOLE_FROM) || x == 0) {
            return x;
        }
        // the sum has no bits left for a fraction, and adding rounds as wanted
        double size = (Math.abs(x) + WHOLE_FROM) - WHOLE_FROM;
        return x < 0 ? -size : size;
    }

    private static double scale(double value, int power) {
        int first = Math.max(-BIAS + 1, Math.min(BIAS, power));
        double scaled = value * powerOfTwo(first);
        int more = power - first;
        return more == 0 ? scaled : scaled * powerOfTwo(more);
    }

    private static double powerOfTwo(int power) {
        return Double.longBitsToDouble((long) (power + BIAS) << 52);
    }
}
