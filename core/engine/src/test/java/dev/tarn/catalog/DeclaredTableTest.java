package dev.tarn.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.spi.catalog.Table;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclaredTableTest {
    /** What it left to the defaults, the table that it stands for would not be asked. */
    @Test
    void answersAllThatATableIsAsked() {
        List<String> missing = Arrays.stream(Table.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method ->
                        Arrays.stream(DeclaredTable.class.getDeclaredMethods()).noneMatch(own -> isSame(own, method)))
                .map(Method::getName)
                .toList();
        assertEquals(List.of(), missing);
    }

    private static boolean isSame(Method own, Method method) {
        return own.getName().equals(method.getName())
                && Arrays.equals(own.getParameterTypes(), method.getParameterTypes());
    }
}
