package dev.tarn.format.text.xml;

import java.util.ArrayList;
import java.util.List;

/** Finds the parts of elements: other elements, or the texts of attributes. */
final class XmlParts {
    /** The name of an element's own text beside its attributes and children. */
    static final String TEXT = "#text";

    private static final String ATTRIBUTE = "@";

    private XmlParts() {}

    /**
     * Returns what an element has of a name, without regard to case: its children, or, if it has none, its attribute; of a
     * name after {@code @} the attribute; of {@link #TEXT} its text.
     */
    static List<Object> named(XmlElement element, String name) {
        List<Object> found = new ArrayList<>();
        if (name.startsWith(ATTRIBUTE)) {
            addAttribute(element, name.substring(1), found);
        } else if (name.equals(TEXT)) {
            if (!element.text.toString().isBlank()) {
                found.add(element.text.toString());
            }
        } else {
            for (XmlElement child : element.children) {
                if (child.name.equalsIgnoreCase(name)) {
                    found.add(child);
                }
            }
            if (found.isEmpty()) {
                addAttribute(element, name, found);
            }
        }
        return found;
    }

    private static void addAttribute(XmlElement element, String name, List<Object> found) {
        for (var attribute : element.attributes.entrySet()) {
            if (attribute.getKey().equalsIgnoreCase(name)) {
                found.add(attribute.getValue());
                return;
            }
        }
    }

    /** Returns what a path leads to. */
    static List<Object> at(XmlElement record, XmlPath path) {
        List<Object> found = new ArrayList<>();
        for (XmlElement element : path.elements(record)) {
            if (path.attribute() == null) {
                found.add(element);
            } else {
                addAttribute(element, path.attribute(), found);
            }
        }
        return found;
    }

    /** Returns the text of a part. */
    static String content(Object part) {
        return part instanceof XmlElement element ? element.content() : part.toString();
    }
}
