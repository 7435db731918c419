package dev.tarn.format.text.xml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element: its name without a prefix, attributes, children and text. Filled by one thread, then only read. */
final class XmlElement {
    final String name;
    /** The line on which it begins, from 1. */
    final long line;

    final Map<String, String> attributes = new LinkedHashMap<>();
    final List<XmlElement> children = new ArrayList<>();
    /** The text between the children, or all there is. */
    final StringBuilder text = new StringBuilder();
    /** Whether its end was read. */
    boolean isWhole;

    XmlElement(String name, long line) {
        this.name = name;
        this.line = line;
    }

    boolean isLeaf() {
        return children.isEmpty();
    }

    /** Returns the text of the element and of those within it. */
    String content() {
        if (isLeaf()) {
            return text.toString();
        }
        StringBuilder all = new StringBuilder(text.toString().strip());
        for (XmlElement child : children) {
            String part = child.content().strip();
            if (!part.isEmpty()) {
                all.append(all.length() == 0 ? "" : " ").append(part);
            }
        }
        return all.toString();
    }

    /** Returns the element as XML without line breaks, for messages. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("<").append(name);
        attributes.forEach((key, value) ->
                out.append(' ').append(key).append("=\"").append(value).append('"'));
        out.append('>');
        children.forEach(out::append);
        return out.append(text.toString().strip())
                .append("</")
                .append(name)
                .append('>')
                .toString();
    }
}
