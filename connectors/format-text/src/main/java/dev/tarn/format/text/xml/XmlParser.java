package dev.tarn.format.text.xml;

import dev.tarn.format.text.record.LimitedStream;
import dev.tarn.format.text.record.ParsedSource;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Gives the elements of one name of a document, or its root, as they come. A document with a DOCTYPE is refused, so that
 * nothing but the file itself is ever read, and nothing in it grows when it is read. One thread at a time.
 */
final class XmlParser implements ParsedSource.Parser<XmlElement> {
    private static final int MAX_DEPTH = 256;
    private static final String LIMITS = "http://www.oracle.com/xml/jaxp/properties/";

    private static final int DECLARATION_BYTES = 256;
    private static final Pattern ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)[\"']");

    /** What an element, or an attribute, takes of the limit beside its text. */
    private static final int ELEMENT_BYTES = 100;

    private final LimitedStream limited;
    private final XMLStreamReader reader;
    private final String path;
    private final String rowTag;
    private XmlElement current;
    private long recordBytes;

    /**
     * Opens a document.
     *
     * @param content the document, of which an encoding declaration tells the characters
     * @param isUtf8 whether it is UTF-8 in any case, whatever it declares
     * @param path the file, for errors
     * @param rowTag the name of the elements to give, or null for the root
     */
    XmlParser(InputStream content, boolean isUtf8, String path, String rowTag) {
        this.path = path;
        this.rowTag = rowTag;
        this.limited = new LimitedStream(content, path);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        // There are no entities but those of XML itself, which would count towards these limits in a large file.
        factory.setProperty(LIMITS + "entityExpansionLimit", "0");
        factory.setProperty(LIMITS + "totalEntitySizeLimit", "0");
        try {
            reader = factory.createXMLStreamReader(characters(limited, isUtf8));
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /** Decodes the content here, since the JDK prints what it cannot decode. */
    private Reader characters(InputStream content, boolean isUtf8) {
        try {
            BufferedInputStream stream = new BufferedInputStream(content);
            Charset charset = isUtf8 ? StandardCharsets.UTF_8 : declared(stream);
            return new InputStreamReader(
                    stream,
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Charset declared(BufferedInputStream stream) throws IOException {
        stream.mark(DECLARATION_BYTES);
        String begin = new String(stream.readNBytes(DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
        stream.reset();
        Matcher declaration = ENCODING.matcher(begin);
        if (!declaration.find()) {
            return StandardCharsets.UTF_8;
        }
        String name = declaration.group(1);
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new TarnException(
                    ErrorCode.HIVE_BAD_DATA,
                    ErrorPosition.InFile.of(path),
                    "the document declares the encoding '" + name + "', which is not known",
                    e);
        }
    }

    @Override
    public XmlElement next() {
        try {
            while (reader.hasNext()) {
                int event = event();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    String name = localName();
                    if (rowTag == null || name.equals(rowTag)) {
                        recordBytes = 0;
                        current = new XmlElement(name, reader.getLocation().getLineNumber());
                        fill(current, 0);
                        return current;
                    }
                }
            }
            return null;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    /** Returns the element that {@link #next} returned or failed in, as far as it was read; null before the first. */
    XmlElement current() {
        return current;
    }

    /** Reads what belongs to the element that the reader has just entered. */
    private void fill(XmlElement element, int depth) throws XMLStreamException {
        if (depth > MAX_DEPTH) {
            throw error("elements are nested more than " + MAX_DEPTH + " deep");
        }
        count(ELEMENT_BYTES);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String attribute = reader.getAttributeLocalName(i);
            count(ELEMENT_BYTES + reader.getAttributeValue(i).length());
            if (!attribute.equals("xmlns") && !attribute.startsWith("xmlns:")) {
                element.attributes.put(withoutPrefix(attribute), reader.getAttributeValue(i));
            }
        }
        while (true) {
            int event = event();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlElement child =
                            new XmlElement(localName(), reader.getLocation().getLineNumber());
                    element.children.add(child);
                    fill(child, depth + 1);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    count(reader.getTextLength());
                    element.text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    element.isWhole = true;
                    return;
                }
                default -> {
                    // Comments and processing instructions say nothing of the data.
                }
            }
        }
    }

    /** Steps to what comes next, of which the reader keeps in memory all that one step gives. */
    private int event() throws XMLStreamException {
        limited.restart();
        int event = reader.next();
        check(event);
        return event;
    }

    private void count(int bytes) {
        recordBytes += bytes;
        if (recordBytes > LimitedStream.MAX_RECORD_BYTES) {
            throw error("the record is longer than " + (LimitedStream.MAX_RECORD_BYTES >> 20) + " MiB");
        }
    }

    private void check(int event) {
        if (event == XMLStreamConstants.DTD) {
            throw error("the document has a document type declaration (DOCTYPE), which may name other files and"
                    + " entities, so it is not read; remove it");
        }
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw error("the entity &" + reader.getLocalName() + "; is not one of XML's own");
        }
    }

    private String localName() {
        return withoutPrefix(reader.getLocalName());
    }

    private static String withoutPrefix(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    private TarnException error(String message) {
        return new TarnException(
                ErrorCode.HIVE_BAD_DATA,
                new ErrorPosition.InFile(path, -1, reader.getLocation().getLineNumber(), null),
                message);
    }

    private TarnException broken(XMLStreamException e) {
        long line = e.getLocation() == null ? -1 : e.getLocation().getLineNumber();
        String message = e.getMessage() == null ? "" : e.getMessage();
        int newline = message.indexOf("Message: ");
        return new TarnException(
                ErrorCode.HIVE_BAD_DATA,
                new ErrorPosition.InFile(path, -1, line, null),
                "the document is not well-formed XML: "
                        + (newline < 0 ? message : message.substring(newline + "Message: ".length())),
                e);
    }
}
