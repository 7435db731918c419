package dev.tarn.sql.define;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;

/** Those of an iterator's elements that pass a test; looks one element ahead. One thread. */
final class FilteredIterator<T> implements Iterator<T> {
    private final Iterator<T> source;
    private final Predicate<T> test;
    private T next;
    private boolean found;

    FilteredIterator(Iterator<T> source, Predicate<T> test) {
        this.source = source;
        this.test = test;
    }

    @Override
    public boolean hasNext() {
        while (!found && source.hasNext()) {
            next = source.next();
            found = test.test(next);
        }
        return found;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        found = false;
        return next;
    }
}
