package dev.tarn.format.text.xml;

import dev.tarn.format.text.io.TextHead;
import dev.tarn.spi.error.TarnException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The begin of a document: which of its elements are records, and those that are whole. The same bytes show the same. */
final class XmlSample {
    private final XmlElement root;
    private final String rowTag;
    private final List<XmlElement> records = new ArrayList<>();

    /**
     * Reads a sample.
     *
     * @param path the file, for errors
     * @param rowTag the name of the elements that are records, or null to find it out
     * @throws TarnException HIVE_BAD_DATA if the document does not begin as XML does, or ends before its root
     */
    XmlSample(TextHead head, String path, String rowTag) {
        root = read(head, path);
        this.rowTag = rowTag == null ? repeated() : rowTag;
        collect(root);
    }

    private static XmlElement read(TextHead head, String path) {
        // The bytes are UTF-8 if another character set was recognised, and as the document declares them if not.
        boolean isUtf8 = !head.layout().charset().equals(StandardCharsets.UTF_8);
        XmlParser parser = new XmlParser(new ByteArrayInputStream(head.bytes()), isUtf8, path, null);
        try {
            return parser.next();
        } catch (TarnException e) {
            if (head.isWhole() || parser.current() == null) {
                throw e;
            }
            // The sample ends somewhere within the document.
            return parser.current();
        }
    }

    /** Returns the name of the elements that repeat nearest to the root, of those the most frequent; else the root's. */
    private String repeated() {
        List<XmlElement> level = List.of(root);
        while (!level.isEmpty()) {
            Map<String, Integer> most = new LinkedHashMap<>();
            List<XmlElement> below = new ArrayList<>();
            for (XmlElement element : level) {
                Map<String, Integer> counts = new LinkedHashMap<>();
                for (XmlElement child : element.children) {
                    most.merge(child.name, counts.merge(child.name, 1, Integer::sum), Math::max);
                }
                below.addAll(element.children);
            }
            String best = null;
            for (Map.Entry<String, Integer> entry : most.entrySet()) {
                if (entry.getValue() > 1 && (best == null || entry.getValue() > most.get(best))) {
                    best = entry.getKey();
                }
            }
            if (best != null) {
                return best;
            }
            level = below;
        }
        return root.name;
    }

    private void collect(XmlElement element) {
        if (element.name.equals(rowTag)) {
            if (element.isWhole) {
                records.add(element);
            }
            return;
        }
        element.children.forEach(this::collect);
    }

    String rowTag() {
        return rowTag;
    }

    List<XmlElement> records() {
        return records;
    }
}
