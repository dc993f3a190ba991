package dev.hqe.topics.kit.json;

import java.math.BigInteger;

/// Decimal text from a double and back, exact and the same on the JVM and in Wasm.
///
/// TeaVM's own `Double.parseDouble` and `Double.toString` are approximations: what they read can be
/// one unit in the last place off. Here text becomes the nearest double (ties to even, as IEEE 754
/// says), and a double becomes the shortest digits that become that double again: Steele and White,
/// "How to Print Floating-Point Numbers Accurately", 1990, their Dragon4 with free format; layout
/// as ECMAScript's `Number::toString` has it, which RFC 8785 (JSON Canonicalization Scheme) also
/// uses.
final class Decimal {
    private static final int POWERS_EXACT = 22;
    private static final long INTEGERS_EXACT = 1L << 53;
    private static final double[] POWERS = powers();
    private static final int SIGNIFICAND_BITS = 52;
    private static final int EXPONENT_MIN = -1074;
    private static final int EXPONENT_OF_ANY_INPUT = 100_000;
    private static final double LOG10_OF_2 = 0.3010299956639812;

    private Decimal() {}

    private static double[] powers() {
        double[] powers = new double[POWERS_EXACT + 1];
        double power = 1;
        for (int i = 0; i < powers.length; i++) {
            powers[i] = power;
            power *= 10;
        }
        return powers;
    }

    /// The double nearest to a number in JSON's syntax; infinite if that is beyond the range.
    ///
    /// @throws NumberFormatException if it is no JSON number
    static double parse(String text) {
        int at = 0;
        boolean negative = text.startsWith("-");
        if (negative) {
            at++;
        }
        StringBuilder digits = new StringBuilder(text.length());
        int whole = digits(text, at, digits);
        if (whole == 0 || (whole > 1 && text.charAt(at) == '0')) {
            throw new NumberFormatException(text);
        }
        at += whole;
        int exponent = 0;
        if (at < text.length() && text.charAt(at) == '.') {
            int fraction = digits(text, at + 1, digits);
            if (fraction == 0) {
                throw new NumberFormatException(text);
            }
            exponent = -fraction;
            at += 1 + fraction;
        }
        if (at < text.length()) {
            char e = text.charAt(at);
            if (e != 'e' && e != 'E') {
                throw new NumberFormatException(text);
            }
            int written = Integer.parseInt(text.substring(at + 1));
            int bound = EXPONENT_OF_ANY_INPUT;
            exponent += Math.max(-bound, Math.min(bound, written));
        }
        double value = nearest(digits.toString(), exponent);
        return negative ? -value : value;
    }

