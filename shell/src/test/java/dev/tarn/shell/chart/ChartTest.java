package dev.tarn.shell.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.shell.render.Theme;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final ChartData DATA = new ChartData(
            List.of("a", "bb", "c"), List.of(new ChartData.Series("n", new double[] {10, -5, Double.NaN})), false);

    @Test
    void drawsBarsFromZero() {
        assertEquals(
                """
                a  │   ██████▋ 10
                bb │███ -5
                c  │ NULL
                """,
                TextChart.draw(DATA, ChartKind.AUTO.of(DATA), 21, Theme.NONE));
    }

    @Test
    void drawsLines() {
        String chart = TextChart.draw(DATA, ChartKind.LINE, 40, Theme.NONE);
        assertEquals(18, chart.lines().count());
        assertTrue(chart.lines().findFirst().orElse("").startsWith("10 ┤⠱"), chart);
        assertTrue(chart.lines().allMatch(line -> line.length() <= 40), chart);
    }

    @Test
    void drawsSvg() {
        String svg = SvgChart.draw(DATA, ChartKind.BARS);
        assertEquals(2, svg.split("<title>", -1).length - 1, svg);
        assertTrue(SvgChart.draw(DATA, ChartKind.LINE).contains("<path d=\"M"), svg);
    }

    @Test
    void writesShortNumbers() {
        assertEquals("1234", Numbers.text(1234));
        assertEquals("12.35K", Numbers.text(12_345));
        assertEquals("0.5", Numbers.text(0.5));
        assertEquals("1M", Numbers.text(1_000_000));
    }
}
