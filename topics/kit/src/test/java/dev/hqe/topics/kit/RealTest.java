package dev.hqe.topics.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RealTest {
    private static final int VALUES = 100_000;

    private final Random random = new Random(1);

    @Test
    void logarithmsAndExponentialsAreWithinTwoUnitsInTheLastPlace() {
        for (int i = 0; i < VALUES; i++) {
            double x = positive();
            double y = (random.nextDouble() - 0.5) * 1400;

            assertThat(Real.log(x)).isCloseTo(StrictMath.log(x), within(units(StrictMath.log(x))));
            assertThat(Real.exp(y)).isCloseTo(StrictMath.exp(y), within(units(StrictMath.exp(y))));
        }
    }

    @Test
    void rootsAndWholeNumbersAreExact() {
        for (int i = 0; i < VALUES; i++) {
            double x = positive();
            double y = (random.nextDouble() - 0.5) * StrictMath.pow(10, random.nextInt(18));

            assertThat(Real.sqrt(x)).isEqualTo(StrictMath.sqrt(x));
            assertThat(Real.floor(y)).isEqualTo(StrictMath.floor(y));
            assertThat(Real.ceil(y)).isEqualTo(StrictMath.ceil(y));
            assertThat(Real.rint(y)).isEqualTo(StrictMath.rint(y));
        }
    }

    @Test
    void powersAreCloseAndWholePowersAreProducts() {
        for (int i = 0; i < VALUES; i++) {
            double x = 0.001 + random.nextDouble() * 100;
            double y = (random.nextDouble() - 0.5) * 10;
            double power = StrictMath.pow(x, y);

            assertThat(Real.pow(x, y)).isCloseTo(power, within(power * 1e-14));
        }
        assertThat(Real.pow(1.1, 2)).isEqualTo(1.1 * 1.1);
        assertThat(Real.pow(2, -3)).isEqualTo(0.125);
        assertThat(Real.pow(-2, 101)).isCloseTo(StrictMath.pow(-2, 101), within(1e17));
    }

    @Test
    void whatHasNoValueIsNotANumber() {
        assertThat(Real.log(-1)).isNaN();
        assertThat(Real.log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Real.sqrt(-1)).isNaN();
        assertThat(Real.pow(-8, 1.0 / 3)).isNaN();
        assertThat(Real.exp(1000)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Real.exp(-1000)).isZero();
    }

    private double positive() {
        double any = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
        return any < Double.MAX_VALUE && random.nextBoolean() ? any : random.nextDouble() * 3;
    }

    private static double units(double value) {
        return 2 * Math.ulp(value);
    }
}
