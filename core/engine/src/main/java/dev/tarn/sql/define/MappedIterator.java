package dev.tarn.sql.define;

import java.util.Iterator;
import java.util.function.Function;

/** An iterator's elements, each turned into another when it is taken. One thread. */
record MappedIterator<S, T>(Iterator<S> source, Function<S, T> mapping) implements Iterator<T> {
    @Override
    public boolean hasNext() {
        return source.hasNext();
    }

    @Override
    public T next() {
        return mapping.apply(source.next());
    }
}
