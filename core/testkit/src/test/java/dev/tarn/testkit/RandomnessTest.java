package dev.tarn.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith({RandomnessExtension.class, AllocatorExtension.class})
class RandomnessTest {
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void aSeedGivesTheSameValuesAgain(long seed) {
        Randomness one = Randomness.ofSeed(seed);
        Randomness two = Randomness.ofSeed(seed);
        for (int i = 0; i < 100; i++) {
            assertEquals(one.edgyLong(64), two.edgyLong(64));
            assertEquals(one.text(20), two.text(20));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void valuesStayInTheirBounds(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int i = 0; i < 1000; i++) {
            int bits = random.between(2, 64);
            long value = random.edgyLong(bits);
            assertTrue(bits == 64 || value >= -(1L << bits - 1) && value < 1L << bits - 1, () -> bits + ": " + value);
            int digits = random.between(1, 38);
            BigInteger decimal = random.edgyDecimal(digits);
            assertTrue(decimal.abs().compareTo(BigInteger.TEN.pow(digits)) < 0, decimal::toString);
            long ranged = random.between(Long.MIN_VALUE, 5L);
            assertTrue(ranged <= 5);
            assertTrue(random.nextDouble() < 1 && random.nextInt(7) < 7);
        }
    }

    @Test
    void extensionsHandOutWhatATestAsksFor(Randomness random, BufferAllocator allocator) {
        assertNotNull(random.nulls(random.nextInt(100)));
        allocator.buffer(8).close();
    }
}
