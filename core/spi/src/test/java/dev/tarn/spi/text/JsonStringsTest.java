package dev.tarn.spi.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JsonStringsTest {
    @Test
    void whatJsonDoesNotAllowInAStringIsEscaped() {
        assertEquals("\"\"", JsonStrings.quoted(""));
        assertEquals("\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u001f\"", JsonStrings.quoted("a\"b\\c\n\r\t\u0001\u001f"));
        assertEquals("\"Łódź / 日本 😀\"", JsonStrings.quoted("Łódź / 日本 😀"));
    }
}