    private static int digits(String text, int from, StringBuilder into) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            into.append(text.charAt(at++));
        }
        return at - from;
    }

    private static double nearest(String digits, int exponent) {
        int magnitude = digits.length() + exponent;
        BigInteger integer = new BigInteger(digits);
        if (integer.signum() == 0 || magnitude < -330) {
            return 0;
        }
        if (magnitude > 310) {
            return Double.POSITIVE_INFINITY;
        }
        if (integer.bitLength() <= 53 && Math.abs(exponent) <= POWERS_EXACT) {
            double exact = integer.longValue();
            // Both are exact, so the one rounding of the operation is the right one (Clinger 1990).
            return exponent < 0 ? exact / POWERS[-exponent] : exact * POWERS[exponent];
        }
        return exponent < 0
                ? quotient(integer, power(-exponent))
                : quotient(integer.multiply(power(exponent)), BigInteger.ONE);
    }

    /// The double nearest to a fraction of positive integers: scaled so that its quotient has 54
    /// bits, one more than a double, then rounded by hand.
    private static double quotient(BigInteger numerator, BigInteger denominator) {
        int shift = SIGNIFICAND_BITS + 2 - (numerator.bitLength() - denominator.bitLength());
        int exponent = -shift;
        if (exponent < EXPONENT_MIN - 1) {
            exponent = EXPONENT_MIN - 1;
            shift = -exponent;
        }
        BigInteger[] parts =
                (shift > 0 ? numerator.shiftLeft(shift) : numerator)
                        .divideAndRemainder(
                                shift < 0 ? denominator.shiftLeft(-shift) : denominator);
        long bits = parts[0].longValue();
        boolean more = parts[1].signum() != 0;
        // 54 or 55 bits, fewer below the smallest normal number
        while (bits >= INTEGERS_EXACT << 1) {
            more |= (bits & 1) != 0;
            bits >>>= 1;
            exponent++;
        }
        boolean half = (bits & 1) != 0;
        long significand = bits >>> 1;
        exponent++;
        if (half && (more || (significand & 1) != 0)) {
            significand++;
        }
        return scaled(significand, exponent);
    }

    private static double scaled(long significand, int exponent) {
        long value = significand;
        int power = exponent;
        if (value == INTEGERS_EXACT) {
            value >>>= 1;
            power++;
        }
        if (value < INTEGERS_EXACT >>> 1) {
            return Double.longBitsToDouble(value);
        }
        int biased = power - EXPONENT_MIN + 1;
        if (biased > 2046) {
            return Double.POSITIVE_INFINITY;
        }
        long fraction = value & ((INTEGERS_EXACT >>> 1) - 1);
        return Double.longBitsToDouble((long) biased << SIGNIFICAND_BITS | fraction);
    }

    /// The shortest text for a finite double; `-0.0` is `0`.
    static String text(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        StringBuilder digits = new StringBuilder(24);
        int point = shortest(size, digits);
        return (value < 0 ? "-" : "") + layout(digits.toString(), point);
    }

    /// A finite double to at most so many places after the point, halves of its shortest text away
    /// from zero, as people round: 2.675 to two places is 2.68.
    static String rounded(double value, int places) {
        if (value == 0) {
            return "0";
        }
        StringBuilder digits = new StringBuilder(24);
        int point = shortest(Math.abs(value), digits);
        int keep = point + places;
        if (keep < 0) {
            return "0";
        }
        if (keep < digits.length()) {
            boolean up = digits.charAt(keep) >= '5';
            digits.setLength(keep);
            point += up ? increment(digits) : 0;
            while (!digits.isEmpty() && digits.charAt(digits.length() - 1) == '0') {
                digits.setLength(digits.length() - 1);
            }
            if (digits.isEmpty()) {
                return "0";
            }
        }
        return (value < 0 ? "-" : "") + layout(digits.toString(), point);
    }

    /// Adds one to the last digit; gives 1 if that took a digit more in front.
    private static int increment(StringBuilder digits) {
        for (int i = digits.length() - 1; i >= 0; i--) {
            if (digits.charAt(i) < '9') {
                digits.setCharAt(i, (char) (digits.charAt(i) + 1));
                return 0;
            }
            digits.setCharAt(i, '0');
        }
        digits.insert(0, '1');
        return 1;
    }

    /// Appends the digits of a positive double; gives how many of them stand before the point.
    private static int shortest(double value, StringBuilder digits) {
        for (int places = 0; places <= POWERS_EXACT; places++) {
            double scaled = Math.rint(value * POWERS[places]);
            if (scaled >= INTEGERS_EXACT) {
                break;
            }
            // A quotient of exact numbers is what the digits would be read as.
            if (scaled / POWERS[places] == value) {
                String integer = Long.toString((long) scaled);
                int end = integer.length();
                while (end > 1 && integer.charAt(end - 1) == '0') {
                    end--;
                }
                digits.append(integer, 0, end);
                return integer.length() - places;
            }
        }
        return dragon(value, digits);
    }

    /// Dragon4: the value is numerator/denominator, and half the way to its neighbours is low and
    /// high over the same denominator. Digits come out until what is left is less than that.
    private static int dragon(double value, StringBuilder digits) {
        long bits = Double.doubleToLongBits(value);
        int biased = (int) (bits >>> SIGNIFICAND_BITS);
        long fraction = bits & ((1L << SIGNIFICAND_BITS) - 1);
        long significand = biased == 0 ? fraction : fraction | 1L << SIGNIFICAND_BITS;
        int exponent = Math.max(biased, 1) - 1 + EXPONENT_MIN;
        boolean even = (significand & 1) == 0;
        // Below a power of two the neighbours are half as far apart.
        int uneven = fraction == 0 && biased > 1 ? 1 : 0;
        BigInteger numerator =
                BigInteger.valueOf(significand).shiftLeft(Math.max(exponent, 0) + 1 + uneven);
        BigInteger denominator = BigInteger.ONE.shiftLeft(Math.max(-exponent, 0) + 1 + uneven);
        BigInteger low = BigInteger.ONE.shiftLeft(Math.max(exponent, 0));
        BigInteger high = low.shiftLeft(uneven);
        int point = (int) Math.ceil((exponent + bitLength(significand) - 1) * LOG10_OF_2 - 1e-9);
        if (point > 0) {
            denominator = denominator.multiply(power(point));
        } else if (point < 0) {
            BigInteger scale = power(-point);
            numerator = numerator.multiply(scale);
            low = low.multiply(scale);
            high = high.multiply(scale);
        }
        int over = numerator.add(high).compareTo(denominator);
        if (over > 0 || (over == 0 && even)) {
            point++;
        } else {
            numerator = numerator.multiply(BigInteger.TEN);
            low = low.multiply(BigInteger.TEN);
            high = high.multiply(BigInteger.TEN);
        }
        while (true) {
            BigInteger[] parts = numerator.divideAndRemainder(denominator);
            int digit = parts[0].intValue();
            numerator = parts[1];
            int below = numerator.compareTo(low);
            int above = numerator.add(high).compareTo(denominator);
            boolean lowEnough = below < 0 || (below == 0 && even);
            boolean highEnough = above > 0 || (above == 0 && even);
            if (lowEnough || highEnough) {
                int half = numerator.shiftLeft(1).compareTo(denominator);
                boolean nearer = half > 0 || (half == 0 && (digit & 1) != 0);
                boolean up = highEnough && (!lowEnough || nearer);
                digits.append((char) ('0' + digit + (up ? 1 : 0)));
                return point;
            }
            digits.append((char) ('0' + digit));
            numerator = numerator.multiply(BigInteger.TEN);
            low = low.multiply(BigInteger.TEN);
            high = high.multiply(BigInteger.TEN);
        }
    }

    private static int bitLength(long value) {
        int length = 0;
        for (long rest = value; rest != 0; rest >>>= 1) {
            length++;
        }
        return length;
    }

    private static BigInteger power(int exponent) {
        return BigInteger.TEN.pow(exponent);
    }

    private static String layout(String digits, int point) {
        int length = digits.length();
        if (point > 21 || point < -5) {
            String rest = length > 1 ? "." + digits.substring(1) : "";
            return digits.charAt(0) + rest + "e" + (point > 0 ? "+" : "") + (point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= length) {
            return digits + "0".repeat(point - length);
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }
}
