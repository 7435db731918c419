package dev.tarn.format.text.xml;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a record to the parts that a column has: the names of elements, each within the one before. Immutable.
 *
 * @param steps the names below the record; {@code *} is any
 * @param attribute the attribute of the elements that the steps lead to, or null for the elements themselves
 */
record XmlPath(List<String> steps, String attribute) {
    XmlPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path as XmlSerDe has it: {@code /record/a/b/text()}, {@code /record/@id}, {@code a/b}.
     *
     * @throws TarnException NOT_SUPPORTED for more than that of XPath
     */
    static XmlPath of(String property, String text) {
        String path = text.strip();
        List<String> steps = new ArrayList<>(List.of(path.split("/", -1)));
        boolean absolute = path.startsWith("/");
        if (absolute) {
            steps.remove(0);
            if (!steps.isEmpty()) {
                // The first step of an absolute path is the record itself.
                steps.remove(0);
            }
        }
        String attribute = null;
        int last = steps.size() - 1;
        if (last >= 0 && steps.get(last).equals("text()")) {
            steps.remove(last);
        } else if (last >= 0 && steps.get(last).startsWith("@")) {
            attribute = withoutPrefix(steps.remove(last).substring(1));
        }
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            if (step.isEmpty()
                    || step.indexOf('(') >= 0
                    || step.indexOf('[') >= 0
                    || step.startsWith(".")
                    || step.startsWith("@")
                    || step.contains("::")) {
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        "the path '" + text + "' of " + property
                                + "; names of elements, *, text() and @attribute at the end are read");
            }
            steps.set(i, withoutPrefix(step));
        }
        return new XmlPath(steps, attribute);
    }

    private static String withoutPrefix(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    /** Returns the elements that the steps lead to, in the document's order. */
    List<XmlElement> elements(XmlElement record) {
        List<XmlElement> found = List.of(record);
        for (String step : steps) {
            List<XmlElement> next = new ArrayList<>();
            for (XmlElement element : found) {
                for (XmlElement child : element.children) {
                    if (step.equals("*") || step.equals(child.name)) {
                        next.add(child);
                    }
                }
            }
            found = next;
        }
        return found;
    }
}
