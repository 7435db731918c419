package dev.tarn.format.text.xml;

import dev.tarn.format.text.record.TextShape;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What elements of a sample have in common. It depends on the elements and their order alone. One thread at a time. */
final class XmlShape {
    /** An attribute or the children of one name. */
    private static final class Member {
        private final String name;
        private final XmlShape shape = new XmlShape();
        private boolean repeated;

        private Member(String name) {
            this.name = name;
        }

        private Type type() {
            return repeated ? Type.array(shape.type()) : shape.type();
        }
    }

    /** Members by their names in lower case, in the order in which they came. */
    private final Map<String, Member> members = new LinkedHashMap<>();

    private final TextShape text = new TextShape();

    void add(XmlElement element) {
        element.attributes.forEach(
                (name, value) -> member("@" + name).shape.text.add(value));
        Map<String, Integer> counts = new HashMap<>();
        for (XmlElement child : element.children) {
            Member member = member(child.name);
            member.shape.add(child);
            if (counts.merge(child.name.toLowerCase(Locale.ROOT), 1, Integer::sum) > 1) {
                member.repeated = true;
            }
        }
        String content = element.text.toString();
        if (!content.isBlank()) {
            text.add(content);
        }
    }

    private Member member(String name) {
        return members.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new Member(name));
    }

    /** Returns the attributes, the children, and the text beside them, in the order in which they came. */
    List<TypeField> fields() {
        List<TypeField> fields = new ArrayList<>();
        for (Member member : members.values()) {
            fields.add(new TypeField(member.name, member.type()));
        }
        if (!text.isEmpty()) {
            fields.add(new TypeField(XmlParts.TEXT, text.type()));
        }
        return fields;
    }

    /** Returns the type of the elements: that of their text if none has attributes or children, a ROW otherwise. */
    Type type() {
        return members.isEmpty() ? text.type() : Type.row(fields());
    }
}
