package dev.tarn.shell.render;

import java.util.Locale;
import java.util.function.Function;

/** The formats of results. */
public enum Format {
    AUTO("box, or vertical where that is too wide for the terminal", true, AutoRenderer::new),
    BOX("columns in a box", true, options -> new GridRenderer(GridStyle.box(options), options)),
    TABLE("columns with lines of ASCII", true, options -> new GridRenderer(GridStyle.TABLE, options)),
    COLUMN("columns with blanks between them", true, options -> new GridRenderer(GridStyle.COLUMN, options)),
    VERTICAL("a line a value", true, VerticalRenderer::new),
    LINE("a line a value, as label = value", true, LineRenderer::new),
    CSV("comma-separated values, RFC 4180, with a header", false, DelimitedRenderer::csv),
    TSV("tab-separated values; \\t, \\n, \\r and \\\\ stand for what they are", false, DelimitedRenderer::tsv),
    LIST(
            "values with a separator between them, | unless it is set; a backslash stands before it in values",
            false,
            DelimitedRenderer::list),
    JSON("an array of objects", false, options -> new JsonRenderer(true)),
    JSONL("an object a line", false, options -> new JsonRenderer(false)),
    MARKDOWN("a table for Markdown", false, options -> new GridRenderer(GridStyle.MARKDOWN, options)),
    HTML("a table for web pages", false, HtmlRenderer::new),
    LATEX("a tabular for LaTeX", false, LatexRenderer::new),
    ASCIIDOC("a table for AsciiDoc", false, AsciiDocRenderer::new),
    INSERT("INSERT statements", false, InsertRenderer::new),
    NONE("nothing; the rows are counted", true, options -> new NoRenderer());

    private final String description;
    private final boolean isForReaders;
    private final Function<RenderOptions, Renderer> renderer;

    Format(String description, boolean isForReaders, Function<RenderOptions, Renderer> renderer) {
        this.description = description;
        this.isForReaders = isForReaders;
        this.renderer = renderer;
    }

    /** Returns a renderer for any number of results. */
    public Renderer renderer(RenderOptions options) {
        return renderer.apply(options);
    }

    public String description() {
        return description;
    }

    /** Returns whether people read it: the number of rows then stands below, and plans are shown as they are. */
    public boolean isForReaders() {
        return isForReaders;
    }

    /** The name as an argument spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
