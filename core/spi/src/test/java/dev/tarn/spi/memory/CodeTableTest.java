package dev.tarn.spi.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeTableTest {
    /** @param hashes how many different hashes values have: few make long chains */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1 << 20})
    void givesEachValueOneCode(int hashes) {
        CodeTable table = new CodeTable();
        for (int round = 0; round < 2; round++) {
            Random random = new Random(42 + round);
            Map<Integer, Integer> expected = new HashMap<>();
            List<Integer> values = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                int value = random.nextInt(1_000);
                int hash = value * 0x9E3779B9 % hashes;
                int code = table.first(hash);
                while (code >= 0 && values.get(code) != value) {
                    code = table.next(hash);
                }
                if (code < 0) {
                    code = table.add(hash);
                    values.add(value);
                    expected.put(value, code);
                }
                assertEquals(expected.get(value), code);
            }
            assertEquals(expected.size(), table.size());
            table.clear();
            assertEquals(0, table.size());
            assertEquals(-1, table.first(0));
        }
    }
}
