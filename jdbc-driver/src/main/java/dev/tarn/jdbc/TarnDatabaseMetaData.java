package dev.tarn.jdbc;

import org.apache.calcite.avatica.AvaticaConnection;
import org.apache.calcite.avatica.AvaticaDatabaseMetaData;

/** What the driver says of the engine; what lies in its catalog is answered by {@link TarnMeta}. */
final class TarnDatabaseMetaData extends AvaticaDatabaseMetaData {
    TarnDatabaseMetaData(AvaticaConnection connection) {
        super(connection);
    }

    @Override
    public String getDatabaseProductName() {
        return "Tarn";
    }

    @Override
    public String getIdentifierQuoteString() {
        return "\"";
    }

    @Override
    public boolean storesLowerCaseIdentifiers() {
        return true;
    }

    @Override
    public boolean storesMixedCaseIdentifiers() {
        return false;
    }
}
